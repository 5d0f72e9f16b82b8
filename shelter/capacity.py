"""How many beds there are on a night, and what they are used for (S004-14, S004-15): counted, never stored.

The night of a day is the midnight at its end: a stay counts when it began before and had not ended by then. A bed
counts once: as occupied, else as out of service, else as kept for a child, else as available. Each question to the
database is asked once, whatever the number of houses and nights.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from config.clock import start_of
from policy.dates import after, term_last_day
from shelter.models import Absence, Bed, BedOutage, BedReservation, Location, Placement, Transfer

NIGHTS = 14


@dataclass(frozen=True)
class Night:
    """One night in one house, or in several together; `held`: of the occupied beds those of a missing child."""

    beds: int = 0
    occupied: int = 0
    held: int = 0
    blocked: int = 0
    reserved: int = 0

    def __add__(self, other: "Night") -> "Night":
        return Night(
            self.beds + other.beds, self.occupied + other.occupied, self.held + other.held,
            self.blocked + other.blocked, self.reserved + other.reserved,
        )  # fmt: skip

    @property
    def available(self) -> int:
        return self.beds - self.occupied - self.blocked - self.reserved

    @property
    def percent(self) -> int:
        """How full: the occupied beds of those in which somebody can sleep, in whole per cents downwards."""
        usable = self.beds - self.blocked
        return self.occupied * 100 // usable if usable else 0


def days_from(first: date, nights: int) -> list[date]:
    return [first, *(term_last_day(first, days=ahead) for ahead in range(1, nights))]


def midnight(day: date) -> datetime:
    """The end of a day, by which its night is counted."""
    return start_of(after(day))


Covers = Callable[[Any, Any], list[int]]
# Of each bed the nights, by their place in the row, on which something is so.
Found = dict[UUID, set[int]]


def board(houses: QuerySet[Location], days: Sequence[date]) -> dict[UUID, list[Night]]:
    """Of each of these locations every one of these nights."""
    inside = houses.values("pk")
    beds = Bed.objects.filter(location__in=inside).values_list("id", "location_id", "is_active", "location__is_active")
    stays, held, blocked, reserved = taken(inside, days), missing(inside, days), out(inside, days), kept(inside, days)
    found = {pk: [Night() for _day in days] for pk in houses.values_list("pk", flat=True)}
    for bed, house, *in_use in beds:
        for place in range(len(days)):
            is_taken = place in stays.get(bed, ())
            if all(in_use) or is_taken:
                is_out = not is_taken and place in blocked.get(bed, ())
                is_kept = not (is_taken or is_out) and place in reserved.get(bed, ())
                is_held = is_taken and place in held.get(bed, ())
                found[house][place] += Night(1, is_taken, is_held, is_out, is_kept)
    return found


def total(nights: Iterable[Night]) -> Night:
    return sum(nights, Night())


def gathered(rows: Iterable[tuple[UUID, Any, Any]], covers: Covers) -> Found:
    found: dict[UUID, set[int]] = {}
    for bed, since, until in rows:
        found.setdefault(bed, set()).update(covers(since, until))
    return found


def by_moment(days: Sequence[date]) -> Covers:
    """Which nights a time of moments covers."""
    moments = [midnight(day) for day in days]
    return lambda since, until: [
        place for place, moment in enumerate(moments) if since < moment and (until is None or moment <= until)
    ]


def by_day(days: Sequence[date]) -> Covers:
    """Which nights a time of days covers, the last day not included."""
    return lambda since, until: [
        place for place, day in enumerate(days) if since <= day and (until is None or day < until)
    ]


def span(days: Sequence[date]) -> tuple[datetime, datetime]:
    return midnight(min(days)), midnight(max(days))


def taken(inside: Any, days: Sequence[date]) -> Found:
    first, last = span(days)
    rows = Placement.objects.filter(Q(ends_at=None) | Q(ends_at__gte=first), bed__location__in=inside)
    return gathered(rows.filter(starts_at__lt=last).values_list("bed_id", "starts_at", "ends_at"), by_moment(days))


def missing(inside: Any, days: Sequence[date]) -> Found:
    """The beds that are kept for a child that is missing from them."""
    first, last = span(days)
    rows = Absence.objects.filter(Q(ended_at=None) | Q(ended_at__gte=first), placement__bed__location__in=inside)
    found = rows.filter(reported_at__lt=last).values_list("placement__bed_id", "reported_at", "ended_at")
    return gathered(found, by_moment(days))


def out(inside: Any, days: Sequence[date]) -> Found:
    rows = BedOutage.objects.within(min(days), max(days)).filter(bed__location__in=inside)
    return gathered(rows.values_list("bed_id", "starts_on", "back_on"), by_day(days))


def kept(inside: Any, days: Sequence[date]) -> Found:
    first, last = span(days)
    rows = BedReservation.objects.filter(ends_at__gte=first, starts_at__lt=last, bed__location__in=inside)
    found = gathered(rows.values_list("bed_id", "starts_at", "ends_at"), by_moment(days))
    for bed, nights in promised(inside, days).items():
        found.setdefault(bed, set()).update(nights)
    return found


def promised(inside: Any, days: Sequence[date]) -> Found:
    """The beds of children that move there: from the plan until they arrive or it is called off."""
    first, last = span(days)
    rows = Transfer.objects.annotate(over_at=Coalesce("arrived_at", "cancelled_at")).filter(
        Q(over_at=None) | Q(over_at__gte=first), created_at__lt=last, bed__location__in=inside
    )
    return gathered(rows.values_list("bed_id", "created_at", "over_at"), by_moment(days))
