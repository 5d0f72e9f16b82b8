"""The list of the cases an actor is involved in: it starts from involvement, and selects what the actor may read."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from audit import ledger
from audit.models import Kind
from config.prepared import Prepared
from intake.models import BirthDateRecord, Case, Child, Closing
from partners import asking, involvement
from partners.access import Standing, plan
from partners.actors import Actor
from partners.together import Part, read_together

PARTS = (Part(Case, "id"), Part(Child), Part(BirthDateRecord), Part(Closing))


def page(actor: Actor, at: datetime, *, limit: int, after: int | None = None) -> list[tuple[int, UUID]]:
    """The numbers and ids of the next cases, newest first."""
    if actor.organisation_id is None:
        return []
    more = {} if after is None else {"after": after}
    found = PAGE.rows(asking.shape(actor), limit, **asking.values(actor, at), **more)
    return [(number, case) for number, case in found]


def _page(shape: asking.Shape, limit: int, *, at: datetime, organisation: UUID, person: UUID | None = None,
          location: UUID | None = None, after: int | None = None) -> QuerySet[Any, Any]:  # fmt: skip
    actor = asking.stand_in(shape, organisation, person, location)
    # A file that goes on in another is found by who looks for it, and stands in no list.
    rows = involvement.seeing(involvement.of_actor(actor, at)).filter(goes_on_in=None)
    rows = rows if after is None else rows.filter(sort_key__lt=after)
    return rows.order_by("-sort_key", "case_id").values_list("sort_key", "case_id").distinct()[:limit]


PAGE = Prepared(_page, derive=asking.with_day)


def rows(actor: Actor, cases: list[UUID], at: datetime) -> list[dict[str, Any]]:
    """These cases in this order, each with its child and birth date as far as the actor may read them."""
    return shown(actor, cases, involvement.standings(actor, cases, at))


def shown(
    actor: Actor, cases: list[UUID], standings: dict[UUID, Standing], kind: str = Kind.LIST
) -> list[dict[str, Any]]:
    """The same for an actor whose standings are known. Writes the one entry that names each of the cases."""
    parts = read_together(PARTS, standings)
    found, children = ({row["in_case"]: row for row in parts[model]} for model in (Case, Child))
    births, shut = leading_births(parts[BirthDateRecord]), closed_on(parts[Closing])
    ledger.listed(Case, by=actor, cases=cases, classes=classes(standings), kind=kind)
    return [
        row
        | {name: without_case(part[key]) for name, part in (("child", children), ("birth", births)) if key in part}
        | ({"closed_on": shut[key]} if key in shut else {})
        for key in cases
        if (row := without_case(found.get(key)))
    ]


def leading_births(rows: Iterable[dict[str, Any]]) -> dict[UUID, dict[str, Any]]:
    """Of each case the birth-date record that counts: the latest official one, or else the latest."""
    leading: dict[UUID, dict[str, Any]] = {}
    for row in reversed(newest_first(rows)):
        best = leading.get(row["in_case"])
        if best is None or row.get("status") == "OFFICIAL" or best.get("status") != "OFFICIAL":
            leading[row["in_case"]] = row
    return leading


def closed_on(closings: Iterable[dict[str, Any]]) -> dict[UUID, date]:
    """Of each closed case since when it is."""
    return {row["in_case"]: row["closed_on"] for row in closings if row["reopened_at"] is None}


def newest_first(births: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Birth-date records by when they came into force; who may not read that gets the last one written first."""
    return sorted(
        births, key=lambda row: (row.get("effective_from", row["created_at"]), row["created_at"]), reverse=True
    )


def classes(standings: dict[UUID, Standing]) -> set[str]:
    alike = {standing.grounds: standing for standing in standings.values()}
    plans = (plan(model, standing) for model in (Case, Child, Closing) for standing in alike.values())
    return {name for chosen in plans if chosen for name in chosen.classes}


def without_case(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """A row without the column that only served to sort it into its case."""
    return {name: value for name, value in row.items() if name not in {"in_case", "case"}} if row else None
