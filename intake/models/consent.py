"""Consent: that it was asked and with which words, what was answered, and the checks of that (C3.8).

No row here ever changes. Each version of a tracked row is one higher than the last (audit/guards.py), so a constraint
that allows only the first version makes it so on both engines, by whatever path it is written.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.languages import languages
from intake.models.case import Case
from partners.data_classes import DataClass, fields
from partners.models import Organisation
from policy import consent_forms

FIRST_VERSION = Q(version=1)


def form_languages() -> list[tuple[str, str]]:
    return [pair for pair in languages() if pair[0] in consent_forms.LANGUAGES]


class Purpose(models.TextChoices):
    """What the consent is for: each is asked by itself (B-03)."""

    COMENSHA_REGISTRATION = "COMENSHA_REGISTRATION", _("registration with CoMensha")
    COMENSHA_SHELTER = "COMENSHA_SHELTER", _("request for shelter through CoMensha")
    SHARE_WITH_X = "SHARE_WITH_X", _("sharing with another organisation")
    MEDICAL = "MEDICAL", _("medical examination or treatment")


class ConsentForm(Recorded):
    """A later edition of the text for one purpose in one language; in use once somebody else approved it."""

    purpose = models.CharField(_("purpose"), max_length=24, choices=Purpose)
    language = models.CharField(_("language of the form"), max_length=8, choices=form_languages)
    edition = models.PositiveSmallIntegerField(_("edition"), editable=False)
    text = models.TextField(_("text"), help_text=_("The exact words that are signed."))
    in_force_from = models.DateField(_("in force from"))
    approved_on = models.DateField(_("approved on"), null=True, editable=False)
    approved_by = models.UUIDField(null=True, editable=False)

    data = {DataClass.CONSENT_FORM: fields("purpose language edition text in_force_from approved_on approved_by")}

    class Meta:
        verbose_name, verbose_name_plural = _("consent form"), _("consent forms")
        ordering = ["purpose", "language", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "language", "edition"], name="each_edition_of_a_form_once",
                violation_error_message=_("This edition is there already."),
            ),
            models.CheckConstraint(
                condition=Q(version=1, approved_on=None) | Q(version=2, approved_on__isnull=False),
                name="a_form_changes_only_by_its_approval",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.purpose} {self.language} {self.edition}"


class Consent(Recorded):
    """That consent was asked for one purpose: explained by whom, how, and the exact words of the form."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="consents")
    purpose = models.CharField(_("purpose"), max_length=24, choices=Purpose)
    shared_with = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sharing with"),
        help_text=_("Only for sharing with another organisation."),
    )  # fmt: skip
    explained_on = models.DateField(_("explained on"))
    explained_by = models.CharField(
        _("explained by"), max_length=120, help_text=_("Who explained it, and in which function.")
    )
    language = models.CharField(_("explained in"), max_length=8, choices=languages)
    interpreter = models.BooleanField(_("with an interpreter"), default=False)
    interpreter_number = models.CharField(_("number of the interpreter"), max_length=40, blank=True)
    form_language = models.CharField(_("language of the form"), max_length=8, choices=form_languages)
    form_edition = models.PositiveSmallIntegerField(_("edition of the form"), editable=False)
    form_text = models.TextField(_("text of the form"), editable=False)
    own_wish = models.BooleanField(
        _("the child or who signs asks for it"), default=False,
        help_text=_("After a refusal it is asked again only after a time, unless they ask for it themselves."),
    )  # fmt: skip
    timing_note = models.CharField(
        _("why now"), max_length=500, blank=True, help_text=_("How the child is, and why this is a good moment.")
    )

    data = {
        DataClass.CONSENT: fields(
            "case purpose shared_with explained_on",
            "explained_by language interpreter interpreter_number form_language form_edition form_text own_wish "
            "timing_note",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("consent"), _("consents")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=FIRST_VERSION, name="a_consent_never_changes"),
            models.CheckConstraint(
                condition=Q(purpose="SHARE_WITH_X", shared_with__isnull=False)
                | (~Q(purpose="SHARE_WITH_X") & Q(shared_with=None)),
                name="sharing_names_with_whom",
                violation_error_message=_("Say with which organisation; for another purpose leave it empty."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.purpose} {self.case_id}"


class ConsentStatement(Recorded):
    """One answer in a consent, with a keyed hash over the child, the day, the answer and the exact text."""

    class Says(models.TextChoices):
        AGREES = "AGREES", _("agrees")
        OBJECTS = "OBJECTS", _("objects")
        NO_OPINION = "NO_OPINION", _("has no opinion")
        SIGNS = "SIGNS", _("gives consent")
        REFUSES = "REFUSES", _("refuses consent")
        WITHDRAWS = "WITHDRAWS", _("withdraws consent")
        CONFIRMS = "CONFIRMS", _("looked at the objection of the child")

    class Capacity(models.TextChoices):
        CHILD = "CHILD", _("the child itself")
        GUARDIAN = "GUARDIAN", _("the guardian")
        PARENT = "PARENT", _("a parent")
        SECOND_PERSON = "SECOND_PERSON", _("a second person")

    class Evidence(models.TextChoices):
        FORM = "FORM", _("a signed form")
        TESTIMONY = "TESTIMONY", _("the word of a worker")

    case = models.ForeignKey(Case, models.PROTECT, related_name="consent_statements")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="statements")
    says = models.CharField(_("answer"), max_length=12, choices=Says)
    capacity = models.CharField(_("who"), max_length=14, choices=Capacity)
    said_on = models.DateField(_("on"))
    evidence = models.CharField(
        _("by what it is known"), max_length=10, choices=Evidence, default=Evidence.TESTIMONY,
        help_text=_("Consent is given with a signed form; the word of a worker says only that somebody agreed."),
    )  # fmt: skip
    document = models.ForeignKey(
        "intake.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("the scan of it"),
        help_text=_("The signed paper, added to the case first: without it a signed form proves nothing."),
    )  # fmt: skip
    signer = models.CharField(_("name of who signs"), max_length=120, blank=True)
    words = EncryptedTextField(
        _("in words"), blank=True,
        help_text=_("What was said, or why it is signed although the child objects; stored encrypted."),
    )  # fmt: skip
    corrects = models.OneToOneField(
        to="self", on_delete=models.PROTECT, null=True, editable=False, related_name="corrected_by"
    )
    correction_reason = models.CharField(
        _("reason for the correction"), max_length=100, blank=True,
        help_text=_("Why this changes; without what it is about, because the ledger keeps it."),
    )  # fmt: skip
    seal = models.CharField(_("seal"), max_length=64, editable=False)
    recorded_user_id = models.CharField(max_length=80, blank=True, default="", editable=False)

    data = {
        DataClass.CONSENT: fields(
            "case consent says capacity said_on evidence corrects",
            "document signer words correction_reason seal recorded_user_id",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("answer to a consent"), _("answers to a consent")
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(condition=FIRST_VERSION, name="an_answer_to_a_consent_never_changes"),
            models.CheckConstraint(
                condition=Q(says="CONFIRMS", capacity="SECOND_PERSON")
                | (~Q(says="CONFIRMS") & ~Q(capacity="SECOND_PERSON")),
                name="only_a_second_person_confirms",
            ),
            models.CheckConstraint(
                condition=~Q(says__in=["AGREES", "NO_OPINION"]) | Q(capacity="CHILD"), name="a_view_is_the_childs_own"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(correction_reason=""), name="a_correction_of_an_answer_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(says="SIGNS", evidence="FORM") | Q(document__isnull=False),
                name="a_signed_form_has_its_scan",
                violation_error_message=_("Add the scan of the signed form first, and choose it here."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.says} {self.capacity} {self.consent_id}"


class ConsentCheck(Recorded):
    """That somebody had the stored text and answers of a consent compared with their seals."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="checks")
    intact = models.BooleanField(_("text and answers are as they were sealed"), default=False, editable=False)
    answers = models.PositiveSmallIntegerField(_("answers compared"), editable=False)

    data = {DataClass.CONSENT: fields("case consent", "intact answers")}

    class Meta:
        verbose_name, verbose_name_plural = _("check of a consent"), _("checks of consents")
        ordering = ["-created_at"]
        constraints = [models.CheckConstraint(condition=FIRST_VERSION, name="a_check_of_a_consent_never_changes")]

    def __str__(self) -> str:
        return str(self.consent_id)
