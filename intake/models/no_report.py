"""That no report is made to CoMensha, and why: a code and no words, so that it can be counted (S001-13)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.language import say
from intake.models.case import Case
from intake.models.consent import FIRST_VERSION
from partners.data_classes import DataClass, fields
from policy.no_report import NO_REPORT


def reasons() -> list[tuple[str, str]]:
    return [(row.code, say(row.text)) for row in NO_REPORT]


class NoReport(Recorded):
    """For now no report is made. A later row counts in the place of an earlier one; nothing follows from it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="no_reports")
    reason = models.CharField(_("why no report is made"), max_length=24, choices=reasons)
    decided_on = models.DateField(_("decided on"))

    data = {DataClass.CONSENT: fields("case reason decided_on")}

    class Meta:
        verbose_name, verbose_name_plural = _("reason for no report"), _("reasons for no report")
        ordering = ["-decided_on", "-created_at"]
        constraints = [models.CheckConstraint(condition=FIRST_VERSION, name="a_reason_for_no_report_never_changes")]

    def __str__(self) -> str:
        return f"{self.reason} {self.case_id}"
