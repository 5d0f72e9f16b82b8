"""The case: one per child, never per procedure; and the places where children arrive."""

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Noted, Recorded
from config.fields import NamesField
from partners.data_classes import DataClass, fields


class IntakeLocation(Noted):
    """Where children arrive: Ter Apel, and others as they join the procedure (S004-12, S004-89)."""

    code = models.SlugField(_("code"), primary_key=True)
    name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("intake location"), _("intake locations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CaseNumber(models.Model):
    """A sequence that both databases have: adding a row takes the next number, without waiting for anybody."""

    id = models.BigAutoField(primary_key=True)

    def __str__(self) -> str:
        return str(self.id)


class Case(Recorded):
    """The file of one child. Its phase is derived from what stands in it; nothing here says how far it is."""

    # A form asks for another case by this, not by a list of all cases.
    named_by = "reference"

    number = models.BigIntegerField(unique=True, editable=False)
    reference = models.CharField(_("case number"), max_length=20, unique=True, editable=False)
    data_key = models.UUIDField(
        editable=False, help_text=_("The key under which the child's confidential texts stand.")
    )
    intake_location = models.ForeignKey(IntakeLocation, models.PROTECT, verbose_name=_("place of arrival"))
    arrived_on = models.DateField(_("arrived on"), help_text=_("The day the child arrived there."))
    accompanied_by = NamesField(
        _("accompanied by"), blank=True,
        help_text=_("Who came along, one on a line. A companion is never trusted by itself (S000-22)."),
    )  # fmt: skip

    imported_as = models.CharField(
        _("line of the arrival list"), max_length=64, blank=True, editable=False,
        help_text=_("The fingerprint of the line of an arrival list, so that the same line is registered once."),
    )  # fmt: skip

    data = {
        DataClass.IDENTITY: fields("number reference", "accompanied_by"),
        DataClass.LOCATION: fields("intake_location arrived_on"),
        DataClass.CONFIGURATION: fields(rest="data_key imported_as"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("case"), _("cases")
        constraints = [
            models.UniqueConstraint(
                fields=["imported_as"], condition=~Q(imported_as=""), name="a_line_is_imported_once"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def in_case(self) -> UUID:
        return self.id
