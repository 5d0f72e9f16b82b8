"""The page of cover: who of the own organisation is away and who stands in, now and to come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audit import ledger
from config.clock import day_of
from overview import words
from overview.links import free_act_url
from partners import cover, involvement
from partners.access import classes_of, visible
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import StandIn
from partners.roles import ROLES


@dataclass(frozen=True)
class Line:
    """One absence in words; `end_url` is empty for who may not end it."""

    id: UUID
    away: str
    stand_in: str
    role: str
    since: str
    until: str
    reason: str
    now: bool
    end_url: str


@dataclass(frozen=True)
class Page:
    """`alone`: who left, is still named in cases and has nobody who stands in."""

    lines: list[Line]
    alone: list[str]
    name_url: str


def load(actor: Actor, at: datetime) -> Page:
    """The page, and the entry that says that it was shown. Raises NotAllowed."""
    standing = involvement.without_case(actor)
    standing.require(DataClass.COVER, "reads")
    rows = visible(StandIn.objects.within(day_of(at), None).select_related("person", "stand_in"), standing)
    ledger.read(StandIn, by=actor, case=None, classes=classes_of(StandIn, standing))
    lines = [line(row, actor, at) for row in rows.order_by("since", "person__name")] if rows is not None else []
    alone = [person.name for person in cover.unattended(actor, at)] if actor.is_supervisor else []
    return Page(lines, alone, free_act_url(cover.NAME))


def line(row: StandIn, actor: Actor, at: datetime) -> Line:
    may_end = cover.END.available(row, involvement.without_case(actor), at)
    return Line(
        id=row.pk, away=row.person.name, stand_in=row.stand_in.name, role=str(ROLES[row.person.role].label),
        since=words.short_day(row.since), until=words.short_day(row.until) if row.until else "", reason=row.reason,
        now=row.since <= day_of(at), end_url=free_act_url(cover.END, row.pk) if may_end else "",
    )  # fmt: skip
