"""The case consultation (COBO): a meeting, who is asked to it, which children it is about, and what must follow."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models import Case
from partners.data_classes import DataClass, fields
from partners.models import Organisation
from shelter.models.placement import Placement


class CoboMeeting(Recorded):
    """One consultation. It is about several children, so it holds nothing of any; their agenda items do (S004-103)."""

    meets_at = models.DateTimeField(_("when"))
    chair = models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False, verbose_name=_("chair"))
    published_at = models.DateTimeField(_("agenda published at"), null=True, blank=True, editable=False)
    held_at = models.DateTimeField(_("recorded as held at"), null=True, blank=True, editable=False)

    data = {DataClass.COBO: fields("meets_at chair published_at held_at")}

    class Meta:
        verbose_name, verbose_name_plural = _("case consultation"), _("case consultations")
        ordering = ["-meets_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(published_at__isnull=False), name="a_consultation_was_published_first",
                violation_error_message=_("Publish the agenda before the consultation is held."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)

    def told_apart(self) -> str:
        """How a list to choose from names it."""
        return date_format(timezone.localtime(self.meets_at), "j F Y H:i")

    @property
    def state(self) -> str:
        """PLANNED, PUBLISHED or HELD."""
        if self.held_at is not None:
            return "HELD"
        return "PUBLISHED" if self.published_at is not None else "PLANNED"


class CoboParty(Recorded):
    """One organisation that is asked to a consultation, and whether it was there (EC-58)."""

    class Attendance(models.TextChoices):
        UNKNOWN = "UNKNOWN", _("not recorded yet")
        PRESENT = "PRESENT", _("was there")
        ABSENT = "ABSENT", _("was not there")

    meeting = models.ForeignKey(CoboMeeting, models.PROTECT, related_name="parties", verbose_name=_("consultation"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    observes = models.BooleanField(_("only observes"), default=False, editable=False)
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance, default=Attendance.UNKNOWN)

    data = {DataClass.COBO: fields("meeting organisation observes attendance")}

    class Meta:
        verbose_name, verbose_name_plural = _("organisation in a consultation"), _("organisations in a consultation")
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"], name="an_organisation_is_asked_once",
                violation_error_message=_("This organisation is asked already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.organisation_id)


class AgendaItem(Recorded):
    """One child on the agenda of one consultation; it opens the case to who sits there (C5)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="agenda_items")
    placement = models.ForeignKey(
        Placement, models.PROTECT, editable=False, related_name="+", verbose_name=_("placement"),
    )  # fmt: skip
    meeting = models.ForeignKey(CoboMeeting, models.PROTECT, related_name="items", verbose_name=_("consultation"))
    question = EncryptedTextField(
        _("question"), blank=True, help_text=_("What the consultation is asked about this child; stored encrypted.")
    )
    removed_at = models.DateTimeField(_("taken off at"), null=True, blank=True, editable=False)
    discussed_at = models.DateTimeField(_("discussed at"), null=True, blank=True, editable=False)
    decision = EncryptedTextField(
        _("what was decided"), blank=True,
        help_text=_("What the consultation decided about this child. What was told in confidence does not belong "
                    "here; stored encrypted."),
    )  # fmt: skip

    data = {
        DataClass.CONSULTATION: fields("case meeting removed_at discussed_at", "question decision"),
        DataClass.PLACEMENT: fields("placement"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("case consultation about the child"), _("consultations about the child")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "case"], condition=Q(removed_at=None), name="a_child_is_on_an_agenda_once",
                violation_error_message=_("This child is on this agenda already."),
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(discussed_at=None), name="who_was_taken_off_was_not_discussed",
                violation_error_message=_("Who was taken off the agenda was not discussed."),
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(discussed_at__isnull=False), name="what_is_decided_was_discussed",
                violation_error_message=_("A decision follows on a consultation that was held."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.id)


class CoboAction(Recorded):
    """What one organisation does for the child after a consultation, and before when."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="cobo_actions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="actions", verbose_name=_("agenda item"))
    action = EncryptedTextField(_("what will be done"), help_text=_("In one sentence; stored encrypted."))
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("who does it"))
    due_on = models.DateField(
        _("before"),
        help_text=_("Within the days that the owner sees the case; what takes longer comes back next time."),
    )  # fmt: skip
    done_on = models.DateField(_("done on"), null=True, blank=True, editable=False)

    data = {DataClass.CONSULTATION: fields("case item owner due_on done_on", "action")}

    class Meta:
        verbose_name, verbose_name_plural = _("action of a consultation"), _("actions of consultations")
        ordering = ["due_on"]

    def __str__(self) -> str:
        return str(self.id)
