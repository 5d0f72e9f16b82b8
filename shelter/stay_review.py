"""The stay in protected shelter is looked at after six and nine months: an average, no maximum (S004-44, T-05)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.errors import RuleBroken
from shelter import plan as plans
from shelter import whereabouts
from shelter.models import RestPeriod, StayReview


def check(case: Case, by: Actor, at: datetime) -> None:
    """Of a child in protected shelter; more often than is asked is always good. Raises RuleBroken."""
    whereabouts.check_protected(case, at)


@transaction.atomic
def review(*, case: Case, looked_at: str, conclusion: str, reviewed_on: date | None = None,
           by: Actor, at: datetime) -> StayReview:  # fmt: skip
    """Record what was looked at and what follows; the stay itself goes on as it was. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check(case, by, at)
    begun = RestPeriod.objects.filter(case=case).values_list("starts_on", flat=True).first()
    day = reviewed_on or day_of(at)
    if begun is None or not begun <= day <= day_of(at):
        raise RuleBroken("reviewed-when", _("A stay is reviewed after it began, and not in the future."), "T-05")
    if not looked_at.strip():
        raise RuleBroken("nothing-looked-at", _("Say what you looked at."), "S004-44")
    row = StayReview(case=case, reviewed_on=day, looked_at=secret(case.data_key, looked_at), conclusion=conclusion)
    return ledger.record(row, by=by, at=at)


REVIEW = Act(
    path="cases/{case}/stay-reviews",
    label=_("Review the stay"),
    verb=review,
    model=StayReview,
    fields=("reviewed_on", "looked_at", "conclusion"),
    required=("looked_at", "conclusion"),
    parent_model=Case,
    right=plans.WRITES,
    check=check,
    source="S004-44",
    help=_("Six to nine months is an average and no maximum: nothing ends by this."),
)
