"""The residence scheme for victims of trafficking: opened at any time, beside asylum since July 2015 (S004-64).

Nobody opens it but IND, for a child that asks for it, that filed a report, or by the ex-officio test; whether the
child chose it here (residence/track_choice.py) is asked nowhere.
"""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case
from partners.actors import Actor
from partners.errors import RuleBroken
from policy.in_force import is_in_force
from policy.scheme import EX_OFFICIO
from policy.terms import term
from residence import tracks
from residence.models import ExOfficioTest, TraffickingProcedure
from residence.models.trafficking import SchemeStatus
from shelter.held import held

SOURCE = "S004-64"
OpenedBy, EndedAs = TraffickingProcedure.OpenedBy, TraffickingProcedure.EndedAs
# What may come at the end of each state (C3.6).
ENDINGS: dict[SchemeStatus, tuple[str, ...]] = {
    SchemeStatus.OPEN: (EndedAs.NO_PERMIT,),
    SchemeStatus.PERMIT: (EndedAs.EXPIRED,),
    SchemeStatus.CONTINUED_STAY_APPLIED: (EndedAs.STAYS, EndedAs.STAY_REFUSED),
    SchemeStatus.FINAL: (),
}


def check_parallel(case: Case, opened_on: date) -> None:
    """Beside asylum that is pending only since the procedure allows both (INV-17). Raises RuleBroken."""
    runs = any(tracks.asylum_pends(row, opened_on) for row in case.asylum_procedures.values())
    if runs and not is_in_force("PARALLEL_PROCEDURES", opened_on):
        raise RuleBroken("not-side-by-side", _("Both procedures may run side by side since 20 July 2015."), "INV-17")


def check_open(case: Case, by: Actor, at: datetime) -> None:
    if case.trafficking_procedures.filter(granted_on=None, ended_on=None).exists():
        raise RuleBroken("scheme-open", _("A procedure under the scheme is open already."), SOURCE)


