"""The classes of data of model.md C5, and how a model says which of its fields belong to which class."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataClass(models.TextChoices):
    """The rows of the access table."""

    IDENTITY = "IDENTITY", _("identity: name, birth date, nationality, V-number")
    LOCATION = "LOCATION", _("where the child is")
    ADDRESS = "ADDRESS", _("the protected address")
    CONVERSATION = "CONVERSATION", _("conversations: which, when, with what outcome")
    CONVERSATION_NOTE = "CONVERSATION_NOTE", _("notes of conversations")
    SIGNAL = "SIGNAL", _("signal, summary")
    SIGNAL_DETAIL = "SIGNAL_DETAIL", _("signal, detail")
    SCREENING = "SCREENING", _("screening answers and indicators")
    CATEGORY = "CATEGORY", _("vulnerability category (special data)")
    DEBT = "DEBT", _("how the child came in, and debts for the journey")
    STORY = "STORY", _("story and statements")
    MEDICAL = "MEDICAL", _("medical and psychological data")
    INDICATION = "INDICATION", _("indication")
    PLACEMENT = "PLACEMENT", _("placement, beds, waiting list")
    REST = "REST", _("rest period")
    HEARING = "HEARING", _("hearing dates")
    ASYLUM = "ASYLUM", _("asylum procedure")
    PROCEDURE = "PROCEDURE", _("residence scheme for victims, and what a story was used for")
    TEST = "TEST", _("ex-officio test on trafficking")
    REFLECTION = "REFLECTION", _("reflection period")
    CHOICE = "CHOICE", _("what the child chooses, and what is weighed with it")
    POLICE = "POLICE", _("police report and investigation")
    RISK = "RISK", _("risk analysis")
    RISK_ANSWERS = "RISK_ANSWERS", _("risk analysis: the three answers")
    RISK_TEXT = "RISK_TEXT", _("risk analysis: vulnerabilities, reasons, the child's view")
    RISK_PART = "RISK_PART", _("risk analysis: the part and position of each organisation")
    CONSULTATION = "CONSULTATION", _("case consultation about the child: decisions and actions")
    PLAN = "PLAN", _("guidance plan and programme")
    CONSENT = "CONSENT", _("consent")
    COMENSHA = "COMENSHA", _("CoMensha reports")
    COMENSHA_SENT = "COMENSHA_SENT", _("what was sent to CoMensha")
    STEP_DOWN = "STEP_DOWN", _("moving on: preparation and step-down assessment")
    CARE = "CARE", _("care coordination")
    ABSENCE = "ABSENCE", _("absence")
    INQUIRY = "INQUIRY", _("who asked where the child is")
    SIGHT = "SIGHT", _("contact moments: whether the child was seen")
    PRESENCE = "PRESENCE", _("roll-call in the house")
    TRANSFER = "TRANSFER", _("transfers, and days on which the child is not to be moved")
    OVERRIDE = "OVERRIDE", _("review of a stay in crisis shelter")
    MEASURE = "MEASURE", _("safety measures")
    INCIDENT = "INCIDENT", _("incidents near a house, with its address while they are open")
    GUARDIANSHIP = "GUARDIANSHIP", _("guardianship")
    OFFENCE = "OFFENCE", _("offences, perhaps under force")
    PLAUSIBILITY = "PLAUSIBILITY", _("advice on whether victimhood is plausible")
    LAWYER = "LAWYER", _("the child's lawyer")
    INFORMATION = "INFORMATION", _("what was explained, and whether it was understood")
    INVOLVEMENT = "INVOLVEMENT", _("who is involved, and why")
    NOTICE = "NOTICE", _("who was told")
    FAMILY = "FAMILY", _("family and travel companions")
    CONTACT = "CONTACT", _("contact persons")
    DUPLICATE = "DUPLICATE", _("possible duplicates and joined cases")
    ALERT = "ALERT", _("answers to alerts")
    AGE = "AGE", _("assessment and contest of the age")
    CLOSING = "CLOSING", _("closing and opening again of the case")
    EMERGENCY = "EMERGENCY", _("emergency access: who opened the case")
    EMERGENCY_REVIEW = "EMERGENCY_REVIEW", _("why a case was opened in an emergency, and the review of that")
    ACCESS_REQUEST = "ACCESS_REQUEST", _("requests for access to a case")
    CONSENT_FORM = "CONSENT_FORM", _("the texts of the consent forms")
    COVER = "COVER", _("who stands in for whom")
    TRAINING = "TRAINING", _("trainings and focal persons of the own organisation")
    STAFF = "STAFF", _("accounts: who works here, in which role and house")
    STAFF_REVIEW = "STAFF_REVIEW", _("accounts: whether a second person confirms them")
    REFERENCE = "REFERENCE", _("what is published: instruments for screening and indicators")
    DELIVERY = "DELIVERY", _("what could not be delivered to a partner")
    AUDIT = "AUDIT", _("the ledger")
    DISCLOSURE = "DISCLOSURE", _("what was given to others outside the case")
    REFERRAL = "REFERRAL", _("referrals to other organisations, and what came of them")
    CORRECTION = "CORRECTION", _("who was told of corrections")
    SUBJECT_ACCESS = "SUBJECT_ACCESS", _("requests for one's own data, and what was decided")
    SUBJECT_TEXT = "SUBJECT_TEXT", _("texts that are judged before they go along with one's own data")
    CHILD_LOG = "CHILD_LOG", _("the child's own log: when, why and by which organisation")
    DOSSIER = "DOSSIER", _("dossiers on paper: who prints what another may read")
    FIGURES = "FIGURES", _("figures without names")
    YEAR_NOTE = "YEAR_NOTE", _("notes to the years of the figures")
    COBO = "COBO", _("meetings of the case consultation, without children")
    RETENTION = "RETENTION", _("files to destroy after their term: which, why and by whom, without content")
    CONFIGURATION = "CONFIGURATION", _("configuration and users")


@dataclass(frozen=True)
class Fields:
    """The fields of one model that belong to one class: what a summary shows, and the rest."""

    summary: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.summary + self.rest


def fields(summary: str = "", rest: str = "") -> Fields:
    """Fields by name, separated by spaces."""
    return Fields(tuple(summary.split()), tuple(rest.split()))


# On every row: which it is, which version, when it was written and by which organisation. Shown with the row itself.
BOOKKEEPING = ("id", "version", "created_at", "created_by", "created_by_organisation", "created_by_role")
SHOWN_BOOKKEEPING = ("id", "version", "created_at", "created_by_organisation")
