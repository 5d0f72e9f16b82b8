"""Who is the focal person for trafficking, of a location or of a whole organisation (S001-33)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from partners.data_classes import DataClass, fields
from partners.models import Person
from shelter.models.location import Location


class FocalPersonQuerySet(models.QuerySet["FocalPerson"]):
    def on(self, day: date) -> "FocalPersonQuerySet":
        """Who is focal person on a day, and works here still."""
        standing = Q(ended_on=None) | Q(ended_on__gt=day)
        return self.filter(standing, since__lte=day, person__is_active=True)


class FocalPerson(Recorded):
    """Somebody is the focal person of one location, or of the organisation, from a day on until it is ended."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("focal person"))
    location = models.ForeignKey(
        Location, models.PROTECT, null=True, blank=True, related_name="focal_persons", verbose_name=_("location"),
        help_text=_("Leave empty for the whole organisation."),
    )  # fmt: skip
    since = models.DateField(_("focal person since"), blank=True, help_text=_("Leave empty for today."))
    ended_on = models.DateField(
        _("ended on"), null=True, blank=True,
        help_text=_("The first day on which it is somebody else or nobody; leave empty for today."),
    )  # fmt: skip

    objects = FocalPersonQuerySet.as_manager()

    data = {DataClass.TRAINING: fields("person location since ended_on")}
    owned_through = "person__organisation"

    class Meta:
        verbose_name, verbose_name_plural = _("focal person"), _("focal persons")
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "location"], condition=Q(ended_on=None, location__isnull=False),
                name="a_focal_person_of_a_place_once",
                violation_error_message=_("This is the focal person there already."),
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on=None, location=None),
                name="a_focal_person_of_the_organisation_once",
                violation_error_message=_("This is the focal person there already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="a_focal_person_ends_after_it_began",
                violation_error_message=_("It ends on a day after it began."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} {self.since}"
