"""The tables of the intake."""

from intake.models.access_request import AccessRequest
from intake.models.account import Account, AccountUse, NamedPerson
from intake.models.age import AgeAssessment
from intake.models.birth_date import BirthDateRecord, Precision
from intake.models.case import Case, CaseNumber, IntakeLocation
from intake.models.category import CaseCategory
from intake.models.child import Child, ChildCorrection
from intake.models.closing import Closing
from intake.models.comensha import ComenshaMessage, ComenshaReport, ReportBasis
from intake.models.consent import Consent, ConsentCheck, ConsentForm, ConsentStatement, Purpose
from intake.models.conversation import Conversation, Handover
from intake.models.correction import Correction, CorrectionTelling
from intake.models.debt import SmugglingDebt
from intake.models.disclosure import Disclosure
from intake.models.document import Document, DocumentContent
from intake.models.duplicate import CaseMerge, NameKey, PossibleDuplicate
from intake.models.emergency import EmergencyAccess
from intake.models.family import ContactPerson, Relation
from intake.models.identification import Identification
from intake.models.name_word import NameWord
from intake.models.no_report import NoReport
from intake.models.reference import IntakeLocationEdition
from intake.models.referral import Referral
from intake.models.retention import Certificate, Destruction, LegalHold, RetentionTerm
from intake.models.screening import Screening
from intake.models.signal import (
    ExploitationForm,
    Signal,
    SignalAssessment,
    SignalKind,
    SignalQuerySet,
    counts_as_trafficking,
)
from intake.models.subject import SubjectRequest, SubjectText

__all__ = [
    "AccessRequest",
    "Account",
    "AccountUse",
    "AgeAssessment",
    "BirthDateRecord",
    "Case",
    "CaseCategory",
    "CaseMerge",
    "CaseNumber",
    "Certificate",
    "Child",
    "ChildCorrection",
    "Closing",
    "ComenshaMessage",
    "ComenshaReport",
    "Consent",
    "ConsentCheck",
    "ConsentForm",
    "ConsentStatement",
    "ContactPerson",
    "Conversation",
    "Correction",
    "CorrectionTelling",
    "Destruction",
    "Disclosure",
    "Document",
    "DocumentContent",
    "EmergencyAccess",
    "ExploitationForm",
    "Handover",
    "Identification",
    "IntakeLocation",
    "IntakeLocationEdition",
    "LegalHold",
    "NameKey",
    "NameWord",
    "NamedPerson",
    "NoReport",
    "PossibleDuplicate",
    "Precision",
    "Purpose",
    "Referral",
    "Relation",
    "ReportBasis",
    "RetentionTerm",
    "Screening",
    "Signal",
    "SignalAssessment",
    "SignalKind",
    "SignalQuerySet",
    "SmugglingDebt",
    "SubjectRequest",
    "SubjectText",
    "counts_as_trafficking",
]
