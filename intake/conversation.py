"""The conversations of the intake: the rules that each one keeps, and recording one that was held or skipped."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import Secret, secret
from intake import completion, match, retelling
from intake.models import Case, Conversation, Relation
from intake.models.conversation import APART, Stage
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from policy.steps import STEPS, step

WRITES = (DataClass.CONVERSATION, "writes")


def steps_of(by: Actor) -> list[str]:
    """The conversations this actor's organisation holds (S004-29..33)."""
    known = set(Conversation.Step.values)
    return [row.code for row in STEPS if by.kind in row.held_by and row.code in known]


def check(case: Case, by: Actor, at: datetime) -> None:
    """Whether this organisation holds conversations at all. Raises RuleBroken."""
    if not steps_of(by):
        raise RuleBroken("not-your-step", _("Your organisation holds no conversation in the intake."), "S004-28")


def check_step(case: Case, code: str, by: Actor, but: UUID | None = None) -> None:
    """Each organisation its own conversations, and each of the four once. Raises RuleBroken."""
    if code not in steps_of(by):
        raise RuleBroken(
            "not-your-step", _("This conversation is held by another organisation."), step(code).source[0]
        )
    if code in APART and not has_partner(case):
        raise RuleBroken(
            "no-partner", _("This conversation is for a child with a partner; record the partner first."), "S000-35"
        )
    same = case.conversations.filter(step=code, aborted_on=None, reopened_on=None).exclude(pk=but).first()
    if same is None or code == Conversation.Step.EXTRA:
        return
    if same.stage == Stage.PLANNED:
        raise RuleBroken(
            "already-planned",
            _("This conversation is planned already: record there that it was held, or move it or break it off."),
            "S004-28",
        )
    raise RuleBroken(
        "already-held", _("This conversation has already been recorded; record a further one as extra."), "S004-28"
    )


def has_partner(case: Case) -> bool:
    return case.relations.filter(kind=Relation.Kind.PARTNER, ended_on=None).exists()


def check_said(row: Conversation, today: date) -> None:
    """What a conversation that was held or skipped must say. Raises RuleBroken."""
    check_held(row.case, row.step, row.held_on, row.skip_reason, today)
    retelling.check_held(row)
    if row.held_on and step(row.step).must_explain and not (row.explained_nidos_task and row.explained_procedure):
        raise RuleBroken(
            "not-explained",
            _("In the second talk Nidos explains its task and the course of the procedure; record both."),
            "INV-03",
        )
    check_apart(row)
    if row.held_on and row.planned_at and not row.purpose_explained:
        raise RuleBroken(
            "purpose-not-explained",
            _("Before a planned conversation the child hears what it is for; record that this was done."),
            "S004-77",
        )


def check_apart(row: Conversation) -> None:
    """A married child is talked with alone, and its partner without the child: two talks. Raises RuleBroken."""
    if row.step == Conversation.Step.C1_GIRL and row.others_present:
        raise RuleBroken(
            "not-alone", _("This talk is held with the child alone, and above all without the partner."), "INV-32"
        )
    known = match.names(row.case.child) if row.step == Conversation.Step.C2_PARTNER else set()
    if known & {match.plain(name) for name in row.others_present}:
        raise RuleBroken("not-apart", _("This talk is held with the partner alone, without the child."), "INV-32")
    if row.guardianship_discussed and row.step not in APART:
        raise RuleBroken(
            "not-in-this-talk", _("That is recorded of the talks with a married child and its partner."), "S000-36"
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


def check_own(row: Conversation, by: Actor) -> None:
    """Each organisation goes on with its own conversations. Raises RuleBroken."""
    if row.created_by_organisation != by.organisation_id:
        raise RuleBroken("not-your-step", _("This conversation is held by another organisation."), "S004-28")


def locked(row: Conversation) -> Conversation:
    """The conversation as it stands now, with its case, held until the end of the transaction."""
    case = Case.objects.select_for_update().get(pk=row.case_id)
    return case.conversations.select_for_update().get(pk=row.pk)


def fill(row: Conversation, said: dict[str, Any]) -> None:
    """Write what was said onto the row; what is left out stays as it is."""
    for name, value in said.items():
        if name == "note" and value:
            value = Secret(row.case.data_key, text=value)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if not row.retells_story:
        row.retelling_reason = ""


@transaction.atomic
def record(*, case: Case, step: str, held_on: date | None = None, skip_reason: str = "", conductor: str = "",
           language: str = "", interpreter: bool = False, others_present: Sequence[str] = (),
           purpose_explained: bool = False, retells_story: bool = False, retelling_reason: str = "",
           outcome: str = "NO_SIGNAL", explained_nidos_task: bool = False, explained_procedure: bool = False,
           guardianship_discussed: bool = False, note: str = "", by: Actor, at: datetime) -> Conversation:  # fmt: skip
    """Record a conversation that was held, or skip the first one with a reason. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_step(case, step, by)
    row = Conversation(
        case=case, step=step, held_on=held_on, skip_reason=skip_reason.strip(), conductor=conductor,
        language=language, interpreter=interpreter, others_present=list(others_present),
        purpose_explained=purpose_explained, retells_story=retells_story, outcome=outcome,
        retelling_reason=retelling_reason.strip() if retells_story else "",
        explained_nidos_task=explained_nidos_task, explained_procedure=explained_procedure,
        guardianship_discussed=guardianship_discussed,
        note=secret(case.data_key, note),
    )  # fmt: skip
    check_said(row, day_of(at))
    ledger.record(row, by=by, at=at)
    completion.end_intake(case, by=by, at=at)
    return row


def narrow(case: Case, by: Actor, at: datetime) -> dict[str, list[str] | None]:
    """Ask each organisation only what its own conversations need."""
    return asked_of(steps_left(case, by))


def steps_left(case: Case, by: Actor) -> list[str]:
    """The steps of this organisation that are not planned, held or skipped yet; an extra one always is."""
    standing = case.conversations.filter(aborted_on=None, reopened_on=None)
    done = set(standing.exclude(step=Conversation.Step.EXTRA).values_list("step", flat=True))
    if not has_partner(case):
        done |= set(APART)
    return [code for code in steps_of(by) if code not in done]


def asked_of(steps: Sequence[str]) -> dict[str, list[str] | None]:
    """What a form that offers these steps asks."""
    asked: dict[str, list[str] | None] = {"step": list(steps)}
    if not any(step(code).skippable for code in steps):
        asked["skip_reason"] = None
    if not any(step(code).must_explain for code in steps):
        asked |= {"explained_nidos_task": None, "explained_procedure": None}
    if not any(code in APART for code in steps):
        asked["guardianship_discussed"] = None
    return asked


SAID = (
    "conductor", "language", "interpreter", "others_present", "purpose_explained", "retells_story",
    "retelling_reason", "outcome",
    "explained_nidos_task", "explained_procedure", "guardianship_discussed", "note",
)  # fmt: skip
RECORD = Act(
    path="cases/{case}/conversations",
    label=_("Record a conversation"),
    verb=record,
    model=Conversation,
    fields=("step", "held_on", "skip_reason", *SAID),
    parent_model=Case,
    right=WRITES,
    check=check,
    narrow=narrow,
    source="S004-28",
)
