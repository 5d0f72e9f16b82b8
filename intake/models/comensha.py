"""Reports to CoMensha: what is to be told, and each message that was sent of it (C3.9).

A message never changes: as with consent, a constraint allows only its first version. How far a report is follows from
its messages and from the consent as it stands at this moment; nothing stores it (docs/decisions/0033-comensha.md).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.fields import ChoiceListField
from intake.models.case import Case
from intake.models.consent import FIRST_VERSION, Consent
from intake.models.signal import ExploitationForm
from partners.data_classes import DataClass, fields
from partners.models import Organisation
from partners.roles import OrganisationKind
from policy.comensha import BY_DUTY


class ReportBasis(models.TextChoices):
    """On which ground it is reported (B-03)."""

    CONSENT = "CONSENT", _("consent")
    POLICE_DUTY = "POLICE_DUTY", _("duty to report")
    STATUTORY = "STATUTORY", _("statutory basis")


class ComenshaReport(Recorded):
    """One organisation reports one thing: a registration, or a request for shelter (B-04). Each asks its own basis."""

    class Kind(models.TextChoices):
        REGISTRATION = "REGISTRATION", _("registration with CoMensha")
        SHELTER = "SHELTER", _("request for shelter through CoMensha")

    case = models.ForeignKey(Case, models.PROTECT, related_name="comensha_reports")
    kind = models.CharField(_("what is reported"), max_length=12, choices=Kind)
    basis = models.CharField(_("on the basis of"), max_length=12, choices=ReportBasis)
    reporter = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", editable=False, verbose_name=_("reported by")
    )
    reporter_kind = models.CharField(_("kind of reporter"), max_length=20, choices=OrganisationKind, editable=False)
    exploitation_forms = ChoiceListField(_("form of exploitation"), choices=ExploitationForm)
    situation = EncryptedTextField(
        _("condition and background"), blank=True,
        help_text=_("Only for a request for shelter: what CoMensha must know to find a place. No names, no "
                    "addresses. Stored encrypted."),
    )  # fmt: skip

    data = {
        DataClass.COMENSHA: fields("case kind basis reporter reporter_kind", "exploitation_forms situation"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("report to CoMensha"), _("CoMensha reports")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(basis="POLICE_DUTY", reporter_kind__in=BY_DUTY)
                | (~Q(basis="POLICE_DUTY") & ~Q(reporter_kind__in=BY_DUTY)),
                name="who_reports_by_duty_reports_on_no_other_basis",
                violation_error_message=_("Your organisation does not report on this basis."),
            ),
            models.CheckConstraint(
                condition=Q(basis="CONSENT") | Q(kind="REGISTRATION"), name="shelter_is_asked_with_consent_only",
                violation_error_message=_("A request for shelter always needs consent."),
            ),
            models.CheckConstraint(
                condition=Q(kind="SHELTER") | Q(situation=""), name="a_registration_tells_no_condition_or_background",
                violation_error_message=_("Condition and background go with a request for shelter only."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"

    @property
    def purpose(self) -> str:
        """The consent that this asks, where it asks one: the two tasks of CoMensha are two purposes (B-03)."""
        return f"COMENSHA_{self.kind}"

    @property
    def is_complete(self) -> bool:
        """Whether everything is there that must go with it (B-01)."""
        return self.kind == self.Kind.REGISTRATION or bool(self.situation)


class ComenshaMessage(Recorded):
    """One sending: the exact text, its hash, and on what it rested. It never changes."""

    class What(models.TextChoices):
        REPORT = "REPORT", _("report")
        CORRECTION = "CORRECTION", _("correction")
        WITHDRAWAL = "WITHDRAWAL", _("withdrawal")

    case = models.ForeignKey(Case, models.PROTECT, related_name="comensha_messages")
    report = models.ForeignKey(ComenshaReport, models.PROTECT, related_name="messages", editable=False)
    number = models.PositiveSmallIntegerField(
        _("number"), editable=False, help_text=_("Which message of the report: the first is the report itself.")
    )
    what = models.CharField(_("what was sent"), max_length=12, choices=What, editable=False)
    basis = models.CharField(_("on the basis of"), max_length=12, choices=ReportBasis, editable=False)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+", editable=False)
    child_objects = models.BooleanField(
        _("the child objected"), default=False, editable=False,
        help_text=_("Known here only: it is not in what was sent."),
    )  # fmt: skip
    sent_at = models.DateTimeField(_("sent at"), editable=False)
    payload = EncryptedTextField(_("exact text"), editable=False)
    payload_hash = models.CharField(
        _("fingerprint (SHA-256)"), max_length=64, editable=False,
        help_text=_("Of the exact text: CoMensha sees the same one."),
    )  # fmt: skip

    # What CoMensha itself reads comes first; of whom it is and with which consent stays here.
    data = {
        DataClass.COMENSHA_SENT: fields("report number what sent_at payload_hash", "basis payload"),
        DataClass.COMENSHA: fields("case", "child_objects"),
        DataClass.CONSENT: fields(rest="consent"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("message to CoMensha"), _("messages to CoMensha")
        ordering = ["-sent_at"]
        indexes = [models.Index(fields=["-sent_at", "-id"], name="comensha_message_sent")]
        constraints = [
            models.CheckConstraint(condition=FIRST_VERSION, name="a_message_to_comensha_never_changes"),
            models.CheckConstraint(
                condition=Q(basis="CONSENT", consent__isnull=False) | (~Q(basis="CONSENT") & Q(consent=None)),
                name="a_message_on_consent_names_it",
            ),
            models.CheckConstraint(condition=~Q(payload=""), name="a_message_to_comensha_has_a_text"),
            models.UniqueConstraint(
                fields=["report", "number"], name="the_messages_of_a_report_have_numbers",
                violation_error_message=_("Something else of this report was sent at the same moment."),
            ),
            models.CheckConstraint(
                condition=Q(what="REPORT", number=1) | (~Q(what="REPORT") & Q(number__gt=1)),
                name="the_first_message_is_the_report",
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(what="WITHDRAWAL"), name="a_report_is_withdrawn_once",
                violation_error_message=_("The withdrawal was sent already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.what} {self.report_id}"
