"""The child: who this is, as far as anybody knows."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.fields import ChoiceListField, NamesField
from intake.languages import languages, nationalities
from intake.models.case import Case
from partners.data_classes import DataClass, fields

V_NUMBER = RegexValidator(r"^[0-9]{10}$", _("A V-number has ten digits."))


class Child(Recorded):
    """The unaccompanied minor (amv) a case is about (S004-27)."""

    class Sex(models.TextChoices):
        F = "F", _("girl")
        M = "M", _("boy")
        X = "X", _("neither")
        UNKNOWN = "UNKNOWN", _("unknown")

    case = models.OneToOneField(Case, models.PROTECT, related_name="child")
    given_names = models.CharField(
        _("given names"), max_length=120, blank=True, help_text=_("As the child says them; one name is enough.")
    )
    family_name = models.CharField(_("family name"), max_length=120, blank=True)
    aliases = NamesField(_("other names"), blank=True, help_text=_("Other names or spellings, one on a line."))
    sex = models.CharField(_("sex"), max_length=10, choices=Sex, default=Sex.UNKNOWN)
    nationality = models.CharField(_("nationality"), max_length=9, choices=nationalities, default="UNKNOWN")
    languages = ChoiceListField(_("languages"), choices=languages, blank=True)
    v_number = models.CharField(_("V-number"), max_length=10, blank=True, validators=[V_NUMBER])

    data = {
        DataClass.IDENTITY: fields("case given_names sex languages", "family_name aliases nationality v_number"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("child"), _("children")
        indexes = [models.Index(fields=["v_number"], condition=~Q(v_number=""), name="child_v_number")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(given_names="") | ~Q(family_name=""), name="a_child_has_a_name",
                violation_error_message=_("Give at least one name, as the child says it."),
            ),
            models.CheckConstraint(
                condition=Q(v_number="") | Q(v_number__regex=r"^[0-9]{10}$"), name="a_v_number_has_ten_digits",
                violation_error_message=_("A V-number has ten digits."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)


class ChildCorrection(Recorded):
    """Who the child is was corrected or added to: what of it, and why. The values stand in its history.

    Who may read who the child is reads that; the reason may tell what came up in a talk, and is read like its notes.
    """

    class Detail(models.TextChoices):
        """Its codes are columns of Child."""

        GIVEN_NAMES = "given_names", _("given names")
        FAMILY_NAME = "family_name", _("family name")
        ALIASES = "aliases", _("other names")
        SEX = "sex", _("sex")
        NATIONALITY = "nationality", _("nationality")
        LANGUAGES = "languages", _("languages")

    class Kind(models.TextChoices):
        TYPING_ERROR = "TYPING_ERROR", _("a typing error: nobody ever said this")
        UNTRUE = "UNTRUE", _("it was said, and is not true")
        NEWS = "NEWS", _("something is known now that was not")

    case = models.ForeignKey(Case, models.PROTECT, related_name="child_corrections")
    changed = ChoiceListField(_("what was corrected"), choices=Detail, editable=False)
    kind = models.CharField(_("kind of correction"), max_length=12, choices=Kind)
    reason = EncryptedTextField(_("reason"), help_text=_("How this is known; stored encrypted."))

    data = {
        DataClass.IDENTITY: fields("case changed", "kind"),
        DataClass.CONVERSATION_NOTE: fields(rest="reason"),
    }

    class Meta:
        verbose_name, verbose_name_plural = (
            _("correction of the child's details"),
            _("corrections of the child's details"),
        )
        constraints = [
            models.CheckConstraint(
                condition=~Q(changed=[]) & ~Q(reason=""), name="a_correction_says_of_what_and_why",
                violation_error_message=_("Say what is corrected, and why."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
