"""How a place of arrival is called, by day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models.case import IntakeLocation
from partners.data_classes import DataClass, fields
from partners.models import Edition, one_at_a_time


class IntakeLocationEdition(Edition):
    """The name of a place of arrival from one day up to another; without one nobody arrives there."""

    intake_location = models.ForeignKey(
        IntakeLocation, models.PROTECT, related_name="editions", verbose_name=_("place of arrival")
    )
    name = models.CharField(_("name"), max_length=120)

    data = {DataClass.CONFIGURATION: fields("intake_location name in_force_from lapses_on", "reason lapse_reason")}

    class Meta:
        verbose_name, verbose_name_plural = _("edition of a place of arrival"), _("editions of places of arrival")
        ordering = ["intake_location", "-in_force_from"]
        constraints = one_at_a_time("intake_location")
