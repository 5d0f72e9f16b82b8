"""Plan a conversation, move it, and explain beforehand what it is for (S004-77, S004-106)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import retelling
from intake.conversation import WRITES, check, check_own, check_step, fill, locked, steps_left
from intake.models import Case, Conversation
from intake.models.conversation import APART, Stage
from partners import notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind
from policy.steps import PURPOSE_EXPLAINED_BY

PLAN_FIELDS = ("planned_at", "conductor", "language", "interpreter_booking", "retells_story", "retelling_reason")


def possible(case: Case, planned_at: datetime | None, at: datetime) -> datetime:
    """The moment to the minute, as forms give it, if it lies ahead and after the arrival. Raises RuleBroken."""
    if planned_at is None or planned_at <= at or day_of(planned_at) < case.arrived_on:
        raise RuleBroken(
            "time-impossible", _("Plan the conversation for a moment to come, after the arrival."), "S004-28"
        )
    return planned_at.replace(second=0, microsecond=0)


def spoken_in(case: Case, code: str) -> list[str]:
    """The languages of the child; a talk with its partner is held in those of the partner, which nobody recorded."""
    return [] if code == Conversation.Step.C2_PARTNER else case.child.languages


def check_language(case: Case, code: str, language: str) -> None:
    """The child must be able to follow it; as long as nobody knows its languages, any is good. Raises RuleBroken."""
    spoken = spoken_in(case, code)
    if language and spoken and language not in spoken:
        raise RuleBroken(
            "language-not-spoken",
            _("The child does not speak this language. Plan the conversation in a language of the child."),
            "S004-34",
        )


def check_two_talks(row: Conversation) -> None:
    """Child and partner come at two moments: what is planned for one is one talk. Raises RuleBroken."""
    others = row.case.conversations.filter(step__in=APART, aborted_on=None, planned_at=row.planned_at)
    if row.step in APART and others.exclude(pk=row.pk).exists():
        raise RuleBroken(
            "not-apart", _("Plan the talks with the child and with its partner for two moments."), "INV-32"
        )


def check_planned(conversation: Conversation, by: Actor, at: datetime) -> None:
    """Whether this is a plan of the own organisation that still stands. Raises RuleBroken."""
    check_own(conversation, by)
    check_ahead(conversation)


def check_ahead(conversation: Conversation) -> None:
    if conversation.stage != Stage.PLANNED:
        raise RuleBroken("not-planned", _("This conversation is not planned, or no longer."), "S004-28")


def check_explain(conversation: Conversation, by: Actor, at: datetime) -> None:
    """Nidos, the lawyer or whoever holds the conversation explains, once. Raises RuleBroken."""
    holds = conversation.created_by_organisation == by.organisation_id and not by.is_supervisor
    if by.role not in PURPOSE_EXPLAINED_BY and not holds:
        raise RuleBroken(
            "not-yours-to-explain",
            _("Nidos, the lawyer or whoever holds the conversation explains what it is for."),
            "S004-77",
        )
    check_ahead(conversation)
    if conversation.purpose_explained:
        raise RuleBroken("already-explained", _("It was recorded already that this was explained."), "S004-77")


@transaction.atomic
def plan(*, case: Case, step: str, planned_at: datetime | None, conductor: str = "", language: str = "",
         interpreter_booking: str = Conversation.Booking.NOT_NEEDED, retells_story: bool = False,
         retelling_reason: str = "", by: Actor, at: datetime) -> Conversation:  # fmt: skip
    """Plan a conversation, in the child's first language unless another is named; Nidos hears of it, to explain it
    beforehand (S004-77). Raises RuleBroken.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_step(case, step, by)
    planned_at = possible(case, planned_at, at)
    check_language(case, step, language)
    row = Conversation(
        case=case, step=step, planned_at=planned_at, conductor=conductor.strip(),
        language=language or next(iter(spoken_in(case, step)), ""), interpreter_booking=interpreter_booking,
        retells_story=retells_story, retelling_reason=retelling_reason.strip() if retells_story else "",
    )  # fmt: skip
    retelling.check_planned(row, day_of(at))
    check_two_talks(row)
    ledger.record(row, by=by, at=at)
    notices.tell(kinds=("NIDOS",), about=row.id, kind=NoticeKind.CONVERSATION_PLANNED, case=case.id,
                 source="S004-77", by=by, at=at)  # fmt: skip
    return row


@transaction.atomic
def move(*, conversation: Conversation, by: Actor, at: datetime, **said: Any) -> Conversation:
    """Plan it anew: another time, another interpreter; what is left out stays as planned. Raises RuleBroken."""
    row = locked(conversation)
    check_planned(row, by, at)
    before = row.planned_at
    fill(row, said)
    if row.planned_at != before:
        row.planned_at = possible(row.case, row.planned_at, at)
    if "language" in said:
        check_language(row.case, row.step, row.language)
    retelling.check_planned(row, day_of(at))
    check_two_talks(row)
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def explain(*, conversation: Conversation, by: Actor, at: datetime) -> Conversation:
    """Record that the child heard what the conversation is for, before it is held (S004-77). Raises RuleBroken."""
    row = locked(conversation)
    check_explain(row, by, at)
    row.purpose_explained = True
    ledger.record(row, by=by, at=at)
    notices.settle(about=row.id, kind=NoticeKind.CONVERSATION_PLANNED, by=by, at=at)
    return row


def narrow(case: Case, by: Actor, at: datetime) -> dict[str, list[str] | None]:
    """Offer the own conversations that are left, in the languages of the child."""
    steps = steps_left(case, by)
    partner = Conversation.Step.C2_PARTNER in steps
    return {"step": steps, "language": [] if partner else case.child.languages}


def prefill(case: Case, by: Actor, at: datetime) -> dict[str, Any]:
    return {"language": next(iter(case.child.languages), "")}


def narrow_move(conversation: Conversation, by: Actor, at: datetime) -> dict[str, list[str] | None]:
    return {"language": spoken_in(conversation.case, conversation.step)}


def as_planned(conversation: Conversation, by: Actor, at: datetime) -> dict[str, Any]:
    return {name: getattr(conversation, name) for name in PLAN_FIELDS}


PLAN = Act(
    path="cases/{case}/conversation-plans",
    label=_("Plan a conversation"),
    verb=plan,
    model=Conversation,
    fields=("step", *PLAN_FIELDS),
    required=("step", "planned_at"),
    parent_model=Case,
    right=WRITES,
    check=check,
    narrow=narrow,
    prefill=prefill,
    earlier=retelling.EARLIER,
    source="S004-106",
)
MOVE = Act(
    path="cases/{case}/conversations/{conversation}/moves",
    label=_("Move or change the plan"),
    verb=move,
    model=Conversation,
    fields=PLAN_FIELDS,
    parent_model=Conversation,
    right=WRITES,
    check=check_planned,
    narrow=narrow_move,
    prefill=as_planned,
    earlier=retelling.EARLIER,
    source="S004-106",
)
EXPLAIN = Act(
    path="cases/{case}/conversations/{conversation}/explanations",
    label=_("The purpose was explained"),
    verb=explain,
    model=Conversation,
    fields=(),
    parent_model=Conversation,
    # The guardian explains, and writes no conversation; who may do it is for the check to say.
    right=(DataClass.CONVERSATION, "reads"),
    check=check_explain,
    source="S004-77",
)
