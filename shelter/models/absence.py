"""Absences: a child left or did not come back; from the report until it is back or it is known what became of it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models import Case
from partners.data_classes import DataClass, fields
from shelter.models.placement import Placement


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def open(self) -> "AbsenceQuerySet":
        return self.filter(ended_at=None)


class Absence(Recorded):
    """One absence of one child; gone again is a new one (C3.10). Nothing is assumed of it: somebody assesses how
    worrying it is (INV-36), and for many somebody knows where the child is (S004-84)."""

    class Witness(models.TextChoices):
        MENTOR = "MENTOR", _("a mentor")
        GUARDIAN = "GUARDIAN", _("the guardian")
        COA = "COA", _("an employee of COA")
        POLICE = "POLICE", _("police")
        SCHOOL = "SCHOOL", _("the school")
        RESIDENT = "RESIDENT", _("another resident")
        OTHER = "OTHER", _("somebody else")

    class Knower(models.TextChoices):
        NOBODY = "NOBODY", _("nobody")
        MENTOR = "MENTOR", _("the mentor")
        GUARDIAN = "GUARDIAN", _("the guardian")
        POLICE = "POLICE", _("police")
        OTHER = "OTHER", _("somebody else")

    class Concern(models.TextChoices):
        UNASSESSED = "UNASSESSED", _("not assessed yet")
        LOW = "LOW", _("low")
        RAISED = "RAISED", _("raised")
        HIGH = "HIGH", _("high")

    class End(models.TextChoices):
        RETURNED = "RETURNED", _("came back")
        FOUND_ELSEWHERE = "FOUND_ELSEWHERE", _("found, and goes to live elsewhere")
        KNOWN_SAFE = "KNOWN_SAFE", _("known to be safe, and stays there")
        AGED_OUT = "AGED_OUT", _("came of age meanwhile")
        UNRESOLVED_CLOSED = "UNRESOLVED_CLOSED", _("not found; no more is done")

    class Talker(models.TextChoices):
        GUARDIAN = "GUARDIAN", _("the guardian")
        MENTOR = "MENTOR", _("the mentor")
        OTHER = "OTHER", _("somebody else whom the child trusts")

    case = models.ForeignKey(Case, models.PROTECT, related_name="absences")
    placement = models.ForeignKey(
        Placement, models.PROTECT, null=True, blank=True, editable=False, related_name="absences",
        verbose_name=_("placement"), help_text=_("The stay it left; empty: it left from the place of arrival."),
    )  # fmt: skip
    reported_at = models.DateTimeField(_("reported at"), editable=False)
    last_seen_at = models.DateTimeField(
        _("last seen at"), blank=True,
        help_text=_("Leave empty for the last time the roll-call found the child in."),
    )  # fmt: skip
    last_seen_by = models.CharField(_("last seen by"), max_length=10, choices=Witness, blank=True)
    circumstances = EncryptedTextField(
        _("circumstances"),
        help_text=_("What happened, what the child wore and had with it, who may know more; stored encrypted."),
    )
    whereabouts_known_by = models.CharField(
        _("who knows where the child is"), max_length=10, choices=Knower, default=Knower.NOBODY
    )
    whereabouts = EncryptedTextField(
        _("where the child is"), blank=True,
        help_text=_("Only for those who may know where the child lives; may stay empty. Stored encrypted."),
    )  # fmt: skip
    concern_level = models.CharField(_("level of concern"), max_length=12, choices=Concern, default=Concern.UNASSESSED)
    concern_reason = EncryptedTextField(
        _("reason for this level"), blank=True, help_text=_("What you know of this child, now; stored encrypted.")
    )
    assessed_at = models.DateTimeField(_("assessed at"), null=True, blank=True, editable=False)
    tracing_since = models.DateTimeField(_("traced by police since"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(
        _("ended at"), null=True, blank=True, help_text=_("Leave empty for now; not before the child was last seen.")
    )
    ended_as = models.CharField(_("ended as"), max_length=20, choices=End, blank=True)
    end_reason = EncryptedTextField(
        _("what became of it"), blank=True, help_text=_("How this is known, and by whom; stored encrypted.")
    )
    return_talk_on = models.DateField(_("return talk on"), null=True, blank=True)
    return_talk_with = models.CharField(_("return talk with"), max_length=10, choices=Talker, blank=True)
    risk_reviewed_on = models.DateField(_("risks reviewed on"), null=True, blank=True, editable=False)
    risk_review = EncryptedTextField(
        _("what the risks are now"), blank=True,
        help_text=_("What drew the child away, and what is done so that it is safe here; stored encrypted."),
    )  # fmt: skip

    objects = AbsenceQuerySet.as_manager()

    data = {
        DataClass.ABSENCE: fields(
            "case reported_at ended_at ended_as",
            "last_seen_at last_seen_by circumstances whereabouts_known_by concern_level concern_reason assessed_at "
            "tracing_since end_reason return_talk_on return_talk_with risk_reviewed_on",
        ),
        # By the table police read it while the absence is open, and not a request longer (C5 rule d).
        DataClass.ADDRESS: fields(rest="whereabouts"),
        DataClass.PLACEMENT: fields("placement"),
        # For guardian and mentor: IND reads risk analyses by the table, and must not read this one (C5 rule c).
        DataClass.PLAN: fields(rest="risk_review"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("absence"), _("absences")
        ordering = ["-reported_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_absence_is_open",
                violation_error_message=_("This child is reported missing already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_as="") | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                name="an_absence_ends_as_something",
                violation_error_message=_("Say how the absence ended."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("last_seen_at")),
                name="an_absence_ends_after_the_child_was_seen",
                violation_error_message=_("An absence ends after the child was last seen."),
            ),
            models.CheckConstraint(
                condition=Q(concern_level="UNASSESSED", assessed_at=None)
                | (~Q(concern_level="UNASSESSED") & Q(assessed_at__isnull=False)),
                name="concern_is_assessed_and_not_assumed",
                violation_error_message=_("How worrying an absence is, is assessed and not assumed (INV-36)."),
            ),
            models.CheckConstraint(
                condition=Q(return_talk_on=None, risk_reviewed_on=None) | Q(ended_as="RETURNED"),
                name="who_came_back_is_talked_with",
                violation_error_message=_("A return talk and a review of the risks follow on a return."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def state(self) -> str:
        """OPEN, TRACING or ENDED (C3.10)."""
        if self.ended_at is not None:
            return "ENDED"
        return "TRACING" if self.tracing_since is not None else "OPEN"


class AbsenceAction(Recorded):
    """One thing that was done to find the child, on what is known (S004-82)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="absence_actions")
    absence = models.ForeignKey(Absence, models.PROTECT, related_name="actions", verbose_name=_("absence"))
    action = EncryptedTextField(
        _("what was done"), help_text=_("What was done to find the child, and what came of it; stored encrypted.")
    )
    taken_at = models.DateTimeField(_("done at"), editable=False)

    data = {DataClass.ABSENCE: fields("case absence taken_at", "action")}

    class Meta:
        verbose_name, verbose_name_plural = _("step to find the child"), _("steps to find the child")
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return str(self.absence_id)