@transaction.atomic
def open(*, case: Case, opened_by_choice_of: str, opened_on: date | None = None, ground: str = "", by: Actor,
         at: datetime) -> TraffickingProcedure:  # fmt: skip
    """IND opens it, while asylum is pending, decided, rejected or was never asked for. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_open(case, by, at)
    day = opened_on or day_of(at)
    tracks.check_day(day, case.arrived_on, at, SOURCE)
    check_parallel(case, day)
    row = TraffickingProcedure(case=case, opened_on=day, opened_by_choice_of=opened_by_choice_of, ground=ground)
    ledger.record(row, by=by, at=at)
    tracks.follow("IND", "AVIM", case=case, about=row.pk, by=by, at=at)
    for report in case.police_reports.filter(investigation_ended_on__isnull=False).values_list("pk", flat=True):
        tracks.let_go(report, by=by, at=at)  # what it still asked of IND is settled
    return row


def check_status(row: TraffickingProcedure, *wanted: SchemeStatus) -> None:
    if row.status not in wanted:
        raise RuleBroken("scheme-step", _("That is not the next step of this procedure."), "C3.6")


def check_grant(scheme: TraffickingProcedure, by: Actor, at: datetime) -> None:
    check_status(scheme, SchemeStatus.OPEN)


def check_validity(valid_until: date, first: date) -> None:
    if valid_until <= first:
        raise RuleBroken("validity", _("A permit is valid until a later day."), "B-29")


@transaction.atomic
def grant(*, scheme: TraffickingProcedure, ground: str, granted_on: date | None = None,
          valid_until: date | None = None, by: Actor, at: datetime) -> TraffickingProcedure:  # fmt: skip
    """IND grants a temporary permit, for a year unless it says otherwise (B-29). Raises RuleBroken."""
    row = held(scheme)
    check_grant(row, by, at)
    give(row, granted_on or day_of(at), valid_until, ground)
    assert row.granted_on is not None
    tracks.check_day(row.granted_on, row.opened_on, at, "B-29")
    return ledger.record(row, by=by, at=at)


def give(row: TraffickingProcedure, day: date, valid_until: date | None, ground: str) -> None:
    row.granted_on, row.ground = day, ground
    row.valid_until = valid_until or term("PERMIT_VALIDITY", day).last_day(day)
    check_validity(row.valid_until, day)


def grant_ex_officio(test: ExOfficioTest, *, by: Actor, at: datetime) -> TraffickingProcedure:
    """What the test grants: in the procedure that awaits a permit, or else in one of its own (S004-69)."""
    waiting = test.case.trafficking_procedures.select_for_update().filter(granted_on=None, ended_on=None).first()
    row = waiting or TraffickingProcedure(opened_on=day_of(at), opened_by_choice_of=OpenedBy.EX_OFFICIO)
    row.case = test.case
    give(row, day_of(at), None, EX_OFFICIO)
    ledger.record(row, by=by, at=at)
    tracks.follow("IND", "AVIM", case=test.case, about=row.pk, by=by, at=at)
    return row


def check_permit(scheme: TraffickingProcedure, by: Actor, at: datetime) -> None:
    check_status(scheme, SchemeStatus.PERMIT)


def check_running(scheme: TraffickingProcedure, by: Actor, at: datetime) -> None:
    check_status(scheme, SchemeStatus.PERMIT, SchemeStatus.CONTINUED_STAY_APPLIED)


@transaction.atomic
def renew(*, scheme: TraffickingProcedure, valid_until: date, by: Actor, at: datetime) -> TraffickingProcedure:
    """IND renews the permit. Raises RuleBroken."""
    row = held(scheme)
    check_running(row, by, at)
    assert row.valid_until is not None
    check_validity(valid_until, row.valid_until)
    row.valid_until = valid_until
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def ask_renewal(*, scheme: TraffickingProcedure, renewal_asked_on: date | None = None, by: Actor,
                at: datetime) -> TraffickingProcedure:  # fmt: skip
    """The lawyer or the guardian says that renewal was applied for (T-20). Raises RuleBroken."""
    row = held(scheme)
    check_running(row, by, at)
    assert row.granted_on is not None
    row.renewal_asked_on = renewal_asked_on or day_of(at)
    tracks.check_day(row.renewal_asked_on, row.granted_on, at, "B-29")
    return ledger.record(row, by=by, at=at)


def check_consider(scheme: TraffickingProcedure, by: Actor, at: datetime) -> None:
    check_permit(scheme, by, at)
    if scheme.continued_stay_considered_on is not None:
        raise RuleBroken("considered-already", _("This was considered already."), "S004-118")


@transaction.atomic
def consider_continued_stay(*, scheme: TraffickingProcedure, continued_stay_considered_on: date | None = None,
                            by: Actor, at: datetime) -> TraffickingProcedure:  # fmt: skip
    """Continued stay was thought about with the child, whatever comes of it (T-19). Raises RuleBroken."""
    row = held(scheme)
    check_consider(row, by, at)
    assert row.granted_on is not None
    row.continued_stay_considered_on = continued_stay_considered_on or day_of(at)
    tracks.check_day(row.continued_stay_considered_on, row.granted_on, at, "S004-118")
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def apply_continued_stay(*, scheme: TraffickingProcedure, continued_stay_applied_on: date | None = None, by: Actor,
                         at: datetime) -> TraffickingProcedure:  # fmt: skip
    """Continued stay on humanitarian grounds was applied for (S004-118). Raises RuleBroken."""
    row = held(scheme)
    check_permit(row, by, at)
    assert row.granted_on is not None
    row.continued_stay_applied_on = continued_stay_applied_on or day_of(at)
    tracks.check_day(row.continued_stay_applied_on, row.granted_on, at, "S004-118")
    return ledger.record(row, by=by, at=at)


def check_end(scheme: TraffickingProcedure, by: Actor, at: datetime) -> None:
    check_status(scheme, *(state for state, endings in ENDINGS.items() if endings))


@transaction.atomic
def end(*, scheme: TraffickingProcedure, ended_as: str, ended_on: date | None = None, by: Actor,
        at: datetime) -> TraffickingProcedure:  # fmt: skip
    """It ended; another can be opened later (S004-64). Raises RuleBroken."""
    row = held(scheme)
    check_end(row, by, at)
    if ended_as not in ENDINGS[row.status]:
        raise RuleBroken("scheme-step", _("That is not how this procedure can end now."), "C3.6")
    day, begun = ended_on or day_of(at), row.continued_stay_applied_on or row.granted_on or row.opened_on
    tracks.check_day(day, begun, at, SOURCE)
    row.ended_on, row.ended_as = day, ended_as
    ledger.record(row, by=by, at=at)
    tracks.let_go(row.pk, by=by, at=at)
    return row


def narrow(scheme: TraffickingProcedure, by: Actor, at: datetime) -> dict[str, Collection[str] | None]:
    """Only how it can end now."""
    return {"ended_as": ENDINGS[scheme.status]}
