"""Transfers: a journey to another house, planned, on its way, and over once that house says the child is there."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields
from shelter.models.location import Bed, Location
from shelter.models.placement import Placement


class TransferQuerySet(models.QuerySet["Transfer"]):
    def open(self) -> "TransferQuerySet":
        return self.filter(arrived_at=None, cancelled_at=None)


class Transfer(Recorded):
    """One journey. The stay changes when the child arrives, so that it lives in one place at every moment (INV-09);
    until then the bed it goes to is given to nobody else (INV-08)."""

    class Escort(models.TextChoices):
        """Who goes along: no minor travels alone."""

        MENTOR = "MENTOR", _("a mentor")
        GUARDIAN = "GUARDIAN", _("the guardian")
        COA = "COA", _("an employee of COA")
        SECURED = "SECURED", _("secured transport")

    case = models.ForeignKey(Case, models.PROTECT, related_name="transfers")
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, editable=False, related_name="transfers",
        verbose_name=_("placement"), help_text=_("The stay it leaves; empty: it leaves from the place of arrival."),
    )  # fmt: skip
    location = models.ForeignKey(
        Location, models.PROTECT, related_name="+", blank=True, verbose_name=_("location"),
        help_text=_("May stay empty when a bed is named."),
    )  # fmt: skip
    bed = models.ForeignKey(
        Bed, models.PROTECT, related_name="transfers", verbose_name=_("bed"),
        help_text=_("It is kept free for the child from now on."),
    )  # fmt: skip
    planned_at = models.DateTimeField(_("leaves at"), help_text=_("When the child leaves; not in the past."))
    escort = models.CharField(_("who goes along"), max_length=10, choices=Escort)
    move_reason = models.CharField(
        _("reason for the move"), max_length=500, blank=True, help_text=_("Every move harms; say why it is needed.")
    )
    avoidable = models.CharField(
        _("could this move be avoided?"), max_length=3, choices=Placement.Avoidable, blank=True
    )
    override_reason = models.CharField(_("reason for crisis shelter"), max_length=500, blank=True)
    bar_reason = models.CharField(_("reason to move it all the same"), max_length=500, blank=True)
    unfinished_reason = models.CharField(
        _("why it leaves protected shelter now"), max_length=500, blank=True,
        help_text=_("Only if it leaves protected shelter before guidance plan and programme are finished (S004-119)."),
    )  # fmt: skip
    apart_reason = models.CharField(_("reason to live apart from brother or sister"), max_length=500, blank=True)
    departed_at = models.DateTimeField(_("left at"), null=True, blank=True, editable=False)
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("called off at"), null=True, blank=True, editable=False)
    cancel_reason = models.CharField(
        _("why it is called off"), max_length=500, blank=True, help_text=_("The bed is free again for others.")
    )

    objects = TransferQuerySet.as_manager()

    data = {
        DataClass.TRANSFER: fields(
            "case planned_at departed_at arrived_at cancelled_at",
            "placement escort move_reason avoidable unfinished_reason override_reason bar_reason apart_reason "
            "cancel_reason",
        ),
        DataClass.LOCATION: fields(rest="location bed"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("transfer"), _("transfers")
        ordering = ["-planned_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(arrived_at=None, cancelled_at=None), name="one_transfer_is_open",
                violation_error_message=_("A transfer of this child is planned already."),
            ),
            models.UniqueConstraint(
                fields=["bed"], condition=Q(arrived_at=None, cancelled_at=None), name="a_bed_is_promised_once",
                violation_error_message=_("This bed is promised to another child (INV-08)."),
            ),
            models.CheckConstraint(
                condition=Q(arrived_at=None) | Q(departed_at__isnull=False, arrived_at__gte=F("departed_at")),
                name="who_arrives_has_left",
                violation_error_message=_("A child arrives after it left."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancel_reason="")
                | (Q(cancelled_at__isnull=False, arrived_at=None) & ~Q(cancel_reason="")),
                name="a_transfer_is_called_off_with_a_reason",
                violation_error_message=_("A transfer is called off with a reason, and not after the arrival."),
            ),
            models.CheckConstraint(
                condition=Q(placement=None) | ~Q(move_reason=""), name="a_planned_move_has_its_reason",
                violation_error_message=_("A move needs its reason (S004-18)."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def state(self) -> str:
        """PLANNED, DEPARTED, ARRIVED or CANCELLED."""
        if self.cancelled_at is not None:
            return "CANCELLED"
        if self.arrived_at is not None:
            return "ARRIVED"
        return "PLANNED" if self.departed_at is None else "DEPARTED"
