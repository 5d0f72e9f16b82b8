"""AL-07: protected shelter is full or nearly full, all its locations together. It is about no case, and names nobody.

It is open since the first of the nights in a row on which the threshold was reached, counted back to the beginning of
a month: what lasts is told anew each month, and what is full is another alert than what is nearly so.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from config.clock import day_of, start_of
from overview.found import Found
from overview.snapshot import About, Facts
from partners import involvement
from partners.access import read
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import AlertAnswer
from policy.alerts import ALERTS
from policy.numbers import number
from shelter import capacity, flow
from shelter.capacity import Night
from shelter.models import Location

SHELTER = UUID("0b9a2b8e-52a4-4c8f-9f0e-2b7d1c0a7a07")
KIND, MONTHS_BACK = "BO", 3
ROLES = {role for row in ALERTS if row.code == "AL-07" for role in (*row.roles, *row.escalates_to)}


def waiting(actor: Actor) -> list[Facts]:
    """All locations together, for who is told of them, with what was answered to that."""
    standing = involvement.without_case(actor)
    if actor.role not in ROLES or not standing.right(DataClass.PLACEMENT).reads:
        return []
    said = read(AlertAnswer.objects.filter(case_id=None).order_by("-created_at"), standing)
    facts = Facts(SHELTER, standing, about=About.SHELTER)
    facts.rows[AlertAnswer] = said
    return [facts]


def nights_back(today: date) -> list[date]:
    """Every night from the beginning of a month up to and with this one."""
    first = flow.month_of(today, -MONTHS_BACK)
    return capacity.days_from(first, (today - first).days + 1)


def together(days: Sequence[date]) -> list[Night]:
    houses = capacity.board(Location.objects.filter(kind=KIND), days).values()
    return [capacity.total(each) for each in zip(*houses, strict=True)]


def fills_up(facts: Facts, at: datetime) -> Iterator[Found]:
    """The highest threshold that is reached tonight, since when it is reached."""
    if facts.about is not About.SHELTER:
        return
    days = nights_back(day_of(at))
    found = together(days)
    for name in ("OCCUPANCY_FULL", "OCCUPANCY_HIGH"):
        least = number(name, days[-1])
        if found and found[-1].percent >= least:
            tonight, since = found[-1], beginning(days, found, least)
            yield Found(since=start_of(since), about=uuid5(SHELTER, f"{KIND} {least}"), said=in_figures(tonight))
            return


def beginning(days: Sequence[date], found: Sequence[Night], least: int) -> date:
    """The first of the nights in a row, up to now, on which so much was taken."""
    since = days[-1]
    for day, night in zip(reversed(days), reversed(found), strict=True):
        if night.percent < least:
            break
        since = day
    return since


def in_figures(night: Night) -> str:
    return _("%(taken)s of %(beds)s beds are taken tonight") % {
        "taken": night.occupied, "beds": night.beds - night.blocked
    }  # fmt: skip
