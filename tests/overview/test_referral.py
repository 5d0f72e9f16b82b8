"""A referral on the desk and on the case page: who waits for an answer is asked to call (S000-41)."""

from datetime import date

import pytest

from intake import referral
from overview import snapshot, tasks
from partners.models import Organisation
from tests.intake.consenting import child
from tests.intake.test_referral import GIVEN
from tests.overview.conftest import text, url

__all__ = ["child"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S000-41", "S002-18")]


@pytest.fixture
def sent(child, cast, at):
    receiver = Organisation.objects.create(code="veilig-thuis", name="Veilig Thuis", kind="VEILIG_THUIS")
    return referral.refer(case=child(), organisation=receiver, question="Is er al een melding?", given=GIVEN,
                          sent_on=date(2026, 3, 4), by=cast.guardian, at=at(2026, 3, 5))  # fmt: skip


def asked(actor, moment):
    found = tasks.open_tasks(snapshot.load(actor, moment), actor.role, moment)
    return [(each.about, each.due) for each in found if each.task.code == "CHASE_REFERRAL"]


def test_after_two_weeks_without_an_answer_the_guardian_is_asked_to_call(sent, cast, at):
    assert asked(cast.guardian, at(2026, 3, 18, 23)) == []
    assert asked(cast.guardian, at(2026, 3, 19)) == [(sent.pk, date(2026, 3, 18))]
    assert asked(cast.intake, at(2026, 3, 19)) == asked(cast.avim, at(2026, 3, 19)) == []


@pytest.mark.parametrize("settle", ["ACCEPTED", "DECLINED", "WITHDRAWN"])
def test_an_answer_or_its_end_settles_that(sent, cast, at, settle):
    known = {"referral": sent, "by": cast.guardian, "at": at(2026, 3, 19)}
    if settle == "WITHDRAWN":
        referral.end(outcome=settle, **known)
    else:
        referral.record_answer(answer=settle, **known)
    assert asked(cast.guardian, at(2026, 3, 20)) == []


def test_the_page_says_to_whom_and_how_it_stands(sent, at_screen):
    page = text(at_screen("guardian").get(url(sent.case)))
    assert "Veilig Thuis" in page
    assert "Is er al een melding?" in page
    assert "verstuurd" in page
    assert "Is er al een melding?" not in text(at_screen("intake").get(url(sent.case)))
