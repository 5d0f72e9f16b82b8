"""The two protective clocks of a child in protected shelter, and the first day on which a hearing may take place."""

from collections.abc import Iterable
from datetime import date

from policy.dates import after, atw_roll, term_last_day
from policy.numbers import HEARING_ALLOWED_ON_LAST_DAY_OF_WAIT
from policy.terms import term


def rest_last_day(start: date, extensions: Iterable[int] = ()) -> date:
    """Three weeks from the first admission plus every granted extension in days (T-02); never rolled (D-7)."""
    granted = tuple(extensions)
    if any(days < 1 for days in granted):
        raise ValueError("An extension of the rest is at least one day.")
    days = sum(granted)
    base_last_day = term("REST", start).last_day(start)
    return term_last_day(base_last_day, days=days) if days else base_last_day


def hearing_wait_last_day(start: date) -> date:
    """Three calendar months from the first admission (T-03); never rolled (D-7)."""
    return term("HEARING_WAIT", start).last_day(start)


def earliest_hearing(
    rest_last: date, wait_last: date, *, on_last_day: bool = HEARING_ALLOWED_ON_LAST_DAY_OF_WAIT
) -> date:
    """The day after both clocks have run out (INV-14, INV-15); the rest is served whole in either reading of D-3."""
    return max(after(rest_last), wait_last if on_last_day else after(wait_last))


def suggested_working_day(d: date) -> date:
    """The first working day from here: a suggestion beside the date, never a rule."""
    return atw_roll(d)
