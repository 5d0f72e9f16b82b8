"""What changed in the cases an actor is involved in, in an order in which nothing appears behind one's back.

The ledger is read by (transaction, entry) and only below the oldest transaction that still runs: a transaction that
began early and commits late is waited for, and never passed over (docs/decisions/0023).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from audit import guards
from audit.horizon import BIGGEST, horizon
from audit.in_order import Key, behind, up_to
from audit.models import Entry, EntryQuerySet, Kind, Recorded
from intake.models import Case, Child
from overview.resources import RESOURCES
from partners import involvement
from partners.access import Standing, data_of, kept, plan
from partners.actors import Actor
from partners.models import Involvement

WRITTEN = (Kind.CREATE, Kind.CHANGE)
TOLD = ("id", "tx", "at", "kind", "table", "record", "case", "version")
# What stands in no list of records on the page of a case.
OTHER_NOUNS: dict[type[Recorded], str] = {Case: "cases", Child: "children", Involvement: "involvements"}
# So many entries are looked at for one answer, whoever they are for.
LOOKED_AT = 5_000


@dataclass(frozen=True)
class Stretch:
    """A stretch of the feed: what the actor may know of, up to which key all was seen, whether more stands ready."""

    rows: list[dict[str, Any]]
    until: Key
    more: bool
    cases: frozenset[UUID]
    classes: frozenset[str]


@cache
def nouns() -> dict[str, tuple[type[Recorded], str]]:
    """Of each table whose changes are told: its model, and the noun of its records."""
    named = {resource.model: resource.path.rpartition("/")[2] for resource in RESOURCES} | OTHER_NOUNS
    return {model._meta.db_table: (model, named[model]) for model in guards.tracked() if model in named}


def stretch(actor: Actor, at: datetime, *, after: Key, size: int) -> Stretch:
    """What changed after this key: at most `size` entries of its cases are looked at, also those that may not be told.

    Whoever has few cases is not made to wait for all that was written in others: `more` stands ready then.
    """
    settled = horizon()
    written = _written(after, settled)
    end = next(iter(written.values_list("tx", "id")[LOOKED_AT : LOOKED_AT + 1]), None)
    entries = list(_entries(actor, at, written if end is None else written.filter(up_to(end)))[: size + 1])
    seen, more = entries[:size], len(entries) > size
    until = (seen[-1]["tx"], seen[-1]["id"]) if seen else after
    if not more and end is not None:
        until, more = end, True
    elif not more and settled != BIGGEST:
        until = max(after, (settled, 0))
    standings = involvement.standings(actor, {entry["case"] for entry in seen}, at)
    known = _known(seen, standings)
    told = [entry for entry in seen if entry["record"] in known]
    return Stretch(
        rows=[_row(entry) for entry in told], until=until, more=more,
        cases=frozenset(entry["case"] for entry in told), classes=frozenset(_classes(told)),
    )  # fmt: skip


def _written(after: Key, settled: int) -> EntryQuerySet:
    """Whatever was written behind this key, in all cases."""
    return Entry.objects.filter(behind(after), kind__in=WRITTEN, tx__lt=settled).order_by("tx", "id")


def _entries(actor: Actor, at: datetime, written: EntryQuerySet) -> Any:
    mine = involvement.visible_cases(actor, at).in_case_of("case")
    return written.filter(mine, table__in=nouns()).values(*TOLD)


def _known(entries: Iterable[Mapping[str, Any]], standings: Mapping[UUID, Standing]) -> set[UUID]:
    """The records among these that the actor may know of: one query for each kind of record."""
    by_table: dict[str, set[UUID]] = defaultdict(set)
    for entry in entries:
        by_table[entry["table"]].add(entry["record"])
    return {pk for table, records in by_table.items() for pk in _known_of(nouns()[table][0], records, standings)}


def _known_of(model: type[Recorded], records: set[UUID], standings: Mapping[UUID, Standing]) -> Iterable[UUID]:
    column = "id" if model is Case else "case_id"
    plans = {case: chosen for case, standing in standings.items() if (chosen := plan(model, standing)) is not None}
    if not plans:
        return ()
    whole = [case for case, chosen in plans.items() if chosen.rows is None]
    actor = next(iter(standings.values())).actor
    own = Q(**{f"{column}__in": list(plans)}, created_by_organisation=actor.organisation_id)
    rows = kept(model._default_manager.filter(pk__in=records), actor)
    return rows.filter(Q(**{f"{column}__in": whole}) | own).values_list("pk", flat=True)


def _classes(told: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    """Of each kind of record that was told, the class that decides about its rows."""
    return {str(next(iter(data_of(nouns()[entry["table"]][0])))) for entry in told}


def _row(entry: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: entry[name] for name in ("case", "record", "version", "at")}
    return {"type": nouns()[entry["table"]][1], **told, "change": entry["kind"]}
