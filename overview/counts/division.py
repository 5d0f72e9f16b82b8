"""What a figure is before anything is shown of it: one group, in which everybody is counted in exactly one cell."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias, TypeVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.clock import start_of
from intake import joined
from overview.consent_funnel import signalled
from policy.dates import after

Words: TypeAlias = str | Promise
Labels: TypeAlias = Mapping[str, Words]
Day = TypeVar("Day", date, datetime)


class Unit(StrEnum):
    """What is counted: a child once, whatever number of files it has; or each time that something happened."""

    CHILDREN = "CHILDREN"
    EPISODES = "EPISODES"
    PEOPLE = "PEOPLE"


UNITS: Mapping[Unit, Words] = {
    Unit.CHILDREN: _("unique children"),
    Unit.EPISODES: _("episodes: one child may be counted more than once"),
    Unit.PEOPLE: _("people and places, no children"),
}


@dataclass(frozen=True)
class Said:
    """What stands with a figure: its name, what is counted in which cell, and among whom (the denominator)."""

    requirement: str
    name: str
    title: Words
    definition: Words
    denominator: Words
    unit: Unit
    labels: Labels


@dataclass(frozen=True)
class Division:
    """The counts of one figure in one period."""

    said: Said
    cells: Mapping[str, int]

    @property
    def total(self) -> int:
        """The denominator: the cells add up to it."""
        return sum(self.cells.values())


def divide(said: Said, codes: Iterable[str]) -> Division:
    """Count one code for each member of the group; every code has a label, also where nobody has it."""
    found = Counter(codes)
    return Division(said, {code: found.pop(code, 0) for code in said.labels} | dict(found))


class Files:
    """The files of a period and whose they are, each looked up once for all figures that are counted together."""

    def __init__(self, since: date, until: date) -> None:
        self.since, self.until = since, until

    @property
    def begin(self) -> datetime:
        """The first moment of the period."""
        return start_of(self.since)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return start_of(after(self.until))

    def within(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.until

    def by_now(self, day: date | None) -> bool:
        """Whether something had happened on the last day that is counted."""
        return day is not None and day <= self.until

    @cached_property
    def going_on(self) -> dict[UUID, UUID]:
        return dict(joined.in_force().values_list("case_id", "into_id"))

    def child(self, case: UUID) -> UUID:
        """Whose file it is: the case itself, or the one in which it goes on."""
        return self.going_on.get(case, case)

    def of(self, children: Iterable[UUID]) -> list[UUID]:
        """Every file of these children."""
        wanted = set(children)
        return [*wanted, *(case for case, into in self.going_on.items() if into in wanted)]

    def firsts(self, rows: Iterable[tuple[UUID, Day]]) -> dict[UUID, Day]:
        """Of each child the first of these days."""
        found: dict[UUID, Day] = {}
        for case, day in rows:
            child = self.child(case)
            found[child] = min(day, found.get(child, day))
        return found

    @cached_property
    def signalled(self) -> set[UUID]:
        """The children whose first signal of trafficking, as far as it stands, was raised in the period."""
        return signalled(self.since, self.until).everybody


def by_length(days: int | None, steps: Mapping[str, int], beyond: str, none: str) -> str:
    """In which step a number of days falls: the first that reaches so far; `none` while there is no number."""
    if days is None:
        return none
    return next((code for code, most in steps.items() if days <= most), beyond)
