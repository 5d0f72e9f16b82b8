"""What was given of a child to somebody outside its case: to whom, what, on which basis and until when (C2.39)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.fields import ChoiceListField
from intake.models.case import Case
from intake.models.consent import Consent
from partners.data_classes import DataClass, fields
from partners.models import Organisation
from partners.roles import Purpose

D = DataClass
# What there is to give of a child; the rest of the classes is about the work on its case.
GIVEN = (
    D.IDENTITY, D.AGE, D.FAMILY, D.CONTACT, D.LOCATION, D.ADDRESS, D.CONVERSATION, D.CONVERSATION_NOTE, D.SIGNAL,
    D.SIGNAL_DETAIL, D.SCREENING, D.CATEGORY, D.STORY, D.MEDICAL, D.INDICATION, D.PLACEMENT, D.REST, D.HEARING,
    D.ASYLUM, D.PROCEDURE, D.POLICE, D.RISK, D.PLAN, D.CONSENT, D.ABSENCE, D.MEASURE, D.GUARDIANSHIP,
)  # fmt: skip
del D


def given_classes() -> list[tuple[str, object]]:
    return [(each.value, each.label) for each in GIVEN]


class Disclosure(Recorded):
    """Something was given once. It changes only by its end; who made a mistake records it anew in its place."""

    class Basis(models.TextChoices):
        CONSENT = "CONSENT", _("consent to share it")
        WEIGHTY_INTEREST = "WEIGHTY_INTEREST", _("without consent, for a weighty interest")

    case = models.ForeignKey(Case, models.PROTECT, related_name="disclosures")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("given to"),
        help_text=_("An organisation that works with Beschut; otherwise leave it empty and name it below."),
    )  # fmt: skip
    organisation_name = models.CharField(_("given to another organisation"), max_length=120, blank=True)
    recipient = models.CharField(
        _("received by"), max_length=120, help_text=_("Who received it there: name and function.")
    )
    data_classes = ChoiceListField(_("what was given"), choices=given_classes)
    purpose = models.CharField(_("what for"), max_length=20, choices=Purpose)
    basis = models.CharField(_("basis"), max_length=16, choices=Basis)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, editable=False, related_name="+")
    necessity = EncryptedTextField(
        _("why it was necessary"), blank=True,
        help_text=_("Without consent: which weighty interest asked for it. Stored encrypted."),
    )  # fmt: skip
    proportionality = EncryptedTextField(
        _("why it was in proportion"), blank=True,
        help_text=_("Without consent: why the interest weighs more than the privacy of the child. Stored encrypted."),
    )  # fmt: skip
    subsidiarity = EncryptedTextField(
        _("why it could not be done with less"), blank=True,
        help_text=_("Without consent: why no other way, and no smaller part, would have done. Stored encrypted."),
    )  # fmt: skip
    given_on = models.DateField(_("given on"))
    expires_on = models.DateField(_("may be kept until"), help_text=_("The last day on which the receiver needs it."))
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)
    end_reason = models.CharField(
        _("why it ended"), max_length=100, blank=True,
        help_text=_("Without what was given, because the ledger keeps it."),
    )  # fmt: skip
    corrects = models.OneToOneField(
        to="self", on_delete=models.PROTECT, null=True, editable=False, related_name="corrected_by"
    )
    correction_reason = models.CharField(
        _("reason for the correction"), max_length=100, blank=True,
        help_text=_("Why this changes; without what it is about, because the ledger keeps it."),
    )  # fmt: skip

    data = {
        DataClass.DISCLOSURE: fields(
            "case organisation organisation_name data_classes purpose basis given_on expires_on ended_on corrects",
            "recipient consent necessity proportionality subsidiarity end_reason correction_reason",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("disclosure"), _("disclosures")
        ordering = ["-given_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(version=1, ended_on=None) | Q(version=1, corrects__isnull=False)
                | Q(version=2, ended_on__isnull=False),
                name="a_disclosure_changes_only_by_its_end",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, organisation_name="")
                | (Q(organisation=None) & ~Q(organisation_name="")),
                name="a_disclosure_names_one_organisation",
                violation_error_message=_("Name one organisation: choose it, or write its name."),
            ),
            models.CheckConstraint(condition=~Q(recipient=""), name="a_disclosure_names_who_received_it"),
            models.CheckConstraint(
                condition=Q(basis="CONSENT", consent__isnull=False, organisation__isnull=False)
                | (Q(basis="WEIGHTY_INTEREST", consent=None)
                   & ~Q(necessity="") & ~Q(proportionality="") & ~Q(subsidiarity="")),
                name="a_disclosure_rests_on_consent_or_on_three_answers",
                violation_error_message=_("Without consent, answer all three questions."),
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("given_on")), name="a_disclosure_expires_after_it_was_given"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__gte=F("given_on")) & ~Q(end_reason="")),
                name="a_disclosure_ends_after_it_was_given_and_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(correction_reason=""), name="a_correction_of_a_disclosure_has_a_reason"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.basis} {self.case_id}"
