"""What fits a child: the houses its indication opens, and those and their free beds on offer (INV-06, INV-07)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from intake.models import Case
from partners.actors import Actor
from partners.errors import RuleBroken
from policy.locations import LOCATION_TYPES, allowed_for
from shelter import beds, company, indication, limits, step_down
from shelter.models import Bed, Location

PROTECTED = [row.code for row in LOCATION_TYPES if row.needs_indication]
NEEDS_REASON = [row.code for row in LOCATION_TYPES if row.needs_override]


def case_of(parent: Any) -> Case:
    """The case of what an act is about: the case itself, or a record of it."""
    return parent if isinstance(parent, Case) else parent.case


def check_location(case: Case, location: Location, override_reason: str, starts_at: datetime, kind: str) -> None:
    """The right organisation, a house in use, an indication where needed, a reason in a crisis. Raises RuleBroken.

    `kind`: of which organisation somebody decides where the child goes.
    """
    house = location.type
    if house.placed_by is None:
        raise RuleBroken(
            "arrival-stay", _("The stay on arrival stands on the case itself; choose where it goes."), "INV-06"
        )
    if house.placed_by != kind:
        raise RuleBroken(
            "not-yours-to-place",
            _("COA places in its own locations and Nidos in foster families; this one is not yours."),
            "INV-06",
        )
    if not location.is_active:
        raise RuleBroken("location-out-of-use", _("This location is out of use."), "S004-37")
    if house.needs_override and not override_reason.strip():
        raise RuleBroken("no-override-reason", _("Say why there is no other place than crisis shelter."), "INV-34")
    agreed = step_down.agreed_kind(case)
    step_down.check_route(case, location, agreed)
    if agreed != location.kind:
        check_indication(case, location, starts_at, kind)


def check_indication(case: Case, location: Location, starts_at: datetime, kind: str) -> None:
    """BO and Fier need a current indication that COA knows of; every place must fit it (INV-07). Raises RuleBroken.

    What COA has not been told changes nothing for COA, not even by a refusal.
    """
    known = indication.current(case)
    if known is not None and kind != "NIDOS" and known.coa_informed_at is None:
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


def fitting(parent: Any, by: Actor, at: datetime) -> tuple[str, ...] | None:
    """The types of location that fit the indication this organisation knows of; None: any without protection."""
    case = case_of(parent)
    known = indication.current(case)
    if known is None or (by.kind != "NIDOS" and known.coa_informed_at is None):
        return None
    allowed = allowed_for(known.outcome, known.ground)
    return (*allowed.types, *allowed.meanwhile, step_down.agreed_kind(case))


def houses_on_offer(parent: Any, by: Actor, at: datetime) -> QuerySet[Location]:
    """The locations where this child can go."""
    kinds = fitting(parent, by, at)
    case = case_of(parent)
    rows = limits.fitting(case, beds.locations(parent, by, at), at).exclude(pk__in=company.to_avoid(case, at))
    if not step_down.may_be_special(case):
        rows = rows.exclude(kind=step_down.SPECIAL)
    return rows.exclude(kind__in=PROTECTED) if kinds is None else rows.filter(kind__in=kinds)


def beds_on_offer(parent: Any, by: Actor, at: datetime) -> QuerySet[Bed]:
    """The free beds where this child can go."""
    return beds.free(parent, by, at).filter(location__in=houses_on_offer(parent, by, at))
