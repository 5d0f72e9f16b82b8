"""Moving on: what is prepared before eighteen, and whether a child in protected shelter can go elsewhere (C3.3)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models import Case
from partners.data_classes import DataClass, fields
from shelter.models.placement import Placement


class Preparation(Recorded):
    """One talk with a child about what changes at eighteen (S004-49, T-07): where it will live, who helps it then."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="preparations")
    talked_on = models.DateField(_("talked with the child on"), help_text=_("Not in the future."))
    will_live = EncryptedTextField(
        _("where it will live from eighteen on"),
        help_text=_("As far as it is known now, and what the child wants; stored encrypted."),
    )
    cared_by = EncryptedTextField(
        _("who will coordinate its care"), help_text=_("As far as it is known now; stored encrypted.")
    )

    data = {DataClass.STEP_DOWN: fields("case talked_on", "will_live cared_by")}

    class Meta:
        verbose_name, verbose_name_plural = _("preparation for eighteen"), _("preparations for eighteen")
        ordering = ["-talked_on", "-created_at"]

    def __str__(self) -> str:
        return str(self.case_id)


class StepDownAssessment(Recorded):
    """COA and Nidos assess together whether a child is ready to move on; each signs for itself (S004-51 to S004-55).

    It is about one stay. The outcome is there as soon as both say the same, and until then the child stays.
    """

    class Determined(models.TextChoices):
        COBO = "COBO", _("the case consultation (COBO)")
        COA = "COA", "COA"
        NIDOS = "NIDOS", "Nidos"

    class Answer(models.TextChoices):
        YES = "YES", _("yes")
        NO = "NO", _("no")

    class Outcome(models.TextChoices):
        AZC = "AZC", _("an asylum centre")
        SPECIAL_AZC = "SPECIAL_AZC", _("a specially equipped asylum centre")
        FOSTER = "FOSTER", _("a foster family")
        OTHER = "OTHER", _("another place")
        STAY = "STAY", _("stays in protected shelter")

    case = models.ForeignKey(Case, models.PROTECT, related_name="step_downs")
    placement = models.ForeignKey(
        Placement, models.PROTECT, editable=False, related_name="step_downs", verbose_name=_("placement")
    )
    opened_on = models.DateField(_("opened on"), editable=False)
    bo_need_ended_on = models.DateField(
        _("protected shelter no longer needed since"), null=True, blank=True,
        help_text=_("The day on which this was established; empty: it was not."),
    )  # fmt: skip
    bo_need_ended_by = models.CharField(_("established by"), max_length=10, choices=Determined, blank=True)
    regular_azc_too_big = models.CharField(
        _("a step to a regular asylum centre is too big"), max_length=3, choices=Answer, blank=True
    )
    reception_entitled = models.CharField(
        _("still entitled to reception"), max_length=3, choices=Answer, blank=True
    )  # fmt: skip
    unfinished_reason = EncryptedTextField(
        _("why it moves on before plan and programme are complete"), blank=True,
        help_text=_("Only needed as long as they are not; stored encrypted."),
    )  # fmt: skip
    coa_decision = models.CharField(_("decision of COA"), max_length=12, choices=Outcome, blank=True)
    coa_reasons = EncryptedTextField(_("reasons of COA"), blank=True, help_text=_("Stored encrypted."))
    coa_decided_on = models.DateField(_("decided by COA on"), null=True, blank=True, editable=False)
    nidos_decision = models.CharField(_("decision of Nidos"), max_length=12, choices=Outcome, blank=True)
    nidos_reasons = EncryptedTextField(_("reasons of Nidos"), blank=True, help_text=_("Stored encrypted."))
    nidos_decided_on = models.DateField(_("decided by Nidos on"), null=True, blank=True, editable=False)
    programme_complete = models.BooleanField(_("plan and programme complete"), null=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True, editable=False)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True, editable=False)

    data = {
        DataClass.STEP_DOWN: fields(
            "case opened_on outcome agreed_on",
            "bo_need_ended_on bo_need_ended_by regular_azc_too_big reception_entitled unfinished_reason coa_decision "
            "coa_reasons coa_decided_on nidos_decision nidos_reasons nidos_decided_on programme_complete",
        ),
        DataClass.PLACEMENT: fields("placement"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("step-down assessment"), _("step-down assessments")
        ordering = ["-opened_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["placement"], condition=Q(outcome=""), name="one_step_down_is_open",
                violation_error_message=_("It is being assessed already whether this child can move on."),
            ),
            models.CheckConstraint(
                condition=Q(bo_need_ended_on=None, bo_need_ended_by="")
                | (Q(bo_need_ended_on__isnull=False) & ~Q(bo_need_ended_by="")),
                name="the_end_of_the_need_has_a_day_and_somebody",
                violation_error_message=_(
                    "Say since when protected shelter is no longer needed, and who established it."
                ),
            ),
            models.CheckConstraint(
                condition=Q(coa_decision="", coa_decided_on=None)
                | (Q(coa_decided_on__isnull=False) & ~Q(coa_decision="")),
                name="what_coa_decided_has_its_day",
                violation_error_message=_("A decision has its day."),
            ),
            models.CheckConstraint(
                condition=Q(nidos_decision="", nidos_decided_on=None)
                | (Q(nidos_decided_on__isnull=False) & ~Q(nidos_decision="")),
                name="what_nidos_decided_has_its_day",
                violation_error_message=_("A decision has its day."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="", agreed_on=None)
                | Q(agreed_on__isnull=False, coa_decision=F("outcome"), nidos_decision=F("outcome")),
                name="a_step_down_takes_two_signatures",
                violation_error_message=_("COA and Nidos decide this together (S004-55)."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="SPECIAL_AZC")
                | Q(bo_need_ended_on__isnull=False, regular_azc_too_big="YES", reception_entitled="YES"),
                name="a_special_azc_takes_three_conditions",
                violation_error_message=_("A specially equipped asylum centre takes all three conditions (INV-26)."),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "STAY"])
                | (
                    Q(bo_need_ended_on__isnull=False, programme_complete__isnull=False)
                    & (Q(programme_complete=True) | ~Q(unfinished_reason=""))
                ),
                name="who_moves_on_has_finished_or_a_reason",
                violation_error_message=_(
                    "Plan and programme are not complete: say why the child moves on (S004-119)."
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
