"""Where children live: the houses and their beds. Reference data; the address of a protected house is secret."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Noted
from config.fields import ChoiceListField
from config.language import say
from intake.models import Child
from partners.data_classes import DataClass, fields
from partners.models import Organisation
from policy.locations import LOCATION_TYPES, LocationType, location_type


def kinds() -> list[tuple[str, str]]:
    """Every type of location by the name the policy gives it, in the language that is spoken now."""
    return [(row.code, say(row.label)) for row in LOCATION_TYPES]


class Details(models.Model):
    """What can change of a house while it goes on being the same one."""

    class Size(models.TextChoices):
        SMALL = "SMALL", _("small")
        MEDIUM = "MEDIUM", _("medium")
        LARGE = "LARGE", _("large")

    name = models.CharField(_("name"), max_length=120, help_text=_("A name that does not give the address away."))
    address = models.CharField(
        _("address"), max_length=250, blank=True, help_text=_("Only those with a right to it see it (INV-38).")
    )
    size_class = models.CharField(_("size"), max_length=10, choices=Size, blank=True)
    temporary = models.BooleanField(_("temporary"), default=False)
    speciality = models.CharField(
        _("speciality"), max_length=200, blank=True, help_text=_("For whom this place is made, in a few words.")
    )
    sexes = ChoiceListField(
        _("takes"), choices=Child.Sex, blank=True, help_text=_("Empty: every child, whatever its sex.")
    )
    min_age = models.PositiveSmallIntegerField(_("youngest age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("oldest age"), null=True, blank=True)

    class Meta:
        abstract = True


class Location(Details, Noted):
    """A house, a centre or a family (S004-20), of whatever size (S004-17)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("type"), max_length=20, choices=kinds)
    provider = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("run by"),
        help_text=_("The organisation whose people work there; they see the children who live there (C5)."),
    )  # fmt: skip
    is_active = models.BooleanField(_("in use"), default=True)

    data = {
        DataClass.PLACEMENT: fields(
            "name kind size_class temporary speciality sexes min_age max_age", "provider is_active"
        ),
        DataClass.ADDRESS: fields(rest="address"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("location"), _("locations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(min_age=None) | Q(max_age=None) | Q(min_age__lte=F("max_age")),
                name="the_youngest_age_is_not_above_the_oldest",
                violation_error_message=_("The youngest age is above the oldest."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> LocationType:
        """What the policy says about locations of this type."""
        return location_type(self.kind)


class Bed(Noted):
    """One place to sleep; it holds one child at a time (INV-08)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    location = models.ForeignKey(Location, models.PROTECT, related_name="beds", verbose_name=_("location"))
    label = models.CharField(_("bed"), max_length=60)
    is_active = models.BooleanField(_("in use"), default=True)

    data = {DataClass.PLACEMENT: fields("location label", "is_active")}

    class Meta:
        verbose_name, verbose_name_plural = _("bed"), _("beds")
        ordering = ["location", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "label"], name="a_bed_has_its_own_label",
                violation_error_message=_("This location already has a bed of that name."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.location}, {self.label}"
