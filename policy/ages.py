"""When a child comes of age, also when the record knows only a part of the birth date (D-5)."""

from calendar import monthrange
from datetime import date

from policy.dates import nth_birthday

AGE_OF_MAJORITY = 18
AGE_OF_OWN_CONSENT = 16


def latest_birth_date(year: int | None, month: int | None, day: int | None) -> date | None:
    """The last day that the record allows, so that in doubt the child is the younger."""
    if year is None:
        return None
    if month is None:
        if day is not None:
            raise ValueError("A birth day without a month cannot be read.")
        return date(year, 12, 31)
    return date(year, month, day or monthrange(year, month)[1])


def adult_from(year: int | None, month: int | None, day: int | None) -> date | None:
    """The day on which majority begins, at 00:00; none as long as the year of birth is unknown."""
    born = latest_birth_date(year, month, day)
    return None if born is None else nth_birthday(born, AGE_OF_MAJORITY)


def is_minor(year: int | None, month: int | None, day: int | None, today: date) -> bool:
    """A child without a birth date is treated as a minor (D-5)."""
    majority = adult_from(year, month, day)
    return majority is None or today < majority


def age_on(born: date, today: date) -> int:
    """Completed years on this day, by the same birthday rule as majority."""
    years = today.year - born.year
    return years if nth_birthday(born, years) <= today else years - 1
