"""What became of a planned hearing: held, in its way and about what, or called off (C3.5)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of, start_of
from intake import majority
from intake.models import Case
from partners import notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind
from policy.dates import after
from policy.hearing_modes import LIMITED
from residence import hearing as hearings
from residence import hearing_mode
from residence.models import Hearing
from shelter.held import held

WRITES = (DataClass.HEARING, "writes")
SAID = ("topics", "reasons_heard", "lawyer_present")


def check(hearing: Hearing, by: Actor, at: datetime) -> None:
    """Whether it is still planned, for IND. Raises RuleBroken."""
    hearings.check(hearing.case, by, at)
    if hearing.held_on is not None or hearing.replaced_on is not None:
        raise RuleBroken("hearing-not-planned", _("This hearing was held already, or is no longer planned."), "C3.5")


def was_missing(case: Case, day: date) -> bool:
    """All of this day; who went or came back on it can have been heard."""
    gone = Q(reported_at__lt=start_of(day)) & (Q(ended_at=None) | Q(ended_at__gte=start_of(after(day))))
    return case.absences.filter(gone).exists()


def check_held(row: Hearing, today: date) -> None:
    """On a day when it could be, and about no more than the age allows. Raises RuleBroken."""
    assert row.held_on is not None
    if not row.planned_on <= row.held_on <= today:
        raise RuleBroken(
            "held-when",
            _("A hearing is held on the planned day or later, not in the future. If it was earlier, plan it anew."),
            "INV-14",
        )
    if was_missing(row.case, row.held_on):
        raise RuleBroken("child-was-missing", _("On that day the child was missing; the hearing waits."), "C3.5")
    if row.mode == LIMITED and row.reasons_heard:
        raise RuleBroken(
            "under-twelve", _("A child under twelve is asked only about what stands in the list."), "B-15"
        )


@transaction.atomic
def hold(*, hearing: Hearing, held_on: date, by: Actor, at: datetime, **said: Any) -> Hearing:
    """Record that it was held, and what stands in `SAID` of it. Raises RuleBroken."""
    row = held(hearing)
    check(row, by, at)
    row.mode = row.mode or hearing_mode.chosen(majority.of_case(row.case), held_on, "")
    for name, value in (said | {"held_on": held_on}).items():
        setattr(row, name, value)
    check_held(row, day_of(at))
    ledger.record(row, by=by, at=at)
    notices.settle(about=row.id, kind=NoticeKind.HEARING_CONFLICT, by=by, at=at)
    return row


@transaction.atomic
def call_off(*, hearing: Hearing, call_off_reason: str, by: Actor, at: datetime) -> Hearing:
    """It does not take place; guardian and house hear it, and a first one is planned anew. Raises RuleBroken."""
    row = held(hearing)
    check(row, by, at)
    if not call_off_reason.strip():
        raise RuleBroken("no-reason", _("Say why the hearing is called off."), "C3.5")
    row.replaced_on, row.call_off_reason = day_of(at), call_off_reason.strip()
    ledger.record(row, by=by, at=at)
    notices.settle(about=row.id, kind=NoticeKind.HEARING_CONFLICT, by=by, at=at)
    hearings.tell(row, NoticeKind.HEARING_CALLED_OFF, "C3.5", by=by, at=at)
    return row


def narrow(hearing: Hearing, by: Actor, at: datetime) -> dict[str, Collection[str] | None]:
    """Of a child that is heard in the limited way nobody asks whether it told more."""
    return {"reasons_heard": None} if hearing.mode == LIMITED else {}


def as_planned(hearing: Hearing, by: Actor, at: datetime) -> dict[str, Any]:
    return {"held_on": min(hearing.planned_on, day_of(at))}


HOLD = Act(
    path="cases/{case}/hearings/{hearing}/holdings",
    label=_("Record that it was held"),
    verb=hold,
    model=Hearing,
    fields=("held_on", *SAID),
    required=("held_on",),
    parent_model=Hearing,
    right=WRITES,
    check=check,
    narrow=narrow,
    prefill=as_planned,
    source="C3.5",
    help=_("How the child is heard follows from its age, and was said in the plan."),
)
CALL_OFF = Act(
    path="cases/{case}/hearings/{hearing}/cancellations",
    label=_("Call off"),
    verb=call_off,
    model=Hearing,
    fields=("call_off_reason",),
    required=("call_off_reason",),
    parent_model=Hearing,
    right=WRITES,
    check=check,
    source="C3.5",
)
ACTS = (HOLD, CALL_OFF)
