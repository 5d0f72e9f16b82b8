"""At night nobody waits for a signature: COA places, and its supervisor says afterwards whether crisis shelter was
needed (INV-34, S004-23)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from shelter.models import Placement

SOURCE = "INV-34"


def check_review(placement: Placement, by: Actor, at: datetime) -> None:
    """A supervisor of COA, of a stay that needed a reason, once, and never of what they did themselves (C5)."""
    if by.role != "coa.supervisor":
        raise RuleBroken("only-supervisor", _("A supervisor of COA reviews a stay in crisis shelter."), SOURCE)
    if not placement.override_reason:
        raise RuleBroken("no-override", _("This stay needed no reason of its own."), SOURCE)
    if placement.override_reviewed_on is not None:
        raise RuleBroken("already-reviewed", _("This was reviewed already."), SOURCE)
    if by.same_person(placement.created_by):
        raise RuleBroken("own-placement", _("Nobody reviews what they did themselves: ask a colleague."), SOURCE)


@transaction.atomic
def review(*, placement: Placement, override_verdict: str, by: Actor, at: datetime) -> Placement:
    """Say whether there was no other place. The child stays where it is: what is needed for it is asked anyway."""
    Case.objects.select_for_update().get(pk=placement.case_id)
    row = Placement.objects.select_for_update().get(pk=placement.pk)
    check_review(row, by, at)
    row.override_verdict, row.override_reviewed_on = override_verdict, day_of(at)
    return ledger.record(row, by=by, at=at)


REVIEW = Act(
    path="cases/{case}/placements/{placement}/override-reviews",
    label=_("Review crisis shelter"),
    verb=review,
    model=Placement,
    fields=("override_verdict",),
    required=("override_verdict",),
    parent_model=Placement,
    right=(DataClass.OVERRIDE, "decides"),
    check=check_review,
    source=SOURCE,
    help=_("Was there really no other place that night? Your answer changes nothing for the child now."),
)
