"""The police report: that it was talked about, whether the child filed one, and what police and prosecutor did."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models import Case
from partners.data_classes import DataClass, fields


class Status(models.TextChoices):
    """How a report stands; it follows from its days and is stored nowhere."""

    DISCUSSED = "DISCUSSED", _("talked about")
    DECLINED = "DECLINED", _("the child does not report")
    FILED = "FILED", _("filed")
    INVESTIGATED = "INVESTIGATED", _("under investigation")
    PROSECUTED = "PROSECUTED", _("prosecution has started")
    CLOSED_NO_LEADS = "CLOSED_NO_LEADS", _("closed without leads")
    CLOSED = "CLOSED", _("closed")


class PoliceReport(Recorded):
    """One report, from the first talk about it on; a child that files another one later has another row."""

    class Wish(models.TextChoices):
        WANTS = "WANTS", _("wants to report")
        THINKS = "THINKS", _("wants to think about it")
        DECLINES = "DECLINES", _("does not want to report")

    class Leads(models.TextChoices):
        YES = "YES", _("yes")
        FEW = "FEW", _("few")
        NONE = "NONE", _("none")
        UNKNOWN = "UNKNOWN", _("not known yet")

    case = models.ForeignKey(Case, models.PROTECT, related_name="police_reports")
    informative_talk_on = models.DateField(
        _("informative talk on"), null=True, blank=True,
        help_text=_("The day on which police explained what reporting is; nothing has to follow from it."),
    )  # fmt: skip
    discussed_on = models.DateField(_("discussed on"), null=True, blank=True, help_text=_("Leave empty for today."))
    wish = models.CharField(
        _("what the child wants"), max_length=10, choices=Wish, blank=True,
        help_text=_("Leave empty if the child has not said so. The child need not answer, and gives no reason."),
    )  # fmt: skip
    filed_on = models.DateField(_("filed on"), null=True, blank=True, help_text=_("Leave empty for today."))
    location = models.CharField(_("filed at"), max_length=120, blank=True)
    leads = models.CharField(
        _("leads for an investigation"), max_length=8, choices=Leads, default=Leads.UNKNOWN,
        help_text=_("Without leads the child is no less a victim: nothing in shelter changes by it."),
    )  # fmt: skip
    investigation_started_on = models.DateField(
        _("investigation started on"), null=True, blank=True, help_text=_("Leave empty for today.")
    )
    prosecution_started_on = models.DateField(
        _("prosecution started on"), null=True, blank=True, help_text=_("Leave empty for today.")
    )
    investigation_ended_on = models.DateField(
        _("closed on"), null=True, blank=True,
        help_text=_("When police and public prosecutor are done with it; leave empty for today."),
    )  # fmt: skip
    scheme_considered_on = models.DateField(
        _("IND considered the residence scheme on"), null=True, blank=True, help_text=_("Leave empty for today.")
    )

    data = {
        DataClass.POLICE: fields(
            "case discussed_on filed_on investigation_started_on investigation_ended_on scheme_considered_on",
            "informative_talk_on wish location leads prosecution_started_on",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("police report"), _("police reports")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(filed_on=None, investigation_ended_on=None),
                name="one_police_report_is_not_filed_yet",
                violation_error_message=_("A report that was not filed yet stands in this case already."),
            ),
            models.CheckConstraint(
                condition=Q(discussed_on__isnull=False) | Q(filed_on__isnull=False),
                name="a_police_report_was_discussed_or_filed",
                violation_error_message=_("A report was discussed with the child, or filed."),
            ),
            models.CheckConstraint(
                condition=(Q(scheme_considered_on=None) & Q(prosecution_started_on=None))
                | Q(filed_on__isnull=False) | Q(investigation_started_on__isnull=False),
                name="what_follows_a_police_report_has_one",
                violation_error_message=_("First a report is filed, or an investigation starts."),
            ),
            models.CheckConstraint(
                condition=Q(investigation_ended_on=None)
                | Q(
                    investigation_started_on__isnull=False,
                    investigation_ended_on__gte=F("investigation_started_on"),
                )
                | (Q(investigation_started_on=None) & Q(filed_on__isnull=False)
                   & Q(investigation_ended_on__gte=F("filed_on"))),
                name="a_police_report_closes_after_it_began",
                violation_error_message=_("It closes on a day after it began."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def status(self) -> Status:
        return status_of(vars(self))


def status_of(row: Mapping[str, Any]) -> Status:
    """How it stands by the days that may be read: of what is not there nothing is said (S001-36)."""
    if row["investigation_ended_on"] is not None:
        none = row.get("leads") == PoliceReport.Leads.NONE
        return Status.CLOSED_NO_LEADS if none else Status.CLOSED
    if row.get("prosecution_started_on") is not None:
        return Status.PROSECUTED
    if row["investigation_started_on"] is not None:
        return Status.INVESTIGATED
    if row["filed_on"] is not None:
        return Status.FILED
    return Status.DECLINED if row.get("wish") == PoliceReport.Wish.DECLINES else Status.DISCUSSED


class Offence(Recorded):
    """An offence that the child may have been forced to commit; who forced it is no less guilty for it (S003-08)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="offences")
    happened_on = models.DateField(
        _("happened on"), null=True, blank=True, help_text=_("Leave empty when the day is not known.")
    )
    description = EncryptedTextField(_("what the child may have done"), help_text=_("Stored encrypted."))
    considered_on = models.DateField(
        _("non-punishment considered on"), null=True, blank=True, help_text=_("Leave empty for today.")
    )
    considered_reason = EncryptedTextField(
        _("non-punishment: outcome and why"), blank=True,
        help_text=_("Whether the child was forced, and what police or prosecutor do with that. Stored encrypted."),
    )  # fmt: skip

    data = {DataClass.OFFENCE: fields("case", "happened_on description considered_on considered_reason")}

    class Meta:
        verbose_name, verbose_name_plural = _("offence, perhaps under force"), _("offences, perhaps under force")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(considered_on__isnull=False) | Q(considered_reason=""),
                name="a_reason_not_to_punish_has_its_day",
                violation_error_message=_("Give the day on which it was considered."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)
