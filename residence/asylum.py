"""The asylum procedure: IND records it, and nothing in a case can refuse it or hold it up (S004-63)."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from residence import ex_officio, tracks
from residence.models import AsylumProcedure
from residence.models.asylum import AsylumStatus
from shelter.held import held

SOURCE = "S004-63"
Decision, Appeal = AsylumProcedure.Decision, AsylumProcedure.AppealOutcome


def check_status(row: AsylumProcedure, *wanted: AsylumStatus) -> None:
    if row.status not in wanted:
        raise RuleBroken("asylum-step", _("That is not the next step of this procedure."), "C3.6")


@transaction.atomic
def apply(*, case: Case, applied_on: date | None = None, requested_by_child: bool | None = None, by: Actor,
          at: datetime) -> AsylumProcedure:  # fmt: skip
    """The child applied for asylum: recorded whatever else runs, waits or was chosen. Only a day to come is none."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    day = applied_on or day_of(at)
    if day > day_of(at):
        raise RuleBroken("day-impossible", _("Give a day that has come."), SOURCE)
    row = AsylumProcedure(case=case, applied_on=day, requested_by_child=requested_by_child)
    ledger.record(row, by=by, at=at)
    tracks.follow("IND", case=case, about=row.pk, by=by, at=at)
    return row


def check_take_up(asylum: AsylumProcedure, by: Actor, at: datetime) -> None:
    check_status(asylum, AsylumStatus.APPLIED)


@transaction.atomic
def take_up(*, asylum: AsylumProcedure, taken_up_on: date | None = None, by: Actor, at: datetime) -> AsylumProcedure:
    """IND takes it up. Raises RuleBroken."""
    row = held(asylum)
    check_take_up(row, by, at)
    row.taken_up_on = taken_up_on or day_of(at)
    tracks.check_day(row.taken_up_on, row.applied_on, at, SOURCE)
    return ledger.record(row, by=by, at=at)


def check_decide(asylum: AsylumProcedure, by: Actor, at: datetime) -> None:
    check_status(asylum, AsylumStatus.APPLIED, AsylumStatus.PENDING)


@transaction.atomic
def decide(*, asylum: AsylumProcedure, decision: str, decided_on: date | None = None, by: Actor,
           at: datetime) -> AsylumProcedure:  # fmt: skip
    """IND decides; a rejection opens its one ex-officio test in the same transaction (INV-18). Raises RuleBroken."""
    row = held(asylum)
    check_decide(row, by, at)
    day = decided_on or day_of(at)
    tracks.check_day(day, row.taken_up_on or row.applied_on, at, SOURCE)
    row.taken_up_on, row.decision, row.decided_on = row.taken_up_on or day, decision, day
    if decision == Decision.REJECTED:
        row.test = ex_officio.begin(case=row.case, rejected_on=day, by=by, at=at)
    return ledger.record(row, by=by, at=at)


def check_appeal(asylum: AsylumProcedure, by: Actor, at: datetime) -> None:
    check_status(asylum, AsylumStatus.DECIDED)


@transaction.atomic
def appeal(*, asylum: AsylumProcedure, appealed_on: date | None = None, by: Actor, at: datetime) -> AsylumProcedure:
    """The decision is appealed against. Raises RuleBroken."""
    row = held(asylum)
    check_appeal(row, by, at)
    assert row.decided_on is not None
    row.appealed_on = appealed_on or day_of(at)
    tracks.check_day(row.appealed_on, row.decided_on, at, SOURCE)
    return ledger.record(row, by=by, at=at)


def check_finish(asylum: AsylumProcedure, by: Actor, at: datetime) -> None:
    check_status(asylum, AsylumStatus.DECIDED, AsylumStatus.APPEAL)


