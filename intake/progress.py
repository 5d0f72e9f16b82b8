"""How far the intake is: derived from the conversations, never stored (C3.1, INV-01)."""

from collections.abc import Iterable
from datetime import date

from intake.models import Case
from policy.steps import MINIMUM_HELD, STEPS

OPEN, IN_PROGRESS, COMPLETE = "OPEN", "IN_PROGRESS", "COMPLETE"


def state(case: Case) -> str:
    return state_of(case.conversations.values_list("step", "held_on"))


def state_of(conversations: Iterable[tuple[str, date | None]]) -> str:
    """COMPLETE: the three mandatory talks held, three or more of the four held, the first held or skipped."""
    recorded = dict(conversations)
    held = {code for code, held_on in recorded.items() if held_on is not None}
    counted = [row for row in STEPS if row.counts_to_minimum and row.code in held]
    settled = all(row.code in (held if row.mandatory else recorded) for row in STEPS if row.counts_to_minimum)
    if settled and len(counted) >= MINIMUM_HELD:
        return COMPLETE
    return IN_PROGRESS if recorded else OPEN


def missing(conversations: Iterable[tuple[str, date | None]]) -> list[str]:
    """The conversations of the four that are neither held nor skipped, in their order."""
    recorded = dict(conversations)
    return [row.code for row in STEPS if row.counts_to_minimum and row.code not in recorded]
