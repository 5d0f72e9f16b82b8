"""The only place where days are added (INV-42): a term, the day after it, the statutory roll, a birthday."""

from collections.abc import Container
from datetime import date, timedelta
from functools import cache

from dateutil.relativedelta import relativedelta

ONE_DAY = timedelta(days=1)
FRIDAY = 4


def term_last_day(start: date, *, months: int = 0, weeks: int = 0, days: int = 0) -> date:
    """The last day of a term (HR 2017:2225): the event day is not counted, the same-number day counts whole.

    A month without that number ends on its own last day. Exactly one kind of length; a negative one counts backwards.
    Always call it with the original date: a month added to the end of another month drifts (B-55).
    """
    if sum(map(bool, (months, weeks, days))) != 1:
        raise ValueError("A term has exactly one length: months, weeks or days.")
    return start + relativedelta(months=months, weeks=weeks, days=days)


def after(last_day: date) -> date:
    """The first day on which something that must wait for the whole term may happen (D-3)."""
    return last_day + ONE_DAY


def atw_roll(d: date) -> date:
    """The day itself, or the next one that is no Saturday, Sunday or holiday (Algemene termijnenwet, B-52, B-53)."""
    while d.weekday() > FRIDAY or d in _dutch_holidays():
        d += ONE_DAY
    return d


def nth_birthday(dob: date, n: int) -> date:
    """Born on 29 February, one grows older on 1 March of a year without that day (B-54)."""
    try:
        return dob.replace(year=dob.year + n)
    except ValueError:
        return date(dob.year + n, 3, 1)


@cache
def _dutch_holidays() -> Container[date]:
    import holidays  # importing it takes a second, and only the roll needs it

    # "optional" adds 5 May of every year; the act names it, the default calendar only has it once in five years.
    return holidays.country_holidays("NL", categories=("public", "optional"))
