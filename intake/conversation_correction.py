"""Put right what was recorded of a conversation: a mis-click within the hour in one step, later with a reason."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from intake import completion, correction_told
from intake.conversation import SAID, WRITES, asked_of, check_own, check_said, check_step, fill, locked, steps_left
from intake.models import Conversation
from intake.models.conversation import Stage
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken

RECORDED = (Stage.HELD, Stage.SKIPPED)
FIELDS = ("step", "held_on", "skip_reason", *SAID)


def check_correct(conversation: Conversation, by: Actor, at: datetime) -> None:
    """Whoever recorded it corrects it, as long as it counts. Raises RuleBroken."""
    check_own(conversation, by)
    if conversation.stage not in RECORDED or conversation.reopened_on:
        raise RuleBroken(
            "nothing-to-correct",
            _("Only what was recorded of a conversation that counts can be corrected."),
            "S004-28",
        )


def at_once(conversation: Conversation, at: datetime) -> bool:
    """Whether the hour runs, from when it was first recorded that the conversation was held or skipped."""
    versions = conversation.history.exclude(held_on=None, skip_reason="").order_by("version")
    recorded_at = versions.values_list("history_date", flat=True)[0]
    return at <= completion.correctable_until(recorded_at)


@transaction.atomic
def correct(*, conversation: Conversation, correction_reason: str = "", by: Actor, at: datetime,
            **said: Any) -> Conversation:  # fmt: skip
    """Write the next version, which keeps every rule of recording; what is left out stays as it is.

    What follows from it follows again: the intake is complete, or no longer, and who lost the child by a mis-click
    comes back. Raises RuleBroken.
    """
    row = locked(conversation)
    check_correct(row, by, at)
    fill(row, {**said, "correction_reason": correction_reason})
    if not row.correction_reason and not at_once(row, at):
        raise RuleBroken(
            "reason-missing", _("This was recorded more than an hour ago: say why it is corrected now."), "S004-28"
        )
    check_step(row.case, row.step, by, but=row.pk)
    if row.held_on is None:
        row.planned_at = None
    check_said(row, day_of(at))
    completion.rewrite(row, by=by, at=at, reason=row.correction_reason)
    # A mis-click that is put right within the hour counts as being written (docs/decisions/0009-mis-clicks.md).
    if row.correction_reason:
        correction_told.tell(row, DataClass.CONVERSATION, DataClass.CONVERSATION_NOTE, by=by, at=at)
    return row


def narrow(conversation: Conversation, by: Actor, at: datetime) -> dict[str, list[str] | None]:
    """Offer the steps that are left and the one that stands; within the hour no reason is asked."""
    asked = asked_of([conversation.step, *steps_left(conversation.case, by)])
    return asked | {"correction_reason": None} if at_once(conversation, at) else asked


def as_recorded(conversation: Conversation, by: Actor, at: datetime) -> dict[str, Any]:
    stands = {name: getattr(conversation, name) for name in FIELDS}
    return stands | {"note": str(conversation.note)}


CORRECT = Act(
    path="cases/{case}/conversations/{conversation}/corrections",
    label=_("Correct"),
    verb=correct,
    model=Conversation,
    fields=(*FIELDS, "correction_reason"),
    parent_model=Conversation,
    right=WRITES,
    check=check_correct,
    narrow=narrow,
    prefill=as_recorded,
    source="S004-28",
)
