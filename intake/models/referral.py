"""A referral: another organisation is asked something about a child, and gets no more than that asks (C2.34)."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models.case import Case
from intake.models.disclosure import Disclosure
from partners.data_classes import DataClass, fields
from partners.models import Organisation


class Status(models.TextChoices):
    """How a referral stands; it follows from its days and is stored nowhere."""

    SENT = "SENT", _("sent")
    ACCEPTED = "ACCEPTED", _("accepted")
    DECLINED = "DECLINED", _("declined")
    ENDED = "ENDED", _("ended")


class Referral(Recorded):
    """Another organisation is asked about a child. What went along is a disclosure, and stands in the child's log."""

    class Answer(models.TextChoices):
        ACCEPTED = "ACCEPTED", _("takes it up")
        DECLINED = "DECLINED", _("does not take it up")

    class Outcome(models.TextChoices):
        ADVICE = "ADVICE", _("advice was given")
        HELPED = "HELPED", _("the child was helped there")
        INVESTIGATED = "INVESTIGATED", _("it was looked into")
        WITHDRAWN = "WITHDRAWN", _("we no longer ask it")
        NOTHING = "NOTHING", _("nothing came of it")

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("referred to"),
    )  # fmt: skip
    question = EncryptedTextField(
        _("what is asked, and why"), help_text=_("What this organisation is to do for the child. Stored encrypted.")
    )
    sent_on = models.DateField(_("sent on"), blank=True, help_text=_("Leave empty for today."))
    disclosure = models.OneToOneField(
        Disclosure, models.PROTECT, editable=False, related_name="referral", verbose_name=_("what was given")
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True, help_text=_("Leave empty for today."))
    ended_on = models.DateField(_("ended on"), null=True, blank=True, help_text=_("Leave empty for today."))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    outcome_note = EncryptedTextField(
        _("what came of it"), blank=True, help_text=_("The advice, or what was done. Stored encrypted.")
    )

    data = {
        DataClass.REFERRAL: fields(
            "case organisation sent_on answer answered_on ended_on", "question disclosure outcome outcome_note"
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("referral"), _("referrals")
        ordering = ["-sent_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "organisation"], condition=Q(ended_on=None) & ~Q(answer="DECLINED"),
                name="a_referral_runs_once_for_each_organisation",
                violation_error_message=_("A referral to this organisation runs already."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answer="") | (Q(answered_on__gte=F("sent_on")) & ~Q(answer="")),
                name="a_referral_is_answered_after_it_was_sent",
                violation_error_message=_("It is answered after it was sent."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, outcome="") | (Q(ended_on__gte=F("sent_on")) & ~Q(outcome="")),
                name="a_referral_ends_with_an_outcome",
                violation_error_message=_("Say what came of it."),
            ),
            models.CheckConstraint(
                condition=~Q(answer="DECLINED", ended_on__isnull=False),
                name="a_declined_referral_has_ended_by_that",
                violation_error_message=_("It was declined: it ended by that."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def status(self) -> Status:
        return status_of(vars(self))


def status_of(row: Mapping[str, Any]) -> Status:
    if row["ended_on"] is not None:
        return Status.ENDED
    return Status(row["answer"]) if row["answer"] else Status.SENT
