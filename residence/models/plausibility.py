"""The advice on whether it is plausible that somebody is a victim, after the case was dismissed (S004-111, B-60)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields
from residence.models.police_report import PoliceReport


class PlausibilityAdvice(Recorded):
    """One request, and what the committee advised. It is one element for IND; nothing here reads it to decide."""

    class AskedBy(models.TextChoices):
        CHILD = "CHILD", _("the child")
        LAWYER = "LAWYER", _("the lawyer, for the child")

    class Dismissal(models.TextChoices):
        DISMISSED = "DISMISSED", _("the case was dismissed")
        ACQUITTED = "ACQUITTED", _("the suspect was acquitted")

    class Outcome(models.TextChoices):
        PLAUSIBLE = "PLAUSIBLE", _("plausible")
        NOT_PLAUSIBLE = "NOT_PLAUSIBLE", _("not plausible")
        NONE = "NONE", _("no advice could be given")

    case = models.ForeignKey(Case, models.PROTECT, related_name="plausibility_advices")
    report = models.OneToOneField(
        PoliceReport, models.PROTECT, editable=False, related_name="plausibility", verbose_name=_("police report")
    )
    asked_by = models.CharField(_("asked by"), max_length=10, choices=AskedBy)
    dismissal = models.CharField(_("how the case ended"), max_length=10, choices=Dismissal)
    dismissed_on = models.DateField(
        _("dismissed or acquitted on"), blank=True,
        help_text=_("Leave empty for the day on which the report was closed."),
    )  # fmt: skip
    in_netherlands = models.BooleanField(
        _("the exploitation, or what prepared it, was in the Netherlands"), default=False
    )
    requested_on = models.DateField(_("requested on"), blank=True, help_text=_("Leave empty for today."))
    outcome = models.CharField(_("advice"), max_length=14, choices=Outcome, blank=True)
    advised_on = models.DateField(_("advised on"), null=True, blank=True, help_text=_("Leave empty for today."))

    data = {
        DataClass.PLAUSIBILITY: fields(
            "case requested_on outcome advised_on", "report asked_by dismissal dismissed_on in_netherlands"
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("advice on plausibility"), _("advice on plausibility")
        ordering = ["-requested_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(requested_on__gte=F("dismissed_on")), name="plausibility_is_asked_after_the_dismissal",
                violation_error_message=_("It is asked after the case was dismissed."),
            ),
            models.CheckConstraint(
                condition=Q(in_netherlands=True), name="plausibility_is_asked_about_the_netherlands",
                violation_error_message=_("The advice is only about exploitation in the Netherlands."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="", advised_on=None) | (~Q(outcome="") & Q(advised_on__gte=F("requested_on"))),
                name="an_advice_on_plausibility_has_its_day",
                violation_error_message=_("The advice has its day, after it was asked."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
