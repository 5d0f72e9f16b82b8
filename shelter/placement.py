"""COA places a child, Nidos does so in a foster family; a move leaves no gap (S004-37, INV-06 to INV-09)."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from policy.locations import LOCATION_TYPES, allowed_for
from shelter import beds, company, indication, limits, placement_news, rest, whereabouts
from shelter.models import Bed, Indication, Location, Placement

FIELDS = ("bed", "location", "starts_at", "override_reason")
PROTECTED = [row.code for row in LOCATION_TYPES if row.needs_indication]
NEEDS_REASON = [row.code for row in LOCATION_TYPES if row.needs_override]
MOVE_FIELDS = ("bed", "location", "move_reason", "override_reason")
# How the two databases name the constraints that keep two children out of one bed.
BED_CONSTRAINTS = ("a_bed_holds_one_child", "stays_in_a_bed_never_overlap", "shelter_placement.bed_id")


def already_placed() -> RuleBroken:
    return RuleBroken("already-placed", _("This child already has a place; a change of place is a move."), "INV-08")


def check_unplaced(case: Case, starts_at: datetime) -> None:
    if beds.taken_from(starts_at).filter(case=case).exists():
        raise already_placed()
    whereabouts.check_there(case)


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


def check_location(case: Case, location: Location, override_reason: str, starts_at: datetime, by: Actor) -> None:
    """The right organisation, a house in use, an indication where needed, a reason in a crisis. Raises RuleBroken."""
    kind = location.type
    if kind.placed_by is None:
        raise RuleBroken(
            "arrival-stay", _("The stay on arrival stands on the case itself; choose where it goes."), "INV-06"
        )
    if kind.placed_by != by.kind:
        raise RuleBroken(
            "not-yours-to-place",
            _("COA places in its own locations and Nidos in foster families; this one is not yours."),
            "INV-06",
        )
    if not location.is_active:
        raise RuleBroken("location-out-of-use", _("This location is out of use."), "S004-37")
    if kind.needs_override and not override_reason.strip():
        raise RuleBroken("no-override-reason", _("Say why there is no other place than crisis shelter."), "INV-34")
    check_indication(case, location, starts_at, by)


def check_indication(case: Case, location: Location, starts_at: datetime, by: Actor) -> None:
    """BO and Fier need a current indication that COA knows of; every place must fit it (INV-07). Raises RuleBroken.

    What COA has not been told changes nothing for COA, not even by a refusal.
    """
    known = indication.current(case)
    if known is not None and by.kind != "NIDOS" and known.coa_informed_at is None:
        known = None
    if known is None:
        if location.type.needs_indication:
            raise RuleBroken(
                "no-indication",
                _("A place in protected shelter needs a current indication of which Nidos has informed COA."),
                "INV-07",
            )
        return
    fitting = allowed_for(known.outcome, known.ground)
    if location.kind not in (*fitting.types, *fitting.meanwhile):
        raise RuleBroken("indication-does-not-fit", _("This type of location does not fit the indication."), "INV-07")
    if location.type.needs_indication and day_of(starts_at) < known.decided_on:
        raise RuleBroken(
            "before-indication", _("The stay in protected shelter cannot begin before its indication."), "INV-07"
        )


@transaction.atomic
def place(*, case: Case, bed: Bed | None = None, location: Location | None = None, starts_at: datetime | None = None,
          override_reason: str = "", by: Actor, at: datetime) -> Placement:  # fmt: skip
    """Record where a child lives from a moment on; the first stay in BO or Fier begins its rest. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    starts_at = starts_at or at
    check_start(case, starts_at, at)
    check_unplaced(case, starts_at)
    location, bed = beds.house(location, bed)
    check_location(case, location, override_reason, starts_at, by)
    limits.check(case, location, starts_at)
    company.check_apart(case, location, starts_at)
    beds.check_bed(case, location, bed, starts_at, at)
    row = Placement(
        case=case, location=location, bed=bed, starts_at=starts_at, override_reason=override_reason.strip()
    )
    write(row, by=by, at=at)
    beds.let_go(case, by=by, at=at)
    placement_news.placed(row, by=by, at=at)
    rest.begin(row, by=by, at=at)
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
         override_reason: str = "", by: Actor, at: datetime) -> Placement:  # fmt: skip
    """End the stay and begin the next one on the same moment, so that there is no gap (INV-09). Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=placement.case_id)
    old = Placement.objects.select_for_update().get(pk=placement.pk)
    check_open(old)
    location, bed = beds.house(location, bed)
    check_step(old, location, bed, move_reason, at)
    check_location(case, location, override_reason, at, by)
    limits.check(case, location, at)
    company.check_apart(case, location, at)
    beds.check_bed(case, location, bed, at, at)
    old.ends_at = at
    ledger.record(old, by=by, at=at)
    row = Placement(case=case, location=location, bed=bed, starts_at=at, is_move=True, move_reason=move_reason.strip(),
                    override_reason=override_reason.strip())  # fmt: skip
    write(row, by=by, at=at)
    beds.let_go(case, by=by, at=at)
    placement_news.moved(old, row, by=by, at=at)
    rest.begin(row, by=by, at=at)
    return row


def fitting(parent: Any, by: Actor, at: datetime) -> tuple[str, ...] | None:
    """The types of location that fit the indication this organisation knows of; None: any without protection."""
    case = parent.case if isinstance(parent, Placement) else parent
    known = indication.current(case)
    if known is None or (by.kind != "NIDOS" and known.coa_informed_at is None):
        return None
    allowed = allowed_for(known.outcome, known.ground)
    return (*allowed.types, *allowed.meanwhile)


def houses_on_offer(parent: Any, by: Actor, at: datetime) -> QuerySet[Location]:
    """The locations where this child can go."""
    kinds = fitting(parent, by, at)
    case = parent.case if isinstance(parent, Placement) else parent
    rows = limits.fitting(case, beds.locations(parent, by, at), at).exclude(pk__in=company.to_avoid(case, at))
    return rows.exclude(kind__in=PROTECTED) if kinds is None else rows.filter(kind__in=kinds)


def beds_on_offer(parent: Any, by: Actor, at: datetime) -> QuerySet[Bed]:
    """The free beds where this child can go."""
    return beds.free(parent, by, at).filter(location__in=houses_on_offer(parent, by, at))


def narrow(parent: Any, by: Actor, at: datetime) -> dict[str, None]:
    """On screen the bed says which location; a reason for crisis shelter is asked where there is such a bed."""
    crisis = beds_on_offer(parent, by, at).filter(location__kind__in=NEEDS_REASON).exists()
    return {"location": None} if crisis else {"location": None, "override_reason": None}


CHOICES = {"bed": beds_on_offer, "location": houses_on_offer}
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
    required=("bed", "move_reason"),
    parent_model=Placement,
    right=(DataClass.PLACEMENT, "decides"),
    check=check_move,
    choices=CHOICES,
    narrow=narrow,
    shows=Indication,
    advise=company.advise,
    source="S004-18",
)
FOSTER_MOVE = Act(
    path="cases/{case}/placements/{placement}/foster-moves",
    label=_("Move to a foster family"),
    verb=move,
    model=Placement,
    fields=("location", "bed", "move_reason"),
    required=("location", "move_reason"),
    parent_model=Placement,
    right=(DataClass.INDICATION, "decides"),
    check=check_foster_move,
    choices=CHOICES,
    shows=Indication,
    advise=company.advise,
    source="INV-06",
)
