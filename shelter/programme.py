"""The resilience programme: offered, begun or refused, and finished module by module (S004-48, S004-123).

Refusing is a good answer: it changes nothing in shelter, and the programme may be offered again.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.errors import RuleBroken
from policy.workflow import may_follow
from shelter import plan as plans
from shelter import whereabouts
from shelter.held import held
from shelter.models import ModuleDone, ProgrammeEnrolment

State = ProgrammeEnrolment.State
OPEN = (State.OFFERED, State.STARTED)


def current(case: Case) -> ProgrammeEnrolment | None:
    """What was offered and not answered yet, or runs."""
    return ProgrammeEnrolment.objects.filter(case=case, state__in=OPEN).first()


def is_finished(case: Case) -> bool:
    """Whether the programme was completed the last time it was offered; a child that had none has finished none."""
    rows = ProgrammeEnrolment.objects.filter(case=case).order_by("-created_at")
    return rows.values_list("state", flat=True).first() == State.COMPLETED


def check_offer(case: Case, by: Actor, at: datetime) -> None:
    whereabouts.check_protected(case, at)
    if current(case) is not None:
        raise RuleBroken("already-offered", _("The programme was offered already, or runs."), "S004-123")


@transaction.atomic
def offer(*, case: Case, by: Actor, at: datetime) -> ProgrammeEnrolment:
    """Offer it to a child in protected shelter; again too, after a refusal or a stop. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_offer(case, by, at)
    return ledger.record(ProgrammeEnrolment(case=case), by=by, at=at)


def check_becomes(programme: ProgrammeEnrolment, state: str) -> None:
    """Only forward, as the policy has it. Raises RuleBroken."""
    if state not in may_follow("PROGRAMME", programme.state):
        raise RuleBroken("programme-state", _("That does not follow on where the programme stands now."), "S004-123")


def check_start(programme: ProgrammeEnrolment, by: Actor, at: datetime) -> None:
    check_becomes(programme, State.STARTED)
    whereabouts.check_protected(programme.case, at)


@transaction.atomic
def start(*, programme: ProgrammeEnrolment, expected_end: date, modules: Sequence[str] = (),
          by: Actor, at: datetime) -> ProgrammeEnrolment:  # fmt: skip
    """The child takes part: in which modules, and when they will be finished. Raises RuleBroken."""
    row = held(programme)
    check_start(row, by, at)
    if not modules:
        raise RuleBroken("no-modules", _("Choose the modules that this child does."), "S004-48")
    if expected_end <= day_of(at):
        raise RuleBroken("end-past", _("The programme takes some time: choose a day to come."), "S004-48")
    codes: Any = list(dict.fromkeys(modules))
    row.modules, row.expected_end = codes, expected_end
    row.state, row.answered_on = State.STARTED, day_of(at)
    return ledger.record(row, by=by, at=at)


def check_decline(programme: ProgrammeEnrolment, by: Actor, at: datetime) -> None:
    check_becomes(programme, State.DECLINED)


@transaction.atomic
def decline(*, programme: ProgrammeEnrolment, child_said: str = "", by: Actor, at: datetime) -> ProgrammeEnrolment:
    """The child does not want to; nothing follows from it (S004-123). Raises RuleBroken."""
    row = held(programme)
    check_decline(row, by, at)
    row.state, row.answered_on = State.DECLINED, day_of(at)
    row.child_said = secret(row.case.data_key, child_said)
    return ledger.record(row, by=by, at=at)


def to_do(programme: ProgrammeEnrolment) -> list[str]:
    """The modules that were chosen and not done yet."""
    done = set(programme.done.values_list("module", flat=True))
    return [code for code in programme.modules if code not in done]


def check_module(programme: ProgrammeEnrolment, by: Actor, at: datetime) -> None:
    if programme.state != State.STARTED:
        raise RuleBroken("not-started", _("The child does not take part in the programme now."), "S004-48")
    if not to_do(programme):
        raise RuleBroken("all-done", _("Every module was done: the programme is finished."), "S004-48")