def check_outcome(row: AsylumProcedure, appeal_outcome: str) -> None:
    """An appeal has an outcome, and nothing else has one. Raises RuleBroken."""
    if (row.appealed_on is not None) != bool(appeal_outcome):
        raise RuleBroken("appeal-outcome", _("Say how an appeal ended; without an appeal leave it empty."), "C3.6")


@transaction.atomic
def finish(*, asylum: AsylumProcedure, appeal_outcome: str = "", final_on: date | None = None, by: Actor,
           at: datetime) -> AsylumProcedure:  # fmt: skip
    """It is final; what was set aside in appeal is decided anew in a row that follows this one. Raises RuleBroken."""
    row = held(asylum)
    check_finish(row, by, at)
    check_outcome(row, appeal_outcome)
    begun = row.appealed_on or row.decided_on
    assert begun is not None
    row.final_on, row.appeal_outcome = final_on or day_of(at), appeal_outcome
    tracks.check_day(row.final_on, begun, at, SOURCE)
    ledger.record(row, by=by, at=at)
    tracks.let_go(row.pk, by=by, at=at)
    if appeal_outcome == Appeal.ANNULLED:
        take_up_anew(row, row.final_on, by=by, at=at)
    return row


def take_up_anew(before: AsylumProcedure, day: date, *, by: Actor, at: datetime) -> AsylumProcedure:
    """The same application, with a decision and, if it is rejected again, a test of its own."""
    row = AsylumProcedure(case=before.case, applied_on=before.applied_on, taken_up_on=day, after_appeal=before,
                          requested_by_child=before.requested_by_child)  # fmt: skip
    ledger.record(row, by=by, at=at)
    tracks.follow("IND", case=before.case, about=row.pk, by=by, at=at)
    return row


def narrow(asylum: AsylumProcedure, by: Actor, at: datetime) -> dict[str, Collection[str] | None]:
    """Without an appeal nobody asks how it ended."""
    return {"appeal_outcome": None} if asylum.appealed_on is None else {}


WRITES = (DataClass.ASYLUM, "writes")
PROCEDURES = "cases/{case}/asylum-procedures"
APPLY = Act(
    path=PROCEDURES,
    label=_("Record an asylum application"),
    verb=apply,
    model=AsylumProcedure,
    fields=("applied_on", "requested_by_child"),
    parent_model=Case,
    right=WRITES,
    when_closed=True,
    source=SOURCE,
    help=_("An application is always recorded, whatever else runs or waits. Not every child applies for asylum."),
)
TAKE_UP = Act(
    path=f"{PROCEDURES}/{{asylum}}/admissions",
    label=_("Take up"),
    verb=take_up,
    model=AsylumProcedure,
    fields=("taken_up_on",),
    parent_model=AsylumProcedure,
    right=WRITES,
    check=check_take_up,
    source="C3.6",
)
DECIDE = Act(
    path=f"{PROCEDURES}/{{asylum}}/decisions",
    label=_("Record the decision"),
    verb=decide,
    model=AsylumProcedure,
    fields=("decision", "decided_on"),
    required=("decision",),
    parent_model=AsylumProcedure,
    right=WRITES,
    check=check_decide,
    source="S004-66",
    help=_("A rejection asks you for the ex-officio test on trafficking in the same working week."),
)
APPEAL = Act(
    path=f"{PROCEDURES}/{{asylum}}/appeals",
    label=_("Record an appeal"),
    verb=appeal,
    model=AsylumProcedure,
    fields=("appealed_on",),
    parent_model=AsylumProcedure,
    right=WRITES,
    check=check_appeal,
    source="C3.6",
)
FINISH = Act(
    path=f"{PROCEDURES}/{{asylum}}/endings",
    label=_("It is final"),
    verb=finish,
    model=AsylumProcedure,
    fields=("appeal_outcome", "final_on"),
    parent_model=AsylumProcedure,
    right=WRITES,
    check=check_finish,
    narrow=narrow,
    source="C3.6",
)
ACTS = (APPLY, TAKE_UP, DECIDE, APPEAL, FINISH)
