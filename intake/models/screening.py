"""Screenings: the answers, the version of the instrument they were given to, and what the worker makes of them."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.fields import ChoiceListField
from intake.indicators import indicator_choices
from intake.models.case import Case
from partners.data_classes import DataClass, fields


class Screening(Recorded):
    """One screening. It informs and never decides: nothing reads it to allow or refuse anything (S004-91, INV-20)."""

    class Step(models.TextChoices):
        ACQUAINTANCE = "ACQUAINTANCE", _("Acquaintance talk with Nidos")
        IDENTIFICATION = "IDENTIFICATION", _("Identification by AVIM")
        REGISTRATION = "REGISTRATION", _("Talk with IND")
        FOLLOW_UP = "FOLLOW_UP", _("Second talk with Nidos")
        EXTRA = "EXTRA", _("Extra talk")
        LATER = "LATER", _("later or elsewhere")

    class Concern(models.TextChoices):
        NONE = "NONE", _("no concern")
        SOME = "SOME", _("some concern")
        SERIOUS = "SERIOUS", _("serious concern")

    case = models.ForeignKey(Case, models.PROTECT, related_name="screenings")
    instrument = models.CharField(_("instrument"), max_length=20, editable=False)
    instrument_version = models.PositiveSmallIntegerField(_("version of the instrument"), editable=False)
    step = models.CharField(_("in which conversation"), max_length=20, choices=Step, default=Step.LATER)
    screened_on = models.DateField(_("screened on"))
    answers = EncryptedTextField(_("answers"), editable=False, help_text=_("As JSON, by question; stored encrypted."))
    indicators = ChoiceListField(
        _("computed indicators"), choices=indicator_choices, blank=True, editable=False,
        help_text=_("What the answers point at. It proves nothing and decides nothing."),
    )  # fmt: skip
    reported_concern = models.CharField(
        _("own impression"), max_length=8, choices=Concern,
        help_text=_("What you make of it yourself; it may differ from what the answers point at."),
    )  # fmt: skip
    remarks = EncryptedTextField(_("remarks"), blank=True, help_text=_("Stored encrypted."))
    caveat_shown_at = models.DateTimeField(_("caveat shown at"), editable=False)
    correction_reason = models.CharField(
        _("reason for the correction"), max_length=100, blank=True,
        help_text=_("Why it is put right only now; without names, because the ledger keeps it."),
    )  # fmt: skip

    data = {
        DataClass.SCREENING: fields(
            "case instrument instrument_version step screened_on",
            "answers indicators reported_concern remarks caveat_shown_at correction_reason",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("screening"), _("screenings")
        ordering = ["-screened_on", "-created_at"]

    def __str__(self) -> str:
        return f"{self.instrument} {self.case_id}"


def differs(concern: str, indicators: Sequence[str]) -> bool:
    """Whether impression and answers say something else: concern without an indicator, or an indicator without."""
    return (concern == Screening.Concern.NONE) == bool(indicators)