@transaction.atomic
def do_module(*, programme: ProgrammeEnrolment, module: str, done_on: date | None = None,
              by: Actor, at: datetime) -> ModuleDone:  # fmt: skip
    """One module is done. Raises RuleBroken."""
    row = held(programme)
    check_module(row, by, at)
    assert row.answered_on is not None
    day = done_on or day_of(at)
    if module not in to_do(row):
        raise RuleBroken("not-to-do", _("This module was done already, or was not chosen for this child."), "S004-48")
    if not row.answered_on <= day <= day_of(at):
        raise RuleBroken("done-when", _("A module is done after the programme began, and not in the future."),
                         "S004-48")  # fmt: skip
    return ledger.record(ModuleDone(case=row.case, programme=row, module=module, done_on=day), by=by, at=at)


def check_complete(programme: ProgrammeEnrolment, by: Actor, at: datetime) -> None:
    check_becomes(programme, State.COMPLETED)
    if to_do(programme):
        raise RuleBroken("modules-left", _("Not every module was done yet."), "S004-48")


@transaction.atomic
def complete(*, programme: ProgrammeEnrolment, by: Actor, at: datetime) -> ProgrammeEnrolment:
    """The programme is finished; also by who came of age meanwhile (S004-50). Raises RuleBroken."""
    row = held(programme)
    check_complete(row, by, at)
    row.state, row.ended_on = State.COMPLETED, day_of(at)
    return ledger.record(row, by=by, at=at)


def check_stop(programme: ProgrammeEnrolment, by: Actor, at: datetime) -> None:
    check_becomes(programme, State.STOPPED)


@transaction.atomic
def stop(*, programme: ProgrammeEnrolment, stop_cause: str, stop_reason: str = "",
         by: Actor, at: datetime) -> ProgrammeEnrolment:  # fmt: skip
    """The programme does not go on, for a cause. Raises RuleBroken."""
    row = held(programme)
    check_stop(row, by, at)
    plans.check_cause(stop_cause, stop_reason)
    return end(row, stop_cause, stop_reason, by=by, at=at)


def end(row: ProgrammeEnrolment, cause: str, reason: str, *, by: Actor, at: datetime) -> ProgrammeEnrolment:
    row.state, row.ended_on, row.stop_cause = State.STOPPED, day_of(at), cause
    row.stop_reason = secret(row.case.data_key, reason)
    return ledger.record(row, by=by, at=at)


def left(programme: Any, by: Actor, at: datetime) -> dict[str, Collection[str]]:
    return {"module": to_do(programme)}


PATH = "cases/{case}/programmes"
OFFER = Act(
    path=PATH,
    label=_("Offer the programme"),
    verb=offer,
    model=ProgrammeEnrolment,
    fields=(),
    parent_model=Case,
    right=plans.WRITES,
    check=check_offer,
    source="S004-123",
    help=_("It is offered and not imposed: refusing is a good answer, and changes nothing in shelter."),
)
START = Act(
    path=f"{PATH}/{{programme}}/starts",
    label=_("The child takes part"),
    verb=start,
    model=ProgrammeEnrolment,
    fields=("modules", "expected_end"),
    required=("expected_end",),
    parent_model=ProgrammeEnrolment,
    right=plans.WRITES,
    check=check_start,
    source="S004-48",
)
DECLINE = Act(
    path=f"{PATH}/{{programme}}/refusals",
    label=_("The child does not want to"),
    verb=decline,
    model=ProgrammeEnrolment,
    fields=("child_said",),
    parent_model=ProgrammeEnrolment,
    right=plans.WRITES,
    check=check_decline,
    source="S004-123",
    help=_("A good answer: it changes nothing in shelter, and you may offer it again later."),
)
MODULE = Act(
    path=f"{PATH}/{{programme}}/modules",
    label=_("A module was done"),
    verb=do_module,
    model=ModuleDone,
    fields=("module", "done_on"),
    required=("module",),
    parent_model=ProgrammeEnrolment,
    right=plans.WRITES,
    check=check_module,
    narrow=left,
    source="S004-48",
)
COMPLETE = Act(
    path=f"{PATH}/{{programme}}/completions",
    label=_("The programme is finished"),
    verb=complete,
    model=ProgrammeEnrolment,
    fields=(),
    parent_model=ProgrammeEnrolment,
    right=plans.WRITES,
    check=check_complete,
    source="S004-48",
)
STOP = Act(
    path=f"{PATH}/{{programme}}/stops",
    label=_("Stop the programme"),
    verb=stop,
    model=ProgrammeEnrolment,
    fields=("stop_cause", "stop_reason"),
    required=("stop_cause",),
    parent_model=ProgrammeEnrolment,
    right=plans.WRITES,
    check=check_stop,
    narrow=plans.chosen,
    source="S004-119",
)
