"""What a house and a bed are, by day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.data_classes import DataClass, fields
from partners.models import Edition, one_at_a_time
from shelter.models.location import Bed, Details, Location


class LocationEdition(Details, Edition):
    """A house from one day up to another; without one nobody is placed there. The address stays secret."""

    location = models.ForeignKey(Location, models.PROTECT, related_name="editions", verbose_name=_("house"))

    data = {
        DataClass.CONFIGURATION: fields(
            "location name size_class temporary speciality sexes min_age max_age in_force_from lapses_on",
            "reason lapse_reason",
        ),
        DataClass.ADDRESS: fields(rest="address"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("edition of a house"), _("editions of houses")
        ordering = ["location", "-in_force_from"]
        constraints = one_at_a_time("location")


class BedEdition(Edition):
    """A bed from one day up to another; without one nobody sleeps in it."""

    bed = models.ForeignKey(Bed, models.PROTECT, related_name="editions", verbose_name=_("bed"))
    label = models.CharField(_("name of the bed"), max_length=60)

    data = {DataClass.CONFIGURATION: fields("bed label in_force_from lapses_on", "reason lapse_reason")}

    class Meta:
        verbose_name, verbose_name_plural = _("edition of a bed"), _("editions of beds")
        ordering = ["bed", "-in_force_from"]
        constraints = one_at_a_time("bed")
