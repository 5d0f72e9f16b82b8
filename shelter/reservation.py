"""COA keeps a free bed for one child, for a few days and no longer: others wait for a bed too (S004-15)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of, start_of
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from policy.dates import after
from policy.terms import term
from shelter import beds, company, fitting, limits, whereabouts
from shelter.models import Bed, BedOutage, BedReservation, Indication, Location

SOURCE = "S004-15"


def last_day(day: date) -> date:
    """Up to and with which day a bed that is kept from this day on stays kept, at most."""
    return term("BED_KEPT", day).last_day(day)


def check_reserve(case: Case, by: Actor, at: datetime) -> None:
    """Whether COA can keep a bed for this child now. Raises RuleBroken."""
    if by.kind != "COA":
        raise RuleBroken("only-coa", _("Only COA keeps a bed for a child."), "S004-37")
    if BedReservation.objects.open(at).filter(beds.of_child(case)).exists():
        raise RuleBroken("kept-already", _("A bed is kept for this child already: let that one go first."), SOURCE)
    whereabouts.check_there(case)


def check_until(until: date, bed: Bed, today: date) -> None:
    """Not for too long, and not into days on which nobody can sleep there. Raises RuleBroken."""
    if not today <= until <= last_day(today):
        raise RuleBroken(
            "kept-too-long", _("A bed is kept from today on, for a few days at most: others wait as well."), SOURCE
        )
    if BedOutage.objects.within(today, until).filter(bed=bed).exists():
        raise RuleBroken("bed-out-of-service", _("This bed is out of service in that time."), SOURCE)


def check_location(case: Case, location: Location, by: Actor, at: datetime) -> None:
    """The same as for placing the child there; but a bed in crisis shelter is kept for nobody. Raises RuleBroken."""
    if location.type.needs_override:
        raise RuleBroken("not-in-crisis", _("No bed in crisis shelter is kept: look for another place."), "INV-34")
    fitting.check_location(case, location, "", at, by.kind)
    limits.check(case, location, at)
    company.check_apart(case, location, at)


@transaction.atomic
def reserve(*, case: Case, bed: Bed, until: date | None = None, by: Actor, at: datetime) -> BedReservation:
    """Keep a free bed for this child up to and with a day; it lapses by itself on the next. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_reserve(case, by, at)
    location, held = beds.house(None, bed)
    assert held is not None
    check_location(case, location, by, at)
    beds.check_bed(case, location, held, at, at)
    until = until or last_day(day_of(at))
    check_until(until, held, day_of(at))
    row = BedReservation(case=case, bed=held, starts_at=at, until=until, ends_at=start_of(after(until)))
    return ledger.record(row, by=by, at=at)


def check_release(bed_reservation: BedReservation, by: Actor, at: datetime) -> None:
    if bed_reservation.ends_at <= at:
        raise RuleBroken("over-already", _("This bed is kept for the child no more."), SOURCE)


@transaction.atomic
def release(*, bed_reservation: BedReservation, by: Actor, at: datetime) -> BedReservation:
    """Let the bed go before its last day. Raises RuleBroken."""
    Case.objects.select_for_update().get(pk=bed_reservation.case_id)
    row = BedReservation.objects.select_for_update().get(pk=bed_reservation.pk)
    check_release(row, by, at)
    row.ends_at = at
    return ledger.record(row, by=by, at=at)


def beds_to_keep(parent: Any, by: Actor, at: datetime) -> QuerySet[Bed]:
    return fitting.beds_on_offer(parent, by, at).exclude(location__kind__in=fitting.NEEDS_REASON)


RIGHT = (DataClass.PLACEMENT, "decides")
RESERVE = Act(
    path="cases/{case}/bed-reservations",
    label=_("Keep a bed"),
    verb=reserve,
    model=BedReservation,
    fields=("bed", "until"),
    parent_model=Case,
    right=RIGHT,
    check=check_reserve,
    choices={"bed": beds_to_keep},
    shows=Indication,
    advise=company.advise,
    source=SOURCE,
    help=_("Nobody else is placed in it until then. It lapses by itself, or when the child is placed."),
)
RELEASE = Act(
    path="cases/{case}/bed-reservations/{bed_reservation}/releases",
    label=_("Let the bed go"),
    verb=release,
    model=BedReservation,
    fields=(),
    parent_model=BedReservation,
    right=RIGHT,
    check=check_release,
    source=SOURCE,
)
