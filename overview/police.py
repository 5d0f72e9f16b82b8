"""How a police report and an offence read on a page: their status, which no column holds (S001-36)."""

from django.utils.translation import gettext as _

from audit.models import Recorded
from overview.links import When
from overview.snapshot import Row
from residence.models import Offence, PoliceReport
from residence.models.police_report import status_of


def chip(model: type[Recorded], row: Row) -> When | None:
    if model is PoliceReport:
        return When(str(status_of(row).label), "calm")
    return None if row["considered_on"] else When(_("non-punishment not considered yet"), "late")


MODELS = (PoliceReport, Offence)
