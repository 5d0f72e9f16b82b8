"""Open a case: one child, one case, from the moment of arrival."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import made_data_key
from intake import birth_date as birth_dates
from intake import duplicate
from intake.models import BirthDateRecord, Case, CaseNumber, Child, IntakeLocation
from partners import involving
from partners.actors import Actor
from partners.acts import Act, Group
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.involving import Opening
from partners.models import Involvement
from policy.dated import SINCE_PROTECTED_SHELTER


def check_arrival(arrived_on: date, today: date) -> None:
    if arrived_on > today:
        raise RuleBroken("arrival-in-future", _("The day of arrival lies in the future."), "S004-27")
    if arrived_on < SINCE_PROTECTED_SHELTER:
        raise RuleBroken(
            "arrival-too-early", _("There is no case of an arrival before there was protected shelter."), "S004-08"
        )


def check_place(place: IntakeLocation, arrived_on: date) -> None:
    """Children arrive there, or did on that day. Raises RuleBroken."""
    if not place.is_active and not place.editions.on(arrived_on).exists():
        raise RuleBroken("place-closed", _("Children do not arrive there any more: choose another place."), "S004-12")


def places(parent: None, by: Actor, at: datetime) -> QuerySet[IntakeLocation]:
    """Where children arrive now."""
    return IntakeLocation.objects.filter(is_active=True)


def tidy(name: str) -> str:
    """A name as it was given, with its spaces in order and its letters in one form; nothing is left out."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def tidy_child(child: Mapping[str, Any]) -> dict[str, Any]:
    """The child's own data with every name tidied. Raises RuleBroken when there is no name at all."""
    names = {key: tidy(child.get(key, "")) for key in ("given_names", "family_name")}
    if not any(names.values()):
        raise RuleBroken("no-name", _("Give at least one name, as the child says it."), "S004-27")
    return {**child, **names, "aliases": [tidy(alias) for alias in child.get("aliases", [])]}


@ledger.together()
def open(*, child: Mapping[str, Any], birth: Mapping[str, Any] | None = None, arrival: Mapping[str, Any],
         by: Actor, at: datetime) -> Case:  # fmt: skip
    """Open the case of a child that has arrived, with what is known of its birth date.

    Nidos intake, AVIM and IND become involved, COA for the location only (C5). Whether another case may be about the
    same child is written in both (AL-31). Raises RuleBroken.
    """
    known = tidy_child(child)
    check_arrival(arrival["arrived_on"], day_of(at))
    check_place(arrival["intake_location"], arrival["arrived_on"])
    number = CaseNumber.objects.create().id
    key = made_data_key(uuid4())
    case = Case(number=number, reference=f"BO-{day_of(at).year}-{number:04d}", data_key=key.id, **arrival)
    its_child, born = Child(case=case, **known), birth_dates.stated(case=case, at=at, **(birth or birth_dates.UNKNOWN))
    persona = duplicate.persona_of(its_child, [born])
    found_by = duplicate.first_keys(case.pk, persona)
    ledger.record_all([case, its_child, born, *involved(case, at)], beside=[key, *found_by], by=by, at=at)
    duplicate.compare(case.pk, persona, by=by, at=at)
    return case


def involved(case: Case, at: datetime) -> list[Involvement]:
    """The event "case opened" of the table in C5; not saved."""
    return involving.opened_by(
        Opening(Ground.INTAKE, ("NIDOS",), role="nidos.intake"),
        Opening(Ground.INTAKE, ("AVIM",), role="avim.officer"),
        Opening(Ground.INTAKE, ("IND",), role="ind.officer"),
        Opening(Ground.RECEPTION, ("COA",), role="coa.placement"),
        case=case.id, number=case.number, at=at,
    )  # fmt: skip


OPEN = Act(
    path="cases",
    label=_("Register a child"),
    verb=open,
    model=Case,
    fields=(),
    groups=(
        Group(
            "child",
            Child,
            ("given_names", "family_name", "aliases", "sex", "nationality", "languages", "v_number"),
            _("The child"),
        ),
        Group("birth", BirthDateRecord, birth_dates.FIELDS, _("Birth date"), required=False),
        Group("arrival", Case, ("intake_location", "arrived_on", "accompanied_by"), _("Arrival")),
    ),
    right=(DataClass.IDENTITY, "writes"),
    choices={"intake_location": places},
    source="S004-27",
    help=_("Who says to be eighteen or older is registered too: without an official birth date the child is a minor."),
)
