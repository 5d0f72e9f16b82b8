"""Signals: that somebody thinks there may be trafficking, or something near it (S004-24, S004-92); what came of it."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.fields import ChoiceListField
from intake.indicators import indicator_choices
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


def counts_as_trafficking(kinds: Iterable[str]) -> bool:
    """Whether it says trafficking: a debt to a smuggler alone asks for a screening and no more (EC-51, S001-28)."""
    return SignalKind.TRAFFICKING in kinds


class SignalQuerySet(models.QuerySet["Signal"]):
    def valid(self) -> "SignalQuerySet":
        """Without those that were about another child."""
        return self.exclude(status=Signal.Status.WRONG_CHILD)

    def open(self) -> "SignalQuerySet":
        """Those from which something may still follow; a merged one is followed by the one that it is part of."""
        return self.filter(status__in=Signal.OPEN)

    def unmatched(self) -> "SignalQuerySet":
        """Those from outside that wait for a case."""
        return self.valid().filter(case=None)


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

    class Phase(models.TextChoices):
        ORIGIN = "ORIGIN", _("in the country of origin")
        EN_ROUTE = "EN_ROUTE", _("on the way")
        NETHERLANDS = "NETHERLANDS", _("in the Netherlands")
        FEARED = "FEARED", _("feared, not yet happened")

    class Status(models.TextChoices):
        SHARED = "SHARED", _("shared, not yet assessed")
        LEADS_TO_INDICATION = "LEADS_TO_INDICATION", _("leads to an indication")
        MONITOR = "MONITOR", _("kept under watch")
        NOT_SUBSTANTIATED = "NOT_SUBSTANTIATED", _("not substantiated")
        MERGED_INTO = "MERGED_INTO", _("merged into another signal")
        WRONG_CHILD = "WRONG_CHILD", _("about another child")

    OPEN = (Status.SHARED, Status.MONITOR, Status.LEADS_TO_INDICATION)

    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="signals")
    data_key = models.UUIDField(editable=False, help_text=_("The child's key; its own while it fits no case."))
    kinds = ChoiceListField(_("about"), choices=SignalKind)
    exploitation_forms = ChoiceListField(_("form of exploitation"), choices=ExploitationForm, blank=True)
    place_phase = models.CharField(_("when and where it happened"), max_length=12, choices=Phase, blank=True)
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("A country, a city or a kind of place; never an address.")
    )
    indicators = ChoiceListField(_("indicators"), choices=indicator_choices, blank=True)
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
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.SHARED, editable=False)
    linked_to = models.ForeignKey(
        to="self", on_delete=models.PROTECT, null=True, blank=True, related_name="linked",
        verbose_name=_("linked to"),
    )  # fmt: skip
    merged_into = models.ForeignKey(
        to="self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged",
        verbose_name=_("merged into"),
    )  # fmt: skip
    replaced_by = models.OneToOneField(
        to="self", on_delete=models.PROTECT, null=True, editable=False, related_name="replaces",
        verbose_name=_("replaced by"),
    )  # fmt: skip

    objects = SignalQuerySet.as_manager()

    # About another child: out of this file, kept for the ledger (EC-63).
    hidden = Q(status="WRONG_CHILD")
    # These name other signals: only who reads every signal of the case may learn that there are any.
    beside = ("linked_to", "merged_into", "replaced_by")
    # Whether it fits a case and what came of it is not told outside.
    inside = ("case", "status")
    # What was raised in a wrong file tells of the child of the right one, and is destroyed with that.
    goes_with = ("replaced_by",)
    data = {
        DataClass.SIGNAL: fields(
            "case kinds certainty summary raised_at source_step status",
            "exploitation_forms place_phase place indicators linked_to merged_into replaced_by",
        ),
        DataClass.SIGNAL_DETAIL: fields(rest="detail names_child"),
        DataClass.CONFIGURATION: fields(rest="data_key"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("signal"), _("signals")
        ordering = ["-raised_at"]
        indexes = [models.Index(fields=["raised_at"], condition=Q(case=None), name="signal_unmatched")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="MERGED_INTO", merged_into__isnull=False)
                | (~Q(status="MERGED_INTO") & Q(merged_into=None)),
                name="a_merged_signal_says_into_which",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    def told_apart(self) -> str:
        """How a list to choose from names it, for whoever may read its summary."""
        return f"{date_format(timezone.localtime(self.raised_at), 'j N H:i')} · {self.summary}"


class SignalAssessment(Recorded):
    """What became of a signal, with the reasons. A later one counts instead of an earlier one (C3.2)."""

    class Outcome(models.TextChoices):
        LEADS_TO_INDICATION = "LEADS_TO_INDICATION", _("leads to an indication")
        MONITOR = "MONITOR", _("kept under watch")
        NOT_SUBSTANTIATED = "NOT_SUBSTANTIATED", _("not substantiated")
        REOPENED = "REOPENED", _("opened again")
        MERGED_INTO = "MERGED_INTO", _("merged into another signal")
        WRONG_CHILD = "WRONG_CHILD", _("about another child")

    # None of a signal that fitted no case.
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="signal_assessments")
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="assessments")
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    assessed_on = models.DateField(_("assessed on"), editable=False)
    review_on = models.DateField(
        _("look again on"), null=True, blank=True, help_text=_("Until when it is watched; then it is assessed anew.")
    )
    reasons = EncryptedTextField(_("reasons"), help_text=_("Why; stored encrypted."))

    hidden = Q(signal__status="WRONG_CHILD")
    goes_with = ("signal",)
    data = {
        DataClass.SIGNAL: fields("case signal outcome assessed_on", "review_on"),
        DataClass.SIGNAL_DETAIL: fields(rest="reasons"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("assessment of a signal"), _("assessments of signals")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="MONITOR", review_on__isnull=False) | (~Q(outcome="MONITOR") & Q(review_on=None)),
                name="what_is_watched_is_looked_at_again",
                violation_error_message=_("Say on which day a signal that is watched is looked at again."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.outcome} {self.signal_id}"
