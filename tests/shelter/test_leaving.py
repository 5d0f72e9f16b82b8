"""Leaving protected shelter: before plan and programme are finished for a reason, and then nothing runs on unseen."""

from datetime import date

import pytest

from shelter import absence, absence_end, placement, plan, programme
from shelter.models import GuidancePlan, Placement, ProgrammeEnrolment
from tests.houses import refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-119")]


@pytest.fixture
def move(child, make_house, cast, at):
    """COA moves the child on 1 October 2026."""

    def moved(kind="AMV", **said):
        house = make_house(kind, name=f"Next {kind}")
        return placement.move(placement=Placement.objects.get(case=child, ends_at=None), bed=house.beds.first(),
                              move_reason="Closer to school.", by=cast.coa, at=at(2026, 10, 1), **said)  # fmt: skip

    return moved


@pytest.mark.parametrize("of_plan", [None, "DRAFT", "ACTIVE", "STOPPED"])
def test_before_the_plan_is_finished_it_takes_a_reason(child, planned, enrolled, move, of_plan):
    enrolled(child, "COMPLETED")
    if of_plan:
        planned(child, of_plan)
    assert refusal(move) == ("plan-unfinished", "S004-119")
    assert refusal(lambda: move("EMERGENCY", unfinished_reason=" ")) == ("plan-unfinished", "S004-119")
    assert move("OTHER", unfinished_reason="She lives with her sister now.").unfinished_reason


@pytest.mark.parametrize("state", [None, "OFFERED", "STARTED", "DECLINED", "STOPPED"])
def test_before_the_programme_is_finished_too(child, planned, enrolled, move, state):
    planned(child, "COMPLETED")
    if state:
        enrolled(child, state)
    assert refusal(move) == ("plan-unfinished", "S004-119")


@pytest.mark.requirement("EC-60")
def test_who_finished_both_leaves_without_one(child, planned, enrolled, move):
    planned(child, "COMPLETED")
    enrolled(child, "COMPLETED")
    assert move().unfinished_reason == ""
    assert (plan.is_finished(child), programme.is_finished(child)) == (True, True)


def test_a_move_to_another_protected_house_asks_nothing_and_stops_nothing(child, planned, enrolled, move):
    planned(child)
    enrolled(child)
    move("BO")
    assert (GuidancePlan.objects.get().state, ProgrammeEnrolment.objects.get().state) == ("ACTIVE", "STARTED")


def test_from_elsewhere_nothing_is_asked(open_case, make_house, place, cast, at):
    stay = place(open_case(), make_house("AMV"))
    row = placement.move(placement=stay, bed=make_house("AZC").beds.first(), move_reason="Full.", by=cast.coa,
                         at=at(2026, 3, 8))  # fmt: skip
    assert row.unfinished_reason == ""


@pytest.mark.parametrize("states", [("DRAFT", "OFFERED"), ("ACTIVE", "STARTED")])
def test_what_ran_stops_with_that_reason(child, planned, enrolled, move, states):
    planned(child, states[0])
    enrolled(child, states[1])
    move(unfinished_reason="She lives with her sister now.")
    for row in (GuidancePlan.objects.get(), ProgrammeEnrolment.objects.get()):
        assert (row.state, row.stop_cause, row.ended_on) == ("STOPPED", "LEFT", date(2026, 10, 1))
        assert str(row.stop_reason) == "She lives with her sister now."
        assert row.history.first().state == "STOPPED"


def test_nidos_says_it_too_on_the_way_to_a_foster_family(child, indicate, make_house, cast, at):
    indicate(child, "FOSTER", on=at(2026, 9, 30))
    to_family = {"placement": Placement.objects.get(case=child), "location": make_house("FOSTER", beds=0),
                 "move_reason": "A family fits.", "by": cast.guardian, "at": at(2026, 10, 1)}  # fmt: skip
    assert refusal(lambda: placement.move(**to_family)) == ("plan-unfinished", "S004-119")
    assert placement.move(**to_family, unfinished_reason="She is twelve.").unfinished_reason


def test_the_form_asks_for_it_only_where_it_may_be_needed(
    child, planned, enrolled, cast, at, open_case, make_house, place
):
    here = Placement.objects.get(case=child)
    elsewhere = place(open_case(), make_house("AMV"))
    for act, by in ((placement.MOVE, cast.coa), (placement.FOSTER_MOVE, cast.guardian)):
        assert "unfinished_reason" not in act.narrow(here, by, at(2026, 4, 1))
        assert act.narrow(elsewhere, by, at(2026, 4, 1))["unfinished_reason"] is None
    planned(child, "COMPLETED")
    enrolled(child, "COMPLETED")
    assert placement.MOVE.narrow(here, cast.coa, at(2026, 4, 2))["unfinished_reason"] is None


@pytest.mark.parametrize("end", ["KNOWN_SAFE", "UNRESOLVED_CLOSED", "FOUND_ELSEWHERE"])
def test_of_who_does_not_come_back_nothing_runs_on(child, planned, enrolled, cast, at, end):
    planned(child)
    enrolled(child)
    row = absence.report(case=child, circumstances="Gone.", last_seen_at=at(2026, 5, 1), by=cast.mentor,
                         at=at(2026, 5, 2))  # fmt: skip
    assert plan.current(child).state == "ACTIVE"
    absence_end.end(absence=row, ended_as=end, end_reason="By telephone.", by=cast.guardian, at=at(2026, 5, 9))
    found = GuidancePlan.objects.get(), ProgrammeEnrolment.objects.get()
    if end == "FOUND_ELSEWHERE":  # COA places it again, and it may go on there.
        assert [each.state for each in found] == ["ACTIVE", "STARTED"]
    else:
        assert {(each.state, each.stop_cause, str(each.stop_reason)) for each in found} == {("STOPPED", "GONE", "")}


def test_who_is_placed_outside_after_being_found_has_nothing_that_runs(
    child, planned, cast, at, indicate, make_house, place
):
    planned(child)
    row = absence.report(case=child, circumstances="Gone.", last_seen_at=at(2026, 5, 1), by=cast.mentor,
                         at=at(2026, 5, 2))  # fmt: skip
    absence_end.end(absence=row, ended_as="FOUND_ELSEWHERE", end_reason="Seen.", by=cast.guardian, at=at(2026, 5, 9))
    place(child, make_house("AMV"), on=at(2026, 5, 10))
    assert (GuidancePlan.objects.get().state, GuidancePlan.objects.get().stop_cause) == ("STOPPED", "LEFT")
