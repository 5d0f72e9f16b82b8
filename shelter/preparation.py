"""Before eighteen somebody talks with the child about what changes then (S004-49, T-07)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import birth_date
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from shelter.models import Preparation

RIGHT = (DataClass.STEP_DOWN, "writes")


def check(case: Case, by: Actor, at: datetime) -> None:
    """Of a child that still counts as a minor. Raises RuleBroken."""
    if not birth_date.is_minor(case, day_of(at)):
        raise RuleBroken("of-age", _("This young adult is eighteen already and decides itself."), "S004-49")


@transaction.atomic
def record(*, case: Case, talked_on: date, will_live: str, cared_by: str, by: Actor, at: datetime) -> Preparation:
    """Say when it was talked of, where the child will live and who will coordinate its care. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check(case, by, at)
    if not case.arrived_on <= talked_on <= day_of(at):
        raise RuleBroken("talked-when", _("The talk was held after the arrival, and not in the future."), "S004-49")
    if not will_live.strip() or not cared_by.strip():
        raise RuleBroken(
            "nothing-prepared", _("Say where the child will live and who will help it, as far as it is known."), "T-07"
        )
    row = Preparation(case=case, talked_on=talked_on, will_live=secret(case.data_key, will_live),
                      cared_by=secret(case.data_key, cared_by))  # fmt: skip
    return ledger.record(row, by=by, at=at)


RECORD = Act(
    path="cases/{case}/preparations",
    label=_("Prepare for eighteen"),
    verb=record,
    model=Preparation,
    fields=("talked_on", "will_live", "cared_by"),
    parent_model=Case,
    right=RIGHT,
    check=check,
    source="S004-49",
    help=_("At eighteen guardianship ends by itself; a place in protected shelter does not. Tell the child in time."),
)
