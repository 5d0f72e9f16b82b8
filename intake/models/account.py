"""What a child told: each account of its story in a table of its own, for named persons (S004-106)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.languages import languages
from intake.models.case import Case
from partners.data_classes import DataClass, fields
from partners.models import Person
from partners.roles import Purpose


class Account(Recorded):
    """One account of the story. That it was told, when and to whom is no secret: nobody need ask the child again."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    told_on = models.DateField(_("told on"))
    told_to = models.CharField(_("told to"), max_length=120, help_text=_("Who listened, and in which function."))
    language = models.CharField(_("language"), max_length=8, choices=languages)
    purpose = models.CharField(_("what it was told for"), max_length=20, choices=Purpose)
    text = EncryptedTextField(
        _("what the child told"),
        help_text=_("In the words of the child, for named persons; stored encrypted."),
    )
    correction_reason = models.CharField(
        _("reason for the correction"), max_length=100, blank=True,
        help_text=_("Why this changes; without what it is about, because the ledger keeps it."),
    )  # fmt: skip

    data = {
        DataClass.CONVERSATION: fields("case told_on", "told_to"),
        DataClass.STORY: fields(rest="language purpose text correction_reason"),
    }
    apart = frozenset({DataClass.STORY})

    class Meta:
        verbose_name, verbose_name_plural = _("account of the story"), _("accounts of the story")
        ordering = ["-told_on", "-created_at"]

    def __str__(self) -> str:
        return str(self.case_id)


class AccountUse(Recorded):
    """One thing that an account of the story was used for: with it the child need not tell it again (S004-107)."""

    class UsedFor(models.TextChoices):
        REPORT = "REPORT", _("the police report")
        ASYLUM = "ASYLUM", _("the decision on asylum")
        TRAFFICKING = "TRAFFICKING", _("the decision on stay under the trafficking scheme")

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="uses", verbose_name=_("account of the story"))
    used_for = models.CharField(_("used for"), max_length=12, choices=UsedFor)
    used_on = models.DateField(_("used on"), editable=False)

    # That it was used is no secret; for what, is for who knows of reports and decisions.
    data = {DataClass.CONVERSATION: fields("case account used_on"), DataClass.PROCEDURE: fields(rest="used_for")}

    class Meta:
        verbose_name, verbose_name_plural = _("use of an account of the story"), _("uses of accounts of the story")
        ordering = ["used_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "used_for"], name="an_account_serves_a_purpose_once",
                violation_error_message=_("It was recorded already that this account is used for that."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.used_for} {self.account_id}"


class NamedPerson(Recorded):
    """One person who may read more of a case that it sees already: an account of the story, or special data."""

    class What(models.TextChoices):
        STORY = "STORY", _("an account of the story")
        CATEGORY = "CATEGORY", _("special data")

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    what = models.CharField(_("may read"), max_length=10, choices=What, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    wrote_it = models.BooleanField(_("wrote it down"), default=False, editable=False)
    reason = models.CharField(
        _("why"), max_length=300, blank=True, help_text=_("Why this person needs it; not what stands in it.")
    )
    last_day = models.DateField(_("last day"), null=True, blank=True, help_text=_("From the day after it is closed."))
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    end_reason = models.CharField(_("why it ends"), max_length=300, blank=True)

    data = {
        DataClass.INVOLVEMENT: fields("case what", "account person wrote_it reason last_day ended_on end_reason"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("named person"), _("named persons")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what="STORY", account__isnull=False, last_day=None)
                | Q(what="CATEGORY", account=None, last_day__isnull=False, wrote_it=False),
                name="a_story_is_named_and_special_data_ends",
            ),
            models.CheckConstraint(
                condition=Q(wrote_it=True) | ~Q(reason=""), name="naming_somebody_has_a_reason",
                violation_error_message=_("Say why this person needs it."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | ~Q(end_reason=""), name="taking_a_name_off_has_a_reason",
                violation_error_message=_("Say why this ends."),
            ),
            models.UniqueConstraint(
                fields=["account", "person"], condition=Q(ended_on=None, account__isnull=False),
                name="named_once_for_an_account", violation_error_message=_("This person is named already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.what} {self.case_id}"
