"""From a moment to the Dutch day it falls on, and back (B-50: calendar days in Europe/Amsterdam)."""

from datetime import date, datetime, time
from functools import lru_cache

from django.utils import timezone


# A page asks the day of a few moments, thousands of times.
@lru_cache(maxsize=4096)
def day_of(at: datetime) -> date:
    """The calendar day in the Netherlands."""
    return timezone.localdate(at)


def start_of(day: date) -> datetime:
    """The first moment of a day in the Netherlands."""
    return timezone.make_aware(datetime.combine(day, time.min))
