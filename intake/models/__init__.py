"""The tables of the intake."""

from intake.models.birth_date import BirthDateRecord, Precision
from intake.models.case import Case, CaseNumber, IntakeLocation
from intake.models.child import Child
from intake.models.conversation import Conversation
from intake.models.identification import Identification
from intake.models.signal import ExploitationForm, Signal, SignalKind

__all__ = [
    "BirthDateRecord",
    "Case",
    "CaseNumber",
    "Child",
    "Conversation",
    "ExploitationForm",
    "Identification",
    "IntakeLocation",
    "Precision",
    "Signal",
    "SignalKind",
]
