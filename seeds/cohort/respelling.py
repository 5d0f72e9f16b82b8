"""One child, written down twice: the spellings and the dates by which nobody sees at once that it is the same."""

from datetime import date

from seeds.cohort.newcomer import later

# How ears and keyboards differ; the first that makes a difference is used.
HEARD: tuple[tuple[str, str], ...] = (
    ("ou", "u"), ("kh", "ch"), ("sh", "sch"), ("oo", "u"), ("ee", "i"), ("aa", "a"), ("ss", "s"), ("ll", "l"),
    ("mm", "m"), ("dd", "d"), ("ph", "f"), ("q", "k"), ("y", "i"), ("w", "v"), ("x", "h"), ("c", "k"), ("z", "s"),
    ("j", "dj"), ("e", "a"), ("i", "e"), ("o", "u"), ("a", "e"),
)  # fmt: skip


def heard(name: str) -> str:
    """The name as somebody else wrote it down; the first letter stays."""
    first, rest = name[:1], name[1:]
    for there, here in HEARD:
        if there in rest:
            return first + rest.replace(there, here, 1)
    return name + name[-1:]


def misread(day: date) -> date:
    """A birth date as somebody else took it down: day and month in the other order, or else a day beside it."""
    swaps = day.day <= 12 and day.day != day.month
    return date(day.year, day.day, day.month) if swaps else later(day, 1)
