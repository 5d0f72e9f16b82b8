"""Presence: what the last roll-call in the house said, and when the child was last seen there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields


class Presence(Recorded):
    """One row for a child, whatever the house: each roll-call writes it anew, and its history keeps them all."""

    class Status(models.TextChoices):
        IN = "IN", _("is in")
        NOT_IN = "NOT_IN", _("not in")

    case = models.OneToOneField(Case, models.PROTECT, related_name="presence")
    status = models.CharField(_("in the house"), max_length=6, choices=Status)
    called_at = models.DateTimeField(_("roll-call at"), editable=False)
    last_seen_at = models.DateTimeField(_("last seen at"), null=True, editable=False)

    data = {DataClass.PRESENCE: fields("case status called_at last_seen_at")}

    class Meta:
        verbose_name, verbose_name_plural = _("roll-call"), _("roll-calls")

    def __str__(self) -> str:
        return str(self.case_id)
