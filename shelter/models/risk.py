"""The multidisciplinary risk analysis of a child in protected shelter, in versions (S004-98..100, INV-21, INV-22)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.fields import ChoiceListField
from intake.models import Case
from partners.data_classes import DataClass, fields
from shelter.models.cobo import CoboMeeting
from shelter.models.placement import Placement


class Vulnerability(models.TextChoices):
    """What makes this child vulnerable now; never to which group it belongs, nor its health (C5 rule g)."""

    PRESSED = "PRESSED", _("somebody presses or threatens it")
    DEBT = "DEBT", _("has a debt, or is told so")
    FAMILY_THREATENED = "FAMILY_THREATENED", _("its family is threatened")
    ATTACHED = "ATTACHED", _("is attached to who exploits it")
    IN_CONTACT = "IN_CONTACT", _("is in contact with who exploits it")
    SOUGHT = "SOUGHT", _("is looked for")
    MAY_LEAVE = "MAY_LEAVE", _("may leave")
    SEES_NO_DANGER = "SEES_NO_DANGER", _("sees no danger")
    ALONE = "ALONE", _("has nobody here")
    OTHER = "OTHER", _("something else")


class Answer(models.TextChoices):
    """To one of the three questions; not to know yet is an answer too (S004-100)."""

    YES = "YES", _("yes")
    NO = "NO", _("no")
    LATER = "LATER", _("later")
    UNKNOWN = "UNKNOWN", _("not known yet")


def answer(label: str) -> models.CharField:
    return models.CharField(label, max_length=8, choices=Answer, blank=True)


def reasons(label: str) -> EncryptedTextField:
    return EncryptedTextField(label, blank=True, help_text=_("Why this is the answer; stored encrypted."))


class RiskAnalysis(Recorded):
    """One version. It is prepared by Nidos, adopted in a consultation, and then only replaced by the next."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="risk_analyses")
    placement = models.ForeignKey(
        Placement, models.PROTECT, editable=False, related_name="risk_analyses", verbose_name=_("placement")
    )
    edition = models.PositiveSmallIntegerField(_("edition"), editable=False)
    vulnerabilities = ChoiceListField(_("what makes it vulnerable"), choices=Vulnerability, blank=True)
    vulnerabilities_why = EncryptedTextField(
        _("what is known of that"), blank=True, help_text=_("In your own words; stored encrypted.")
    )
    safety_needs = EncryptedTextField(
        _("what the place must offer"), blank=True,
        help_text=_("What a house must do and leave, so that the child is safe there. COA reads this and nothing "
                    "else; stored encrypted."),
    )  # fmt: skip
    can_report = answer(_("can it be expected to report to the police"))
    can_report_why = reasons(_("why (reporting)"))
    can_cooperate = answer(_("can it be expected to cooperate with an investigation"))
    can_cooperate_why = reasons(_("why (cooperating)"))
    can_tell_story = answer(_("can it be expected to tell its story"))
    can_tell_story_why = reasons(_("why (telling)"))
    child_asked = models.BooleanField(_("the child was asked for its view"), default=False)
    child_view = EncryptedTextField(
        _("the child's own view"), blank=True,
        help_text=_("What the child says of this itself; if it was not asked, why not. Stored encrypted."),
    )  # fmt: skip
    adopted_in = models.ForeignKey(
        CoboMeeting, models.PROTECT, null=True, blank=True, editable=False, related_name="adopted",
        verbose_name=_("adopted in the consultation of"),
    )  # fmt: skip
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True, editable=False)
    organisations = models.PositiveSmallIntegerField(_("organisations that adopted it"), default=0, editable=False)
    review_by = models.DateField(
        _("reviewed before"), null=True, blank=True, help_text=_("Leave empty for three months from now.")
    )
    superseded_on = models.DateField(_("replaced on"), null=True, blank=True, editable=False)

    data = {
        DataClass.RISK: fields("case edition adopted_in adopted_on organisations review_by superseded_on",
                               "safety_needs"),
        DataClass.RISK_ANSWERS: fields("can_report can_cooperate can_tell_story"),
        DataClass.RISK_TEXT: fields(
            rest="vulnerabilities vulnerabilities_why can_report_why can_cooperate_why can_tell_story_why child_asked "
            "child_view"
        ),
        DataClass.PLACEMENT: fields("placement"),
    }  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("risk analysis"), _("risk analyses")
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "edition"], name="a_risk_analysis_has_its_own_edition",
                violation_error_message=_("There is an edition of this number already."),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(adopted_on__isnull=False, superseded_on=None),
                name="one_risk_analysis_is_current",
                violation_error_message=_("One risk analysis is current (S004-98)."),
            ),
            models.UniqueConstraint(
                fields=["placement"], condition=Q(adopted_on=None), name="one_risk_analysis_is_prepared",
                violation_error_message=_("A risk analysis is being prepared already."),
            ),
            models.CheckConstraint(
                condition=Q(adopted_on=None, adopted_in=None, superseded_on=None)
                | (Q(adopted_on__isnull=False, adopted_in__isnull=False, review_by__isnull=False, organisations__gte=2)
                   & ~Q(can_report="") & ~Q(can_cooperate="") & ~Q(can_tell_story="")),
                name="two_organisations_adopt_three_answers",
                violation_error_message=_("Two organisations or more adopt it, with the three questions answered "
                                          "(INV-22)."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)

    @property
    def state(self) -> str:
        """DRAFT, CURRENT or SUPERSEDED."""
        if self.adopted_on is None:
            return "DRAFT"
        return "CURRENT" if self.superseded_on is None else "SUPERSEDED"


class RiskContribution(Recorded):
    """What one organisation knows: its own part, one for each edition."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="risk_contributions")
    analysis = models.ForeignKey(
        RiskAnalysis, models.PROTECT, related_name="contributions", verbose_name=_("risk analysis")
    )
    text = EncryptedTextField(
        _("what your organisation knows"),
        help_text=_("What matters for the safety of this child. IND reads its own part only; stored encrypted."),
    )

    data = {DataClass.RISK_PART: fields("case analysis", "text")}

    class Meta:
        verbose_name, verbose_name_plural = _("part of a risk analysis"), _("parts of risk analyses")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "created_by_organisation"], name="an_organisation_has_one_part",
                violation_error_message=_("Your organisation has a part in this analysis already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.analysis_id)


class RiskPosition(Recorded):
    """Whether one organisation agrees with an edition; that it does not, and why, is never lost."""

    class Position(models.TextChoices):
        AGREES = "AGREES", _("agrees")
        DISSENTS = "DISSENTS", _("does not agree")

    case = models.ForeignKey(Case, models.PROTECT, related_name="risk_positions")
    analysis = models.ForeignKey(
        RiskAnalysis, models.PROTECT, related_name="positions", verbose_name=_("risk analysis")
    )
    position = models.CharField(_("position"), max_length=10, choices=Position)
    remark = EncryptedTextField(
        _("why"), blank=True, help_text=_("Needed if your organisation does not agree; stored encrypted.")
    )

    data = {DataClass.RISK_PART: fields("case analysis position", "remark")}

    class Meta:
        verbose_name, verbose_name_plural = _("position on a risk analysis"), _("positions on risk analyses")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "created_by_organisation"], name="an_organisation_has_one_position",
                violation_error_message=_("Your organisation has said already whether it agrees."),
            ),
            models.CheckConstraint(
                condition=Q(position="AGREES") | ~Q(remark=""), name="who_does_not_agree_says_why",
                violation_error_message=_("Say why your organisation does not agree."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.analysis_id)
