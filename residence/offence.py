"""An offence the child may have been forced to commit: non-punishment is considered, and said why (S003-08, B-61)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from residence.models import Offence
from shelter.held import held

SOURCE = "S003-08"


def check_not_later(day: date | None, at: datetime) -> None:
    if day is not None and day > day_of(at):
        raise RuleBroken("day-impossible", _("Give a day that has come."), SOURCE)


@transaction.atomic
def record(*, case: Case, description: str, happened_on: date | None = None, by: Actor, at: datetime) -> Offence:
    """Record it; a suspect remains a victim, and nothing else in the case changes (S000-21). Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_not_later(happened_on, at)
    if not description.strip():
        raise RuleBroken("no-description", _("Say what the child may have done."), SOURCE)
    row = Offence(case=case, happened_on=happened_on, description=secret(case.data_key, description.strip()))
    return ledger.record(row, by=by, at=at)


def check_consider(offence: Offence, by: Actor, at: datetime) -> None:
    if offence.considered_on is not None:
        raise RuleBroken("considered-already", _("This was considered already."), SOURCE)


@transaction.atomic
def consider(*, offence: Offence, considered_reason: str, considered_on: date | None = None, by: Actor,
             at: datetime) -> Offence:  # fmt: skip
    """Whether the child was forced, and is not punished for it, was considered. Raises RuleBroken."""
    row = held(offence)
    check_consider(row, by, at)
    day = considered_on or day_of(at)
    check_not_later(day, at)
    if row.happened_on is not None and day < row.happened_on:
        raise RuleBroken("day-impossible", _("It was considered after it happened."), SOURCE)
    if not considered_reason.strip():
        raise RuleBroken("no-reason", _("Say what was decided, and why."), SOURCE)
    row.considered_on, row.considered_reason = day, secret(row.case.data_key, considered_reason.strip())
    return ledger.record(row, by=by, at=at)


RIGHT = (DataClass.OFFENCE, "writes")
RECORD = Act(
    path="cases/{case}/offences",
    label=_("Record an offence, perhaps under force"),
    verb=record,
    model=Offence,
    fields=("happened_on", "description"),
    required=("description",),
    parent_model=Case,
    right=RIGHT,
    source=SOURCE,
    help=_("The guardian and the lawyer read it; nobody else outside the police. The child remains a victim."),
)
CONSIDER = Act(
    path="cases/{case}/offences/{offence}/considerations",
    label=_("Non-punishment was considered"),
    verb=consider,
    model=Offence,
    fields=("considered_on", "considered_reason"),
    required=("considered_reason",),
    parent_model=Offence,
    right=RIGHT,
    check=check_consider,
    source=SOURCE,
)
ACTS = (RECORD, CONSIDER)
