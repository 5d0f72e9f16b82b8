"""Requests for access: somebody found no case of a child, and asks Nidos whether there is one to see (C5 h)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models.case import Case
from partners.data_classes import DataClass, fields
from partners.models import Person


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    def waiting(self) -> "AccessRequestQuerySet":
        return self.filter(outcome="")


class AccessRequest(Recorded):
    """One person asks for one child, named in words of their own under a data key of its own.

    No case is looked up when it is asked, so the answer cannot tell whether there is one.
    """

    class Outcome(models.TextChoices):
        GRANTED = "GRANTED", _("access given")
        REFUSED = "REFUSED", _("refused")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("who asks"))
    data_key = models.UUIDField(editable=False, help_text=_("A key of its own: it goes when the request goes."))
    v_number = EncryptedTextField(_("V-number"), blank=True)
    name = EncryptedTextField(_("name of the child"), blank=True)
    born = EncryptedTextField(_("birth date"), blank=True)
    reason = EncryptedTextField(
        _("reason"), help_text=_("What you need to know of this child, and what for. Nidos reads this.")
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, editable=False)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="access_requests", verbose_name=_("case number")
    )
    until = models.DateField(_("last day of the access"), null=True, blank=True)
    answer_words = EncryptedTextField(_("why"), blank=True, help_text=_("Why; only Nidos reads this."))
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    answered_by = models.UUIDField(null=True, editable=False)

    objects = AccessRequestQuerySet.as_manager()

    # What came of it is told to who asked by a notice, and a refusal says nothing about a child (C5 h).
    inside = ("outcome", "case", "until", "answer_words", "answered_at", "answered_by")
    data = {
        DataClass.ACCESS_REQUEST: fields(
            rest="person v_number name born reason outcome case until answer_words answered_at answered_by"
        ),
        DataClass.CONFIGURATION: fields(rest="data_key"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("request for access"), _("requests for access")
        ordering = ["created_at"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(outcome=""), name="access_request_waiting"),
            models.Index(fields=["person", "created_at"], name="access_request_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="GRANTED", case__isnull=False, until__isnull=False, answered_at__isnull=False)
                | Q(outcome="REFUSED", case=None, until=None, answered_at__isnull=False)
                | Q(outcome="", case=None, until=None, answered_at=None),
                name="a_request_is_granted_to_one_case_until_a_day_or_not",
            ),
            models.CheckConstraint(
                condition=Q(answered_by=None) | ~Q(answered_by=models.F("person")),
                name="nobody_answers_their_own_request",
                violation_error_message=_("Somebody else answers it: nobody answers their own request."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
