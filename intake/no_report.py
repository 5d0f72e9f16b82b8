"""Record why no report is made to CoMensha. No verb reads it, so nothing follows from it for the child (S001-13)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case, NoReport
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource

SOURCE = "S001-13"


@transaction.atomic
def record(*, case: Case, reason: str, decided_on: date, by: Actor, at: datetime) -> NoReport:
    """Record the reason that counts from now on. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not case.arrived_on <= decided_on <= day_of(at):
        raise RuleBroken("day-impossible", _("This was decided after the arrival and not later than today."), SOURCE)
    return ledger.record(NoReport(case=case, reason=reason, decided_on=decided_on), by=by, at=at)


RESOURCE = Resource("cases/{case}/no-reports", NoReport, _("reasons for no report"), order="-decided_on")
RECORD = Act(
    path=RESOURCE.path,
    label=_("Record why no report is made"),
    verb=record,
    model=NoReport,
    fields=("reason", "decided_on"),
    required=("reason", "decided_on"),
    parent_model=Case,
    right=(DataClass.CONSENT, "writes"),
    source=SOURCE,
    help=_("To make no report to CoMensha is a good answer. It changes nothing in shelter, care or procedure, and is "
           "counted without names."),
)  # fmt: skip
