"""Which houses and beds an organisation can place a child in; a bed is locked before it is given away."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from partners.actors import Actor
from partners.errors import RuleBroken
from policy.locations import LOCATION_TYPES
from shelter.models import Bed, Location, Placement, Transfer


def kinds_placed_by(by: Actor) -> list[str]:
    """The types of location this organisation places in; nobody places in the arrival stay (INV-06)."""
    return [row.code for row in LOCATION_TYPES if row.placed_by == by.kind]


def locations(parent: Any, by: Actor, at: datetime) -> QuerySet[Location]:
    """The locations on offer."""
    return Location.objects.filter(is_active=True, kind__in=kinds_placed_by(by))


def free(parent: Any, by: Actor, at: datetime) -> QuerySet[Bed]:
    """The beds on offer: in use, in a house on offer, without a child from this moment on, promised to none."""
    beds = Bed.objects.filter(is_active=True, location__in=locations(parent, by, at)).select_related("location")
    beds = beds.exclude(Exists(Transfer.objects.open().filter(bed=OuterRef("pk"))))
    return beds.exclude(Exists(taken_from(at).filter(bed=OuterRef("pk"))))


def taken_from(at: datetime) -> QuerySet[Placement]:
    """The stays that overlap with one that begins on this moment and has no end yet."""
    return Placement.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at))


def house(location: Location | None, bed: Bed | None) -> tuple[Location, Bed | None]:
    """The house and the bed, locked, that an input means: a bed alone names its house. Raises RuleBroken."""
    if bed is not None:
        # The lock makes the second of two who want the last bed wait, and then see that it is taken.
        bed = Bed.objects.select_for_update().get(pk=bed.pk)
        if location is not None and bed.location_id != location.pk:
            raise RuleBroken("bed-elsewhere", _("This bed stands in another location."), "INV-08")
        return bed.location, bed
    if location is None:
        raise RuleBroken("no-place", _("Name a location or a bed."), "S004-37")
    return location, None


def check_bed(location: Location, bed: Bed | None, starts_at: datetime) -> None:
    """In use and free from this moment on; only a foster family needs no bed named. Raises RuleBroken."""
    if bed is None:
        if location.type.placed_by == "COA":
            raise RuleBroken("no-bed", _("Name the bed in which the child will sleep."), "S004-37")
        return
    if not bed.is_active:
        raise RuleBroken("bed-out-of-use", _("This bed is out of use."), "S004-37")
    if taken_from(starts_at).filter(bed=bed).exists():
        raise bed_taken()
    if Transfer.objects.open().filter(bed=bed).exists():
        raise RuleBroken("bed-promised", _("This bed is promised to a child that moves here; choose another one."),
                         "INV-08")  # fmt: skip


def bed_taken() -> RuleBroken:
    return RuleBroken("bed-taken", _("This bed is taken in that time; choose another one."), "INV-08")
