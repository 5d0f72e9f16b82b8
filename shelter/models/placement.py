"""Placements: in which house and bed a child lives, from when and until when (S004-37)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.constraints import NoOverlap, Period
from intake.models import Case
from partners.data_classes import DataClass, fields
from shelter.models.location import Bed, Location


class Placement(Recorded):
    """One stay. Two stays of one child never overlap, nor do two in one bed (INV-08)."""

    class Avoidable(models.TextChoices):
        """Asked with every move (S004-18); empty: nobody was asked yet."""

        NO = "NO", _("no")
        YES = "YES", _("yes")

    class Verdict(models.TextChoices):
        JUSTIFIED = "JUSTIFIED", _("there was no other place")
        NOT_JUSTIFIED = "NOT_JUSTIFIED", _("there was another place")

    class Destination(models.TextChoices):
        OWN_HOME = "OWN_HOME", _("a home of its own")
        FAMILY = "FAMILY", _("with family")
        OTHER_CARE = "OTHER_CARE", _("other care or supported living")
        ABROAD = "ABROAD", _("another country")
        OTHER = "OTHER", _("elsewhere")

    case = models.ForeignKey(Case, models.PROTECT, related_name="placements")
    location = models.ForeignKey(
        Location, models.PROTECT, related_name="placements", blank=True, verbose_name=_("location"),
        help_text=_("May stay empty when a bed is named."),
    )  # fmt: skip
    bed = models.ForeignKey(
        Bed, models.PROTECT, null=True, blank=True, related_name="placements", verbose_name=_("bed"),
        help_text=_("A bed that is free."),
    )  # fmt: skip
    starts_at = models.DateTimeField(
        _("from"), blank=True, help_text=_("Leave empty for now. Not before the arrival and not in the future.")
    )
    ends_at = models.DateTimeField(_("until"), null=True, blank=True, editable=False)
    is_move = models.BooleanField(_("is a move"), default=False, editable=False)
    move_reason = models.CharField(
        _("reason for the move"),
        max_length=500,
        blank=True,
        help_text=_("Every move harms; say why this one is needed."),
    )
    unfinished_reason = models.CharField(
        _("why it leaves protected shelter now"), max_length=500, blank=True,
        help_text=_("Only if it leaves protected shelter before guidance plan and programme are finished (S004-119)."),
    )  # fmt: skip
    avoidable = models.CharField(
        _("could this move be avoided?"), max_length=3, choices=Avoidable, blank=True,
        help_text=_("Would it not be needed if there had been a bed, a decision or an agreement in time?"),
    )  # fmt: skip
    bar_reason = models.CharField(
        _("reason to move it all the same"), max_length=500, blank=True,
        help_text=_("Guardian or mentor said that the child should stay; the guardian is told of this reason."),
    )  # fmt: skip
    apart_reason = models.CharField(
        _("reason to live apart from brother or sister"), max_length=500, blank=True,
        help_text=_("Brothers and sisters live together unless that is not safe for one of them (EC-43)."),
    )  # fmt: skip
    override_reason = models.CharField(
        _("reason for crisis shelter"), max_length=500, blank=True,
        help_text=_("A child alone does not belong in crisis shelter; if there is no other place, say why (INV-34)."),
    )  # fmt: skip
    override_reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True, editable=False)
    override_verdict = models.CharField(_("was it needed?"), max_length=15, choices=Verdict, blank=True)

    went_to = models.CharField(_("went to live"), max_length=12, choices=Destination, blank=True)
    departure_reason = models.CharField(
        _("what was arranged"),
        max_length=500,
        blank=True,
        help_text=_("What was arranged, and with whom; no address."),
    )

    data = {
        DataClass.PLACEMENT: fields(
            "case starts_at ends_at is_move",
            "move_reason avoidable bar_reason apart_reason unfinished_reason override_reason went_to departure_reason",
        ),
        DataClass.LOCATION: fields(rest="location bed"),
        DataClass.OVERRIDE: fields(rest="override_reviewed_on override_verdict"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("placement"), _("placements")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(went_to="", departure_reason="")
                | Q(ends_at__isnull=False) & ~Q(went_to="") & ~Q(departure_reason=""),
                name="a_departure_ends_a_stay_and_has_its_reason",
                violation_error_message=_("Say where the young adult went to live, and what was arranged."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="a_placement_ends_after_it_began",
                violation_error_message=_("A placement ends after it began."),
            ),
            models.CheckConstraint(
                condition=Q(is_move=False) | ~Q(move_reason=""), name="a_move_has_its_reason",
                violation_error_message=_("A move needs its reason (S004-18)."),
            ),
            models.CheckConstraint(
                condition=Q(is_move=True) | Q(avoidable="", bar_reason=""), name="what_is_asked_of_a_move_is_one",
                violation_error_message=_("Only a move can be avoided."),
            ),
            models.CheckConstraint(
                condition=Q(override_reviewed_on=None, override_verdict="")
                | (Q(override_reviewed_on__isnull=False) & ~Q(override_verdict="") & ~Q(override_reason="")),
                name="what_is_reviewed_is_an_override",
                violation_error_message=_("A review says whether crisis shelter was needed (INV-34)."),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ends_at=None), name="a_child_lives_in_one_place",
                violation_error_message=_("This child already has a place (INV-08)."),
            ),
            models.UniqueConstraint(
                fields=["bed"], condition=Q(ends_at=None), name="a_bed_holds_one_child",
                violation_error_message=_("This bed is taken (INV-08)."),
            ),
            NoOverlap(
                name="stays_of_a_child_never_overlap",
                expressions=[("case", "="), (Period("starts_at", "ends_at"), "&&")],
                violation_error_message=_("This child already had a place in that time (INV-08)."),
            ),
            NoOverlap(
                name="stays_in_a_bed_never_overlap",
                expressions=[("bed", "="), (Period("starts_at", "ends_at"), "&&")],
                condition=Q(bed__isnull=False),
                violation_error_message=_("This bed was taken in that time (INV-08)."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
