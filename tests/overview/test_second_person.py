"""What waits for a second person, on one page, with the way to the act."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from intake import emergency
from partners.actors import of_person
from tests.joining import asked, two
from tests.overview.conftest import text

__all__ = ["asked", "two"]

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-27", "AL-32")]
PAGE = "admin:second_person"


@pytest.fixture
def opened(open_case, cast):
    case = open_case(v_number="2900000017")
    return emergency.open_case(named=case.reference, reason="Er staat een man.", by=cast.mentor, at=timezone.now())


def test_an_emergency_waits_for_the_data_protection_officer_until_it_is_reviewed(at_screen, opened, cast, people):
    review = reverse("admin:nested_free_act", args=[emergency.REVIEW.name, opened.pk])
    assert review in text(at_screen("dpo").get(reverse(PAGE)))
    emergency.review(emergency=opened, verdict="JUSTIFIED", review_words="Ja.", by=of_person(people["dpo.officer"]),
                     at=timezone.now())  # fmt: skip
    assert review not in text(at_screen("dpo").get(reverse(PAGE)))


def test_two_cases_to_join_wait_for_the_supervisor_who_did_not_ask_it(at_screen, asked):
    browser = at_screen("supervisor")
    before = Entry.objects.count()
    page = text(browser.get(reverse(PAGE)))
    assert reverse("admin:compare", args=[asked.case_id, asked.pk]) in page
    assert Entry.objects.count() == before + 1


@pytest.mark.parametrize("name", ["guardian", "intake", "ind", "mentor", "kmar"])
def test_it_is_for_who_supervises(at_screen, name):
    assert at_screen(name).get(reverse(PAGE)).status_code == 403
