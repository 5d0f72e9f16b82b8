"""What keeps a bed from being given away: it is out of service, or COA keeps it for one child (S004-15)."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.constraints import Days, NoOverlap, Period
from intake.models import Case
from partners.data_classes import DataClass, fields
from shelter.models.location import Bed


class BedOutageQuerySet(models.QuerySet["BedOutage"]):
    def on(self, day: date) -> "BedOutageQuerySet":
        """Those that hold on a day."""
        return self.within(day, day)

    def within(self, first: date, last: date | None) -> "BedOutageQuerySet":
        """Those that hold on any day of a time, both days included; without a last one it goes on."""
        rows = self.filter(Q(back_on=None) | Q(back_on__gt=first)).exclude(back_on=F("starts_on"))
        return rows.filter(starts_on__lte=last) if last else rows


class BedOutage(Recorded):
    """The days on which nobody can sleep in a bed. It is about a bed, so about no child."""

    bed = models.ForeignKey(Bed, models.PROTECT, related_name="outages", verbose_name=_("bed"))
    starts_on = models.DateField(_("out of service from"), blank=True, help_text=_("Leave empty for today."))
    back_on = models.DateField(
        _("in service again from"), null=True, blank=True, help_text=_("Leave empty while nobody knows.")
    )
    reason = models.CharField(
        _("reason"), max_length=200, help_text=_("Why nobody can sleep there; nothing about a child.")
    )

    objects = BedOutageQuerySet.as_manager()

    data = {DataClass.PLACEMENT: fields("bed starts_on back_on", "reason")}

    class Meta:
        verbose_name, verbose_name_plural = _("bed out of service"), _("beds out of service")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(back_on=None) | Q(back_on__gte=F("starts_on")), name="a_bed_comes_back_after_it_went",
                violation_error_message=_("A bed comes back after it went out of service."),
            ),
            NoOverlap(
                name="outages_of_a_bed_never_overlap",
                expressions=[("bed", "="), (Days("starts_on", "back_on"), "&&")],
                violation_error_message=_("This bed is out of service in that time already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.bed_id)


class BedReservationQuerySet(models.QuerySet["BedReservation"]):
    def open(self, at: datetime) -> "BedReservationQuerySet":
        """Those that still hold; one lapses by itself when its last day is over."""
        return self.filter(ends_at__gt=at)


class BedReservation(Recorded):
    """A free bed that is kept for one child, up to and with a day. Nobody has to end it: its end stands in it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="bed_reservations")
    bed = models.ForeignKey(Bed, models.PROTECT, related_name="reservations", verbose_name=_("bed"))
    starts_at = models.DateTimeField(_("from"), editable=False)
    until = models.DateField(
        _("up to and with"), blank=True, help_text=_("Leave empty for as long as a bed may be kept.")
    )
    ends_at = models.DateTimeField(_("until"), editable=False)

    objects = BedReservationQuerySet.as_manager()

    data = {
        DataClass.PLACEMENT: fields("case starts_at until ends_at"),
        DataClass.LOCATION: fields(rest="bed"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("bed that is kept"), _("beds that are kept")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="a_bed_is_kept_forward",
                violation_error_message=_("A bed is kept from now on, not back in time."),
            ),
            NoOverlap(
                name="a_bed_is_kept_for_one_child",
                expressions=[("bed", "="), (Period("starts_at", "ends_at"), "&&")],
                violation_error_message=_("This bed is kept for another child."),
            ),
            NoOverlap(
                name="one_bed_is_kept_for_a_child",
                expressions=[("case", "="), (Period("starts_at", "ends_at"), "&&")],
                violation_error_message=_("A bed is kept for this child already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
