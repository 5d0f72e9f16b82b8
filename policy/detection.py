"""When the share of children about whom there is a signal fell so far that somebody must look (AL-30, S002-12)."""

from policy.figures import FIRST_DAY
from policy.numbers import number

Ratio = tuple[int, int]


def fell(before: Ratio, now: Ratio) -> bool:
    """Whether the share is lower by so many per cent (DETECTION_FALL) or more; each is a part and its whole."""
    least = 100 - number("DETECTION_FALL", FIRST_DAY)
    return before[0] > 0 and 100 * now[0] * before[1] <= least * before[0] * now[1]


def per_cent(part: int, whole: int) -> int:
    return round(100 * part / whole)
