"""The indication: Nidos decides whether a child needs protected shelter (S004-36, B-10)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.fields import ChoiceListField
from intake.models import Case
from partners.data_classes import DataClass, fields


class Indication(Recorded):
    """One decision of Nidos. The next one ends it; nothing that screening or categories say can block it (INV-20)."""

    class Outcome(models.TextChoices):
        BO = "BO", _("protected shelter")
        FIER = "FIER", "Fier"
        FOSTER = "FOSTER", _("foster family")
        NOT_NEEDED = "NOT_NEEDED", _("protected shelter is not needed")

    class Reason(models.TextChoices):
        TRAFFICKING = "TRAFFICKING", _("human trafficking")
        HONOUR_VIOLENCE = "HONOUR_VIOLENCE", _("honour violence")
        CHILD_BRIDE_HONOUR_FEAR = "CHILD_BRIDE_HONOUR_FEAR", _("child bride who fears honour violence")
        DISAPPEARANCE_RISK = "DISAPPEARANCE_RISK", _("risk of disappearing")

    class Consulted(models.TextChoices):
        COA = "COA", "COA"
        POLICE = "POLICE", _("police")
        IND = "IND", "IND"

    class Family(models.TextChoices):
        YES = "YES", _("yes")
        NOT_SAFE = "NOT_SAFE", _("no: that is not safe for the child")
        NOT_POSSIBLE = "NOT_POSSIBLE", _("no: there is nobody who can be reached")

    case = models.ForeignKey(Case, models.PROTECT, related_name="indications")
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome)
    ground = models.CharField(_("ground"), max_length=30, choices=Reason)
    reasons = EncryptedTextField(
        _("reasons"), help_text=_("Why; the slightest indication suffices (B-10). Stored encrypted.")
    )
    child_view = EncryptedTextField(
        _("what the child wants"), blank=True, help_text=_("As it says it (S000-40). Stored encrypted.")
    )
    family_involved = models.CharField(
        _("family thought along"), max_length=12, choices=Family, blank=True,
        help_text=_("Where that can be: never somebody who is a danger to the child (S000-40)."),
    )  # fmt: skip
    consulted = ChoiceListField(_("consulted"), choices=Consulted, blank=True)
    rests_on = models.JSONField(
        _("rests on"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("The ids of the signals it rests on (INV-05)."),
    )
    decided_on = models.DateField(_("decided on"), editable=False)
    coa_informed_at = models.DateTimeField(_("COA informed at"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)

    data = {
        DataClass.INDICATION: fields(
            "case outcome decided_on",
            "ground reasons child_view family_involved consulted rests_on coa_informed_at ended_on",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("indication"), _("indications")
        ordering = ["-decided_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on=None), name="one_current_indication",
                violation_error_message=_("There is already a current indication; a new decision ends it."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("decided_on")),
                name="an_indication_ends_after_it_began",
                violation_error_message=_("An indication cannot end before it was decided."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.outcome} {self.case_id}"
