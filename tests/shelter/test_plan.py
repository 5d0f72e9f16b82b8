"""The guidance plan: the child is heard, it goes forward only, and it is finished only if something was reached."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from config.encryption import secret
from partners import involvement
from partners.access import read
from policy.workflow import may_follow
from shelter import absence, plan, plan_goal
from shelter.models import GuidancePlan, PlanGoal
from tests.houses import refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-119")]
State = GuidancePlan.State
VERBS = {
    "ACTIVE": lambda row, **said: plan.start(plan=row, **said),
    "COMPLETED": lambda row, **said: plan.complete(plan=row, **said),
    "STOPPED": lambda row, **said: plan.stop(plan=row, stop_cause="CHILD", **said),
}


class TestItsStates:
    @pytest.mark.parametrize("to", VERBS)
    @pytest.mark.parametrize("state", State)
    def test_it_goes_forward_only(self, child, planned, cast, at, state, to):
        row, said = planned(child, state), {"by": cast.mentor, "at": at(2026, 3, 21)}
        if state == "DRAFT":
            plan_goal.add(plan=row, goal="Sleeps well.", target_on=date(2026, 6, 1), **said)
        if state == "ACTIVE":
            plan_goal.settle(target=row.goals.get(), state="REACHED", **said)
        if to in may_follow("GUIDANCE_PLAN", state):
            assert VERBS[to](row, **said).state == to
        else:
            assert refusal(lambda: VERBS[to](row, **said)) == ("plan-state", "C3.12")

    def test_the_table_is_that_of_the_model(self):
        assert {state: may_follow("GUIDANCE_PLAN", state) for state in State} == {
            "DRAFT": ("ACTIVE", "STOPPED"), "ACTIVE": ("COMPLETED", "STOPPED"), "COMPLETED": (), "STOPPED": (),
        }  # fmt: skip

    @pytest.mark.parametrize("state", State)
    def test_a_new_one_follows_on_one_that_ended(self, child, planned, cast, at, state):
        planned(child, state)
        said = {"case": child, "child_view": "Another thing.", "by": cast.mentor, "at": at(2026, 4, 1)}
        if state in plan.CURRENT:
            assert refusal(lambda: plan.draft(**said)) == ("already-planned", "C3.12")
        else:
            assert plan.draft(**said).state == "DRAFT"

    @pytest.mark.parametrize(
        ("state", "finished"), [(None, False), *((state, state == "COMPLETED") for state in State)]
    )
    def test_it_is_finished_only_when_it_was_completed(self, child, planned, state, finished):
        if state:
            planned(child, state)
        assert plan.is_finished(child) is finished

    def test_a_new_plan_is_not_finished_by_the_one_before(self, child, planned, at):
        planned(child, "COMPLETED")
        planned(child, "DRAFT", on=at(2026, 5, 1))
        assert not plan.is_finished(child)

    @pytest.mark.parametrize(
        ("wrong", "name"),
        [
            ({"state": "ACTIVE"}, "a_plan_stands_where"),
            ({"state": "COMPLETED", "ended_on": date(2026, 4, 1)}, "a_plan_stands_where"),
            ({"ended_on": date(2026, 4, 1)}, "a_plan_stands_where"),
            ({"state": "STOPPED", "ended_on": date(2026, 4, 1)}, "a_plan_stops_for"),
            ({"stop_cause": "CHILD"}, "a_plan_stops_for"),
            ({"child_view": ""}, "a_plan_hears"),
        ],
    )
    def test_the_database_refuses_what_cannot_be(self, child, planned, cast, at, wrong, name):
        row = planned(child, "DRAFT")
        for field, value in wrong.items():
            setattr(row, field, value)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ledger.record(row, by=cast.mentor, at=at(2026, 4, 1))

    def test_the_database_holds_one_that_is_current(self, child, planned, cast, at):
        planned(child)
        second = GuidancePlan(case=child, not_asked_reason=secret(child.data_key, "Asleep."))
        with pytest.raises(IntegrityError, match="one_plan_is_current|guidanceplan.case_id"), transaction.atomic():
            ledger.record(second, by=cast.mentor, at=at(2026, 4, 1))


class TestTheChild:
    def test_it_is_heard_or_somebody_says_why_not(self, child, cast, at):
        said = {"case": child, "by": cast.mentor, "at": at(2026, 3, 20)}
        assert refusal(lambda: plan.draft(**said)) == ("child-not-heard", "S004-119")
        assert refusal(lambda: plan.draft(child_view="a", not_asked_reason="b", **said))[0] == "child-not-heard"
        row = plan.draft(not_asked_reason="No interpreter yet.", **said)
        assert str(row.not_asked_reason) == "No interpreter yet."
        row = plan.hear(plan=row, child_view="She wants to cook.", by=cast.mentor, at=at(2026, 3, 21))
        assert (str(row.child_view), str(row.not_asked_reason)) == ("She wants to cook.", "")
        assert refusal(lambda: plan.hear(plan=row, child_view=" ", by=cast.mentor, at=at(2026, 3, 22)))[0] == (
            "child-not-heard"
        )

    def test_of_a_plan_that_ended_nothing_changes(self, child, planned, cast, at):
        row, said = planned(child, "COMPLETED"), {"by": cast.mentor, "at": at(2026, 4, 1)}
        add = {"goal": "One more.", "target_on": date(2026, 6, 1)}
        assert refusal(lambda: plan.hear(plan=row, child_view="No.", **said)) == ("plan-ended", "C3.12")
        assert refusal(lambda: plan_goal.add(plan=row, **add, **said)) == ("plan-ended", "C3.12")
        assert refusal(lambda: plan_goal.correct(target=row.goals.get(), **add, **said))[0] == "goal-settled"

    def test_only_of_a_child_in_protected_shelter(self, open_case, make_house, place, cast, at):
        case = open_case()
        said = {"case": case, "child_view": "School.", "by": cast.mentor, "at": at(2026, 3, 5)}
        assert refusal(lambda: plan.draft(**said)) == ("not-protected", "S004-48")
        place(case, make_house("AMV"))
        assert refusal(lambda: plan.draft(**said)) == ("not-protected", "S004-48")

    def test_a_missing_child_makes_no_plan(self, child, planned, cast, at):
        row, said = planned(child, "DRAFT"), {"by": cast.mentor, "at": at(2026, 3, 21)}
        plan_goal.add(plan=row, goal="Sleeps well.", target_on=date(2026, 6, 1), **said)
        absence.report(case=child, circumstances="Gone.", last_seen_at=at(2026, 3, 20), **said)
        assert refusal(lambda: plan.start(plan=row, **said)) == ("child-absent", "INV-09")

    def test_who_comes_of_age_goes_on_with_it(self, admit, planned, cast, at):
        case = admit(at(2026, 3, 4), born=date(2008, 3, 12))
        assert planned(case, on=at(2026, 3, 20)).state == "ACTIVE"


class TestTheGoals:
    def test_a_plan_starts_with_a_goal(self, child, planned, cast, at):
        row = planned(child, "DRAFT")
        assert refusal(lambda: plan.start(plan=row, by=cast.mentor, at=at(2026, 3, 21))) == ("no-goal", "S004-119")

    def test_a_goal_lies_ahead_and_says_something(self, child, planned, cast, at):
        row, said = planned(child), {"by": cast.mentor, "at": at(2026, 3, 21)}
        past = {"goal": "Cook.", "target_on": date(2026, 3, 20)}
        assert refusal(lambda: plan_goal.add(plan=row, **past, **said)) == ("target-past", "S004-119")
        empty = {"goal": " ", "target_on": date(2026, 3, 21)}
        assert refusal(lambda: plan_goal.add(plan=row, **empty, **said)) == ("no-goal", "S004-119")
        goal = plan_goal.add(plan=row, goal="Cook.", target_on=date(2026, 3, 21), **said)
        assert refusal(lambda: plan_goal.correct(target=goal, **past, **said)) == ("target-past", "S004-119")
        plan_goal.correct(target=goal, goal="Cook for all.", target_on=date(2026, 4, 1), **said)
        goal.refresh_from_db()
        assert (str(goal.goal), goal.target_on) == ("Cook for all.", date(2026, 4, 1))
        assert goal.history.count() == 2

    def test_it_is_reached_or_dropped_for_a_reason_and_once(self, child, planned, cast, at):
        goal, said = planned(child).goals.get(), {"by": cast.mentor, "at": at(2026, 4, 1)}
        assert refusal(lambda: plan_goal.settle(target=goal, state="OPEN", **said)) == ("no-outcome", "S004-119")
        assert refusal(lambda: plan_goal.settle(target=goal, state="DROPPED", **said)) == ("no-reason", "S004-119")
        row = plan_goal.settle(target=goal, state="DROPPED", reason="She works instead.", **said)
        assert (row.state, row.settled_on, str(row.reason)) == ("DROPPED", date(2026, 4, 1), "She works instead.")
        assert refusal(lambda: plan_goal.settle(target=goal, state="REACHED", **said)) == ("goal-settled", "S004-119")

    @pytest.mark.parametrize("wrong", [{"state": "DROPPED", "settled_on": date(2026, 4, 1)}, {"state": "REACHED"}])
    def test_the_database_wants_the_day_and_the_reason(self, child, planned, cast, at, wrong):
        row = planned(child).goals.get()
        for field, value in wrong.items():
            setattr(row, field, value)
        with pytest.raises(IntegrityError, match="a_goal_is_dropped"), transaction.atomic():
            ledger.record(row, by=cast.mentor, at=at(2026, 4, 1))

    def test_a_plan_is_finished_when_nothing_is_open_and_something_was_reached(self, child, planned, cast, at):
        row, said = planned(child), {"by": cast.mentor, "at": at(2026, 4, 1)}
        assert refusal(lambda: plan.complete(plan=row, **said)) == ("goal-open", "S004-119")
        plan_goal.settle(target=row.goals.get(), state="DROPPED", reason="She works instead.", **said)
        assert refusal(lambda: plan.complete(plan=row, **said)) == ("no-goal-reached", "S004-119")
        goal = plan_goal.add(plan=row, goal="Works safely.", target_on=date(2026, 6, 1), **said)
        plan_goal.settle(target=goal, state="REACHED", **said)
        assert plan.complete(plan=row, **said).ended_on == date(2026, 4, 1)


class TestTheStop:
    def test_who_stops_it_for_a_child_says_why_and_the_child_need_not(self, child, planned, cast, at):
        row, said = planned(child), {"by": cast.mentor, "at": at(2026, 4, 1)}
        for cause in ("LEFT", "GONE", ""):
            assert refusal(lambda cause=cause: plan.stop(plan=row, stop_cause=cause, **said))[0] == "no-such-cause"
        for cause in ("NO_USE", "OTHER"):
            assert refusal(lambda cause=cause: plan.stop(plan=row, stop_cause=cause, **said))[0] == "no-reason"
        assert plan.stop(plan=row, stop_cause="CHILD", **said).stop_cause == "CHILD"

    def test_with_it_stop_the_goals_that_were_still_open(self, child, planned, cast, at):
        row, said = planned(child), {"by": cast.mentor, "at": at(2026, 4, 1)}
        reached = plan_goal.add(plan=row, goal="Cooks for herself.", target_on=date(2026, 6, 1), **said)
        plan_goal.settle(target=reached, state="REACHED", **said)
        plan.stop(plan=row, stop_cause="CHILD", **said)
        assert sorted(row.goals.values_list("state", "settled_on")) == [
            ("REACHED", date(2026, 4, 1)), ("STOPPED", date(2026, 4, 1)),
        ]  # fmt: skip
        stopped = row.goals.get(state="STOPPED")
        assert refusal(lambda: plan_goal.settle(target=stopped, state="REACHED", **said))[0] == "goal-settled"


def test_the_guardian_reads_it_whole_and_coa_only_how_far_it_is(child, planned, cast, at):
    planned(child)
    looking = {
        name: involvement.standing(getattr(cast, name), child.id, at(2026, 4, 1)) for name in ("guardian", "coa")
    }
    whole = {name: read(GuidancePlan.objects.all(), standing)[0] for name, standing in looking.items()}
    goals = {name: read(PlanGoal.objects.all(), standing)[0] for name, standing in looking.items()}
    assert ("child_view" in whole["guardian"], "goal" in goals["guardian"]) == (True, True)
    assert ("child_view" in whole["coa"], "goal" in goals["coa"]) == (False, False)
    assert (whole["coa"]["state"], goals["coa"]["state"]) == ("ACTIVE", "OPEN")
    for name in ("avim", "ind", "intake"):
        standing = involvement.standing(getattr(cast, name), child.id, at(2026, 4, 1))
        assert not standing.right("PLAN").reads, name
