"""Before the first hearing: a lawyer, a talk with the lawyer, and an explanation of what the child may choose."""

from datetime import date

import pytest

from overview import lawyer_tasks, snapshot, tasks
from residence import guardianship, hearing, information, lawyer

pytestmark = pytest.mark.django_db


def codes(actor, at) -> list[str]:
    return [todo.task.code for todo in tasks.open_tasks(snapshot.load(actor, at), actor.role, at)]


@pytest.fixture
def child(admit, at, cast, people):
    case = admit(at(2026, 3, 4))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
    return case


@pytest.fixture
def to_be_heard(child, cast, at):
    """On Monday 15 June 2026, planned on 20 May."""
    hearing.plan(case=child, planned_on=date(2026, 6, 15), by=cast.ind, at=at(2026, 5, 20))
    return child


def alert(cast, at) -> list[date]:
    [facts] = snapshot.load(cast.guardian, at)
    return [found.since.date() for found in lawyer_tasks.not_arranged(facts, at)]


@pytest.mark.requirement("S004-71")
def test_a_lawyer_is_asked_for_from_the_first_day_of_rest_until_there_is_one(child, cast, at, people):
    assert "ASSIGN_LAWYER" in codes(cast.guardian, at(2026, 3, 5))
    lawyer.assign(case=child, lawyer=people["lawyer.lawyer"], by=cast.intake, at=at(2026, 3, 6))
    assert "ASSIGN_LAWYER" not in codes(cast.guardian, at(2026, 3, 6))
    assert "TALK_WITH_LAWYER" not in codes(cast.lawyer, at(2026, 3, 6))


@pytest.mark.requirement("AL-10", "S004-71", "S004-72")
def test_the_alert_opens_two_weeks_before_the_hearing_and_ends_with_the_talk(to_be_heard, cast, at, people):
    assert alert(cast, at(2026, 5, 31)) == []
    assert alert(cast, at(2026, 6, 1)) == [date(2026, 6, 1)]
    row = lawyer.assign(case=to_be_heard, lawyer=people["lawyer.lawyer"], by=cast.intake, at=at(2026, 6, 2))
    assert alert(cast, at(2026, 6, 2)) == [date(2026, 6, 1)]
    assert "TALK_WITH_LAWYER" in codes(cast.lawyer, at(2026, 6, 2))
    lawyer.talk(lawyer=row, by=cast.lawyer, at=at(2026, 6, 3))
    assert alert(cast, at(2026, 6, 3)) == []
    assert "TALK_WITH_LAWYER" not in codes(cast.lawyer, at(2026, 6, 3))


@pytest.mark.requirement("S004-73", "S004-75")
def test_ind_explains_what_the_child_has_not_understood_yet(to_be_heard, cast, at):
    def tell(topic, understood):
        information.give(case=to_be_heard, topic=topic, language="ti", understood=understood, by=cast.ind,
                         at=at(2026, 5, 21))  # fmt: skip

    assert codes(cast.ind, at(2026, 5, 21)).count("EXPLAIN_CHOICES") == 2
    tell("SCHEME", "YES")
    tell("POLICE_REPORT", "PARTLY")
    assert codes(cast.ind, at(2026, 5, 22)).count("EXPLAIN_CHOICES") == 1
    tell("POLICE_REPORT", "YES")
    assert "EXPLAIN_CHOICES" not in codes(cast.ind, at(2026, 5, 23))
