"""What a condition finds: that something is asked in a case, before when, and about which record."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from overview.snapshot import Facts


@dataclass(frozen=True)
class Found:
    """Before when or since when, about which record, what the form may fill in, an act of its own, and what more to
    say than the policy says of every such case."""

    due: date | datetime | None = None
    since: datetime | None = None
    about: UUID | None = None
    hint: str = ""
    act: str = ""
    said: str = ""


Condition = Callable[[Facts, datetime], Iterator[Found]]
