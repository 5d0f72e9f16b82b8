"""COA says from when until when nobody can sleep in a bed; no child is moved by that (S004-15)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of, start_of
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource
from policy.dates import term_last_day
from shelter import beds
from shelter.models import Bed, BedOutage, BedReservation

SOURCE = "S004-15"


def of_own(parent: None, by: Actor, at: datetime) -> QuerySet[Bed]:
    """The beds in the locations in which this organisation places."""
    return Bed.objects.filter(is_active=True, location__in=beds.locations(parent, by, at)).select_related("location")


def check_days(starts_on: date, back_on: date | None, today: date) -> None:
    """From today at the earliest, and in the right order. Raises RuleBroken."""
    if starts_on < today:
        raise RuleBroken("in-the-past", _("A bed goes out of service today at the earliest."), SOURCE)
    if back_on is not None and back_on <= starts_on:
        raise RuleBroken("wrong-order", _("A bed comes back on a later day than it went out of service."), SOURCE)


def check_free(bed: Bed, starts_on: date, back_on: date | None, at: datetime) -> None:
    """Not the bed in which a child sleeps tonight, nor one that is kept for a child then. Raises RuleBroken.

    A child sleeps in a bed without an end, so for a later day it may be announced: the desk of COA asks to move the
    child before then.
    """
    if starts_on == day_of(at) and beds.taken_from(at).filter(bed=bed).exists():
        raise RuleBroken(
            "bed-taken", _("A child sleeps in this bed: choose a later day, and move the child before then."), "INV-09"
        )
    if BedReservation.objects.filter(bed=bed, ends_at__gt=max(at, start_of(starts_on))).exists():
        raise RuleBroken(
            "bed-kept", _("This bed is kept for a child then: let it go first, or choose a later day."), SOURCE
        )
    check_once(bed, starts_on, back_on)


def check_once(bed: Bed, starts_on: date, back_on: date | None, but: BedOutage | None = None) -> None:
    last = term_last_day(back_on, days=-1) if back_on else None
    rows = bed.outages.within(starts_on, last)
    if rows.exclude(pk=but.pk if but else None).exists():
        raise RuleBroken("out-already", _("This bed is out of service in that time already."), SOURCE)


@transaction.atomic
def begin(*, bed: Bed, reason: str, starts_on: date | None = None, back_on: date | None = None,
          by: Actor, at: datetime) -> BedOutage:  # fmt: skip
    """Take a bed out of service, from today or from a day that is still to come. Raises RuleBroken."""
    # Who gives the bed away locks it too: it is out of service or taken, and never both unseen.
    bed = Bed.objects.select_for_update(of=("self",)).select_related("location").get(pk=bed.pk)
    if bed.location.type.placed_by != by.kind:
        raise RuleBroken("not-your-bed", _("COA takes beds out of service, in its own locations."), "S004-37")
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say why nobody can sleep there."), SOURCE)
    starts_on = starts_on or day_of(at)
    check_days(starts_on, back_on, day_of(at))
    check_free(bed, starts_on, back_on, at)
    row = BedOutage(bed=bed, starts_on=starts_on, back_on=back_on, reason=reason.strip())
    return ledger.record(row, by=by, at=at)


def check_end(bed_outage: BedOutage, by: Actor, at: datetime) -> None:
    """Whether it is not over yet. Raises RuleBroken."""
    if bed_outage.back_on is not None and bed_outage.back_on <= max(day_of(at), bed_outage.starts_on):
        raise RuleBroken("over-already", _("This bed is in service again."), SOURCE)


@transaction.atomic
def end(*, bed_outage: BedOutage, back_on: date | None = None, by: Actor, at: datetime) -> BedOutage:
    """Say from when the bed is in service again: today, or another day; what did not begin yet is called off.

    Raises RuleBroken.
    """
    bed = Bed.objects.select_for_update().get(pk=bed_outage.bed_id)
    row = BedOutage.objects.select_for_update().get(pk=bed_outage.pk)
    check_end(row, by, at)
    earliest = max(day_of(at), row.starts_on)
    back_on = back_on or earliest
    if back_on < earliest:
        raise RuleBroken("in-the-past", _("A bed comes back today at the earliest, and not before it went."), SOURCE)
    check_once(bed, row.starts_on, back_on, but=row)
    row.back_on = back_on
    return ledger.record(row, by=by, at=at)


RIGHT = (DataClass.PLACEMENT, "decides")
BEGIN = Act(
    path="bed-outages",
    label=_("Take a bed out of service"),
    verb=begin,
    model=BedOutage,
    fields=("bed", "starts_on", "back_on", "reason"),
    right=RIGHT,
    choices={"bed": of_own},
    source=SOURCE,
    help=_("From that day on nobody is placed in it. If a child sleeps there, announce it for a later day and move "
           "the child before then."),
)  # fmt: skip
END = Act(
    path="bed-outages/{bed_outage}/endings",
    label=_("Put it into service again"),
    verb=end,
    model=BedOutage,
    fields=("back_on",),
    parent_model=BedOutage,
    right=RIGHT,
    check=check_end,
    labels={"back_on": _("in service again from")},
    source=SOURCE,
    help=_("Leave empty for today; what did not begin yet is called off."),
)
RESOURCE = Resource("bed-outages", BedOutage, _("beds out of service"), order="-starts_on")
