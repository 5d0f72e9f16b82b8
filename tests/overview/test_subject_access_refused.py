"""Who does not answer requests for one's own data gets to none of it, and learns of none."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from overview import subject_page, subject_texts
from partners import involvement
from partners.access_table import WITHOUT_CASE
from partners.actors import of_person
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound
from partners.models import Person
from tests.overview.conftest import SHORT, text
from tests.overview.test_subject_copy import asked

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-20", "INV-38")]
JUDGE = subject_texts.JUDGE


@pytest.fixture
def row(known_child, cast):
    """A request that was granted, with its texts."""
    return asked(known_child(), cast)


@pytest.fixture
def elsewhere(organisations) -> Person:
    """A data-protection officer of an organisation that does not answer."""
    return Person.objects.create(username="fg", name="F. E.", role="dpo.officer", organisation=organisations["COA"],
                                 staff_id="fg")  # fmt: skip


def test_an_officer_of_another_organisation_does_not_answer(row, elsewhere, at_screen):
    browser = at_screen("dpo")
    browser.force_login(elsewhere, backend="partners.login.PersonBackend")
    page, copy = reverse("admin:subject_requests"), reverse("admin:subject_copy", args=[row.pk])
    for answer in (browser.get(page), browser.post(copy)):
        assert answer.status_code == 403
        assert row.case.reference not in text(answer)
    denied = Entry.objects.filter(kind=Kind.DENIAL, person=elsewhere.pk).values_list("reason", flat=True)
    assert list(denied) == ["403 not-allowed SUBJECT_ACCESS:decides"] * 2
    assert not Entry.objects.filter(kind=Kind.EXPORT).exists()
    with pytest.raises(NotFound):
        subject_texts.find(row.texts.first().pk, involvement.without_case(of_person(elsewhere)), timezone.now())


def test_what_the_access_table_does_not_give_the_page_does_not_show(row, cast, monkeypatch):
    """The office alone opens nothing: the table must say so as well."""
    assert subject_page.load(cast.dpo, timezone.now()).lines
    monkeypatch.delitem(WITHOUT_CASE[DataClass.SUBJECT_ACCESS], "dpo.officer")
    with pytest.raises(NotAllowed, match="SUBJECT_ACCESS:decides"):
        subject_page.load(cast.dpo, timezone.now())


@pytest.mark.parametrize("name", ["guardian", "supervisor", "intake", "avim", "administrator"])
def test_who_does_not_answer_cannot_tell_which_texts_there_are(row, at_screen, people, name):
    answers = [at_screen(name).get(judging(key)) for key in (row.texts.first().pk, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    denied = Entry.objects.filter(kind=Kind.DENIAL, person=people[SHORT[name]].pk)
    assert [entry.reason for entry in denied] == ["404 admin:nested_free_act"] * 2


def test_a_text_that_there_is_not_is_not_found_by_who_answers_either(row, at_screen):
    assert at_screen("dpo").get(judging(uuid4())).status_code == 404


def judging(key) -> str:
    return reverse("admin:nested_free_act", args=[JUDGE.name, key])
