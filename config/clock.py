"""From a moment to the Dutch day it falls on, and back (B-50: calendar days in Europe/Amsterdam)."""

from datetime import date, datetime, time

from django.utils import timezone


def day_of(at: datetime) -> date:
    """The calendar day in the Netherlands."""
    return timezone.localdate(at)


def start_of(day: date) -> datetime:
    """The first moment of a day in the Netherlands."""
    return timezone.make_aware(datetime.combine(day, time.min))
