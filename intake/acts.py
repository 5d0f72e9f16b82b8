"""What can be done and read in the intake, for both doors; recording a birth date is an act of a later room."""

from django.utils.translation import gettext_lazy as _

from intake import case, conversation, identification, signal
from intake.models import (
    AgeAssessment,
    BirthDateRecord,
    CaseMerge,
    ContactPerson,
    Conversation,
    Handover,
    Identification,
    PossibleDuplicate,
    Relation,
    Screening,
    Signal,
    SignalAssessment,
)
from partners.resources import Resource

ACTS = (case.OPEN, conversation.RECORD, identification.RECORD, signal.REPORT)
RESOURCES = (
    Resource("cases/{case}/conversations", Conversation, _("conversations")),
    Resource("cases/{case}/identifications", Identification, _("identification")),
    Resource("cases/{case}/birth-dates", BirthDateRecord, _("birth dates"), order="-effective_from"),
    Resource("cases/{case}/signals", Signal, _("signals"), order="-raised_at"),
    Resource("cases/{case}/signal-assessments", SignalAssessment, _("assessments of signals")),
    Resource("cases/{case}/screenings", Screening, _("screenings"), order="-screened_on"),
    Resource("cases/{case}/handovers", Handover, _("handover notes")),
    Resource("cases/{case}/relations", Relation, _("family and companions"), order="created_at"),
    Resource("cases/{case}/contact-persons", ContactPerson, _("contact persons"), order="created_at"),
    Resource("cases/{case}/age-assessments", AgeAssessment, _("age assessments"), order="-requested_on"),
    Resource("cases/{case}/possible-duplicates", PossibleDuplicate, _("possible duplicates"), order="-score"),
    Resource("cases/{case}/merges", CaseMerge, _("joined cases")),
)
