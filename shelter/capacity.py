"""How many beds there are on a night, and what they are used for (S004-14, S004-15): counted, never stored.

The night of a day is the midnight at its end: a stay counts when it began before and had not ended by then. A bed
counts once: as occupied, else as out of service, else as kept for a child, else as available. Each question to the
database is asked once, whatever the number of houses and nights.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
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


# Some of the nights, by their place in the row: the first is the lowest bit.
Nights = int
Covers = Callable[[Any, Any], Nights]
# Of each bed the nights on which something is so.
Found = dict[UUID, Nights]


def board(houses: QuerySet[Location], days: Sequence[date]) -> dict[UUID, list[Night]]:
    """Of each of these locations every one of these nights, given in their order."""
    inside = houses.values("pk")
    beds = Bed.objects.filter(location__in=inside).values_list("id", "location_id", "is_active", "location__is_active")
    known = taken(inside, days), missing(inside, days), out(inside, days), kept(inside, days)
    # Beds of one house of which the same is so are counted together: of a night there are few kinds.
    alike = Counter((house, all(in_use), *(each.get(bed, 0) for each in known)) for bed, house, *in_use in beds)
    found = {pk: [Night() for _day in days] for pk in houses.values_list("pk", flat=True)}
    for (house, *what), beds_of_kind in alike.items():
        counted = once(*what, whole=(1 << len(days)) - 1)
        for place, night in enumerate(found[house]):
            found[house][place] = night + Night(*(beds_of_kind * (nights >> place & 1) for nights in counted))
    return found


def once(is_in_use: bool, occupied: Nights, held: Nights, blocked: Nights, reserved: Nights, *,
         whole: Nights) -> tuple[Nights, ...]:  # fmt: skip
    """As what a bed counts on which nights, in the order of Night; one that is not in use, while somebody is in it."""
    if not is_in_use:
        return occupied, occupied, held & occupied, 0, 0
    blocked &= ~occupied
    return whole, occupied, held & occupied, blocked, reserved & ~(occupied | blocked)


def total(nights: Iterable[Night]) -> Night:
    return sum(nights, Night())


def gathered(rows: Iterable[tuple[UUID, Any, Any]], covers: Covers) -> Found:
    found: Found = {}
    for bed, since, until in rows:
        found[bed] = found.get(bed, 0) | covers(since, until)
    return found


def between(first: int, end: int) -> Nights:
    """The nights from this place up to that one, itself not included."""
    return (1 << end) - (1 << first) if first < end else 0


def by_moment(days: Sequence[date]) -> Covers:
    """Which nights a time of moments covers."""
    moments = [midnight(day) for day in days]
    return lambda since, until: between(
        bisect_right(moments, since), len(moments) if until is None else bisect_right(moments, until)
    )


def by_day(days: Sequence[date]) -> Covers:
    """Which nights a time of days covers, the last day not included."""
    return lambda since, until: between(
        bisect_left(days, since), len(days) if until is None else bisect_left(days, until)
    )


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
        found[bed] = found.get(bed, 0) | nights
    return found


def promised(inside: Any, days: Sequence[date]) -> Found:
    """The beds of children that move there: from the plan until they arrive or it is called off."""
    first, last = span(days)
    rows = Transfer.objects.annotate(over_at=Coalesce("arrived_at", "cancelled_at")).filter(
        Q(over_at=None) | Q(over_at__gte=first), created_at__lt=last, bed__location__in=inside
    )
    return gathered(rows.values_list("bed_id", "created_at", "over_at"), by_moment(days))
