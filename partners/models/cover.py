"""Who stands in for somebody who is away, and the desk one calls."""

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Noted, Recorded
from partners.data_classes import DataClass, fields
from partners.models.people import Organisation, Person


class DutyDesk(Noted):
    """The desk of an organisation that always answers, for when nobody knows whom to call."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="duty_desk")
    phone = models.CharField(_("telephone"), max_length=40)
    hours = models.CharField(_("when"), max_length=120, help_text=_("When somebody answers, in a few words."))

    class Meta:
        verbose_name, verbose_name_plural = _("duty desk"), _("duty desks")

    def __str__(self) -> str:
        return str(self.organisation)


class StandInQuerySet(models.QuerySet["StandIn"]):
    def on(self, day: date) -> "StandInQuerySet":
        """Those that hold on a day."""
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day, ended_on=None)

    def within(self, since: date, until: date | None) -> "StandInQuerySet":
        """Those that hold on any day of a time; without an end it goes on."""
        rows = self.filter(Q(until=None) | Q(until__gte=since), ended_on=None)
        return rows.filter(since__lte=until) if until else rows

    def covered_by(self, person: UUID, day: date) -> models.QuerySet["StandIn", UUID]:
        """The ids of whom somebody stands in for on a day, as a subquery."""
        return self.on(day).filter(stand_in=person).values_list("person", flat=True)


class StandIn(Recorded):
    """Somebody is away and a colleague of the same role does the work, from a day until a day, both included."""

    person = models.ForeignKey(
        Person, models.PROTECT, blank=True, related_name="stand_ins", verbose_name=_("who is away"),
        help_text=_("Leave empty for yourself."),
    )  # fmt: skip
    stand_in = models.ForeignKey(Person, models.PROTECT, related_name="covers", verbose_name=_("who stands in"))
    since = models.DateField(_("first day"))
    until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty while nobody knows; end it when it is over.")
    )
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = StandInQuerySet.as_manager()

    data = {DataClass.COVER: fields("person stand_in since until ended_on", "reason")}

    class Meta:
        verbose_name, verbose_name_plural = _("stand-in"), _("stand-ins")
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="a_stand_in_ends_after_it_began",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(person=F("stand_in")), name="nobody_stands_in_for_themselves",
                violation_error_message=_("Name somebody else: nobody stands in for themselves."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} {self.since}"
