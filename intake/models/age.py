"""The assessment of an age, what came of it, and whether that is contested (B-18, EC-27)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models.case import Case
from partners.data_classes import DataClass, fields


class AgeAssessment(Recorded):
    """IND or AVIM has the age assessed. While it is contested the child counts as a minor (EC-27)."""

    class Outcome(models.TextChoices):
        EVIDENT_MINOR = "EVIDENT_MINOR", _("evidently a minor")
        EVIDENT_ADULT = "EVIDENT_ADULT", _("evidently an adult")
        DOUBT = "DOUBT", _("doubt")
        MEDICAL_RESULT = "MEDICAL_RESULT", _("result of a medical examination")

    case = models.ForeignKey(Case, models.PROTECT, related_name="age_assessments")
    requested_on = models.DateField(_("requested on"))
    reason = models.CharField(_("reason"), max_length=300)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    contested_on = models.DateField(_("contested on"), null=True, blank=True)
    contest_reason = models.CharField(_("why contested"), max_length=300, blank=True)
    final_on = models.DateField(_("final on"), null=True, blank=True)

    data = {
        DataClass.AGE: fields("case", "requested_on reason outcome decided_on contested_on contest_reason final_on"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("age assessment"), _("age assessments")
        ordering = ["-requested_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_on=None) | (~Q(outcome="") & Q(decided_on__isnull=False)),
                name="an_outcome_has_its_day", violation_error_message=_("Give the outcome and its day."),
            ),
            models.CheckConstraint(
                condition=Q(contested_on=None, contest_reason="")
                | (Q(contested_on__isnull=False) & ~Q(contest_reason="")),
                name="a_contest_has_a_reason", violation_error_message=_("Say why the age is contested."),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(final_on=None), name="one_open_age_assessment",
                violation_error_message=_("An assessment of this child's age is open already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def state(self) -> str:
        """Where it stands in the table of policy/workflow_records.py."""
        if self.final_on:
            return "FINAL"
        if self.contested_on:
            return "CONTESTED"
        return "DECIDED" if self.outcome else "REQUESTED"
