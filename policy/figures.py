"""Of which years there are figures, and until when what is recorded still counts in them (S002-19, INV-40)."""

from datetime import date

from policy.dated import SINCE_PROTECTED_SHELTER
from policy.dates import term_last_day
from policy.numbers import number

FIRST_DAY = SINCE_PROTECTED_SHELTER
FIRST_YEAR = FIRST_DAY.year


def closes_on(year: int) -> date:
    """The last day on which what is recorded still counts in the closed figures of a year."""
    last = date(year, 12, 31)
    return term_last_day(last, months=number("FIGURES_CLOSE_MONTHS", last))
