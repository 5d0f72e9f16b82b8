"""Reference data by day: what an organisation, and in the rooms above a place, a house or a bed, is from when to when.

The row that everything points at says what holds today; its editions say what held before and what will hold.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.constraints import Days, NoOverlap
from partners.data_classes import DataClass, fields
from partners.models.people import Organisation


class EditionQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> "EditionQuerySet":
        """Those that hold on a day."""
        return self.within(day, None).filter(in_force_from__lte=day)

    def within(self, first: date, last: date | None) -> "EditionQuerySet":
        """Those that hold on any day from one up to, and without, another; what was called off never does."""
        rows = self.filter(Q(lapses_on=None) | Q(lapses_on__gt=first)).exclude(lapses_on=F("in_force_from"))
        return rows.filter(in_force_from__lt=last) if last else rows

    def kept(self) -> "EditionQuerySet":
        """Those that were not called off before they began."""
        return self.exclude(lapses_on=F("in_force_from"))


class Edition(Recorded):
    """What holds from one day up to another, of one row never two at a time. Called off: a time of no days."""

    in_force_from = models.DateField(_("in force from"), help_text=_("Today or later: what held stays as it was."))
    lapses_on = models.DateField(
        _("no longer in force from"), null=True, blank=True, help_text=_("The first day on which it does not hold.")
    )
    reason = models.CharField(_("reason"), max_length=200, help_text=_("Why; nothing about a child."))
    lapse_reason = models.CharField(_("reason of the end"), max_length=200, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.pk} {self.in_force_from}"

    def holds(self, today: date) -> bool:
        return self.in_force_from <= today and not self.is_over(today)

    def is_over(self, today: date) -> bool:
        """Whether it holds no longer, or was called off."""
        return self.lapses_on is not None and self.lapses_on <= max(today, self.in_force_from)

    def is_planned(self, today: date) -> bool:
        """Whether its beginning or its end is still to come."""
        return not self.is_over(today) and (self.in_force_from > today or self.lapses_on is not None)


def one_at_a_time(subject: str) -> list[models.BaseConstraint]:
    """What the database refuses of the editions of one kind."""
    return [
        models.CheckConstraint(
            condition=Q(lapses_on=None) | Q(lapses_on__gte=F("in_force_from")), name=f"{subject}_edition_ends_forward",
            violation_error_message=_("It ends before it begins."),
        ),
        NoOverlap(
            name=f"{subject}_editions_never_overlap",
            expressions=[(subject, "="), (Days("in_force_from", "lapses_on"), "&&")],
            violation_error_message=_("Something else holds in that time already."),
        ),
    ]  # fmt: skip


class OrganisationEdition(Edition):
    """How an organisation is called and which telephone always answers there."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="editions", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone of the duty desk"), max_length=40, blank=True)
    hours = models.CharField(
        _("when somebody answers"), max_length=120, blank=True, help_text=_("In a few words: day and night.")
    )

    data = {
        DataClass.CONFIGURATION: fields("organisation name phone hours in_force_from lapses_on", "reason lapse_reason")
    }

    class Meta:
        verbose_name, verbose_name_plural = _("edition of an organisation"), _("editions of organisations")
        ordering = ["organisation", "-in_force_from"]
        constraints = one_at_a_time("organisation")
