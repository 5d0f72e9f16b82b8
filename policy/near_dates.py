"""How near two statements of a birth date are, 0-100: what a slip, an estimate or another calendar does to a date."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Born(NamedTuple):
    """Year, month and day, as far as they are known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> date | None:
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    @property
    def estimated(self) -> bool:
        """1 January stands for "somewhere in that year"."""
        return (self.month, self.day) == (1, 1)


# What each kind of nearness is worth; the first that fits counts.
SAME, SAME_ESTIMATE = 100, 80
CALENDAR, TURNED, DIGIT, YEAR_OFF, MONTH_OFF, DAYS_OFF = 85, 92, 85, 80, 80, 75
PARTLY, ESTIMATED_YEAR = 78, 70
UNKNOWN, YEAR_ROUND, TWO_YEARS, FAR = 45, 25, 10, 0
NEAR_FROM = 70
DAYS_NEAR = 3
# In Ethiopia and Eritrea the year begins on 11 September, and counts seven or eight fewer.
ETHIOPIAN_DAY_ONE = 2796


def nearness(one: Born, other: Born) -> int:
    """How near two statements are."""
    if one.year is None or other.year is None:
        return UNKNOWN
    first, second = one.whole, other.whole
    if first is None or second is None:
        return partly(one, other)
    if first == second:
        return SAME_ESTIMATE if one.estimated else SAME
    if first in ethiopian(other) or second in ethiopian(one):
        return CALENDAR
    found = slip(one, other, first, second)
    return found or apart(one, other)


def slip(one: Born, other: Born, first: date, second: date) -> int:
    """Day and month turned round, one digit, the year or the month one off, some days; 0 when it is none of these."""
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return TURNED
    if (one.month, one.day) == (other.month, other.day) and abs(first.year - second.year) == 1:
        return YEAR_OFF if not one.estimated else ESTIMATED_YEAR
    if abs((first - second).days) <= DAYS_NEAR:
        return DAYS_OFF
    if one.day == other.day and abs(12 * (first.year - second.year) + first.month - second.month) == 1:
        return MONTH_OFF
    return DIGIT if mistyped(f"{first:%Y%m%d}", f"{second:%Y%m%d}") and abs(first.year - second.year) <= 1 else 0


def mistyped(one: str, other: str) -> bool:
    """One digit is another, or two neighbours are turned round."""
    wrong = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 2 and wrong[1] - wrong[0] == 1:
        return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    return len(wrong) == 1


def partly(one: Born, other: Born) -> int:
    """One of the two knows no day, or no month: as far as both know, they agree or they do not."""
    known = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    if all(a == b for a, b in known):
        return PARTLY
    return apart(one, other)


def apart(one: Born, other: Born) -> int:
    """What is left of it: an estimate in the same year, or so many years between them."""
    assert one.year is not None
    assert other.year is not None
    if one.year == other.year and (one.estimated or other.estimated):
        return ESTIMATED_YEAR
    years = abs(one.year - other.year)
    return YEAR_ROUND if years <= 1 else TWO_YEARS if years == 2 else FAR


def ethiopian(born: Born) -> set[date]:
    """The day this date would be if it were written in the Ethiopian calendar; none when it can be no such date."""
    if born.year is None or born.month is None or born.day is None or born.day > 30:
        return set()
    year = born.year
    number = ETHIOPIAN_DAY_ONE + 365 * (year - 1) + year // 4 + 30 * (born.month - 1) + born.day - 1
    return {date.fromordinal(number)}


def in_ethiopian(born: Born) -> set[date]:
    """What this day is called in the Ethiopian calendar, as far as that is a date of ours too."""
    whole = born.whole
    if whole is None:
        return set()
    number = whole.toordinal() - ETHIOPIAN_DAY_ONE
    years, rest = divmod(4 * number + 1463, 1461)
    month = rest // 4 // 30 + 1
    return {date(years, month, min(rest // 4 % 30 + 1, 28))} if month <= 12 else set()


def nearest(ones: Iterable[Born], others: Iterable[Born]) -> int:
    """Of all that was ever stated of two children: a correction does not make the first statement unsaid."""
    known = list(others)
    return max((nearness(one, other) for one in ones for other in known), default=UNKNOWN)
