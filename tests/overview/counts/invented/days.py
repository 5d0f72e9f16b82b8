"""The days between which the invented cases lie, and those with which what is counted begins or ends."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

NETHERLANDS = ZoneInfo("Europe/Amsterdam")
FIRST, LAST = date(2025, 3, 1), date(2027, 6, 30)
BORDERS = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 28))
# The day before and after which the clocks were changed.
CLOCKS_CHANGE = (date(2026, 3, 28), date(2026, 10, 24))


def moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, NETHERLANDS)
