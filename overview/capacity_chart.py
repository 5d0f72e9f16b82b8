"""The nights of the board as bars: what each bed is used for. The table beside it says the same in figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from overview import words
from shelter.capacity import Night

WIDTH, HEIGHT, BAR, FOOT = 40, 160, 28, 18


@dataclass(frozen=True)
class Part:
    """One piece of a bar; `tone` is its colour in the style sheet."""

    tone: str
    y: str
    height: str


@dataclass(frozen=True)
class Bar:
    x: int
    middle: int
    day: str
    parts: list[Part]


@dataclass(frozen=True)
class Chart:
    """`told` says in words what the bars show, for who does not see them."""

    width: int
    height: int
    bar: int
    foot: int
    bars: list[Bar]
    told: str
    legend: list[tuple[str, str]]


def draw(days: Sequence[date], nights: Sequence[Night]) -> Chart:
    most = max([night.beds for night in nights] + [1])
    bars = [
        Bar(place * WIDTH + (WIDTH - BAR) // 2, place * WIDTH + WIDTH // 2, f"{day.day}", list(parts(night, most)))
        for place, (day, night) in enumerate(zip(days, nights, strict=True))
    ]
    return Chart(WIDTH * len(days), HEIGHT + FOOT + 4, BAR, HEIGHT + FOOT, bars, told(days, nights), legend())


def parts(night: Night, most: int) -> Iterator[Part]:
    """From the bottom up: taken, out of service, kept, available."""
    bottom = float(HEIGHT)
    for tone, count in (("taken", night.occupied), ("out", night.blocked), ("kept", night.reserved),
                        ("free", night.available)):  # fmt: skip
        if count:
            height = count * HEIGHT / most
            bottom -= height
            yield Part(tone, f"{bottom:.1f}", f"{height:.1f}")


def legend() -> list[tuple[str, str]]:
    return [("taken", _("occupied")), ("out", _("out of service")), ("kept", _("kept")), ("free", _("available"))]


def told(days: Sequence[date], nights: Sequence[Night]) -> str:
    """The first night, and the one with the fewest free beds."""
    least = min(range(len(days)), key=lambda place: nights[place].available)
    return _(
        "Tonight %(free)s of %(beds)s beds are available; the fewest in these nights are %(least)s, on %(day)s."
    ) % {"free": nights[0].available, "beds": nights[0].beds, "least": nights[least].available,
         "day": words.day(days[least])}  # fmt: skip
