"""The roll-call: the people of a house say of each child whether it is in (S004-81)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from shelter import whereabouts
from shelter.models import Presence


def check(case: Case, by: Actor, at: datetime) -> None:
    """By the house the child lives in, of a child that is not missing. Raises RuleBroken."""
    lives_with = whereabouts.provider(case, at)
    if lives_with is None or lives_with.id != by.organisation_id:
        raise RuleBroken("not-your-house", _("The house where the child lives calls the roll."), "S004-81")
    whereabouts.check_there(case)


@transaction.atomic
def call(*, case: Case, status: str, by: Actor, at: datetime) -> Presence:
    """Say that the child is in, or not. Who is not in is not missing yet: the house first finds out (S004-80)."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check(case, by, at)
    row = Presence.objects.filter(case=case).first() or Presence(case=case)
    row.status, row.called_at = status, at
    if status == Presence.Status.IN:
        row.last_seen_at = at
    return ledger.record(row, by=by, at=at)


def came_back(case: Case, seen_at: datetime, *, by: Actor, at: datetime) -> None:
    """Whoever is back is in again, where a roll is called; the next roll-call says the rest."""
    row = Presence.objects.filter(case=case).first()
    if row is not None:
        row.status, row.called_at, row.last_seen_at = Presence.Status.IN, at, seen_at
        ledger.record(row, by=by, at=at)


CALL = Act(
    path="cases/{case}/roll-calls",
    label=_("Roll-call"),
    verb=call,
    model=Presence,
    fields=("status",),
    parent_model=Case,
    right=(DataClass.PRESENCE, "writes"),
    check=check,
    source="S004-81",
)
