"""One language of the child's paper: how it writes a day, and its sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

# Around a day between letters that run from right to left, so that its figures keep their order.
ISOLATE, END = "\u2066", "\u2069"


@dataclass(frozen=True)
class Language:
    """`checked`: somebody who speaks it has read it. `other_calendar`: who speaks it may count days in another one.

    Without names of months a day is written in figures; `first`: how the first of a month is written.
    """

    code: str
    texts: Mapping[str, str]
    months: tuple[str, ...] = ()
    first: str = "1"
    checked: bool = False
    right_to_left: bool = False
    other_calendar: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if self.right_to_left else "ltr"

    def day(self, on: date) -> str:
        if self.months:
            number = str(on.day) if on.day > 1 else self.first
            return f"{number} {self.months[on.month - 1]} {on.year}"
        figures = f"{on.day}-{on.month}-{on.year}"
        return f"{ISOLATE}{figures}{END}" if self.right_to_left else figures

    def say(self, name: str, on: date | None = None) -> str:
        """A sentence, with its day filled in. Raises KeyError for one that there is not."""
        return self.texts[name].format(day=self.day(on) if on else "")
