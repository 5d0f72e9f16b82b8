"""Which houses and beds an organisation can place a child in; a bed is locked before it is given away.

A bed is given away when it is in use, in service, kept for no other child, and when nobody sleeps in it.
"""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import joined
from intake.models import Case
from partners import involvement
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotAllowed, RuleBroken
from policy.locations import LOCATION_TYPES
from shelter.models import Bed, BedOutage, BedReservation, Location, Placement, Transfer


def kinds_placed_by(by: Actor) -> list[str]:
    """The types of location this organisation places in; nobody places in the arrival stay (INV-06)."""
    return [row.code for row in LOCATION_TYPES if row.placed_by == by.kind]


def seen_by(actor: Actor) -> QuerySet[Location]:
    """The locations an actor may know of: all, or only those of the own organisation. Raises NotAllowed."""
    right = involvement.without_case(actor).right(DataClass.PLACEMENT)
    if not right.anything:
        raise NotAllowed("locations")
    rows = Location.objects.order_by("name", "id")
    return rows if right.reads else rows.filter(provider=actor.organisation_id)


def locations(parent: Any, by: Actor, at: datetime) -> QuerySet[Location]:
    """The locations on offer."""
    return Location.objects.filter(is_active=True, kind__in=kinds_placed_by(by))


def free(parent: Any, by: Actor, at: datetime) -> QuerySet[Bed]:
    """The beds on offer for this child, or for any: in a house on offer, and free from this moment on."""
    beds = Bed.objects.filter(is_active=True, location__in=locations(parent, by, at)).select_related("location")
    case = parent if parent is None or isinstance(parent, Case) else parent.case
    return beds.exclude(taken_by_a_child(at) | out_of_service(at) | kept_for_another(case, at) | promised())


def taken_by_a_child(starts_at: datetime) -> Exists:
    return Exists(taken_from(starts_at).filter(bed=OuterRef("pk")))


def out_of_service(at: datetime) -> Exists:
    """Today. A bed that goes out of service on a later day is given away until then: nobody waits for a painter."""
    return Exists(BedOutage.objects.on(day_of(at)).filter(bed=OuterRef("pk")))


def kept_for_another(case: Case | None, at: datetime) -> Exists:
    """For another child than this one, in whichever of its files that was asked."""
    kept = BedReservation.objects.open(at).filter(bed=OuterRef("pk"))
    return Exists(kept.exclude(of_child(case)) if case else kept)


def promised() -> Exists:
    """To a child that moves here."""
    return Exists(Transfer.objects.open().filter(bed=OuterRef("pk")))


def of_child(case: Case) -> Q:
    return Q(case=case) | Q(case__in=joined.closed_into(case))


def taken_from(at: datetime) -> QuerySet[Placement]:
    """The stays that overlap with one that begins on this moment and has no end yet."""
    return Placement.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at))


def house(location: Location | None, bed: Bed | None) -> tuple[Location, Bed | None]:
    """The house and the bed, locked, that an input means: a bed alone names its house. Raises RuleBroken."""
    if bed is not None:
        # The lock makes the second of two who want the last bed wait, and then see that it is taken.
        bed = Bed.objects.select_for_update(of=("self",)).select_related("location").get(pk=bed.pk)
        if location is not None and bed.location_id != location.pk:
            raise RuleBroken("bed-elsewhere", _("This bed stands in another location."), "INV-08")
        return bed.location, bed
    if location is None:
        raise RuleBroken("no-place", _("Name a location or a bed."), "S004-37")
    return location, None


def check_bed(case: Case, location: Location, bed: Bed | None, starts_at: datetime, at: datetime) -> None:
    """In use, in service and free from this moment on; only a foster family needs no bed named. Raises RuleBroken."""
    if bed is None:
        if location.type.placed_by == "COA":
            raise RuleBroken("no-bed", _("Name the bed in which the child will sleep."), "S004-37")
        return
    if not bed.is_active:
        raise RuleBroken("bed-out-of-use", _("This bed is out of use."), "S004-37")
    asked = {
        "taken": taken_by_a_child(starts_at), "out": out_of_service(at), "kept": kept_for_another(case, at),
        "promised": promised(),
    }  # fmt: skip
    found = Bed.objects.filter(pk=bed.pk).values(**asked).get()
    if found["taken"]:
        raise bed_taken()
    if found["out"]:
        raise RuleBroken("bed-out-of-service", _("This bed is out of service; choose another one."), "S004-15")
    if found["promised"]:
        raise RuleBroken("bed-promised", _("This bed is promised to a child that moves here; choose another one."),
                         "INV-08")  # fmt: skip
    if found["kept"]:
        raise RuleBroken("bed-kept", _("This bed is kept for another child; choose another one."), "S004-15")


def let_go(case: Case, *, by: Actor, at: datetime) -> None:
    """The child has a place: no bed is kept for it any more."""
    for row in BedReservation.objects.open(at).filter(of_child(case)).select_for_update():
        row.ends_at = at
        ledger.record(row, by=by, at=at)


def bed_taken() -> RuleBroken:
    return RuleBroken("bed-taken", _("This bed is taken in that time; choose another one."), "INV-08")
