"""The asylum procedure: recorded by IND, mandatory for nobody and never held up (S004-38, S004-63)."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields
from residence.models.ex_officio import ExOfficioTest


class AsylumStatus(models.TextChoices):
    """How a procedure stands; it follows from its days and is stored nowhere (C3.6)."""

    APPLIED = "APPLIED", _("applied for")
    PENDING = "PENDING", _("under consideration")
    DECIDED = "DECIDED", _("decided")
    APPEAL = "APPEAL", _("in appeal")
    FINAL = "FINAL", _("final")


class AsylumProcedure(Recorded):
    """One application with its one decision; what is decided anew after an appeal is a row that follows this one."""

    class Decision(models.TextChoices):
        GRANTED = "GRANTED", _("granted")
        REJECTED = "REJECTED", _("rejected")
        WITHDRAWN = "WITHDRAWN", _("withdrawn by the child")
        NOT_CONSIDERED = "NOT_CONSIDERED", _("not considered")

    class AppealOutcome(models.TextChoices):
        DISMISSED = "DISMISSED", _("the decision stands")
        ANNULLED = "ANNULLED", _("set aside: IND decides anew")
        WITHDRAWN = "WITHDRAWN", _("the appeal was withdrawn")

    case = models.ForeignKey(Case, models.PROTECT, related_name="asylum_procedures")
    requested_by_child = models.BooleanField(
        _("the child asked for it itself"), null=True, blank=True,
        help_text=_("Leave empty when that is not known."),
    )  # fmt: skip
    applied_on = models.DateField(_("applied on"), blank=True, help_text=_("Leave empty for today."))
    taken_up_on = models.DateField(_("taken up on"), null=True, blank=True, help_text=_("Leave empty for today."))
    decision = models.CharField(_("decision"), max_length=16, choices=Decision, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True, help_text=_("Leave empty for today."))
    test = models.OneToOneField(
        ExOfficioTest, models.PROTECT, null=True, editable=False, related_name="asylum", verbose_name=_("test")
    )
    appealed_on = models.DateField(_("appealed on"), null=True, blank=True, help_text=_("Leave empty for today."))
    appeal_outcome = models.CharField(_("outcome of the appeal"), max_length=10, choices=AppealOutcome, blank=True)
    final_on = models.DateField(_("final since"), null=True, blank=True, help_text=_("Leave empty for today."))
    after_appeal = models.OneToOneField(
        to="self", on_delete=models.PROTECT, null=True, editable=False, related_name="decided_anew",
        verbose_name=_("the procedure before, of which the decision was set aside"),
    )  # fmt: skip

    # The days say that it runs; what was decided is for who reads all of it (C5: entitlement only).
    data = {
        DataClass.ASYLUM: fields(
            "case applied_on taken_up_on decided_on appealed_on final_on",
            "requested_by_child decision test appeal_outcome after_appeal",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("asylum procedure"), _("asylum procedures")
        ordering = ["-applied_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(decision="REJECTED") & Q(test__isnull=False))
                | (~Q(decision="REJECTED") & Q(test=None)),
                name="every_rejection_has_its_test",
                violation_error_message=_("Each rejection has exactly one ex-officio test, and nothing else has one."),
            ),
            models.CheckConstraint(
                condition=(Q(decision="") & Q(decided_on=None)) | (~Q(decision="") & Q(decided_on__isnull=False)),
                name="an_asylum_decision_has_its_day",
                violation_error_message=_("A decision has its day."),
            ),
            models.CheckConstraint(
                condition=(Q(taken_up_on=None) | Q(taken_up_on__gte=F("applied_on")))
                & (Q(decided_on=None) | Q(decided_on__gte=F("taken_up_on")))
                & (Q(appealed_on=None) | Q(appealed_on__gte=F("decided_on")))
                & (Q(final_on=None) | Q(final_on__gte=F("decided_on"))),
                name="asylum_days_follow_each_other",
                violation_error_message=_("Each step is on the day of the one before, or later."),
            ),
            models.CheckConstraint(
                condition=(Q(taken_up_on__isnull=False) | Q(decided_on=None))
                & (Q(decided_on__isnull=False) | (Q(appealed_on=None) & Q(final_on=None)))
                & (Q(appeal_outcome="") | (Q(appealed_on__isnull=False) & Q(final_on__isnull=False))),
                name="asylum_steps_have_the_one_before",
                violation_error_message=_("A step follows the one before it."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def status(self) -> AsylumStatus:
        return asylum_status(vars(self))


def asylum_status(row: Mapping[str, Any]) -> AsylumStatus:
    """How it stands by its days, which every reader of a row has."""
    if row["final_on"] is not None:
        return AsylumStatus.FINAL
    if row["appealed_on"] is not None:
        return AsylumStatus.APPEAL
    if row["decided_on"] is not None:
        return AsylumStatus.DECIDED
    return AsylumStatus.PENDING if row["taken_up_on"] is not None else AsylumStatus.APPLIED
