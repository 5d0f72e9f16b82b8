"""The lengths by which stays in protected shelter are counted (RP-06); the steps are ours, around six to nine."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from policy.text import Text

# fmt: off
# A table, to be read row by row.


@dataclass(frozen=True)
class Length:
    """Up to so many whole months; None: longer than all others."""

    code: str
    months: int | None
    label: Text


LENGTHS: tuple[Length, ...] = (
    Length("THREE_MONTHS", 2, Text("korter dan drie maanden", "less than three months")),
    Length("SIX_MONTHS", 5, Text("drie tot zes maanden", "three to six months")),
    Length("NINE_MONTHS", 8, Text("zes tot negen maanden", "six to nine months")),
    Length("YEAR", 11, Text("negen maanden tot een jaar", "nine months to a year")),
    Length("LONGER", None, Text("een jaar of langer", "a year or longer")),
)


def length_in_months(since: date, until: date) -> int:
    """The whole months between two days."""
    passed = relativedelta(until, since)
    return passed.years * 12 + passed.months
