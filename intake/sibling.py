"""Register a brother or sister of a child that is here: a case of its own, linked in the same step (EC-43)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from intake import case as cases
from intake import family
from intake.models import Case, Child, Relation
from partners import involvement
from partners.access import classes_of, read
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken

SHARED = ("family_name", "nationality", "languages")
ARRIVAL = ("intake_location", "arrived_on")


def check(case: Case, by: Actor, at: datetime) -> None:
    """Whoever registers children at all. Raises RuleBroken."""
    if not involvement.without_case(by).right(DataClass.IDENTITY).writes:
        raise RuleBroken("not-yours-to-register", _("Nidos intake, AVIM and IND register children."), "S004-27")


def shared(case: Case, by: Actor, at: datetime) -> dict[str, Any]:
    """What brothers and sisters share, as far as this actor reads it; that it was shown is written down."""
    standing = involvement.standing(by, case.pk, at)
    shown = {
        "child": (read(Child.objects.filter(case=case), standing), SHARED),
        "arrival": (read(Case.objects.filter(pk=case.pk), standing), ARRIVAL),
    }
    ledger.read(Case, by=by, case=case.pk, record=case.pk, version=case.version,
                classes={*classes_of(Case, standing), *classes_of(Child, standing)},
                ground=" ".join(sorted(standing.grounds)))  # fmt: skip
    return {
        f"{group}-{name}": row[name] for group, (rows, names) in shown.items() for row in rows for name in names
        if name in row
    }  # fmt: skip


@transaction.atomic
def register(*, case: Case, child: Mapping[str, Any], birth: Mapping[str, Any] | None = None,
             arrival: Mapping[str, Any], by: Actor, at: datetime) -> Relation:  # fmt: skip
    """Open the case of a brother or sister, linked with this child and its other siblings. Raises RuleBroken."""
    check(case, by, at)
    others = [row.other_case for row in family.siblings(case).select_related("other_case").order_by("created_at")]
    opened = cases.open(child=child, birth=birth, arrival=arrival, by=by, at=at)
    seen = set(involvement.standings(by, [other.pk for other in others], at))
    first, *_rest = [
        family.link(
            each, opened, kind=family.SIBLING, travelled_along=each.arrived_on == opened.arrived_on, by=by, at=at
        )
        for each in (case, *(other for other in others if other.pk in seen))
    ]
    return first


REGISTER = Act(
    path="cases/{case}/siblings",
    label=_("Register a brother or sister"),
    verb=register,
    model=Relation,
    fields=(),
    groups=cases.OPEN.groups,
    parent_model=Case,
    right=(DataClass.FAMILY, "writes"),
    check=check,
    prefill=shared,
    source="EC-43",
)
