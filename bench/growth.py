"""How much dearer each call became with the number of cases, as a table and as a picture."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from bench.measure import Measured

# From the smallest size to the biggest (design §6).
MOST = 1.2
# What grew more than so many times runs along the top of the picture.
SCALE = 2
WIDE, HIGH, LEFT, TOP, LEGEND = 620, 420, 60, 20, 330
COLOURS = ("#154273", "#b3541e", "#2a7d2e", "#7b2d8b", "#8a6d00", "#00778a")
DASHES = ("", "6 3", "2 3")


@dataclass(frozen=True)
class Grown:
    """The medians of one call by the number of cases."""

    what: str
    medians: dict[int, float]

    @property
    def times(self) -> float:
        return self.medians[max(self.medians)] / self.medians[min(self.medians)]

    @property
    def too_much(self) -> bool:
        return self.times > MOST


def of(found: Iterable[Measured]) -> list[Grown]:
    """Of every call that was measured at more than one size, alone."""
    medians: dict[str, dict[int, float]] = {}
    for each in found:
        if each.connections == 1:
            medians.setdefault(each.what, {})[each.cases] = each.p50
    return [Grown(what, by_size) for what, by_size in medians.items() if len(by_size) > 1]


def table(grown: Sequence[Grown]) -> list[str]:
    sizes = sorted({size for each in grown for size in each.medians})
    head = f"| what | {' | '.join(f'{size:,}' for size in sizes)} | times |"
    return [head, "|---" + "|--:" * (len(sizes) + 1) + "|", *(row(each, sizes) for each in grown)]


def row(each: Grown, sizes: Iterable[int]) -> str:
    medians = " | ".join(f"{each.medians.get(size, math.nan):.1f}" for size in sizes)
    return f"| {each.what} | {medians} | {each.times:.2f} |"


def picture(grown: Sequence[Grown]) -> str:
    """Times the smallest size, by the number of cases; the number itself stands beside each name."""
    sizes = sorted({size for each in grown for size in each.medians})

    def at(size: int, times: float) -> str:
        along = math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])
        return f"{LEFT + along * (WIDE - LEFT):.0f},{TOP + (1 - min(times, SCALE) / SCALE) * (HIGH - TOP):.0f}"

    height = max(HIGH + 40, TOP + 20 * len(grown) + 20)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE + LEGEND} {height}" role="img" '
        'font-family="sans-serif" font-size="12"><title>How much dearer each call is with more cases</title>',
        '<rect width="100%" height="100%" fill="#fff"/>',
        *(mark(at(sizes[0], level), at(sizes[-1], level), f"{level:g} ×") for level in (0, 1, MOST)),
        *(f'<text x="{at(size, 0).partition(",")[0]}" y="{HIGH + 20}" text-anchor="middle">{size:,}</text>'
          for size in sizes),
    ]  # fmt: skip
    for place, each in enumerate(grown):
        points = " ".join(at(size, value / each.medians[sizes[0]]) for size, value in sorted(each.medians.items()))
        parts += drawn(each, points, place)
    return "\n".join([*parts, "</svg>", ""])


def mark(left: str, right: str, text: str) -> str:
    height = left.partition(",")[2]
    return (
        f'<polyline points="{left} {right}" stroke="#ccc" fill="none"/>'
        f'<text x="{LEFT - 6}" y="{height}" text-anchor="end">{text}</text>'
    )


def drawn(each: Grown, points: str, place: int) -> list[str]:
    colour = COLOURS[place % len(COLOURS)]
    look = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{DASHES[place // len(COLOURS) % len(DASHES)]}"'
    height = TOP + 20 * place + 10
    return [
        f'<polyline points="{points}" fill="none" {look}/>',
        f'<line x1="{WIDE + 15}" x2="{WIDE + 45}" y1="{height}" y2="{height}" {look}/>',
        f'<text x="{WIDE + 52}" y="{height + 4}">{escape(each.what)}: {each.times:.2f} ×</text>',
    ]
