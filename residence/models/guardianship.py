"""Guardianship: Nidos asks for it on arrival, and it ends by itself at majority (S004-58, C3.11)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields
from partners.models import Person


class Guardianship(Recorded):
    """Who is the child's guardian. Its end is derived from the birth date; only being replaced is stored (INV-23)."""

    class Kind(models.TextChoices):
        TEMPORARY = "TEMPORARY", _("temporary guardianship")
        FULL = "FULL", _("full guardianship")

    case = models.ForeignKey(Case, models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("guardian"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.TEMPORARY)
    requested_on = models.DateField(_("requested on"), blank=True, help_text=_("Leave empty for today."))
    replaced_on = models.DateField(_("replaced on"), null=True, blank=True, editable=False)

    data = {
        DataClass.GUARDIANSHIP: fields("case requested_on guardian", "kind replaced_on"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("guardianship"), _("guardianships")
        ordering = ["-requested_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(replaced_on=None), name="one_guardian_at_a_time",
                violation_error_message=_("This child already has a guardian; a new request replaces the old."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
