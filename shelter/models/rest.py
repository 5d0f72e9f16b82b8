"""Rest: three weeks from the first admission to protected shelter, and what was granted on top (S004-45, S004-46)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields
from shelter.models.placement import Placement


class RestPeriod(Recorded):
    """When rest, and with it the wait for the first hearing, began; a move never begins it again (D-4, INV-13)."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="rest")
    placement = models.OneToOneField(Placement, models.PROTECT, related_name="+", verbose_name=_("placement"))
    starts_on = models.DateField(_("from"), help_text=_("The day of the first admission to BO or Fier."))

    data = {
        DataClass.REST: fields("case starts_on"),
        DataClass.PLACEMENT: fields(rest="placement"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("rest period"), _("rest periods")

    def __str__(self) -> str:
        return str(self.case_id)


class RestExtension(Recorded):
    """More rest, asked for by the guardian; it counts once a Nidos supervisor has approved it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="rest_extensions")
    rest = models.ForeignKey(RestPeriod, models.PROTECT, related_name="extensions", verbose_name=_("rest period"))
    days = models.PositiveSmallIntegerField(_("number of days"), validators=[MinValueValidator(1)])
    reason = models.CharField(
        _("reason"), max_length=500, help_text=_("Why this child needs more rest; no medical details.")
    )
    late = models.BooleanField(
        _("late"),
        default=False,
        editable=False,
        help_text=_("The rest period had ended when this was asked or approved."),
    )
    requested_user_id = models.CharField(max_length=80, blank=True, editable=False)
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)
    approved_by = models.UUIDField(null=True, blank=True, editable=False)
    approved_user_id = models.CharField(max_length=80, blank=True, editable=False)

    data = {
        DataClass.REST: fields(
            "case days late approved_at", "rest reason requested_user_id approved_by approved_user_id"
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("extension of rest"), _("extensions of rest")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1), name="an_extension_is_at_least_a_day",
                violation_error_message=_("An extension is at least one day."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
