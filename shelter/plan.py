"""The guidance plan: drafted with the child, run, and finished or stopped for a cause (C3.12, S004-119)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from policy.workflow import may_follow
from shelter import whereabouts
from shelter.held import held
from shelter.models import GuidancePlan, PlanGoal
from shelter.models.plan import CHOSEN, StopCause

State = GuidancePlan.State
CURRENT = (State.DRAFT, State.ACTIVE)
WRITES = (DataClass.PLAN, "writes")


def current(case: Case) -> GuidancePlan | None:
    """The plan that is drafted or runs."""
    return GuidancePlan.objects.filter(case=case, state__in=CURRENT).first()


def is_finished(case: Case) -> bool:
    """Whether the last plan was completed; a child without a plan has finished none (S004-119)."""
    last = GuidancePlan.objects.filter(case=case).order_by("-created_at").values_list("state", flat=True).first()
    return last == State.COMPLETED


def check_draft(case: Case, by: Actor, at: datetime) -> None:
    whereabouts.check_protected(case, at)
    if current(case) is not None:
        raise RuleBroken("already-planned", _("This child has a guidance plan already: go on with that one."), "C3.12")


def check_view(child_view: str, not_asked_reason: str) -> None:
    """What the child wants, or why nobody asked; never both. Raises RuleBroken."""
    if bool(child_view.strip()) == bool(not_asked_reason.strip()):
        raise RuleBroken(
            "child-not-heard",
            _("Say what the child wants itself; only if it could not be asked, say why."),
            "S004-119",
        )


@transaction.atomic
def draft(*, case: Case, child_view: str = "", not_asked_reason: str = "", by: Actor, at: datetime) -> GuidancePlan:
    """Begin a plan; it runs once it has a goal and somebody starts it. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_draft(case, by, at)
    check_view(child_view, not_asked_reason)
    row = GuidancePlan(case=case, child_view=secret(case.data_key, child_view),
                       not_asked_reason=secret(case.data_key, not_asked_reason))  # fmt: skip
    return ledger.record(row, by=by, at=at)


def check_current(plan: GuidancePlan, by: Actor, at: datetime) -> None:
    if plan.state not in CURRENT:
        raise RuleBroken("plan-ended", _("This plan has ended: a new one begins as a draft."), "C3.12")


@transaction.atomic
def hear(*, plan: GuidancePlan, child_view: str, by: Actor, at: datetime) -> GuidancePlan:
    """Write what the child wants now; what it said before stays in the history. Raises RuleBroken."""
    row = held(plan)
    check_current(row, by, at)
    check_view(child_view, "")
    row.child_view, row.not_asked_reason = (secret(row.case.data_key, text) for text in (child_view, ""))
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def aim(*, plan: GuidancePlan, perspective: str, by: Actor, at: datetime) -> GuidancePlan:
    """Say what the plan prepares for: a long stay, return, or that this is not clear yet. Raises RuleBroken."""
    row = held(plan)
    check_current(row, by, at)
    row.perspective = perspective
    return ledger.record(row, by=by, at=at)


def check_becomes(plan: GuidancePlan, state: str) -> None:
    """Only forward, as the policy has it. Raises RuleBroken."""
    if state not in may_follow("GUIDANCE_PLAN", plan.state):
        raise RuleBroken("plan-state", _("That does not follow on where this plan stands now."), "C3.12")


def check_start(plan: GuidancePlan, by: Actor, at: datetime) -> None:
    check_becomes(plan, State.ACTIVE)
    whereabouts.check_protected(plan.case, at)
    if not plan.goals.filter(state=PlanGoal.State.OPEN).exists():
        raise RuleBroken("no-goal", _("A plan works towards something: add a goal first."), "S004-119")


@transaction.atomic
def start(*, plan: GuidancePlan, by: Actor, at: datetime) -> GuidancePlan:
    """From now on the plan runs. Raises RuleBroken."""
    row = held(plan)
    check_start(row, by, at)
    row.state, row.started_on = State.ACTIVE, day_of(at)
    return ledger.record(row, by=by, at=at)


def check_complete(plan: GuidancePlan, by: Actor, at: datetime) -> None:
    """Nothing is open any more, and something was reached: else it stops, and is not finished. Raises RuleBroken."""
    check_becomes(plan, State.COMPLETED)
    states = set(plan.goals.values_list("state", flat=True))
    if PlanGoal.State.OPEN in states:
        raise RuleBroken("goal-open", _("A goal is still open: say first whether it was reached."), "S004-119")
    if PlanGoal.State.REACHED not in states:
        raise RuleBroken("no-goal-reached", _("No goal was reached: stop this plan, and make another."), "S004-119")


