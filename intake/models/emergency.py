"""Emergency access: somebody opened a case in acute danger, and a second person says whether that was right (C5 b)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.constraints import NoOverlap, Period
from config.encryption import EncryptedTextField
from intake.models.case import Case
from partners.data_classes import DataClass, fields
from partners.models import Person


class EmergencyAccessQuerySet(models.QuerySet["EmergencyAccess"]):
    def unreviewed(self) -> "EmergencyAccessQuerySet":
        return self.filter(reviewed_at=None)


class EmergencyAccess(Recorded):
    """One person opened one case for a day. The review stands in the same row; nothing lengthens it (B-27)."""

    class Verdict(models.TextChoices):
        JUSTIFIED = "JUSTIFIED", _("justified")
        NOT_JUSTIFIED = "NOT_JUSTIFIED", _("not justified")

    case = models.ForeignKey(Case, models.PROTECT, related_name="emergency_accesses", verbose_name=_("case"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("who opened it"))
    role = models.CharField(_("role"), max_length=60)
    until = models.DateTimeField(_("until"))
    reason = EncryptedTextField(
        _("reason"), help_text=_("What the danger is, and why it cannot wait. Who reviews it reads this.")
    )
    verdict = models.CharField(_("verdict"), max_length=14, choices=Verdict, blank=True)
    review_words = EncryptedTextField(_("in words"), blank=True, help_text=_("Why; stored encrypted."))
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, editable=False)
    reviewed_by = models.UUIDField(null=True, editable=False)

    objects = EmergencyAccessQuerySet.as_manager()

    data = {
        DataClass.EMERGENCY: fields("case until", "person role verdict reviewed_at"),
        DataClass.EMERGENCY_REVIEW: fields(rest="reason review_words reviewed_by"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("emergency access"), _("emergency accesses")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(reviewed_at=None), name="emergency_access_unreviewed"),
        ]
        constraints = [
            NoOverlap(
                name="an_emergency_access_is_never_lengthened",
                expressions=[("case", "="), ("person", "="), (Period("created_at", "until"), "&&")],
                violation_error_message=_("You opened this case already."),
            ),
            models.CheckConstraint(condition=Q(until__gt=F("created_at")), name="an_emergency_access_has_an_end"),
            models.CheckConstraint(
                condition=~Q(reviewed_by=F("person")), name="nobody_reviews_their_own_emergency",
                violation_error_message=_("Somebody else reviews it: nobody reviews their own emergency."),
            ),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at=None, reviewed_by=None)
                | (~Q(verdict="") & ~Q(review_words="") & Q(reviewed_at__isnull=False, reviewed_by__isnull=False)),
                name="a_review_has_a_verdict_and_words_of_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)
