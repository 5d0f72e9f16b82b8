"""The board of places: how many beds each house has tonight and the nights after, and what the months bring.

COA sees every house, a provider its own, and Nidos each type of location and no house (C5). It names no child.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Kind
from config.clock import day_of
from config.language import say
from overview import capacity_chart, words
from overview.capacity_chart import Chart
from overview.links import When, free_act_url
from partners import involvement
from partners.access import Standing
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.rights import FULL
from policy.forecast import RULE
from policy.locations import LOCATION_TYPES, location_type
from policy.numbers import number
from shelter import beds, capacity, flow, outage
from shelter.capacity import NIGHTS, Night
from shelter.models import BedOutage, Location, Placement

COA_KINDS = [row.code for row in LOCATION_TYPES if row.placed_by == "COA"]
FLOW = "RP-05"


@dataclass(frozen=True)
class Line:
    """One house, or for Nidos one type: what it is for, and its nights, tonight first."""

    name: str
    kind: str
    takes: str
    nights: list[Night]

    @property
    def tonight(self) -> Night:
        return self.nights[0]

    @property
    def chip(self) -> When:
        """Whether a child can be placed there tonight."""
        free = self.tonight.available
        return When(_("%(n)s free") % {"n": free}, "ok") if free else When(_("full"), "late")


@dataclass(frozen=True)
class Out:
    """One bed out of service, or announced so; `sleeps`: a child still sleeps in it."""

    bed: str
    days: str
    reason: str
    sleeps: bool
    end_url: str


@dataclass(frozen=True)
class MonthLine:
    name: str
    inflow: int
    admissions: int
    departures: int
    occupied: int
    chip: str


@dataclass(frozen=True)
class Months:
    lines: list[MonthLine]
    beds: int
    rule: str


@dataclass(frozen=True)
class Page:
    """`by_type`: the lines are types and not houses; `months` and `out` only for whom they are meant."""

    days: list[date]
    lines: list[Line]
    total: list[Night]
    chart: Chart
    by_type: bool
    months: Months | None
    out: list[Out]
    begin_url: str


def load(actor: Actor, at: datetime) -> Page:
    """The board as this actor may see it, and the entry that says so. Raises NotAllowed."""
    standing, days = involvement.without_case(actor), capacity.days_from(day_of(at), NIGHTS)
    houses = beds.seen_by(actor).filter(kind__in=COA_KINDS)
    right = standing.right(DataClass.PLACEMENT)
    by_type = bool(right.reads) and right.reads < FULL
    lines = of_types(houses, days) if by_type else of_houses(houses, days)
    total = [capacity.total(line.nights[place] for line in lines) for place in range(len(days))]
    ledger.read(Location, by=actor, case=None, classes=[DataClass.PLACEMENT])
    may_begin = outage.BEGIN.available(None, standing, at)
    return Page(
        days, lines, total, capacity_chart.draw(days, total), by_type, months(actor, at) if right.reads else None,
        outages(standing, at) if right.reads == FULL else [], free_act_url(outage.BEGIN) if may_begin else "",
    )  # fmt: skip


def counted(houses: QuerySet[Location], days: Sequence[date]) -> list[tuple[Location, list[Night]]]:
    """The houses in which there is, or on one of these nights was, a bed."""
    found = capacity.board(houses, days)
    return [(house, found[house.pk]) for house in houses if any(night.beds for night in found[house.pk])]


def of_houses(houses: QuerySet[Location], days: Sequence[date]) -> list[Line]:
    return [
        Line(house.name, str(say(house.type.label)), takes(house), nights) for house, nights in counted(houses, days)
    ]


def of_types(houses: QuerySet[Location], days: Sequence[date]) -> list[Line]:
    """One line for each type of which there is a house, in the order of the policy."""
    found: dict[str, list[list[Night]]] = {}
    for house, nights in counted(houses, days):
        found.setdefault(house.kind, []).append(nights)
    return [
        Line(say(location_type(kind).label), "", "", [capacity.total(each) for each in zip(*found[kind], strict=True)])
        for kind in COA_KINDS
        if kind in found
    ]


def takes(house: Location) -> str:
    """For whom it is: the sexes, the ages, the speciality, its size, and whether it is temporary."""
    sexes = ", ".join(map(str, Location._meta.get_field("sexes").labels(house.sexes)))
    said = [sexes, ages(house), house.speciality, house.get_size_class_display() if house.size_class else ""]
    return " · ".join(filter(None, [*map(str, said), _("temporary") if house.temporary else ""]))


def ages(house: Location) -> str:
    known = {"from": house.min_age, "until": house.max_age}
    if house.min_age is not None and house.max_age is not None:
        return _("%(from)s to %(until)s years") % known
    if house.min_age is not None:
        return _("from %(from)s years") % known
    return _("up to and with %(until)s years") % known if house.max_age is not None else ""


def outages(standing: Standing, at: datetime) -> list[Out]:
    """What is not over yet, with the way to end it for who may."""
    return [
        Out(
            str(row.bed), in_days(row), row.reason, row.sleeps,
            free_act_url(outage.END, row.pk) if outage.END.available(row, standing, at) else "",
        )
        for row in not_over(at).select_related("bed__location").order_by("starts_on", "bed__location__name")
    ]  # fmt: skip


def not_over(at: datetime) -> QuerySet[BedOutage]:
    rows = BedOutage.objects.within(day_of(at), None)
    return rows.annotate(sleeps=Exists(beds.taken_from(at).filter(bed=OuterRef("bed"))))


def in_days(row: BedOutage) -> str:
    since = _("from %(day)s") % {"day": words.day(row.starts_on)}
    if row.back_on is None:
        return f"{since}, {_('nobody knows until when')}"
    return f"{since}, {_('in service again on %(day)s') % {'day': words.day(row.back_on)}}"


def first_to_empty(at: datetime) -> date | None:
    """The first day on which a bed goes out of service, or went, in which a child sleeps."""
    row = not_over(at).filter(sleeps=True).order_by("starts_on").first()
    return row.starts_on if row else None


def months(actor: Actor, at: datetime) -> Months:
    """Protected shelter by month: what was, and what to expect; that it was shown is written down."""
    ledger.write(Kind.READ, by=actor, table=Placement._meta.db_table, data_classes=[DataClass.PLACEMENT], reason=FLOW)
    found = flow.load(day_of(at))
    rule = say(RULE).format(months=number("FORECAST_MONTHS", day_of(at)))
    told = [
        *((month, "") for month in found.past),
        (found.running, _("so far")),
        *((month, _("expected")) for month in found.coming),
    ]
    return Months([of_month(month, chip) for month, chip in told], found.beds, rule)


def of_month(month: flow.Month, chip: str) -> MonthLine:
    name = capfirst(words.month(month.first))
    return MonthLine(name, month.inflow, month.admissions, month.departures, month.occupied, chip)
