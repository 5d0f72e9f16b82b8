"""COA places a child, Nidos does so in a foster family; a move leaves no gap (S004-37, INV-06 to INV-09)."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from policy.numbers import number
from shelter import (
    beds,
    care,
    company,
    fitting,
    leaving,
    limits,
    measure,
    move_bar,
    placement_news,
    rest,
    siblings,
    step_down,
    whereabouts,
)
from shelter.models import Bed, Indication, Location, Placement

FIELDS = ("bed", "location", "starts_at", "apart_reason", "override_reason")
MOVE_FIELDS = (
    "bed", "location", "move_reason", "avoidable", "unfinished_reason", "apart_reason", "bar_reason",
    "override_reason",
)  # fmt: skip
# How the two databases name the constraints that keep two children out of one bed.
BED_CONSTRAINTS = ("a_bed_holds_one_child", "stays_in_a_bed_never_overlap", "shelter_placement.bed_id")


def already_placed() -> RuleBroken:
    return RuleBroken("already-placed", _("This child already has a place; a change of place is a move."), "INV-08")


def check_unplaced(case: Case, starts_at: datetime) -> None:
    if beds.taken_from(starts_at).filter(case=case).exists():
        raise already_placed()
    whereabouts.check_there(case)
    whereabouts.check_no_journey(case)


def check_coa(case: Case, by: Actor, at: datetime) -> None:
    """Whether COA can place this child now. Raises RuleBroken."""
    if by.kind != "COA":
        raise RuleBroken("only-coa", _("Only COA places children; Nidos does so in a foster family."), "INV-06")
    check_unplaced(case, at)


def check_nidos(case: Case, by: Actor, at: datetime) -> None:
    """Whether Nidos can place this child in a foster family now. Raises RuleBroken."""
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Only Nidos places a child in a foster family."), "INV-06")
    check_unplaced(case, at)


def check_start(case: Case, starts_at: datetime, at: datetime) -> None:
    if starts_at > at:
        raise RuleBroken("starts-in-future", _("A placement is recorded once it has begun, not before."), "S004-37")
    if day_of(starts_at) < case.arrived_on:
        raise RuleBroken("before-arrival", _("A placement cannot begin before the child arrived."), "INV-09")


def check_going(case: Case, location: Location, bed: Bed | None, *, starts_at: datetime, at: datetime,
                override_reason: str, kind: str) -> None:  # fmt: skip
    """Whether this child can live there from a moment on, as this kind of organisation decides. Raises RuleBroken."""
    fitting.check_location(case, location, override_reason, starts_at, kind)
    limits.check(case, location, starts_at)
    company.check_apart(case, location, starts_at)
    beds.check_bed(case, location, bed, starts_at, at)


@transaction.atomic
def place(*, case: Case, bed: Bed | None = None, location: Location | None = None, starts_at: datetime | None = None,
          apart_reason: str = "", override_reason: str = "", by: Actor, at: datetime) -> Placement:  # fmt: skip
    """Record where a child lives from a moment on; the first stay in BO or Fier begins its rest. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    starts_at = starts_at or at
    check_start(case, starts_at, at)
    check_unplaced(case, starts_at)
    location, bed = beds.house(location, bed)
    check_going(case, location, bed, starts_at=starts_at, at=at, override_reason=override_reason, kind=by.kind)
    siblings.check_together(case, location, apart_reason, by, at)
    row = Placement(case=case, location=location, bed=bed, starts_at=starts_at, apart_reason=apart_reason.strip(),
                    override_reason=override_reason.strip())  # fmt: skip
    return settle(row, by=by, at=at)


def settle(row: Placement, *, by: Actor, at: datetime) -> Placement:
    """Record a first stay, and what follows from it. Raises RuleBroken."""
    write(row, by=by, at=at)
    beds.let_go(row.case, by=by, at=at)
    placement_news.placed(row, by=by, at=at)
    rest.begin(row, by=by, at=at)
    leaving.settle(row, by=by, at=at)
    return row


def write(row: Placement, *, by: Actor, at: datetime) -> Placement:
    """Record the stay; what only the database saw gets the same answer as what the check saw. Raises RuleBroken."""
    try:
        return ledger.record(row, by=by, at=at)
    except IntegrityError as fault:
        raise (
            beds.bed_taken() if any(name in str(fault) for name in BED_CONSTRAINTS) else already_placed()
        ) from fault


def check_open(placement: Placement) -> None:
    if placement.ends_at is not None:
        raise RuleBroken("already-ended", _("This stay has ended; move the child from where it lives now."), "INV-09")
    whereabouts.check_there(placement.case)
    whereabouts.check_no_journey(placement.case)


def check_move(placement: Placement, by: Actor, at: datetime) -> None:
    """Whether COA can move the child from here. Raises RuleBroken."""
    check_open(placement)
    if by.kind != "COA":
        raise RuleBroken("only-coa", _("Only COA moves children; Nidos does so to a foster family."), "INV-06")


def check_foster_move(placement: Placement, by: Actor, at: datetime) -> None:
    """Whether Nidos can move the child to a foster family. Raises RuleBroken."""
    check_open(placement)
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Only Nidos moves a child to a foster family."), "INV-06")


def check_step(old: Placement, location: Location, bed: Bed | None, move_reason: str, at: datetime) -> None:
    """A move has a reason, goes somewhere else and follows on a stay. Raises RuleBroken."""
    if not move_reason.strip():
        raise RuleBroken("no-move-reason", _("Every move harms; say why this one is needed."), "S004-18")
    if (old.location_id, old.bed_id) == (location.pk, bed.pk if bed else None):
        raise RuleBroken("same-place", _("The child already lives there."), "S004-18")
    if at <= old.starts_at:
        raise RuleBroken("moved-too-soon", _("A move comes after the stay began."), "INV-09")


