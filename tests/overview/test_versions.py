"""Two people with the same record on their screens: the second does not overwrite unseen what the first wrote."""

import pytest
from django.urls import reverse

from audit.models import Entry
from intake import conversation
from partners.forms import SEEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(open_case, cast, at):
    case = open_case()
    return conversation.record(case=case, step="ACQUAINTANCE", held_on=case.arrived_on, interpreter=True,
                               by=cast.intake, at=at(2026, 3, 3))  # fmt: skip


def address(talk):
    return reverse("admin:nested_act", args=[talk.case_id, "conversations-corrections", talk.pk])


def typed(talk, version, **said):
    known = {"step": talk.step, "held_on": talk.held_on.isoformat(), "outcome": "NO_SIGNAL", "correction_reason": "x"}
    return known | said | {SEEN: version}


def test_the_form_carries_the_version_that_stands_beside_it(talk, at_screen):
    page = at_screen("intake").get(address(talk)).content.decode()
    assert f'<input type="hidden" name="{SEEN}" value="1" id="id_{SEEN}">' in page


def test_the_second_is_told_that_somebody_was_first(talk, at_screen):
    screen, before = at_screen("intake"), typed(talk, 1)
    assert screen.post(address(talk), before).status_code == 302
    answer = screen.post(address(talk), before | {"outcome": "SIGNAL"})
    assert answer.status_code == 409
    assert "Iemand anders heeft dit intussen" in answer.content.decode()
    talk.refresh_from_db()
    assert (talk.version, talk.outcome) == (2, "NO_SIGNAL")
    assert Entry.objects.get(kind="DENIAL").reason == "409 overtaken"


def test_who_has_looked_again_goes_on_with_what_was_typed(talk, at_screen):
    screen = at_screen("intake")
    screen.post(address(talk), typed(talk, 1))
    page = screen.post(address(talk), typed(talk, 1, outcome="SIGNAL")).content.decode()
    assert f'name="{SEEN}" value="2"' in page
    assert '<option value="SIGNAL" selected>' in page
    assert screen.post(address(talk), typed(talk, 2, outcome="SIGNAL")).status_code == 302


@pytest.mark.parametrize("version", ["", "one", "-1", "١", "9" * 30])
def test_a_version_that_is_none_is_no_version(talk, at_screen, version):
    assert at_screen("intake").post(address(talk), typed(talk, version)).status_code == 409
