"""The goals of a guidance plan: added while it is drafted or runs, and each reached, or dropped for a reason."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from partners.actors import Actor
from partners.acts import Act
from partners.errors import RuleBroken
from shelter import plan as plans
from shelter.held import held
from shelter.models import GuidancePlan, PlanGoal

State = PlanGoal.State
SAID = (State.REACHED, State.DROPPED)


def check_said(goal: str, target_on: date, at: datetime) -> None:
    if not goal.strip():
        raise RuleBroken("no-goal", _("Say what the child works towards."), "S004-119")
    if target_on < day_of(at):
        raise RuleBroken("target-past", _("A goal lies ahead: choose today or a later day."), "S004-119")


@transaction.atomic
def add(*, plan: GuidancePlan, goal: str, target_on: date, by: Actor, at: datetime) -> PlanGoal:
    """Add a goal to the plan. Raises RuleBroken."""
    parent = held(plan)
    plans.check_current(parent, by, at)
    check_said(goal, target_on, at)
    row = PlanGoal(case=parent.case, plan=parent, goal=secret(parent.case.data_key, goal), target_on=target_on)
    return ledger.record(row, by=by, at=at)


def check_open(goal: PlanGoal, by: Actor, at: datetime) -> None:
    """Not settled yet: then its plan goes on too, for what ends a plan settles its goals. Raises RuleBroken."""
    if goal.state != State.OPEN:
        raise RuleBroken("goal-settled", _("This goal was reached, dropped or stopped already."), "S004-119")


@transaction.atomic
def correct(*, target: PlanGoal, goal: str, target_on: date, by: Actor, at: datetime) -> PlanGoal:
    """Put a goal in other words, or before another day; what it was stays in the history. Raises RuleBroken."""
    row = held(target)
    check_open(row, by, at)
    check_said(goal, target_on, at)
    row.goal, row.target_on = secret(row.case.data_key, goal), target_on
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def settle(*, target: PlanGoal, state: str, reason: str = "", by: Actor, at: datetime) -> PlanGoal:
    """Say that a goal was reached, or why it is dropped. Raises RuleBroken."""
    row = held(target)
    check_open(row, by, at)
    if state not in SAID:
        raise RuleBroken("no-outcome", _("Say whether the goal was reached or is dropped."), "S004-119")
    if state == State.DROPPED and not reason.strip():
        raise RuleBroken("no-reason", _("Say why this goal is dropped."), "S004-119")
    row.state, row.settled_on, row.reason = state, day_of(at), secret(row.case.data_key, reason)
    return ledger.record(row, by=by, at=at)


def narrow(target: Any, by: Actor, at: datetime) -> dict[str, Collection[str]]:
    return {"state": SAID}


def as_written(target: PlanGoal, by: Actor, at: datetime) -> dict[str, Any]:
    return {"goal": str(target.goal), "target_on": target.target_on}


PATH = "cases/{case}/plan-goals"
ADD = Act(
    path=f"{plans.PATH}/{{plan}}/goals",
    label=_("Add a goal"),
    verb=add,
    model=PlanGoal,
    fields=("goal", "target_on"),
    required=("goal", "target_on"),
    parent_model=GuidancePlan,
    right=plans.WRITES,
    check=plans.check_current,
    source="S004-119",
)
CORRECT = Act(
    path=f"{PATH}/{{target}}/corrections",
    label=_("Put it otherwise"),
    verb=correct,
    model=PlanGoal,
    fields=("goal", "target_on"),
    required=("goal", "target_on"),
    parent_model=PlanGoal,
    right=plans.WRITES,
    check=check_open,
    prefill=as_written,
    source="S004-119",
)
SETTLE = Act(
    path=f"{PATH}/{{target}}/outcomes",
    label=_("Reached or dropped"),
    verb=settle,
    model=PlanGoal,
    fields=("state", "reason"),
    required=("state",),
    parent_model=PlanGoal,
    right=plans.WRITES,
    check=check_open,
    narrow=narrow,
    labels={"state": _("outcome")},
    source="S004-119",
)