@transaction.atomic
def move(*, placement: Placement, bed: Bed | None = None, location: Location | None = None, move_reason: str,
         avoidable: str = "", unfinished_reason: str = "", apart_reason: str = "", bar_reason: str = "",
         override_reason: str = "", by: Actor, at: datetime) -> Placement:  # fmt: skip
    """End the stay and begin the next one on the same moment, so that there is no gap (INV-09). Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=placement.case_id)
    old = Placement.objects.select_for_update().get(pk=placement.pk)
    check_open(old)
    location, bed = beds.house(location, bed)
    check_step(old, location, bed, move_reason, at)
    leaving.check(old, location, unfinished_reason)
    barred = move_bar.check(case, bar_reason, at)
    check_going(case, location, bed, starts_at=at, at=at, override_reason=override_reason, kind=by.kind)
    siblings.check_together(case, location, apart_reason, by, at, old)
    row = Placement(
        case=case, location=location, bed=bed, starts_at=at, is_move=True, move_reason=move_reason.strip(),
        avoidable=avoidable, unfinished_reason=unfinished_reason.strip(), apart_reason=apart_reason.strip(),
        bar_reason=bar_reason.strip() if barred else "", override_reason=override_reason.strip(),
    )  # fmt: skip
    follow(old, row, by=by, at=at)
    if barred:
        move_bar.tell(case, row.pk, by=by, at=at)
    return row


def follow(old: Placement, row: Placement, *, by: Actor, at: datetime) -> Placement:
    """End the one stay where the next one begins, and do what follows from it. Raises RuleBroken."""
    agreed = step_down.agreed_kind(row.case)
    old.ends_at = row.starts_at
    ledger.record(old, by=by, at=at)
    measure.end_with(old, by=by, at=at)
    write(row, by=by, at=at)
    beds.let_go(row.case, by=by, at=at)
    placement_news.moved(old, row, by=by, at=at)
    step_down.follow(row, agreed, by=by, at=at)
    care.follow(row.case, row, by=by, at=at)
    rest.begin(row, by=by, at=at)
    leaving.settle(row, by=by, at=at)
    return row


def times_moved(case: Case) -> int:
    """How often the child moved; counted and never stored (S004-18)."""
    return case.placements.filter(is_move=True).count()


def narrow(parent: Any, by: Actor, at: datetime) -> dict[str, None]:
    """On screen the bed says which location; each reason is asked only where it may be needed."""
    case = fitting.case_of(parent)
    offered = fitting.beds_on_offer(parent, by, at).filter(location__kind__in=fitting.NEEDS_REASON)
    asked = {
        "override_reason": offered.exists(),
        "apart_reason": bool(siblings.houses(case, by, at)),
        "bar_reason": move_bar.bars(case, at).exists(),
        "location": False,
    }
    return {name: None for name, needed in asked.items() if not needed} | leaving.narrow(parent)


def narrow_foster(parent: Any, by: Actor, at: datetime) -> dict[str, None]:
    return leaving.narrow(parent)


def advise_move(parent: Any, by: Actor, at: datetime) -> list[str | Promise]:
    """How often the child moved already, and what stands in the way of one more (S004-18, S004-19)."""
    case = fitting.case_of(parent)
    moved = times_moved(case)
    often = moved + 1 >= number("MOVE_ALERT_FROM", day_of(at))
    said = _("This child has moved before (%(n)s ×). Is there no other way than to move it again?") % {"n": moved}
    return [*([said] if often else []), *move_bar.advise(case, at), *company.advise(parent, by, at)]


CHOICES = {"bed": fitting.beds_on_offer, "location": fitting.houses_on_offer}
PLACE = Act(
    path="cases/{case}/placements",
    label=_("Place the child"),
    verb=place,
    model=Placement,
    fields=FIELDS,
    required=("bed",),
    parent_model=Case,
    right=(DataClass.PLACEMENT, "decides"),
    check=check_coa,
    choices=CHOICES,
    narrow=narrow,
    shows=Indication,
    advise=company.advise,
    source="S004-37",
)
FOSTER = Act(
    path="cases/{case}/foster-placements",
    label=_("Place in a foster family"),
    verb=place,
    model=Placement,
    fields=("location", "bed", "starts_at"),
    required=("location",),
    parent_model=Case,
    right=(DataClass.INDICATION, "decides"),
    check=check_nidos,
    choices=CHOICES,
    shows=Indication,
    advise=company.advise,
    source="INV-06",
)
MOVE = Act(
    path="cases/{case}/placements/{placement}/moves",
    label=_("Move the child"),
    verb=move,
    model=Placement,
    fields=MOVE_FIELDS,
    required=("bed", "move_reason", "avoidable"),
    parent_model=Placement,
    right=(DataClass.PLACEMENT, "decides"),
    check=check_move,
    choices=CHOICES,
    narrow=narrow,
    shows=Indication,
    advise=advise_move,
    source="S004-18",
)
FOSTER_MOVE = Act(
    path="cases/{case}/placements/{placement}/foster-moves",
    label=_("Move to a foster family"),
    verb=move,
    model=Placement,
    fields=("location", "bed", "move_reason", "avoidable", "unfinished_reason", "bar_reason"),
    required=("location", "move_reason", "avoidable"),
    parent_model=Placement,
    right=(DataClass.INDICATION, "decides"),
    check=check_foster_move,
    choices=CHOICES,
    narrow=narrow_foster,
    shows=Indication,
    advise=advise_move,
    source="INV-06",
)
