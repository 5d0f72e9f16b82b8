"""What a figure is before anything is shown of it: one group, in which everybody is counted in exactly one cell."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words: TypeAlias = str | Promise
Labels: TypeAlias = Mapping[str, Words]


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


class Link:
    """Groups of which one total can be worked out from what is shown of the others."""


@dataclass(frozen=True, eq=False)
class Group:
    """Who or what is counted. Whatever divides one group, in whichever report, is suppressed together."""

    among: Words
    unit: Unit
    link: Link = field(default_factory=Link)


ARRIVED = Group(
    _("The children who arrived in this period: the day of arrival in the first of their files."), Unit.CHILDREN
)
SIGNALLED = Group(
    _("The children whose first signal of trafficking, as far as it stands, was raised in this period."),
    Unit.CHILDREN,
)


@dataclass(frozen=True, eq=False)
class Said:
    """What stands with a figure: its name, what is counted in which cell, and among whom (the denominator)."""

    name: str
    title: Words
    definition: Words
    group: Group
    labels: Labels
    weighs: bool = False  # how often: its cells tell how much there is in a linked group


@dataclass(frozen=True)
class Division:
    """The counts of one figure in one period."""

    said: Said
    cells: Mapping[str, int]
    # Of each member a length in months, where these have a mean.
    months: Sequence[int] = ()

    @property
    def total(self) -> int:
        """The denominator: the cells add up to it."""
        return sum(self.cells.values())


def divide(said: Said, codes: Iterable[str], months: Sequence[int] = ()) -> Division:
    """Count one code for each member of the group; every code has a label, also where nobody has it."""
    found = Counter(codes)
    return Division(said, {code: found.pop(code, 0) for code in said.labels} | dict(found), months)


def by_length(days: int | None, steps: Mapping[str, int], beyond: str, none: str) -> str:
    """In which step a number of days falls: the first that reaches so far; `none` while there is no number."""
    if days is None:
        return none
    return next((code for code, most in steps.items() if days <= most), beyond)
