"""COA plans a journey to another house; the house it leaves and the one it goes to say so (S004-16, INV-08)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from shelter import beds, company, fitting, leaving, move_bar, placement, siblings, transfer_news, whereabouts
from shelter.models import Bed, Indication, Location, Placement, Transfer

SOURCE = "S004-16"
PLANNER = "COA"
REASONS = ("move_reason", "avoidable", "unfinished_reason", "apart_reason", "bar_reason", "override_reason")


def check_plan(case: Case, by: Actor, at: datetime) -> None:
    """COA, of a child that is there and has no journey before it. Raises RuleBroken."""
    if by.kind != PLANNER:
        raise RuleBroken("only-coa", _("Only COA plans a transfer."), "INV-06")
    whereabouts.check_there(case)
    whereabouts.check_no_journey(case)


def check_journey(old: Placement | None, location: Location, planned_at: datetime, reasons: dict[str, str],
                  at: datetime) -> None:  # fmt: skip
    """Not in the past, not within one house, and for a move its reason. Raises RuleBroken."""
    if planned_at < at:
        raise RuleBroken("planned-when", _("A transfer is planned ahead; what happened already is a move."), SOURCE)
    if old is not None and old.location_id == location.pk:
        raise RuleBroken("same-house", _("Within one house a child moves at once: record a move."), "S004-18")
    if old is not None and not reasons["move_reason"]:
        raise RuleBroken("no-move-reason", _("Every move harms; say why this one is needed."), "S004-18")
    if old is not None and not reasons["avoidable"]:
        raise RuleBroken("avoidable-or-not", _("Say whether this move could be avoided."), "S004-18")


@transaction.atomic
def plan(*, case: Case, planned_at: datetime, escort: str, bed: Bed | None = None, location: Location | None = None,
         by: Actor, at: datetime, **reasons: str) -> Transfer:  # fmt: skip
    """Promise a bed and say when the child leaves, and with whom. It lives where it lives until it arrives (INV-09).

    `reasons`: those of a move, each where it is asked. Raises RuleBroken.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_plan(case, by, at)
    said = {name: reasons.get(name, "").strip() for name in REASONS}
    old, (location, bed) = whereabouts.current(case, at), beds.house(location, bed)
    check_journey(old, location, planned_at, said, at)
    if old is not None:
        leaving.check(old, location, said["unfinished_reason"])
    barred = move_bar.check(case, said["bar_reason"], planned_at) if old else False
    placement.check_going(case, location, bed, starts_at=planned_at, at=planned_at,
                          override_reason=said["override_reason"], kind=PLANNER)  # fmt: skip
    siblings.check_together(case, location, said["apart_reason"], by, at, old)
    row = Transfer(case=case, placement=old, location=location, bed=bed, planned_at=planned_at, escort=escort, **said)
    ledger.record(row, by=by, at=at)
    transfer_news.planned(row, by=by, at=at)
    if barred:
        move_bar.tell(case, row.pk, by=by, at=at)
    return row


def held(transfer: Transfer) -> Transfer:
    """The transfer, with its case, for nobody else to change until the transaction ends."""
    Case.objects.select_for_update().get(pk=transfer.case_id)
    rows = Transfer.objects.select_for_update(of=("self",))
    return rows.select_related("case", "location__provider", "bed", "placement__location").get(pk=transfer.pk)


def check_open(transfer: Transfer) -> None:
    if transfer.state in ("ARRIVED", "CANCELLED"):
        raise RuleBroken("transfer-over", _("This transfer is over."), SOURCE)


def check_house(house: Location | None, by: Actor) -> None:
    """COA, or somebody of this house. Raises RuleBroken."""
    if by.kind != PLANNER and (house is None or by.location != house.pk):
        raise RuleBroken("not-your-house", _("Only the house itself or COA says this."), SOURCE)


def check_depart(transfer: Transfer, by: Actor, at: datetime) -> None:
    """Whether the house can say that the child left. Raises RuleBroken."""
    check_open(transfer)
    if transfer.departed_at is not None:
        raise RuleBroken("already-left", _("The child has left already."), SOURCE)
    check_house(transfer.placement.location if transfer.placement else None, by)
    whereabouts.check_there(transfer.case)


def check_still_fits(row: Transfer, at: datetime) -> None:
    """What may have changed since it was planned: the indication, who lives there, a day it should not be moved on."""
    fitting.check_location(row.case, row.location, row.override_reason, at, PLANNER)
    company.check_apart(row.case, row.location, at)
    if row.placement is not None:
        move_bar.check(row.case, row.bar_reason, at)


@transaction.atomic
def depart(*, transfer: Transfer, by: Actor, at: datetime) -> Transfer:
    """The child left; from now on the people of the other house see it, to receive it. Raises RuleBroken."""
    row = held(transfer)
    check_depart(row, by, at)
    check_still_fits(row, at)
    row.departed_at = at
    ledger.record(row, by=by, at=at)
    transfer_news.departed(row, by=by, at=at)
    return row


