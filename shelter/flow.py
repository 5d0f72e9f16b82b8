"""Protected shelter by month: how many children need it, come, go and are there; and what to expect (S004-14, RP-05).

Numbers only, for who runs the places. Decisions count once a month for each child, and not in a file that goes on in
another; a stay counts as coming or going where it does not follow on, or is followed by, protected shelter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth

from config.clock import start_of
from intake import joined
from policy.dates import term_last_day
from policy.forecast import mean_down, mean_up
from policy.locations import LOCATION_TYPES
from policy.numbers import number
from shelter import capacity
from shelter.models import Indication, Location, Placement

PROTECTED = [row.code for row in LOCATION_TYPES if row.needs_indication]
MONTHS = 12


@dataclass(frozen=True)
class Month:
    """One month by its first day; `occupied`: on its last night, or tonight while it runs."""

    first: date
    inflow: int
    admissions: int
    departures: int
    occupied: int


@dataclass(frozen=True)
class Flow:
    """The months that were, the one that runs, those to come by policy/forecast.py; and the beds there are now."""

    past: list[Month]
    running: Month
    coming: list[Month]
    beds: int


def month_of(day: date, ahead: int = 0) -> date:
    """The first day of the month so many months ahead."""
    first = date(day.year, day.month, 1)
    return term_last_day(first, months=ahead) if ahead else first


def load(today: date) -> Flow:
    firsts = [month_of(today, ahead) for ahead in range(-MONTHS, 0)]
    nights = [*(term_last_day(month_of(first, 1), days=-1) for first in firsts), today]
    rows = capacity.board(Location.objects.filter(kind__in=PROTECTED), nights).values()
    *ends, now = [capacity.total(night) for night in zip(*rows, strict=True)] or [capacity.Night()] * len(nights)
    since, until = firsts[0], month_of(today, 1)
    asked, came, went = inflow(since, until), admissions(since, until), departures(since, until)
    *past, running = [
        Month(first, asked.get(first, 0), came.get(first, 0), went.get(first, 0), night.occupied)
        for first, night in zip([*firsts, month_of(today)], [*ends, now], strict=True)
    ]
    return Flow(past, running, list(expected(past, now.occupied, today)), now.beds - now.blocked)


def expected(past: list[Month], occupied: int, today: date) -> Iterator[Month]:
    """The coming months by the rule; there are never fewer children than none."""
    months = number("FORECAST_MONTHS", today)
    last = past[-months:]
    asked, came = mean_up([month.inflow for month in last]), mean_up([month.admissions for month in last])
    went = mean_down([month.departures for month in last])
    for ahead in range(1, months + 1):
        occupied = max(0, occupied + came - went)
        yield Month(month_of(today, ahead), asked, came, went, occupied)


def by_month(rows: QuerySet[Any], column: str, what: str = "pk") -> dict[date, int]:
    found = rows.annotate(month=TruncMonth(column)).values("month").order_by("month")
    return {_day(row["month"]): row["n"] for row in found.annotate(n=Count(what, distinct=True))}


def _day(month: Any) -> date:
    """A month of moments comes as a moment, one of days as a day."""
    return date(month.year, month.month, 1)


def inflow(since: date, until: date) -> dict[date, int]:
    rows = Indication.objects.filter(outcome__in=PROTECTED, decided_on__gte=since, decided_on__lt=until)
    return by_month(rows.exclude(case__in=joined.in_force().values("case")), "decided_on", "case")


def protected() -> QuerySet[Placement]:
    return Placement.objects.filter(location__kind__in=PROTECTED)


def within(column: str, since: date, until: date) -> Q:
    return Q(**{f"{column}__gte": start_of(since), f"{column}__lt": start_of(until)})


def beside(**same: Any) -> Exists:
    """Whether another stay in protected shelter of the same child follows on this one, or goes before it."""
    return Exists(protected().filter(case=OuterRef("case"), **same))


def admissions(since: date, until: date) -> dict[date, int]:
    rows = protected().filter(within("starts_at", since, until))
    return by_month(rows.exclude(beside(ends_at=OuterRef("starts_at"))), "starts_at")


def departures(since: date, until: date) -> dict[date, int]:
    rows = protected().filter(within("ends_at", since, until))
    return by_month(rows.exclude(beside(starts_at=OuterRef("ends_at"))), "ends_at")
