"""Finding the row that was in force on a day: what is policy-like has a first day and sometimes a last (D-11)."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

# Where the sources give no first day, a row is in force since protected shelter exists (S004-08), so that every case,
# also one entered afterwards, finds its row.
SINCE_PROTECTED_SHELTER = date(2008, 1, 1)

# What counts from a birth or a majority must find its row for a person of any age, also one who proves to be an adult.
ALWAYS = date.min


class Dated(Protocol):
    """A row with a name and the days between which it holds, both included."""

    @property
    def name(self) -> str: ...
    @property
    def in_force_from(self) -> date: ...
    @property
    def in_force_until(self) -> date | None: ...


Row = TypeVar("Row", bound=Dated)


def holds(first: date, last: date | None, on: date) -> bool:
    """Whether the day lies between the first and the last day."""
    return first <= on and (last is None or on <= last)


def row_on(rows: Iterable[Row], name: str, on: date) -> Row:
    """The one row of this name in force on this day; asking for anything else is a mistake someone must see."""
    named = [row for row in rows if row.name == name]
    if not named:
        raise LookupError(f"The policy has no row named {name!r}.")
    for row in named:
        if holds(row.in_force_from, row.in_force_until, on):
            return row
    raise LookupError(f"No row named {name!r} is in force on {on}.")