def check_arrive(transfer: Transfer, by: Actor, at: datetime) -> None:
    """Whether the receiving house can say that the child is there. Raises RuleBroken."""
    check_open(transfer)
    if transfer.departed_at is None:
        raise RuleBroken("not-left-yet", _("Record first that the child left."), SOURCE)
    check_house(transfer.location, by)
    whereabouts.check_there(transfer.case)


@transaction.atomic
def arrive(*, transfer: Transfer, by: Actor, at: datetime) -> Transfer:
    """The child is there: the old stay ends and the new one begins on this moment (INV-09). Raises RuleBroken."""
    row = held(transfer)
    check_arrive(row, by, at)
    row.arrived_at = at
    ledger.record(row, by=by, at=at)  # The bed is promised no longer: it is about to be taken.
    location, bed = beds.house(row.location, row.bed)
    placement.check_going(row.case, location, bed, starts_at=at, at=at, override_reason=row.override_reason,
                          kind=PLANNER)  # fmt: skip
    new = Placement(case=row.case, location=location, bed=bed, starts_at=at, apart_reason=row.apart_reason,
                    override_reason=row.override_reason)  # fmt: skip
    if row.placement is None:
        placement.settle(new, by=by, at=at)
    else:
        new.is_move, new.move_reason = True, row.move_reason
        new.avoidable, new.bar_reason, new.unfinished_reason = row.avoidable, row.bar_reason, row.unfinished_reason
        placement.follow(Placement.objects.select_for_update().get(pk=row.placement_id), new, by=by, at=at)
    transfer_news.arrived(row, by=by, at=at)
    return row


def check_cancel(transfer: Transfer, by: Actor, at: datetime) -> None:
    check_open(transfer)
    if by.kind != PLANNER:
        raise RuleBroken("only-coa", _("Only COA calls off a transfer."), "INV-06")


@transaction.atomic
def cancel(*, transfer: Transfer, cancel_reason: str, by: Actor, at: datetime) -> Transfer:
    """The journey is not made, or the child turned back: it lives where it lived, and the bed is free. Raises
    RuleBroken."""
    row = held(transfer)
    check_cancel(row, by, at)
    if not cancel_reason.strip():
        raise RuleBroken("no-reason", _("Say why it is called off."), SOURCE)
    return call_off(row, cancel_reason.strip(), by=by, at=at)


def call_off(row: Transfer, cancel_reason: str, *, by: Actor, at: datetime) -> Transfer:
    row.cancelled_at, row.cancel_reason = at, cancel_reason
    ledger.record(row, by=by, at=at)
    transfer_news.cancelled(row, by=by, at=at)
    return row


def narrow(case: Any, by: Actor, at: datetime) -> dict[str, None]:
    """What a move asks is not asked of a child that leaves the place of arrival."""
    stay = whereabouts.current(case, at)
    if stay is not None:
        return placement.narrow(stay, by, at)
    return placement.narrow(case, by, at) | dict.fromkeys(("move_reason", "avoidable", "bar_reason"))


RIGHT = (DataClass.TRANSFER, "writes")
PLAN = Act(
    path="cases/{case}/transfers",
    label=_("Plan a transfer"),
    verb=plan,
    model=Transfer,
    fields=("bed", "location", "planned_at", "escort", *REASONS),
    required=("bed", "planned_at", "escort"),
    parent_model=Case,
    right=(DataClass.TRANSFER, "decides"),
    check=check_plan,
    choices=placement.CHOICES,
    narrow=narrow,
    shows=Indication,
    advise=placement.advise_move,
    source=SOURCE,
    help=_("The bed is kept free. The house the child leaves says when it left, the other house that it arrived."),
)
DEPART = Act(
    path="cases/{case}/transfers/{transfer}/departures",
    label=_("The child has left"),
    verb=depart,
    model=Transfer,
    fields=(),
    parent_model=Transfer,
    right=RIGHT,
    check=check_depart,
    source=SOURCE,
    help=_("From now on the other house expects the child. If it does not arrive in time everybody is warned."),
)
ARRIVE = Act(
    path="cases/{case}/transfers/{transfer}/arrivals",
    label=_("The child has arrived"),
    verb=arrive,
    model=Transfer,
    fields=(),
    parent_model=Transfer,
    right=RIGHT,
    check=check_arrive,
    source=SOURCE,
    help=_("Only when you see the child: from now on it lives here."),
)
CANCEL = Act(
    path="cases/{case}/transfers/{transfer}/cancellations",
    label=_("Call off the transfer"),
    verb=cancel,
    model=Transfer,
    fields=("cancel_reason",),
    required=("cancel_reason",),
    parent_model=Transfer,
    right=(DataClass.TRANSFER, "decides"),
    check=check_cancel,
    source=SOURCE,
    help=_("The child stays where it lives, and its bed in the other house is free again."),
)
