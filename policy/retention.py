"""How long the file of a child is kept, and from which day on it is to be destroyed (T-22, B-24).

The law differs by organisation, and its sources do not agree: a term is data of each kind of organisation. Where
nobody set one, the longest that a source names holds (RETENTION_NIDOS).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.ages import AGE_OF_MAJORITY
from policy.dates import after, nth_birthday, term_last_day
from policy.terms import term

DEFAULT = "RETENTION_NIDOS"


class CountsFrom(StrEnum):
    """From which day a term runs; never from before the child arrived."""

    MAJORITY = "MAJORITY"
    CLOSING = "CLOSING"


@dataclass(frozen=True)
class Rule:
    """What one kind of organisation has to keep, for how long, and by which source."""

    kind: str
    years: int
    counts_from: CountsFrom
    source: str

    def last_day(self, *, adult_since: date, arrived_on: date, closed_on: date) -> date:
        """The last day on which it must be kept. Whoever was closed before coming of age grows up first."""
        starts = max(adult_since, arrived_on)
        if self.counts_from is CountsFrom.CLOSING:
            starts = max(starts, closed_on)
        return nth_birthday(starts, self.years)


def default(kind: str, today: date) -> Rule:
    """What holds for a kind of organisation that set no term of its own."""
    known = term(DEFAULT, today)
    return Rule(kind, known.years, CountsFrom.MAJORITY, known.source[0])


def due_from(last_days: Iterable[date], closed_on: date) -> date:
    """The first day on which nobody has to keep it any more, which lies after its closing."""
    return after(max(*last_days, closed_on))


def could_be_due(years: int, today: date) -> date:
    """Who arrived after this day cannot have a term of so many years behind them."""
    return nth_birthday(today, -years)


def born_at_most(years: int, today: date) -> date:
    """Who was born after this day did not come of age so many years ago."""
    return could_be_due(years + AGE_OF_MAJORITY, today)


def lapses_after(since: date) -> date:
    """The last day on which a proposal, or its confirmation, may still be acted on."""
    return term_last_day(since, days=term("DESTRUCTION_LAPSES", since).days)
