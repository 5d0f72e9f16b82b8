"""Absences counted: unique children beside episodes, and of how many it was known where they were (S004-79, RP-07)."""

from dataclasses import dataclass
from datetime import date, datetime

from config.clock import day_of, start_of
from intake import joined
from policy.dates import after
from shelter.models import Absence, Placement


@dataclass(frozen=True)
class Count:
    """Of the early departures from protected shelter that were reported in a period."""

    children: int
    episodes: int
    known: int
    returned: int


def count(first: date, last: date, kinds: tuple[str, ...] = ("BO", "FIER")) -> Count:
    """From the first day up to and with the last; two files of one child are one child."""
    rows = Absence.objects.filter(
        reported_at__gte=start_of(first), reported_at__lt=start_of(after(last)), placement__location__kind__in=kinds
    )
    found = list(rows.values_list("case", "whereabouts_known_by", "ended_as"))
    return Count(
        children=len(set(joined.now(case for case, _known, _end in found))), episodes=len(found),
        known=sum(known != Absence.Knower.NOBODY for _case, known, _end in found),
        returned=sum(end == Absence.End.RETURNED for _case, _known, end in found),
    )  # fmt: skip


def days_away(stay: Placement, at: datetime) -> int:
    """How many days of a stay the child was away: length of stay and absence are told apart (EC-20)."""
    spells = stay.absences.values_list("last_seen_at", "ended_at")
    return sum((day_of(ended or at) - day_of(seen)).days for seen, ended in spells)
