"""How far the intake is: derived from the conversations, never stored (C3.1, INV-01).

A row is what may be read of one conversation: the columns below, of which `others_present` may be missing.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from intake.models import Case, Conversation
from intake.models.conversation import FOUR, Stage, stage_of
from policy.steps import MINIMUM_HELD, STEPS

OPEN, IN_PROGRESS, COMPLETE = "OPEN", "IN_PROGRESS", "COMPLETE"
COLUMNS = ("step", "planned_at", "held_on", "aborted_on", "reopened_on", "others_present")
Row = Mapping[str, Any]


def state(case: Case) -> str:
    return state_of(case.conversations.values(*COLUMNS))


def state_of(rows: Iterable[Row]) -> str:
    """COMPLETE: the mandatory talks held, enough of the four held, the first held or skipped, and freely spoken.

    Whatever was planned, even if it was broken off since, makes it IN_PROGRESS.
    """
    rows = list(rows)
    heard = {row["step"] for row in held(rows)}
    counted = [row for row in STEPS if row.counts_to_minimum and row.code in heard]
    if not missing(rows) and len(counted) >= MINIMUM_HELD and not not_free(rows):
        return COMPLETE
    return IN_PROGRESS if rows else OPEN


def stage(row: Row) -> Stage:
    return stage_of(row["planned_at"], row["held_on"], row["aborted_on"])


def at_stage(rows: Iterable[Row], wanted: Stage) -> list[Row]:
    """The rows at this stage that count: what was opened again after it was skipped counts no more."""
    return [row for row in rows if row["reopened_on"] is None and stage(row) == wanted]


def held(rows: Iterable[Row]) -> list[Row]:
    return at_stage(rows, Stage.HELD)


def planned(rows: Iterable[Row]) -> list[Row]:
    return at_stage(rows, Stage.PLANNED)


def missing(rows: Iterable[Row]) -> list[str]:
    """The conversations of the four that are neither held nor skipped, in their order."""
    rows = list(rows)
    heard = {row["step"] for row in held(rows)}
    skipped = {row["step"] for row in at_stage(rows, Stage.SKIPPED)}
    done = {row.code: heard if row.mandatory else heard | skipped for row in STEPS if row.counts_to_minimum}
    return [code for code, settled in done.items() if code not in settled]


def not_free(rows: Iterable[Row]) -> list[Row]:
    """Talks of the four with somebody else in the room, until an extra one alone is held on that day or later (EC-64).

    A talk of which one may not read who was there counts as held alone: only who knows of company asks for another.
    """
    rows = held(rows)
    alone = [row["held_on"] for row in rows if row["step"] == Conversation.Step.EXTRA and not company(row)]
    last = max(alone, default=None)
    return [row for row in rows if row["step"] in FOUR and company(row) and (last is None or last < row["held_on"])]


def company(row: Row) -> list[str]:
    """Who else was in the room."""
    return row.get("others_present") or []
