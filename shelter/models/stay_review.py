"""A look at the stay in protected shelter: is it still the right place? (S004-44, T-05)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models import Case
from partners.data_classes import DataClass, fields


class StayReview(Recorded):
    """What was looked at, and what follows; a stay has an average length and no longest one."""

    class Conclusion(models.TextChoices):
        STAY = "STAY", _("protected shelter is still needed")
        PREPARE_MOVING_ON = "PREPARE_MOVING_ON", _("stays for now, and prepares for a next place")
        NO_LONGER_NEEDED = "NO_LONGER_NEEDED", _("no longer needed, as it looks now")

    case = models.ForeignKey(Case, models.PROTECT, related_name="stay_reviews")
    reviewed_on = models.DateField(_("reviewed on"), blank=True, help_text=_("Leave empty for today."))
    looked_at = EncryptedTextField(
        _("what was looked at"),
        help_text=_("How safe the child is, where its plan and programme stand, what it wants; stored encrypted."),
    )
    conclusion = models.CharField(_("conclusion"), max_length=20, choices=Conclusion)

    data = {DataClass.PLAN: fields("case reviewed_on conclusion", "looked_at")}

    class Meta:
        verbose_name, verbose_name_plural = _("review of the stay"), _("reviews of the stay")
        ordering = ["-reviewed_on"]

    def __str__(self) -> str:
        return str(self.case_id)
