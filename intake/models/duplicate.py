"""One child in two cases: what looks like it, and what was joined."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.fields import ChoiceListField
from intake.models.case import Case
from partners.data_classes import DataClass, fields


class PossibleDuplicate(Recorded):
    """Another case may be about the same child. It stands in both files; a person says whether it is so (AL-31)."""

    class Reason(models.TextChoices):
        V_NUMBER = "V_NUMBER", _("the same V-number")
        NAME = "NAME", _("the same name")
        SPELLING = "SPELLING", _("the name in another spelling or script")
        SWAPPED = "SWAPPED", _("given name and family name swapped")
        ALIAS = "ALIAS", _("one of the other names")
        BIRTH_DATE = "BIRTH_DATE", _("the same birth date")
        NEAR_DATE = "NEAR_DATE", _("nearly the same birth date")

    class Verdict(models.TextChoices):
        OPEN = "OPEN", _("not yet looked at")
        SAME = "SAME", _("the same child")
        DIFFERENT = "DIFFERENT", _("two children")

    case = models.ForeignKey(Case, models.PROTECT, related_name="possible_duplicates")
    other_case = models.ForeignKey(Case, models.PROTECT, related_name="+", verbose_name=_("other case"))
    score = models.PositiveSmallIntegerField(_("how alike"), help_text=_("Of a hundred."))
    reasons = ChoiceListField(_("because of"), choices=Reason)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, default=Verdict.OPEN, editable=False)
    verdict_reason = models.CharField(_("why"), max_length=300, blank=True)

    data = {
        DataClass.DUPLICATE: fields("case score reasons verdict", "other_case verdict_reason"),
    }
    # Why it is so tells of both children.
    elsewhere = {"other_case": "other_case", "verdict_reason": "other_case"}
    # It says nothing but that the two are alike: it is destroyed with the file of either.
    goes_with = ("other_case",)

    class Meta:
        verbose_name, verbose_name_plural = _("possible duplicate"), _("possible duplicates")
        ordering = ["-score"]
        constraints = [
            models.UniqueConstraint(fields=["case", "other_case"], name="one_row_per_pair"),
            models.CheckConstraint(
                condition=~Q(other_case=models.F("case")), name="no_case_is_its_own_duplicate"
            ),
            models.CheckConstraint(
                condition=Q(verdict="OPEN") | ~Q(verdict_reason=""), name="a_verdict_has_a_reason",
                violation_error_message=_("Say why."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.verdict} {self.case_id}"


class NameKey(models.Model):
    """One of the keys by which a case is found that may be about the same child; made from names, dates and V-number.

    It says nothing by itself and is shown to nobody. It can be made again at any time, so it keeps no history, and it
    goes when its case is destroyed.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="name_keys")
    key = models.BigIntegerField(help_text=_("A number that stands for how part of the name sounds."))

    data = {DataClass.CONFIGURATION: fields(rest="case key")}

    class Meta:
        verbose_name, verbose_name_plural = _("key of a name"), _("keys of names")
        indexes = [models.Index(fields=["key", "case"], name="name_key_case")]

    def __str__(self) -> str:
        return str(self.pk)


class CaseMerge(Recorded):
    """Two cases are about one child: `case` is read on in `into`. A second person approves; it can be undone.

    No row moves: what was recorded stays where it was recorded, and both files say where to read on.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="merges", verbose_name=_("the case that is closed"))
    into = models.ForeignKey(Case, models.PROTECT, related_name="merged", verbose_name=_("the case that goes on"))
    reason = models.CharField(_("reason"), max_length=300)
    requested_user_id = models.CharField(max_length=80, blank=True, editable=False)
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)
    approved_by = models.UUIDField(null=True, editable=False)
    undone_at = models.DateTimeField(_("undone at"), null=True, editable=False)
    undo_reason = models.CharField(_("reason for undoing"), max_length=300, blank=True)

    data = {
        DataClass.DUPLICATE: fields(
            "case approved_at undone_at", "into reason requested_user_id approved_by undo_reason"
        ),
    }
    elsewhere = {"into": "into", "reason": "into", "undo_reason": "into"}
    # Of one that was undone: it is destroyed with the file of either.
    goes_with = ("into",)

    class Meta:
        verbose_name, verbose_name_plural = _("joining of two cases"), _("joinings of cases")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(undone_at=None), name="a_case_goes_on_in_one_other",
                violation_error_message=_("This case has already been joined with another."),
            ),
            models.CheckConstraint(condition=~Q(into=models.F("case")), name="no_case_joins_itself"),
            models.CheckConstraint(
                condition=Q(undone_at=None) | ~Q(undo_reason=""), name="undoing_has_a_reason",
                violation_error_message=_("Say why."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
