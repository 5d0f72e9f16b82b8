"""What happened outside every case: signing in, refusals, and changes of people, rights and settings."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from audit import ledger
from audit.models import OUTSIDE, Entry
from overview import accounts, trail
from overview.trail import Filters, Line
from overview.words import Names
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import Organisation, Person

# Of which it is said by name which one it was.
NAMED: dict[str, type[models.Model]] = {model._meta.db_table: model for model in (Person, Organisation)}


@dataclass(frozen=True)
class Happened:
    """One entry, and whom or what it was about."""

    line: Line
    about: str


@dataclass(frozen=True)
class OutsideTrail:
    happened: list[Happened]
    next: int | None
    organisations: list[tuple[UUID, str]]


def entries(actor: Actor) -> QuerySet[Entry]:
    """Those that name no case: everybody's, or those of the own organisation. Raises NotAllowed."""
    rows: QuerySet[Entry] = accounts.within(actor, Entry.objects.filter(OUTSIDE))
    return rows


def load(actor: Actor, filters: Filters) -> OutsideTrail:
    """A page of it, and the entry that says that it was read. Raises NotAllowed."""
    found = list(trail.narrowed(entries(actor), filters)[: trail.PAGE + 1])
    shown, names = found[: trail.PAGE], Names()
    for entry in shown:
        if entry.table in NAMED and entry.record is not None:
            names.wanted[NAMED[entry.table]].add(entry.record)
    lines = trail.told(shown, None, names, actor)
    ledger.read(Entry, by=actor, case=None, classes=[DataClass.AUDIT])
    happened = [
        Happened(line, names.of(NAMED[entry.table], entry.record) if entry.table in NAMED else "")
        for line, entry in zip(lines, shown, strict=True)
    ]
    return OutsideTrail(happened, shown[-1].id if len(found) > trail.PAGE else None, organisations(actor))


def organisations(actor: Actor) -> list[tuple[UUID, str]]:
    """Those that can be chosen from."""
    rows = Organisation.objects.order_by("name")
    if not trail.sees_everybody(actor):
        rows = rows.filter(pk=actor.organisation_id)
    return list(rows.values_list("pk", "name"))
