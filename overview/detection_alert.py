"""AL-30: of the children who arrived, far fewer are signalled than of those of the year before (S002-12).

It stands beside the figures and compares only what these show, so it tells nothing that they hide. Fewer signals can
also come of less attention; that is why somebody must look.
"""

from dataclasses import dataclass
from datetime import datetime

from config.clock import day_of
from overview import figures
from overview.counts import detection
from partners.actors import Actor
from policy.detection import fell, per_cent
from policy.figures import closes_on

TOPIC = next(each for each in figures.TOPICS if each.counts is detection)
SOURCES = ("AL-30", "S002-12")


@dataclass(frozen=True)
class Fall:
    """Of a year and the one before: of how many in a hundred arrivals there is a signal."""

    year: int
    now: int
    before: int


def of(page: figures.Page, actor: Actor, at: datetime) -> Fall | None:
    """Whether the year of this page fell; None for another topic, too, and where one of both years is not shown."""
    if page.topic is not TOPIC:
        return None
    today = day_of(at)
    known_on = page.known_on if actor.is_supervisor else closes_on(page.year - 1)
    earlier = figures.counted(TOPIC, figures.of_year(page.year - 1, known_on, today))
    now, before = ratio(page.tables), ratio(earlier)
    if now is None or before is None or not fell(before, now):
        return None
    return Fall(page.year, per_cent(*now), per_cent(*before))


def ratio(tables: list[figures.Table]) -> tuple[int, int] | None:
    """The children with a signal and all who arrived, where both are shown."""
    [table] = tables
    signalled = table.lines[0].count
    return None if signalled is None or not table.total else (signalled, table.total)
