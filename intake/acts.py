"""What can be done and read in the intake, for both doors; recording a birth date is an act of a later room."""

from django.utils.translation import gettext_lazy as _

from intake import case, conversation, identification, signal
from intake.models import BirthDateRecord, Conversation, Identification, Signal
from partners.resources import Resource

ACTS = (case.OPEN, conversation.RECORD, identification.RECORD, signal.REPORT)
RESOURCES = (
    Resource("cases/{case}/conversations", Conversation, _("conversations")),
    Resource("cases/{case}/identifications", Identification, _("identification")),
    Resource("cases/{case}/birth-dates", BirthDateRecord, _("birth dates"), order="-effective_from"),
    Resource("cases/{case}/signals", Signal, _("signals"), order="-raised_at"),
)
