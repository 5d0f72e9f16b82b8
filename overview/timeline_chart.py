"""One line of time as a picture: a dot for what happened, a numbered mark for what is due, and today.

The list below it says all of it in words. What is more than a year ahead would press the rest together: the picture
ends before it, and says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from overview import words
from policy.dates import term_last_day

# In units of the drawing: on a telephone a unit is about a pixel.
WIDTH, MARGIN, TOP, AXIS, FOOT = 280, 10, 16, 62, 16
SLOT, DOT, RISE = 6, 2, 5
MARK, STEP = 8, 18
FAR = 12


@dataclass(frozen=True)
class Dot:
    x: str
    y: str


@dataclass(frozen=True)
class Mark:
    """A numbered circle below the line, and where its stem meets the line."""

    x: str
    y: str
    text_y: str
    number: int


@dataclass(frozen=True)
class Label:
    """A day written at its place; `anchor`: which end of the text stands there."""

    x: str
    y: int
    anchor: str
    text: str


@dataclass(frozen=True)
class Chart:
    """`told` says in words what the picture shows, for who does not see it."""

    width: int
    height: int
    axis: int
    top: int
    first_x: int
    last_x: int
    today_x: str
    months: list[str]
    dots: list[Dot]
    marks: list[Mark]
    labels: list[Label]
    beyond: str
    told: str


@dataclass(frozen=True)
class Scale:
    """The days between which the line runs."""

    first: date
    last: date

    def x(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        return MARGIN + (WIDTH - 2 * MARGIN) * (day - self.first).days / whole


def draw(happened: Sequence[date], coming: Sequence[date], today: date) -> Chart:
    """`coming`: the nearest first, so that each is called by its place."""
    near = [day for day in coming if day <= term_last_day(today, months=FAR)]
    scale = Scale(min([*happened, today]), max([*near, today]))
    marks = list(numbered(near, scale))
    height = round(max([float(mark.y) + MARK for mark in marks] + [AXIS])) + FOOT + 4
    today_x = scale.x(today)
    return Chart(
        width=WIDTH, height=height, axis=AXIS, top=TOP, first_x=MARGIN, last_x=WIDTH - MARGIN,
        today_x=f"{today_x:.1f}", months=[f"{scale.x(day):.1f}" for day in months(scale)],
        dots=list(dots(happened, scale)), marks=marks, labels=labels(scale, today_x, height),
        beyond=beyond(len(coming) - len(near)), told=told(happened, coming, today),
    )  # fmt: skip


def dots(happened: Sequence[date], scale: Scale) -> Iterator[Dot]:
    """What happened about the same day stands on top of each other; much of it stands closer."""
    for slot, count in sorted(Counter(round(scale.x(day) / SLOT) for day in happened).items()):
        rise = min(RISE, (AXIS - TOP - RISE - 4) / count)
        for place in range(count):
            yield Dot(str(slot * SLOT), f"{AXIS - RISE - place * rise:.1f}")


def numbered(days: Sequence[date], scale: Scale) -> Iterator[Mark]:
    """Each as near to the line as there is room for beside those before it."""
    taken: list[float] = []
    for number, day in enumerate(days, 1):
        x = min(max(scale.x(day), MARK + 1), WIDTH - MARK - 1)
        level = next((place for place, last in enumerate(taken) if x - last >= 2 * MARK + 1), len(taken))
        taken[level : level + 1] = [x]
        y = AXIS + STEP + level * (2 * MARK + 1)
        yield Mark(f"{x:.1f}", str(y), str(y + 3), number)


def months(scale: Scale) -> Iterator[date]:
    """The first of each month on the line."""
    year, month = scale.first.year, scale.first.month
    while (day := date(year, month, 1)) <= scale.last:
        if day >= scale.first:
            yield day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def labels(scale: Scale, today_x: float, height: int) -> list[Label]:
    """Both ends below, and today above, where there is room for it."""
    anchor = "start" if today_x < WIDTH / 4 else "end" if today_x > WIDTH * 3 / 4 else "middle"
    return [
        Label(str(MARGIN), height - 4, "start", words.short_day(scale.first)),
        Label(str(WIDTH - MARGIN), height - 4, "end", words.short_day(scale.last)),
        Label(f"{today_x:.1f}", TOP - 5, anchor, _("today")),
    ]


def beyond(count: int) -> str:
    if not count:
        return ""
    said = ngettext("%(n)s more is due later than in a year.", "%(n)s more are due later than in a year.", count)
    return said % {"n": count}


def told(happened: Sequence[date], coming: Sequence[date], today: date) -> str:
    """How much happened since when, and how many things are due, the next when."""
    said = {"n": len(happened), "day": words.day(min(happened, default=today))}
    past = ngettext("%(n)s event since %(day)s.", "%(n)s events since %(day)s.", len(happened)) % said
    if not coming:
        return f"{past} {_('Nothing is due.')}"
    ahead = {"n": len(coming), "day": words.day(coming[0])}
    due = (
        ngettext("%(n)s thing is due, on %(day)s.", "%(n)s things are due, the next on %(day)s.", len(coming)) % ahead
    )
    return f"{past} {due} {_('The list below names each.')}"
