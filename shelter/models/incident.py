"""Incidents at a location: somebody or something suspicious near a house, of no child in particular (S001-34)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from partners.data_classes import DataClass, fields
from partners.models import Organisation
from shelter.models.location import Location


class LocationIncidentQuerySet(models.QuerySet["LocationIncident"]):
    def open(self) -> "LocationIncidentQuerySet":
        return self.filter(closed_at=None)


class LocationIncident(Recorded):
    """One incident. It stands in no case and names no child; its words lie under a data key of their own."""

    class What(models.TextChoices):
        PERSON = "PERSON", _("a suspicious person")
        VEHICLE = "VEHICLE", _("a suspicious vehicle")
        VISITOR = "VISITOR", _("an unknown visitor who asks for a child")
        PICTURES = "PICTURES", _("a drone, or somebody who takes pictures")
        THREAT = "THREAT", _("a threat against the house")
        OTHER = "OTHER", _("something else")

    class Outcome(models.TextChoices):
        HARMLESS = "HARMLESS", _("it was harmless")
        GONE = "GONE", _("gone, and not known who it was")
        DEALT_WITH = "DEALT_WITH", _("police dealt with it")
        HOUSE_UNSAFE = "HOUSE_UNSAFE", _("the house is no longer a secret: children are moved")

    location = models.ForeignKey(Location, models.PROTECT, related_name="incidents", verbose_name=_("location"))
    # Who runs the house: its people read what others report of it.
    provider = models.ForeignKey(
        Organisation, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("run by")
    )
    data_key = models.UUIDField(editable=False, help_text=_("A key of its own: it belongs to no child."))
    what = models.CharField(_("what it is"), max_length=10, choices=What)
    happened_at = models.DateTimeField(_("when"), blank=True, help_text=_("Leave empty for now; not in the future."))
    description = EncryptedTextField(
        _("what was seen"),
        help_text=_("Who or what, a licence plate, which way it went. No names of children; stored encrypted."),
    )
    police_called = models.BooleanField(
        _("police were called by telephone"), default=False, help_text=_("In danger call 112 first.")
    )
    reported_at = models.DateTimeField(_("reported at"), editable=False)
    police_acted_at = models.DateTimeField(_("police acted at"), null=True, blank=True, editable=False)
    coa_acted_at = models.DateTimeField(_("COA acted at"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=14, choices=Outcome, blank=True)
    closing_words = EncryptedTextField(
        _("how it ended"), blank=True,
        help_text=_("What is known now, and what is done differently; stored encrypted."),
    )  # fmt: skip

    objects = LocationIncidentQuerySet.as_manager()

    # A row of this organisation too, whoever reported it.
    owned_through = "provider"
    data = {
        DataClass.INCIDENT: fields(
            "location what happened_at reported_at closed_at outcome",
            "provider description police_called police_acted_at coa_acted_at closing_words",
        ),
        DataClass.CONFIGURATION: fields(rest="data_key"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("incident at a location"), _("incidents at locations")
        ordering = ["-reported_at"]
        indexes = [models.Index(fields=["reported_at"], condition=Q(closed_at=None), name="incident_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("reported_at")), name="an_incident_happened_before_it_was_reported",
                violation_error_message=_("It happened before it was reported."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="")
                | (Q(closed_at__isnull=False, police_acted_at__isnull=False, coa_acted_at__isnull=False)
                   & ~Q(outcome="") & ~Q(closing_words="")),
                name="an_incident_closes_when_all_have_acted",
                violation_error_message=_("An incident closes with an outcome, once police and COA have acted."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.what} {self.location_id}"

    @property
    def answered(self) -> bool:
        """Whether both police and COA have acted: until then everybody is alerted (AL-34)."""
        return self.police_acted_at is not None and self.coa_acted_at is not None


class IncidentAction(Recorded):
    """One thing that somebody did about it."""

    incident = models.ForeignKey(
        LocationIncident, models.PROTECT, related_name="actions", verbose_name=_("incident at a location")
    )
    provider = models.ForeignKey(
        Organisation, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("run by")
    )
    action = EncryptedTextField(_("what was done"), help_text=_("What you did, or will do when; stored encrypted."))
    taken_at = models.DateTimeField(_("done at"), editable=False)

    owned_through = "provider"
    data = {DataClass.INCIDENT: fields("incident taken_at", "provider action")}

    class Meta:
        verbose_name, verbose_name_plural = _("step after an incident"), _("steps after an incident")
        ordering = ["taken_at"]

    def __str__(self) -> str:
        return str(self.incident_id)