@transaction.atomic
def complete(*, plan: GuidancePlan, by: Actor, at: datetime) -> GuidancePlan:
    """The plan is finished. Raises RuleBroken."""
    row = held(plan)
    check_complete(row, by, at)
    row.state, row.ended_on = State.COMPLETED, day_of(at)
    return ledger.record(row, by=by, at=at)


def check_cause(stop_cause: str, stop_reason: str) -> None:
    """Also for a programme. Nobody needs a reason not to go on; whoever stops it for a child says why."""
    if stop_cause not in CHOSEN:
        raise RuleBroken("no-such-cause", _("Choose why it stops."), "C3.12")
    if stop_cause != StopCause.CHILD and not stop_reason.strip():
        raise RuleBroken("no-reason", _("Say why it stops."), "C3.12")


def check_stop(plan: GuidancePlan, by: Actor, at: datetime) -> None:
    check_becomes(plan, State.STOPPED)


@transaction.atomic
def stop(*, plan: GuidancePlan, stop_cause: str, stop_reason: str = "", by: Actor, at: datetime) -> GuidancePlan:
    """The plan does not go on, for a cause. Raises RuleBroken."""
    row = held(plan)
    check_stop(row, by, at)
    check_cause(stop_cause, stop_reason)
    return end(row, stop_cause, stop_reason, by=by, at=at)


def end(row: GuidancePlan, cause: str, reason: str, *, by: Actor, at: datetime) -> GuidancePlan:
    """With it stop the goals that were still open."""
    for goal in row.goals.select_for_update().filter(state=PlanGoal.State.OPEN):
        goal.state, goal.settled_on = PlanGoal.State.STOPPED, day_of(at)
        ledger.record(goal, by=by, at=at)
    row.state, row.ended_on, row.stop_cause = State.STOPPED, day_of(at), cause
    row.stop_reason = secret(row.case.data_key, reason)
    return ledger.record(row, by=by, at=at)


def chosen(plan: Any, by: Actor, at: datetime) -> dict[str, Collection[str]]:
    return {"stop_cause": CHOSEN}


PATH = "cases/{case}/guidance-plans"
DRAFT = Act(
    path=PATH,
    label=_("Make a guidance plan"),
    verb=draft,
    model=GuidancePlan,
    fields=("child_view", "not_asked_reason"),
    parent_model=Case,
    right=WRITES,
    check=check_draft,
    source="S004-119",
    help=_("Begin with the child itself. Then add goals, and start the plan."),
)
HEAR = Act(
    path=f"{PATH}/{{plan}}/views",
    label=_("What the child wants now"),
    verb=hear,
    model=GuidancePlan,
    fields=("child_view",),
    required=("child_view",),
    parent_model=GuidancePlan,
    right=WRITES,
    check=check_current,
    source="S004-119",
)
AIM = Act(
    path=f"{PATH}/{{plan}}/perspectives",
    label=_("What the plan prepares for"),
    verb=aim,
    model=GuidancePlan,
    fields=("perspective",),
    required=("perspective",),
    parent_model=GuidancePlan,
    right=WRITES,
    check=check_current,
    source="S004-137",
)
START = Act(
    path=f"{PATH}/{{plan}}/starts",
    label=_("Start the plan"),
    verb=start,
    model=GuidancePlan,
    fields=(),
    parent_model=GuidancePlan,
    right=WRITES,
    check=check_start,
    source="C3.12",
)
COMPLETE = Act(
    path=f"{PATH}/{{plan}}/completions",
    label=_("The plan is finished"),
    verb=complete,
    model=GuidancePlan,
    fields=(),
    parent_model=GuidancePlan,
    right=WRITES,
    check=check_complete,
    source="S004-119",
)
STOP = Act(
    path=f"{PATH}/{{plan}}/stops",
    label=_("Stop the plan"),
    verb=stop,
    model=GuidancePlan,
    fields=("stop_cause", "stop_reason"),
    required=("stop_cause",),
    parent_model=GuidancePlan,
    right=WRITES,
    check=check_stop,
    narrow=chosen,
    source="C3.12",
)
