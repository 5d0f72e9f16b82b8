"""What the conversations of a case ask: hold them, explain them beforehand, see to the interpreter, talk alone."""

from collections.abc import Iterator
from datetime import date, datetime

from config.clock import day_of
from intake import progress
from intake.models import Conversation, Identification
from intake.models.conversation import FOUR
from overview.found import Condition, Found
from overview.snapshot import Facts
from policy.terms import term

EXTRA = Conversation.Step.EXTRA
HOLD = "conversations-holdings"


def talk(step: str, after: str = "") -> Condition:
    """The talk of this step is missing, and the one it follows was held; a planned one is asked for by its time."""

    def condition(facts: Facts, at: datetime) -> Iterator[Found]:
        rows = facts.of(Conversation)
        if not facts.reads(Conversation) or step not in progress.missing(rows):
            return
        held_on = {row["step"]: row["held_on"] for row in progress.held(rows)}
        planned = [row for row in progress.planned(rows) if row["step"] == step]
        for row in planned:
            yield Found(due=row["planned_at"], about=row["id"], act=HOLD)
        if not planned and (not after or after in held_on):
            yield Found(due=_follow_up_due(held_on.get(after)) if step == "FOLLOW_UP" else None, hint=f"step={step}")

    return condition


def _follow_up_due(registered_on: date | None) -> date | None:
    return term("I4_AFTER_REGISTRATION", registered_on).last_day(registered_on) if registered_on else None


def identify(facts: Facts, at: datetime) -> Iterator[Found]:
    held = any(row["step"] == "IDENTIFICATION" for row in progress.held(facts.of(Conversation)))
    if held and facts.lacks(Identification):
        yield Found()


def own_plans(facts: Facts) -> list[progress.Row]:
    """What the own organisation has planned."""
    mine = facts.standing.actor.organisation_id
    return [row for row in progress.planned(facts.of(Conversation)) if row["created_by_organisation"] == mine]


def hold_planned(facts: Facts, at: datetime) -> Iterator[Found]:
    """A talk beside the four; those have tasks of their own."""
    for row in own_plans(facts):
        if row["step"] not in FOUR:
            yield Found(due=row["planned_at"], about=row["id"])


def hold_alone(facts: Facts, at: datetime) -> Iterator[Found]:
    """Asked of whoever knows that the child had company, until an extra talk is planned (EC-64)."""
    rows = facts.of(Conversation)
    if progress.not_free(rows) and not any(row["step"] == EXTRA for row in progress.planned(rows)):
        yield Found(hint=f"step={EXTRA}")


def explain_purpose(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in progress.planned(facts.of(Conversation)):
        if row.get("purpose_explained") is False:
            yield Found(due=row["planned_at"], about=row["id"])


def confirm_interpreter(facts: Facts, at: datetime) -> Iterator[Found]:
    """From the day before on, an interpreter who was asked for must be confirmed (S004-34)."""
    for row in own_plans(facts):
        day = day_of(row["planned_at"])
        due = term("INTERPRETER_CONFIRMED", day).last_day(day)
        if row.get("interpreter_booking") == Conversation.Booking.ASKED and due <= day_of(at):
            yield Found(due=due, about=row["id"])


CONDITIONS: dict[str, Condition] = {
    "HOLD_ACQUAINTANCE": talk("ACQUAINTANCE"),
    "HOLD_IDENTIFICATION": talk("IDENTIFICATION"),
    "IDENTIFY": identify,
    "HOLD_REGISTRATION": talk("REGISTRATION", after="IDENTIFICATION"),
    "HOLD_FOLLOW_UP": talk("FOLLOW_UP", after="REGISTRATION"),
    "HOLD_PLANNED": hold_planned,
    "HOLD_ALONE": hold_alone,
    "EXPLAIN_PURPOSE": explain_purpose,
    "CONFIRM_INTERPRETER": confirm_interpreter,
}
