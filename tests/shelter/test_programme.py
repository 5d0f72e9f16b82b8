"""The resilience programme: offered and never imposed, done module by module, and offered again to who refused."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from policy.programme import MODULES
from policy.workflow import may_follow
from shelter import absence, programme, whereabouts
from shelter.models import ModuleDone, ProgrammeEnrolment
from tests.houses import refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-48", "S004-123")]
State = ProgrammeEnrolment.State
END = date(2026, 10, 1)
VERBS = {
    "STARTED": lambda row, **said: programme.start(programme=row, modules=["SAFETY"], expected_end=END, **said),
    "DECLINED": lambda row, **said: programme.decline(programme=row, **said),
    "COMPLETED": lambda row, **said: programme.complete(programme=row, **said),
    "STOPPED": lambda row, **said: programme.stop(programme=row, stop_cause="CHILD", **said),
}


def do_all(row, **said):
    for code in programme.to_do(row):
        programme.do_module(programme=row, module=code, **said)


@pytest.mark.parametrize("to", VERBS)
@pytest.mark.parametrize("state", State)
def test_it_goes_forward_only(child, enrolled, cast, at, state, to):
    row, said = enrolled(child, state), {"by": cast.mentor, "at": at(2026, 4, 2)}
    if state == "STARTED":
        do_all(row, **said)
    if to in may_follow("PROGRAMME", state):
        assert VERBS[to](row, **said).state == to
    else:
        assert refusal(lambda: VERBS[to](row, **said)) == ("programme-state", "S004-123")


def test_the_table_offers_and_does_not_impose():
    assert {state: may_follow("PROGRAMME", state) for state in State} == {
        "OFFERED": ("STARTED", "DECLINED", "STOPPED"), "STARTED": ("COMPLETED", "STOPPED"),
        "DECLINED": (), "COMPLETED": (), "STOPPED": (),
    }  # fmt: skip


@pytest.mark.parametrize("state", State)
def test_it_is_offered_again_after_a_refusal_and_not_beside_one_that_runs(child, enrolled, cast, at, state):
    enrolled(child, state)
    again = {"case": child, "by": cast.mentor, "at": at(2026, 5, 1)}
    if state in programme.OPEN:
        assert refusal(lambda: programme.offer(**again)) == ("already-offered", "S004-123")
    else:
        assert programme.offer(**again).state == "OFFERED"


def test_a_refusal_needs_no_reason_and_changes_nothing_in_shelter(child, enrolled, at):
    before = whereabouts.current(child, at(2026, 4, 1))
    row = enrolled(child, "DECLINED")
    assert (row.answered_on, row.child_said, row.ended_on) == (date(2026, 4, 1), "", None)
    after = whereabouts.current(child, at(2026, 4, 2))
    assert (after.pk, after.version, after.ends_at) == (before.pk, before.version, None)


@pytest.mark.parametrize(("state", "finished"), [(None, False), *((state, state == "COMPLETED") for state in State)])
def test_it_is_finished_only_when_it_was_completed(child, enrolled, state, finished):
    if state:
        enrolled(child, state)
    assert programme.is_finished(child) is finished


def test_what_was_offered_last_counts(child, enrolled, at):
    enrolled(child, "COMPLETED")
    enrolled(child, "DECLINED", on=at(2026, 6, 1))
    assert not programme.is_finished(child)


@pytest.mark.parametrize("kind", ["BO", "FIER", "AMV", "EMERGENCY", None])
def test_only_a_child_in_protected_shelter_is_offered_it(open_case, indicate, make_house, place, cast, at, kind):
    case = open_case()
    indicate(case, ground="HONOUR_VIOLENCE")
    if kind:
        place(case, make_house(kind))
    said = {"case": case, "by": cast.mentor, "at": at(2026, 3, 5)}
    if kind in ("BO", "FIER"):
        assert programme.offer(**said).state == "OFFERED"
    else:
        assert refusal(lambda: programme.offer(**said)) == ("not-protected", "S004-48")


def test_it_begins_with_modules_and_a_day_to_come(child, enrolled, cast, at):
    row, said = enrolled(child, "OFFERED"), {"by": cast.mentor, "at": at(2026, 4, 2)}

    def start(modules=("SAFETY",), end=END):
        return programme.start(programme=row, modules=modules, expected_end=end, **said)

    assert refusal(lambda: start(modules=())) == ("no-modules", "S004-48")
    assert refusal(lambda: start(end=date(2026, 4, 2))) == ("end-past", "S004-48")
    assert start(modules=("SAFETY", "MONEY", "SAFETY")).modules == ["SAFETY", "MONEY"]


def test_a_missing_child_begins_nothing(child, enrolled, cast, at):
    row, said = enrolled(child, "OFFERED"), {"by": cast.mentor, "at": at(2026, 4, 2)}
    absence.report(case=child, circumstances="Gone.", last_seen_at=at(2026, 4, 1), **said)
    assert refusal(lambda: VERBS["STARTED"](row, **said)) == ("child-absent", "INV-09")
    assert VERBS["DECLINED"](row, **said).state == "DECLINED"


class TestTheModules:
    def test_each_that_was_chosen_is_done_once(self, child, enrolled, cast, at):
        row, said = enrolled(child), {"by": cast.mentor, "at": at(2026, 5, 1)}
        assert programme.do_module(programme=row, module="MONEY", **said).done_on == date(2026, 5, 1)
        for code in ("MONEY", "RIGHTS"):
            known = {"programme": row, "module": code}
            assert refusal(lambda known=known: programme.do_module(**known, **said)) == ("not-to-do", "S004-48")
        assert programme.to_do(row) == ["SAFETY"]
        assert refusal(lambda: programme.complete(programme=row, **said)) == ("modules-left", "S004-48")

    @pytest.mark.parametrize("day", [date(2026, 3, 31), date(2026, 5, 2)])
    def test_it_is_done_after_the_beginning_and_not_in_the_future(self, child, enrolled, cast, at, day):
        said = {"programme": enrolled(child), "module": "MONEY", "by": cast.mentor, "at": at(2026, 5, 1)}
        assert refusal(lambda: programme.do_module(done_on=day, **said)) == ("done-when", "S004-48")

    def test_when_all_are_done_nothing_is_left_to_do(self, child, enrolled, cast, at):
        row, said = enrolled(child), {"by": cast.mentor, "at": at(2026, 5, 1)}
        do_all(row, **said)
        assert refusal(lambda: programme.do_module(programme=row, module="MONEY", **said)) == ("all-done", "S004-48")

    @pytest.mark.parametrize("state", ["OFFERED", "DECLINED", "STOPPED"])
    def test_none_is_done_by_who_does_not_take_part(self, child, enrolled, cast, at, state):
        said = {"programme": enrolled(child, state), "module": "MONEY", "by": cast.mentor, "at": at(2026, 5, 1)}
        assert refusal(lambda: programme.do_module(**said)) == ("not-started", "S004-48")

    def test_the_database_holds_each_once(self, child, enrolled, cast, at):
        row = enrolled(child)
        known = {"case": child, "programme": row, "module": "MONEY", "done_on": date(2026, 5, 1)}
        ledger.record(ModuleDone(**known), by=cast.mentor, at=at(2026, 5, 1))
        with (
            pytest.raises(IntegrityError, match="a_module_is_done_once|done.programme_id"),
            transaction.atomic(),
        ):
            ledger.record(ModuleDone(**known), by=cast.mentor, at=at(2026, 5, 1))

    def test_what_the_modules_are_is_a_proposal(self):
        assert all(row.proposal for row in MODULES)


@pytest.mark.requirement("S004-119")
def test_who_stops_it_for_a_child_says_why(child, enrolled, cast, at):
    row, said = enrolled(child), {"by": cast.mentor, "at": at(2026, 5, 1)}
    assert refusal(lambda: programme.stop(programme=row, stop_cause="LEFT", **said)) == ("no-such-cause", "C3.12")
    assert refusal(lambda: programme.stop(programme=row, stop_cause="NO_USE", **said)) == ("no-reason", "C3.12")
    row = programme.stop(programme=row, stop_cause="NO_USE", stop_reason="Too much at once.", **said)
    assert (row.state, row.ended_on, str(row.stop_reason)) == ("STOPPED", date(2026, 5, 1), "Too much at once.")


@pytest.mark.requirement("S004-50")
def test_who_comes_of_age_finishes_it(admit, enrolled, at):
    case = admit(at(2026, 3, 4), born=date(2008, 3, 12))
    assert enrolled(case, "COMPLETED").state == "COMPLETED"


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"state": "STARTED"}, "a_programme_stands_where"),
        ({"state": "DECLINED"}, "a_programme_stands_where"),
        ({"state": "COMPLETED", "ended_on": END}, "a_programme_stands_where"),
        ({"state": "STOPPED", "ended_on": END}, "a_programme_stops_for"),
        ({"state": "STARTED", "answered_on": END, "expected_end": END}, "a_programme_ends_after"),
    ],
)
def test_the_database_refuses_what_cannot_be(child, enrolled, cast, at, wrong, name):
    row = enrolled(child, "OFFERED")
    for field, value in wrong.items():
        setattr(row, field, value)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ledger.record(row, by=cast.mentor, at=at(2026, 5, 1))


def test_the_database_holds_one_that_is_open(child, enrolled, cast, at):
    enrolled(child)
    second = ProgrammeEnrolment(case=child)
    with pytest.raises(IntegrityError, match="one_programme_is_open|enrolment.case_id"), transaction.atomic():
        ledger.record(second, by=cast.mentor, at=at(2026, 5, 1))
