"""Where a child lives: the stay that is open, or else still the place of arrival that stands on the case (INV-09)."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intake.models import Case
from partners.errors import RuleBroken
from partners.models import Organisation
from shelter.models import Absence, Placement


def current(case: Case, at: datetime) -> Placement | None:
    """The stay on a moment; None: still at the place of arrival (`case.intake_location`)."""
    stays = case.placements.select_related("location__provider").filter(starts_at__lte=at)
    return stays.filter(Q(ends_at=None) | Q(ends_at__gt=at)).first()


def provider(case: Case, at: datetime) -> Organisation | None:
    """The organisation that runs the house the child lives in."""
    stay = current(case, at)
    return stay.location.provider if stay else None


def is_absent(case: Case) -> bool:
    """Whether the child is missing now."""
    return Absence.objects.open().filter(case=case).exists()


def check_there(case: Case) -> None:
    """A child that is missing goes nowhere before it is back. Raises RuleBroken."""
    if is_absent(case):
        raise RuleBroken("child-absent", _("This child is missing: record first that it is back."), "INV-09")


def check_protected(case: Case, at: datetime) -> None:
    """Plan, programme and review of the stay belong to a child that lives in BO or Fier now. Raises RuleBroken."""
    stay = current(case, at)
    if stay is None or not stay.location.type.starts_rest:
        raise RuleBroken("not-protected", _("That is for a child that lives in protected shelter now."), "S004-48")
    check_there(case)
