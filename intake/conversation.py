"""Record the conversations of the intake; when the last of the four is there, the intake is complete."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import Secret
from intake import progress
from intake.models import Case, Conversation, Relation
from partners import involvement
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Involvement
from policy.steps import STEPS, step


def steps_of(by: Actor) -> list[str]:
    """The conversations this actor's organisation holds (S004-29..33)."""
    known = set(Conversation.Step.values)
    return [row.code for row in STEPS if by.kind in row.held_by and row.code in known]


def check(case: Case, by: Actor, at: datetime) -> None:
    """Whether this organisation holds conversations at all. Raises RuleBroken."""
    if not steps_of(by):
        raise RuleBroken("not-your-step", _("Your organisation holds no conversation in the intake."), "S004-28")


def check_step(case: Case, code: str, by: Actor) -> None:
    """Each organisation its own conversations, and each of the four once. Raises RuleBroken."""
    if code not in steps_of(by):
        raise RuleBroken(
            "not-your-step", _("This conversation is held by another organisation."), step(code).source[0]
        )
    if code != Conversation.Step.EXTRA and case.conversations.filter(step=code).exists():
        raise RuleBroken(
            "already-held", _("This conversation has already been recorded; record a further one as extra."), "S004-28"
        )


def check_held(case: Case, code: str, held_on: date | None, skip_reason: str, today: date) -> None:
    """Held on a day between arrival and today, or skipped with a reason where that is allowed. Raises RuleBroken."""
    if (held_on is None) == (not skip_reason.strip()):
        raise RuleBroken(
            "held-or-skipped", _("Say on which day the conversation was held, or why it was skipped."), "INV-02"
        )
    if held_on is None and not step(code).skippable:
        raise RuleBroken("not-skippable", _("Only the acquaintance talk may be skipped."), "S004-29")
    if held_on is not None and not case.arrived_on <= held_on <= today:
        raise RuleBroken(
            "day-impossible", _("A conversation is held after the arrival and not later than today."), "S004-28"
        )


@transaction.atomic
def record(*, case: Case, step: str, held_on: date | None = None, skip_reason: str = "", language: str = "",
           interpreter: bool = False, others_present: Sequence[str] = (), outcome: str = "NO_SIGNAL",
           explained_nidos_task: bool = False, explained_procedure: bool = False, note: str = "",
           by: Actor, at: datetime) -> Conversation:  # fmt: skip
    """Record a conversation that was held, or skip the first one with a reason. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_step(case, step, by)
    check_held(case, step, held_on, skip_reason, day_of(at))
    if step == Conversation.Step.FOLLOW_UP and not (explained_nidos_task and explained_procedure):
        raise RuleBroken(
            "not-explained",
            _("In the second talk Nidos explains its task and the course of the procedure; record both."),
            "INV-03",
        )
    row = Conversation(
        case=case, step=step, held_on=held_on, skip_reason=skip_reason.strip(), language=language,
        interpreter=interpreter, others_present=list(others_present), outcome=outcome,
        explained_nidos_task=explained_nidos_task, explained_procedure=explained_procedure,
        note=Secret(case.data_key, text=note) if note else "",
    )  # fmt: skip
    ledger.record(row, by=by, at=at)
    end_intake(case, by=by, at=at)
    return row


def end_intake(case: Case, *, by: Actor, at: datetime) -> None:
    """A complete intake without a signal ends the involvement it gave (C5).

    IND stays until the first hearing is held; Nidos intake stays until a guardian is there, so that nobody loses the
    child from sight. Everybody stays while a talk brought up a signal that still has to be raised.
    """
    heard = case.conversations.filter(outcome=Conversation.Outcome.SIGNAL).exists()
    if progress.state(case) != progress.COMPLETE or heard or case.signals.exists():
        return
    rows = Involvement.objects.open(at).filter(case_id=case.id, ground=Ground.INTAKE)
    guarded = Involvement.objects.open(at).filter(case_id=case.id, ground=Ground.GUARDIAN).exists()
    for row in rows.exclude(role="ind.officer"):
        if row.role != "nidos.intake" or guarded:
            involvement.end(row, by=by, at=at, until=at)


def narrow(case: Case, by: Actor, at: datetime) -> dict[str, list[str] | None]:
    """Ask each organisation only what its own conversations need."""
    recorded = set(case.conversations.exclude(step=Conversation.Step.EXTRA).values_list("step", flat=True))
    if not case.relations.filter(kind=Relation.Kind.PARTNER, ended_on=None).exists():
        recorded |= {Conversation.Step.C1_GIRL, Conversation.Step.C2_PARTNER}
    steps = [code for code in steps_of(by) if code not in recorded]
    asked: dict[str, list[str] | None] = {"step": steps}
    if not any(step(code).skippable for code in steps):
        asked["skip_reason"] = None
    if not any(step(code).must_explain for code in steps):
        asked |= {"explained_nidos_task": None, "explained_procedure": None}
    return asked


RECORD = Act(
    path="cases/{case}/conversations",
    label=_("Record a conversation"),
    verb=record,
    model=Conversation,
    fields=(
        "step", "held_on", "skip_reason", "language", "interpreter", "others_present", "outcome",
        "explained_nidos_task", "explained_procedure", "note",
    ),
    parent_model=Case,
    right=(DataClass.CONVERSATION, "writes"),
    check=check,
    narrow=narrow,
    source="S004-28",
)  # fmt: skip
