"""The closing of a case, and what opened it again (C3.13)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models.case import Case
from intake.models.signal import Signal
from partners.data_classes import DataClass, fields


class Closing(Recorded):
    """Nidos closed the case. A signal opens it again, or Nidos does: then this row says so, and the next is new."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="closings")
    closed_on = models.DateField(_("closed on"), editable=False)
    reason = EncryptedTextField(_("reason"), help_text=_("Why the case can be closed; stored encrypted."))
    reopened_at = models.DateTimeField(_("opened again at"), null=True, editable=False)
    reopen_reason = EncryptedTextField(
        _("reason for opening it again"), blank=True, help_text=_("Why it goes on; stored encrypted.")
    )
    reopened_by_signal = models.ForeignKey(
        Signal, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("opened again by"),
    )  # fmt: skip

    data = {
        DataClass.CLOSING: fields("case closed_on reopened_at", "reason reopen_reason reopened_by_signal"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("closing of the case"), _("closings of the case")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(reopened_at=None), name="a_case_is_closed_once",
                violation_error_message=_("This case is closed already."),
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None) | Q(reopened_at__gte=F("created_at")),
                name="a_case_is_opened_again_after_it_was_closed",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_by_signal=None, reopen_reason="")
                | (Q(reopened_at__isnull=False) & (Q(reopened_by_signal__isnull=False) | ~Q(reopen_reason=""))),
                name="a_case_is_opened_again_by_a_signal_or_for_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
