"""In which way a child is heard, what becomes of a planned hearing, and what it waits for."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from intake.models import Case
from overview import readiness, snapshot, tasks
from partners.models import Notice
from policy.hearing_modes import TOPICS, modes_for
from residence import guardianship, hearing, hearing_held, information, lawyer
from residence.models import Hearing
from shelter import absence, absence_end
from tests.houses import refusal

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 15)
LIMITED = "UNDER_12_LIMITED"


@pytest.fixture
def child(admit, at, cast, people) -> Case:
    case = admit(at(2026, 3, 4))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
    return case


@pytest.fixture
def plan(cast, at):
    def planned(case, on=DAY, **said) -> Hearing:
        return hearing.plan(case=case, planned_on=on, by=cast.ind, at=at(2026, 5, 20), **said)

    return planned


@pytest.fixture
def hold(cast, at):
    def held(row, on=DAY, **said) -> Hearing:
        return hearing_held.hold(hearing=row, held_on=on, by=cast.ind, at=at(2026, 6, 20), **said)

    return held


@pytest.mark.requirement("B-15", "B-16", "D-5")
class TestTheWay:
    @pytest.mark.parametrize(("age", "possible"), [
        (11, 1), (12, 2), (14, 2), (15, 3), (17, 3), (None, 2),
    ])  # fmt: skip
    def test_it_follows_from_the_age_and_may_be_more_protected(self, age, possible):
        assert modes_for(age) == [LIMITED, "CHILD_ROOM", "REGULAR"][:possible]

    @pytest.mark.parametrize(("born", "mode"), [
        (date(2014, 6, 16), LIMITED), (date(2014, 6, 15), "CHILD_ROOM"),
        (date(2011, 6, 16), "CHILD_ROOM"), (date(2011, 6, 15), "REGULAR"), (None, "CHILD_ROOM"),
    ])  # fmt: skip
    def test_the_day_of_the_hearing_counts(self, admit, plan, at, born, mode):
        assert plan(admit(at(2026, 3, 4), born=born)).mode == mode

    def test_never_less_protected(self, admit, plan, at):
        case = admit(at(2026, 3, 4), born=date(2013, 1, 1))
        assert refusal(lambda: plan(case, mode="REGULAR")) == ("mode-by-age", "B-16")
        assert plan(case, mode=LIMITED).mode == LIMITED


class TestHeld:
    @pytest.mark.requirement("S004-47")
    def test_on_the_planned_day_or_later_once_and_not_ahead(self, child, plan, hold):
        row = plan(child)
        assert refusal(lambda: hold(row, on=date(2026, 6, 14))) == ("held-when", "INV-14")
        assert refusal(lambda: hold(row, on=date(2026, 6, 21))) == ("held-when", "INV-14")
        found = hold(row, on=date(2026, 6, 16), topics=["NAMES"], reasons_heard=True, lawyer_present=True)
        assert (found.held_on, found.topics, found.lawyer_present) == (date(2026, 6, 16), ["NAMES"], True)
        assert refusal(lambda: hold(row))[0] == "hearing-not-planned"
        assert refusal(lambda: plan(child))[0] == "already-held"

    @pytest.mark.requirement("B-15")
    def test_a_child_under_twelve_is_asked_only_what_stands_in_the_list(self, admit, plan, hold, at, cast):
        row = plan(admit(at(2026, 3, 4), born=date(2015, 1, 1)))
        assert refusal(lambda: hold(row, reasons_heard=True)) == ("under-twelve", "B-15")
        row.refresh_from_db()
        row.reasons_heard = True
        with pytest.raises(IntegrityError, match="under_twelve"), transaction.atomic():
            ledger.record(row, by=cast.ind, at=at(2026, 6, 20))
        assert hold(row, topics=[topic.code for topic in TOPICS]).held_on == DAY

    @pytest.mark.requirement("EC-20")
    def test_it_waits_while_the_child_is_missing(self, child, plan, hold, cast, at):
        row = plan(child)
        gone = absence.report(case=child, circumstances="Weg.", last_seen_at=at(2026, 6, 14, 7),
                              by=cast.avim, at=at(2026, 6, 14, 8))  # fmt: skip
        absence_end.come_back(absence=gone, by=cast.guardian, at=at(2026, 6, 17, 8))
        assert refusal(lambda: hold(row)) == ("child-was-missing", "C3.5")
        assert hold(row, on=date(2026, 6, 17)).held_on == date(2026, 6, 17)

    def test_only_ind(self, child, plan, cast, at):
        row, said = plan(child), {"by": cast.guardian, "at": at(2026, 6, 20)}
        assert refusal(lambda: hearing_held.hold(hearing=row, held_on=DAY, **said))[0] == "only-ind"
        assert refusal(lambda: hearing_held.call_off(hearing=row, call_off_reason="Ziek.", **said))[0] == "only-ind"


@pytest.mark.requirement("S004-47")
class TestCalledOff:
    def test_with_a_reason_and_then_planned_anew(self, child, plan, hold, cast, at):
        row, said = plan(child), {"by": cast.ind, "at": at(2026, 6, 10)}
        assert refusal(lambda: hearing_held.call_off(hearing=row, call_off_reason=" ", **said))[0] == "no-reason"
        hearing_held.call_off(hearing=row, call_off_reason="De tolk is ziek.", **said)
        assert Notice.objects.filter(about=row.pk, kind="HEARING_CALLED_OFF", to_role="nidos.guardian").exists()
        assert refusal(lambda: hold(row))[0] == "hearing-not-planned"
        assert plan(child, on=date(2026, 7, 1)).planned_on == date(2026, 7, 1)

    def test_who_reads_only_the_days_reads_that_it_is_off(self, child, plan, cast, at):
        row = plan(child)
        [before] = snapshot.load(cast.coa, at(2026, 6, 9))
        hearing_held.call_off(hearing=row, call_off_reason="De tolk is ziek.", by=cast.ind, at=at(2026, 6, 10))
        [after_it] = snapshot.load(cast.coa, at(2026, 6, 10, 13))
        assert (tasks.first_hearing(before) is None, tasks.first_hearing(after_it)) == (False, None)

    def test_the_database_keeps_held_and_called_off_apart(self, child, plan, hold, cast, at):
        row = hold(plan(child))
        row.replaced_on = date(2026, 6, 18)
        with pytest.raises(IntegrityError, match="called_off_was_not_held"), transaction.atomic():
            ledger.record(row, by=cast.ind, at=at(2026, 6, 20))


def asked(actor, at) -> list[str]:
    return [todo.task.code for todo in tasks.open_tasks(snapshot.load(actor, at), actor.role, at)]


@pytest.mark.requirement("S004-47")
def test_ind_is_asked_once_the_day_has_come_and_not_while_the_child_is_missing(child, plan, hold, cast, at):
    row = plan(child)
    assert "RECORD_HEARING" not in asked(cast.ind, at(2026, 6, 14))
    assert "RECORD_HEARING" in asked(cast.ind, at(2026, 6, 15))
    gone = absence.report(case=child, circumstances="Weg.", last_seen_at=at(2026, 6, 15), by=cast.avim,
                          at=at(2026, 6, 16))  # fmt: skip
    assert "RECORD_HEARING" not in asked(cast.ind, at(2026, 6, 17))
    absence_end.come_back(absence=gone, by=cast.guardian, at=at(2026, 6, 18))
    hold(row)
    assert "RECORD_HEARING" not in asked(cast.ind, at(2026, 6, 20))


@pytest.mark.requirement("S004-72", "S004-75")
def test_the_list_says_what_is_there_and_what_is_not(child, plan, cast, people, at):
    def listed(actor, moment) -> list[bool]:
        [facts] = snapshot.load(actor, moment)
        return [each.done for each in readiness.checklist(facts)]

    assert listed(cast.guardian, at(2026, 5, 20)) == []
    plan(child)
    assert listed(cast.guardian, at(2026, 5, 21)) == [True, False, False, False, False, True]
    row = lawyer.assign(case=child, lawyer=people["lawyer.lawyer"], by=cast.intake, at=at(2026, 5, 22))
    lawyer.talk(lawyer=row, by=cast.lawyer, at=at(2026, 5, 23))
    for topic in ("SCHEME", "POLICE_REPORT"):
        information.give(case=child, topic=topic, language="ti", understood="YES", by=cast.ind, at=at(2026, 5, 24))
    assert listed(cast.guardian, at(2026, 5, 25)) == [True] * 6
    absence.report(case=child, circumstances="Weg.", last_seen_at=at(2026, 5, 26), by=cast.avim, at=at(2026, 5, 26))
    assert listed(cast.guardian, at(2026, 5, 26, 13)) == [True] * 5 + [False]
    [facts] = snapshot.load(cast.coa, at(2026, 5, 26, 13))
    assert "begrepen" not in " ".join(each.text for each in readiness.checklist(facts))
