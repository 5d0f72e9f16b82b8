"""What becomes of a planned conversation: held, broken off, or skipped; and a skipped one that is opened again."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import completion
from intake.conversation import SAID, WRITES, asked_of, check_own, check_said, fill, locked
from intake.conversation_plan import check_planned
from intake.models import Conversation
from intake.models.conversation import Stage
from partners.actors import Actor
from partners.acts import Act
from partners.errors import RuleBroken
from policy.steps import step


def interpreted(conversation: Conversation) -> bool:
    return conversation.interpreter_booking != Conversation.Booking.NOT_NEEDED


@transaction.atomic
def hold(*, conversation: Conversation, held_on: date | None, by: Actor, at: datetime, **said: Any) -> Conversation:
    """Record that a planned conversation was held; what is left out was as planned. Raises RuleBroken."""
    row = locked(conversation)
    check_planned(row, by, at)
    fill(row, {"interpreter": interpreted(row), **said, "held_on": held_on})
    check_said(row, day_of(at))
    ledger.record(row, by=by, at=at)
    completion.end_intake(row.case, by=by, at=at)
    return row


@transaction.atomic
def interrupt(*, conversation: Conversation, abort_reason: str, aborted_on: date | None = None, note: str = "",
              by: Actor, at: datetime) -> Conversation:  # fmt: skip
    """Break a planned conversation off, or call it off: it does not count, and its step is open again (EC-24)."""
    row = locked(conversation)
    check_planned(row, by, at)
    day = aborted_on or day_of(at)
    if not row.case.arrived_on <= day <= day_of(at):
        raise RuleBroken(
            "day-impossible", _("A conversation is broken off after the arrival and not later than today."), "S004-28"
        )
    if not abort_reason.strip():
        raise RuleBroken("reason-missing", _("Say why the conversation was broken off."), "S004-28")
    fill(row, {"aborted_on": day, "abort_reason": abort_reason, "note": note})
    return ledger.record(row, by=by, at=at)


def check_skip(conversation: Conversation, by: Actor, at: datetime) -> None:
    check_planned(conversation, by, at)
    if not step(conversation.step).skippable:
        raise RuleBroken("not-skippable", _("Only the acquaintance talk may be skipped."), "S004-29")


@transaction.atomic
def skip(*, conversation: Conversation, skip_reason: str, by: Actor, at: datetime) -> Conversation:
    """Skip a first talk that was planned, with a reason; nothing is planned any more (INV-02). Raises RuleBroken."""
    row = locked(conversation)
    check_skip(row, by, at)
    fill(row, {"planned_at": None, "skip_reason": skip_reason})
    check_said(row, day_of(at))
    ledger.record(row, by=by, at=at)
    completion.end_intake(row.case, by=by, at=at)
    return row


def check_reopen(conversation: Conversation, by: Actor, at: datetime) -> None:
    check_own(conversation, by)
    if conversation.stage != Stage.SKIPPED or conversation.reopened_on:
        raise RuleBroken("not-skipped", _("Only a talk that was skipped can be opened again."), "S004-29")


@transaction.atomic
def reopen(*, conversation: Conversation, by: Actor, at: datetime) -> Conversation:
    """Open a skipped first talk again: it can still be planned and held. Raises RuleBroken."""
    row = locked(conversation)
    check_reopen(row, by, at)
    row.reopened_on = day_of(at)
    return completion.rewrite(row, by=by, at=at)


def narrow(conversation: Conversation, by: Actor, at: datetime) -> dict[str, list[str] | None]:
    """Ask nothing that this step does not need, nor what was recorded before."""
    asked = asked_of([conversation.step])
    return asked | {"purpose_explained": None} if conversation.purpose_explained else asked


def as_planned(conversation: Conversation, by: Actor, at: datetime) -> dict[str, Any]:
    """The talk as it was planned, on the day for which it was planned."""
    planned_on = day_of(conversation.planned_at) if conversation.planned_at else day_of(at)
    return {
        "held_on": min(planned_on, day_of(at)), "conductor": conversation.conductor,
        "language": conversation.language, "interpreter": interpreted(conversation),
        "retells_story": conversation.retells_story, "retelling_reason": conversation.retelling_reason,
    }  # fmt: skip


HOLD = Act(
    path="cases/{case}/conversations/{conversation}/holdings",
    label=_("Record that it was held"),
    verb=hold,
    model=Conversation,
    fields=("held_on", *SAID),
    required=("held_on",),
    parent_model=Conversation,
    right=WRITES,
    check=check_planned,
    narrow=narrow,
    prefill=as_planned,
    source="S004-28",
)
INTERRUPT = Act(
    path="cases/{case}/conversations/{conversation}/interruptions",
    label=_("Break off or call off"),
    verb=interrupt,
    model=Conversation,
    fields=("aborted_on", "abort_reason", "note"),
    required=("abort_reason",),
    parent_model=Conversation,
    right=WRITES,
    check=check_planned,
    source="S004-28",
)
SKIP = Act(
    path="cases/{case}/conversations/{conversation}/skips",
    label=_("Skip with a reason"),
    verb=skip,
    model=Conversation,
    fields=("skip_reason",),
    required=("skip_reason",),
    parent_model=Conversation,
    right=WRITES,
    check=check_skip,
    source="S004-29",
)
REOPEN = Act(
    path="cases/{case}/conversations/{conversation}/reopenings",
    label=_("Open again"),
    verb=reopen,
    model=Conversation,
    fields=(),
    parent_model=Conversation,
    right=WRITES,
    check=check_reopen,
    source="S004-29",
)
