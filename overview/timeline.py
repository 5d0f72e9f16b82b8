"""What happened to a child and what is due, on one line of time: as a list, and as the picture above it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from config.clock import day_of
from config.language import say
from overview import absence_tasks, records, tasks, timeline_chart, words
from overview.case_file import CaseFile
from overview.records import Event
from overview.snapshot import Facts
from overview.timeline_chart import Chart
from residence.models import Hearing
from residence.terms import Clock


@dataclass(frozen=True)
class Coming:
    """Something that is due or planned; the picture calls it by its number, the nearest first."""

    on: date
    when: str
    what: str
    who: str = ""
    sources: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Timeline:
    """The list runs back in time: what is furthest ahead comes first. Without anything of it there is no picture."""

    coming: list[Coming]
    happened: list[Event]
    chart: Chart | None


def load(file: CaseFile, facts: Facts, clocks: Iterable[Clock]) -> Timeline:
    """From the rows that may be read; `clocks`: those that may be read."""
    events = records.timeline(file)
    happened = [event for event in events if day_of(event.at) <= file.today]
    planned = [event for event in events if day_of(event.at) > file.today]
    found = sorted(
        [*due(clocks, file.today), *hearing(facts, file), *map(of_event, planned)], key=lambda each: each.on
    )
    coming = [replace(each, number=number) for number, each in enumerate(found, 1)]
    days = [day_of(event.at) for event in happened]
    chart = timeline_chart.draw(days, [each.on for each in coming], file.today) if days or coming else None
    return Timeline(coming[::-1], happened, chart)


def due(clocks: Iterable[Clock], today: date) -> Iterator[Coming]:
    for clock in clocks:
        on = ends_on(clock, today)
        if on is not None:
            yield Coming(on, words.short_day(on), say(clock.label), sources=clock.source)


def ends_on(clock: Clock, today: date) -> date | None:
    """The day of a clock that still runs: of majority the day itself; what else runs out does so on its last day."""
    if clock.last_day is None or clock.last_day < today:
        return None
    return clock.day if clock.name == "MAJORITY" else clock.last_day


def hearing(facts: Facts, file: CaseFile) -> Iterator[Coming]:
    """The first hearing on its day; of a missing child it is suspended."""
    row = tasks.first_hearing(facts)
    if row is None or row["held_on"] or row["planned_on"] <= file.today or absence_tasks.missing(facts):
        return
    title = records.title(Hearing, {"type": row["type"], "id": row["id"]}, file)
    yield Coming(row["planned_on"], words.short_day(row["planned_on"]), title, words.organisation_of(row, file.names))


def of_event(event: Event) -> Coming:
    return Coming(day_of(event.at), event.when, event.what, event.who)
