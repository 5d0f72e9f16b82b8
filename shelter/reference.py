"""What an administrator keeps of places, by day; and when an organisation, a place, a house or a bed is in use."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from config.clock import day_of, start_of
from intake import joined
from intake.models import Case, IntakeLocation, IntakeLocationEdition
from partners import involvement, reference_acts
from partners.errors import RuleBroken
from partners.models import Organisation, Person
from partners.organisations import ORGANISATIONS as OF_PARTNERS
from partners.organisations import check_no_people
from partners.reference import SOURCE, Reference
from partners.reference_effect import take_effect, take_up
from partners.roles import SAME_ROLES_AS
from policy.locations import location_type
from shelter.models import Bed, BedEdition, BedReservation, Location, LocationEdition, Placement, Transfer

# What can change of a house, the name first.
OF_A_HOUSE = ("name", "size_class", "temporary", "speciality", "sexes", "min_age", "max_age", "address")


def check_no_houses(row: Organisation, day: date, at: datetime) -> None:
    """Nobody works for it, and it runs no house. Raises RuleBroken."""
    check_no_people(row, day, at)
    if Location.objects.filter(Q(is_active=True) | Q(editions__in_force_from__gt=day), provider=row).exists():
        raise RuleBroken("runs-a-house", _("This organisation still runs a house: close that first."), "INV-09")


def check_nobody_arrived(row: IntakeLocation, day: date, at: datetime) -> None:
    """No child lives there since it arrived, and there is another place to arrive at. Raises RuleBroken."""
    here = Case.objects.filter(intake_location=row).exclude(Exists(Placement.objects.filter(case=OuterRef("pk"))))
    here = here.exclude(pk__in=involvement.closed(at).values("case_id"))
    if here.exclude(pk__in=joined.in_force().values("case")).exists():
        raise RuleBroken(
            "children-there", _("A child that arrived there has no other place yet: it is placed first."), "INV-09"
        )
    if not IntakeLocation.objects.filter(is_active=True).exclude(pk=row.pk).exists():
        raise RuleBroken("last-place", _("This is the only place where children can arrive."), "S004-12")


def check_empty_house(row: Location, day: date, at: datetime) -> None:
    """Nobody lives there or goes there, and nobody works there. Raises RuleBroken."""
    check_empty(Q(location=row), Q(bed__location=row), day, at)
    if Person.objects.filter(location=row.pk, is_active=True).exists():
        raise RuleBroken("people-left", _("Somebody still works in this house: change their account first."), "D-10")


def check_empty_bed(row: Bed, day: date, at: datetime) -> None:
    """Nobody sleeps in it or will. Raises RuleBroken."""
    check_empty(Q(bed=row), Q(bed=row), day, at)


def check_empty(there: Q, kept: Q, day: date, at: datetime) -> None:
    """No stay, no journey and no bed that is kept, from that day on. Raises RuleBroken."""
    lives = Placement.objects.filter(Q(ends_at=None) | Q(ends_at__gt=max(at, start_of(day))))
    if lives.filter(there).exists():
        raise RuleBroken("child-lives-there", _("A child lives there: it moves first."), "INV-09")
    if Transfer.objects.open().filter(there).exists():
        raise RuleBroken("child-goes-there", _("A child is about to move there: call that off first."), "INV-09")
    if BedReservation.objects.filter(kept, ends_at__gt=max(at, start_of(day))).exists():
        raise RuleBroken("bed-kept", _("A bed is kept for a child there: let it go first."), "S004-15")


def check_house(row: Mapping[str, Any]) -> None:
    """Of a kind that somebody places in, and run by who runs houses, if not by COA itself. Raises RuleBroken."""
    if location_type(row["kind"]).placed_by is None:
        raise RuleBroken("arrival-stay", _("Add a place of arrival as such."), "INV-06")
    provider = row.get("provider")
    if provider is not None and SAME_ROLES_AS.get(provider.kind, provider.kind) != "BO_PROVIDER":
        raise RuleBroken(
            "runs-no-houses", _("This organisation runs no houses; leave it empty for COA itself."), SOURCE
        )


ORGANISATIONS = replace(OF_PARTNERS, check_use=check_no_houses)
PLACES_OF_ARRIVAL = Reference(
    path="intake-location-editions",
    title=_("places of arrival"),
    add=_("Add a place of arrival"),
    edition=IntakeLocationEdition,
    subject="intake_location",
    says=("name",),
    keys=("code",),
    check_use=check_nobody_arrived,
)
HOUSES = Reference(
    path="location-editions",
    title=_("houses"),
    add=_("Add a house"),
    edition=LocationEdition,
    subject="location",
    says=OF_A_HOUSE,
    keys=("kind", "provider"),
    check_use=check_empty_house,
    check_row=check_house,
    kept=("address",),
)
BEDS = Reference(
    path="bed-editions",
    title=_("beds"),
    add=_("Add a bed"),
    edition=BedEdition,
    subject="bed",
    says=("label",),
    keys=("location",),
    check_use=check_empty_bed,
)
KINDS: tuple[Reference, ...] = (ORGANISATIONS, PLACES_OF_ARRIVAL, HOUSES, BEDS)
ACTS = tuple(act for kind in KINDS for act in reference_acts.acts(kind))
RESOURCES = tuple(map(reference_acts.resource, KINDS))


def keep(at: datetime) -> int:
    """What has no edition gets its first, and what was planned for today begins. How many that were."""
    today = day_of(at)
    return sum(take_up(kind, at) for kind in KINDS) + sum(take_effect(kind, today) for kind in KINDS)
