"""With whom a child lives: never with whom it is kept apart from (EC-44), by default with its siblings (EC-43)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import ledger
from intake import family, joined
from intake.models import Case, Relation
from partners import involvement
from partners.access import Standing, classes_of, read
from partners.actors import Actor
from partners.errors import RuleBroken
from partners.together import read_many
from shelter.beds import taken_from
from shelter.models import Location, Placement


def check_apart(case: Case, location: Location, starts_at: datetime) -> None:
    """Not where somebody lives whom the child is kept apart from; it says neither why nor who. Raises RuleBroken.

    Both children's placements lock the link that keeps them apart, so that the second one sees where the first went.
    """
    others = others_of(list(family.apart(case).select_for_update().order_by("pk")), case)
    if houses_of(others, starts_at).filter(location=location).exists():
        raise RuleBroken(
            "not-in-this-house", gettext_lazy("This child cannot live in this house; choose another one."), "EC-44"
        )


def others_of(rows: list[Relation], case: Case) -> list[UUID | None]:
    """The other child of each link, whichever file of this one it stands in."""
    own = joined.files(case) if rows else []
    return [row.other_case_id if row.case_id in own else row.case_id for row in rows]


def houses_of(cases: Iterable[UUID | None], at: datetime) -> QuerySet[Placement]:
    """Where these children live from a moment on; a file that goes on in another says no more where that is."""
    return taken_from(at).filter(case__in=joined.now(cases))


def to_avoid(case: Case, at: datetime) -> QuerySet[Any]:
    """The houses that are not offered for this child, as a subquery."""
    return houses_of(others_of(list(family.apart(case)), case), at).values("location")


def advise(parent: Any, by: Actor, at: datetime) -> list[str]:
    """What whoever places the child should know of its family, as far as that may be known here."""
    case = parent.case if isinstance(parent, Placement) else parent
    standing = involvement.standing(by, case.pk, at)
    rows = read(Relation.objects.filter(case=case, ended_on=None).order_by("created_at"), standing)
    ledger.read(Relation, by=by, case=case.pk, classes=classes_of(Relation, standing),
                ground=" ".join(sorted(standing.grounds)))  # fmt: skip
    others = siblings_seen(rows, case, by, at)
    return [*babies(rows), *together(others, by, at)]


def babies(rows: list[dict[str, Any]]) -> list[str]:
    brought = [row for row in rows if row["kind"] == family.OWN_CHILD and row["travelled_along"]]
    return [_("A child of its own came along: a cot or a small bed is needed.") for _row in brought]


def siblings_seen(rows: list[dict[str, Any]], case: Case, by: Actor, at: datetime) -> dict[UUID, Standing]:
    """The cases of brothers and sisters that this actor sees too."""
    linked = any(row["kind"] == family.SIBLING and row["linked"] for row in rows)
    cases = [row.other_case_id for row in family.siblings(case)] if linked else []
    return involvement.standings(by, joined.now(cases), at)


def together(others: dict[UUID, Standing], by: Actor, at: datetime) -> list[str]:
    """Where each of them lives, or that they wait for a place as well: by default siblings live together."""
    stays = {row["in_case"]: row for row in read_many(taken_from(at).order_by("starts_at"), others)}
    ledger.listed(Placement, by=by, cases=list(others), classes=classes_in(others)) if others else None
    names = dict(
        Location.objects.filter(pk__in={row.get("location") for row in stays.values()}).values_list("pk", "name")
    )
    return [sentence(names.get(stays[other].get("location"), "") if other in stays else None) for other in others]


def classes_in(standings: dict[UUID, Standing]) -> set[str]:
    return {name for standing in standings.values() for name in classes_of(Placement, standing)}


def sentence(house: str | None) -> str:
    if house is None:
        return _("A brother or sister has no place yet: place them together if you can.")
    if not house:
        return _("A brother or sister lives in another place: place them together if you can.")
    return _("A brother or sister lives in %(house)s: place them together if you can.") % {"house": house}
