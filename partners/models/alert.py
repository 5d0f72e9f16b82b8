"""What somebody answered to an alert. The alert itself is computed and never stored (C7)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from partners.data_classes import DataClass, fields
from partners.models.people import Organisation


class AlertAnswer(Recorded):
    """Those of one role have seen an alert, or will come back to it on a day; always with a reason."""

    class Answer(models.TextChoices):
        ACKNOWLEDGED = "ACKNOWLEDGED", _("seen")
        SNOOZED = "SNOOZED", _("later")

    case_id = models.UUIDField(
        null=True, blank=True,
        help_text=_("The case; a plain id, as cases live in a higher room. Empty: it is about all places together."),
    )  # fmt: skip
    code = models.CharField(_("alert"), max_length=8, help_text=_("The alert by its code, as AL-03."))
    alert = models.UUIDField(help_text=_("Which alert: it follows from its code, what it is about and since when."))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=60, help_text=_("Whose list it is taken from; others still see it."))
    answer = models.CharField(_("answer"), max_length=12, choices=Answer, default=Answer.ACKNOWLEDGED)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("The day on which it comes back."))
    reason = models.CharField(_("reason"), max_length=300)

    data = {DataClass.ALERT: fields("case_id code alert organisation role answer until", "reason")}

    class Meta:
        verbose_name, verbose_name_plural = _("answer to an alert"), _("answers to alerts")
        indexes = [models.Index(fields=["case_id"], name="alert_answer_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="SNOOZED", until__isnull=False) | Q(answer="ACKNOWLEDGED", until=None),
                name="an_alert_is_put_off_until_a_day",
                violation_error_message=_("Say until which day the alert is put off, or that it was seen."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="an_alert_is_answered_with_a_reason",
                violation_error_message=_("Say why."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.case_id}"
