"""Notices: one organisation is told of one thing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from partners.data_classes import DataClass, fields
from partners.models.people import Organisation, Person


class NoticeKind(models.TextChoices):
    """What a notice tells."""

    SIGNAL = "SIGNAL", _("A signal was raised")
    SIGNAL_UNMATCHED = "SIGNAL_UNMATCHED", _("A signal from outside fits no case yet")
    INDICATION = "INDICATION", _("An indication was decided")
    PLACEMENT = "PLACEMENT", _("The child was placed")
    MOVE = "MOVE", _("The child was moved")
    DEPARTURE = "DEPARTURE", _("A young adult left the shelter for a place of its own")
    REST_REQUESTED = "REST_REQUESTED", _("An extension of the rest period was asked for")
    REST_EXTENDED = "REST_EXTENDED", _("The rest period was extended")
    HEARING_PLANNED = "HEARING_PLANNED", _("The first hearing was planned")
    HEARING_CALLED_OFF = "HEARING_CALLED_OFF", _("A hearing was called off")
    HEARING_CONFLICT = "HEARING_CONFLICT", _("The planned hearing now falls inside the rest period")
    GUARDIANSHIP = "GUARDIANSHIP", _("Guardianship was requested")
    BIRTH_DATE = "BIRTH_DATE", _("The birth date changed: the clocks were computed again")
    CHILD_CORRECTED = "CHILD_CORRECTED", _("The child's details were corrected")
    CONVERSATION_PLANNED = "CONVERSATION_PLANNED", _("A conversation was planned")
    SIGNAL_ASSESSED = "SIGNAL_ASSESSED", _("A signal was assessed")
    SIGNAL_REOPENED = "SIGNAL_REOPENED", _("A signal was opened again")
    SIGNAL_MERGED = "SIGNAL_MERGED", _("Two signals turned out to be one")
    SIGNAL_WRONG_CHILD = "SIGNAL_WRONG_CHILD", _("A signal was about another child: what was told of it is withdrawn")
    SIBLING_SIGNALLED = "SIBLING_SIGNALLED", _("A signal was raised about a brother or sister")
    DUPLICATE = "DUPLICATE", _("This child may be in another case already")
    MERGE_REQUESTED = "MERGE_REQUESTED", _("It was asked to join two cases of one child")
    MERGED = "MERGED", _("Two cases of one child were joined")
    MERGE_UNDONE = "MERGE_UNDONE", _("Two joined cases were separated again")
    AGE_ASSESSMENT = "AGE_ASSESSMENT", _("The age of the child is being assessed")
    AGE_CONTESTED = "AGE_CONTESTED", _("The age is contested: the child counts as a minor until it is final")
    AGE_DECIDED = "AGE_DECIDED", _("The assessment of the child's age has an outcome")
    AGE_FINAL = "AGE_FINAL", _("The age of the child is final")
    CASE_CLOSED = "CASE_CLOSED", _("The case was closed")
    CASE_REOPENED = "CASE_REOPENED", _("The case was opened again")
    EMERGENCY_OPENED = "EMERGENCY_OPENED", _("Somebody opened a case in acute danger")
    EMERGENCY_REVIEWED = "EMERGENCY_REVIEWED", _("An emergency access was reviewed")
    ACCESS_REQUESTED = "ACCESS_REQUESTED", _("Somebody asks for access to the case of a child")
    ACCESS_GRANTED = "ACCESS_GRANTED", _("You have been given access to a case")
    ACCESS_ANSWERED = "ACCESS_ANSWERED", _("Your request for access was dealt with")
    COMENSHA_MESSAGE = "COMENSHA_MESSAGE", _("A message for CoMensha is ready")
    COMENSHA_WITHDRAWN = "COMENSHA_WITHDRAWN", _("Consent was withdrawn after a report to CoMensha")
    ABSENCE = "ABSENCE", _("A child is missing or left early")
    ABSENCE_ENDED = "ABSENCE_ENDED", _("The child is no longer missing")
    REFLECTION = "REFLECTION", _("A reflection period began")
    LOCATION_ASKED = "LOCATION_ASKED", _("Somebody asked where the child is")
    LAWYER_ASSIGNED = "LAWYER_ASSIGNED", _("You are the lawyer of this child")
    MEASURE = "MEASURE", _("A safety measure was agreed on")
    MEASURE_ENDED = "MEASURE_ENDED", _("A safety measure ended")
    INCIDENT = "INCIDENT", _("Something suspicious near a house")
    INCIDENT_CLOSED = "INCIDENT_CLOSED", _("What was suspicious near a house is over")
    TRANSFER_PLANNED = "TRANSFER_PLANNED", _("The child will move to another house")
    TRANSFER_DEPARTED = "TRANSFER_DEPARTED", _("The child is on its way to another house")
    TRANSFER_ARRIVED = "TRANSFER_ARRIVED", _("The child arrived in the other house")
    TRANSFER_CANCELLED = "TRANSFER_CANCELLED", _("A planned move was called off")
    MOVE_ALL_THE_SAME = "MOVE_ALL_THE_SAME", _("The child is moved, though it should stay where it is")
    STEP_DOWN = "STEP_DOWN", _("COA and Nidos assess whether the child can move on")
    CARE_COORDINATION = "CARE_COORDINATION", _("Care coordination began or ended")
    COBO_AGENDA = "COBO_AGENDA", _("The child is on the agenda of a case consultation")
    COBO_MISSED = "COBO_MISSED", _("Your organisation was missed in a case consultation")
    RECORD_CORRECTED = "RECORD_CORRECTED", _("Something written of the child was put right")
    SUBJECT_REQUEST = "SUBJECT_REQUEST", _("A child, or somebody for it, asks for its own data")
    SUBJECT_DECIDED = "SUBJECT_DECIDED", _("A request for one's own data was decided")
    ALERT = "ALERT", _("An alert asks for attention")


class Notice(Recorded):
    """One organisation is told of one thing, and says that it has seen it. The content is read by right, not here."""

    case_id = models.UUIDField(null=True)
    kind = models.CharField(_("about"), max_length=20, choices=NoticeKind)
    about = models.UUIDField(help_text=_("The id of the signal, indication, placement or hearing."))
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("from"))
    to_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="notices", verbose_name=_("to"))
    to_role = models.CharField(_("to role"), max_length=60, blank=True)
    to_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("to person"))
    source = models.CharField(_("source"), max_length=40, help_text=_("The rule that asks for this notice."))
    sent_at = models.DateTimeField(_("sent at"))
    due_at = models.DateTimeField(_("to be seen before"), null=True)
    acknowledged_at = models.DateTimeField(_("seen at"), null=True)
    acknowledged_by = models.UUIDField(null=True)
    acknowledged_user_id = models.CharField(max_length=80, blank=True)

    data = {
        DataClass.NOTICE: fields(
            "case_id kind to_organisation sent_at acknowledged_at",
            "about from_organisation to_role to_person source due_at acknowledged_by acknowledged_user_id",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("notice"), _("notices")
        indexes = [
            models.Index(fields=["to_organisation", "-sent_at"], name="notice_receiver"),
            models.Index(fields=["case_id"], name="notice_case"),
            models.Index(fields=["about"], name="notice_about"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "kind", "to_organisation", "to_role", "source"], name="one_notice_per_receiver",
                violation_error_message=_("This organisation has already been told."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
