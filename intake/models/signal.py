"""Signals: that somebody thinks there may be trafficking, or something near it (S004-24, S004-92)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.fields import ChoiceListField
from intake.models.case import Case
from partners.data_classes import DataClass, fields


class SignalKind(models.TextChoices):
    TRAFFICKING = "TRAFFICKING", _("human trafficking")
    FORCED_MARRIAGE = "FORCED_MARRIAGE", _("forced marriage")
    HONOUR_VIOLENCE = "HONOUR_VIOLENCE", _("honour violence")
    SEXUAL_VIOLENCE = "SEXUAL_VIOLENCE", _("sexual violence")
    ABUSE = "ABUSE", _("abuse")
    SMUGGLING_DEBT = "SMUGGLING_DEBT", _("debt to a smuggler")
    DISAPPEARANCE_RISK = "DISAPPEARANCE_RISK", _("risk of disappearing")


class ExploitationForm(models.TextChoices):
    SEXUAL = "SEXUAL", _("sexual")
    LABOUR = "LABOUR", _("labour")
    CRIMINAL = "CRIMINAL", _("criminal")
    BEGGING = "BEGGING", _("begging")
    DOMESTIC_SERVITUDE = "DOMESTIC_SERVITUDE", _("domestic servitude")
    FORCED_MARRIAGE = "FORCED_MARRIAGE", _("forced marriage")
    ORGAN = "ORGAN", _("organ removal")
    OTHER = "OTHER", _("other")
    UNKNOWN = "UNKNOWN", _("unknown")


class Signal(Recorded):
    """A signal about a child. It is never deleted and never decides anything by itself (INV-10, INV-20, INV-41)."""

    class Certainty(models.TextChoices):
        SLIGHT = "SLIGHT", _("slight")
        REASONABLE = "REASONABLE", _("reasonable")
        STRONG = "STRONG", _("strong")

    class SourceStep(models.TextChoices):
        ACQUAINTANCE = "ACQUAINTANCE", _("Acquaintance talk with Nidos")
        IDENTIFICATION = "IDENTIFICATION", _("Identification by AVIM")
        REGISTRATION = "REGISTRATION", _("Talk with IND")
        FOLLOW_UP = "FOLLOW_UP", _("Second talk with Nidos")
        EXTRA = "EXTRA", _("Extra talk")
        LATER = "LATER", _("later or elsewhere")

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="signals")
    data_key = models.UUIDField(editable=False, help_text=_("The child's key; its own while it fits no case."))
    kinds = ChoiceListField(_("about"), choices=SignalKind)
    exploitation_forms = ChoiceListField(_("form of exploitation"), choices=ExploitationForm, blank=True)
    certainty = models.CharField(_("how certain"), max_length=12, choices=Certainty, default=Certainty.SLIGHT)
    source_step = models.CharField(_("came up in"), max_length=20, choices=SourceStep, default=SourceStep.LATER)
    summary = models.CharField(
        _("summary"), max_length=300,
        help_text=_("One sentence that the other organisations may read. No names, no addresses."),
    )  # fmt: skip
    detail = EncryptedTextField(
        _("detail"), blank=True, help_text=_("What only some roles may read; stored encrypted.")
    )
    names_child = EncryptedTextField(
        _("the child as the reporter named it"),
        blank=True,
        editable=False,
        help_text=_("How a reporter from outside named the child."),
    )
    raised_at = models.DateTimeField(_("raised at"), editable=False)

    data = {
        DataClass.SIGNAL: fields("case kinds certainty summary raised_at source_step", "exploitation_forms"),
        DataClass.SIGNAL_DETAIL: fields(rest="detail names_child"),
        DataClass.CONFIGURATION: fields(rest="data_key"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("signal"), _("signals")
        ordering = ["-raised_at"]
        indexes = [models.Index(fields=["raised_at"], condition=Q(case=None), name="signal_unmatched")]

    def __str__(self) -> str:
        return str(self.id)
