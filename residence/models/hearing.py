"""Hearings by IND; the first one waits until the child has rested (S004-45, S004-47)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields


class Hearing(Recorded):
    """A hearing that is planned or was held. A later change of the clocks never moves it by itself (INV-14)."""

    class Type(models.TextChoices):
        FIRST = "FIRST", _("first hearing")
        FURTHER = "FURTHER", _("further hearing")

    case = models.ForeignKey(Case, models.PROTECT, related_name="hearings")
    type = models.CharField(_("type"), max_length=10, choices=Type, default=Type.FIRST)
    planned_on = models.DateField(_("planned on"))
    held_on = models.DateField(_("held on"), null=True, blank=True, editable=False)
    replaced_on = models.DateField(
        _("replaced on"), null=True, blank=True, editable=False, help_text=_("The day it was planned anew.")
    )

    data = {DataClass.HEARING: fields("case type planned_on held_on", "replaced_on")}

    class Meta:
        verbose_name, verbose_name_plural = _("hearing"), _("hearings")
        ordering = ["-planned_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(type="FIRST", held_on=None, replaced_on=None),
                name="one_first_hearing_is_planned",
                violation_error_message=_("A first hearing is already planned; a new plan replaces it."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.type} {self.case_id}"


class HearingDeviation(Recorded):
    """Why a first hearing may come before the wait is over: five members, all needed (INV-14, EC-16)."""

    class RequestedBy(models.TextChoices):
        CHILD = "CHILD", _("the child")
        LAWYER = "LAWYER", _("the lawyer")
        GUARDIAN = "GUARDIAN", _("the guardian")
        IND = "IND", "IND"
        OTHER = "OTHER", _("somebody else")

    case = models.ForeignKey(Case, models.PROTECT, related_name="hearing_deviations")
    hearing = models.OneToOneField(Hearing, models.PROTECT, related_name="deviation", verbose_name=_("hearing"))
    requested_by = models.CharField(
        _("requested by"),
        max_length=10,
        choices=RequestedBy,
        blank=True,
        help_text=_("Only the child's own wish counts."),
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    guardian_agrees = models.BooleanField(
        _("the guardian agrees"), null=True, blank=True, help_text=_("Falls away from the eighteenth birthday.")
    )
    ind_agrees = models.BooleanField(_("IND agrees"), null=True, blank=True)
    lawyer_consulted = models.BooleanField(_("the lawyer was consulted"), null=True, blank=True)

    data = {
        DataClass.HEARING: fields("case hearing", "requested_by reason guardian_agrees ind_agrees lawyer_consulted"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("deviation from the wait"), _("deviations from the wait")

    def __str__(self) -> str:
        return str(self.hearing_id)
