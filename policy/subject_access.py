"""What goes along when a child asks for its data (GDPR art. 15), and what stays out of the copy, and why.

A class of data that is not named here is left out, and a test says so. Of a class that goes along the kind of column
decides: a code, a day or a number is given; a text in words is judged by a person first, for it may name somebody
else; a member of staff is said by function; a house or a bed is left out. A line under FIELDS says otherwise.
"""

from dataclasses import dataclass
from enum import StrEnum

from policy.text import Text


class Goes(StrEnum):
    """What becomes of a column in the copy."""

    GIVEN = "GIVEN"
    JUDGED = "JUDGED"
    BY_FUNCTION = "BY_FUNCTION"
    THIRD_PERSON = "THIRD_PERSON"
    SIGNAL_GIVER = "SIGNAL_GIVER"
    SECRET_ADDRESS = "SECRET_ADDRESS"
    INVESTIGATION = "INVESTIGATION"
    MACHINERY = "MACHINERY"
    NO_CHILD = "NO_CHILD"
    NOT_JUDGED_YET = "NOT_JUDGED_YET"


G = Goes
# fmt: off
# Tables, to be read row by row.

# What every copy says of what stands in none of them.
LEFT_OUT: dict[Goes, Text] = {
    G.THIRD_PERSON: Text("namen en gegevens van andere personen, ook van andere kinderen (AVG art. 15 lid 4)",
                         "names and details of other persons, other children too (GDPR art. 15(4))"),
    G.BY_FUNCTION: Text("namen van medewerkers en tolken: zij staan er met hun functie",
                        "names of staff and interpreters: they are said by function"),
    G.SIGNAL_GIVER: Text("wie een signaal gaf (UAVG art. 41 lid 1 onder i)",
                         "who raised a signal (UAVG art. 41(1)(i))"),
    G.SECRET_ADDRESS: Text("huizen, bedden, adressen en namen van opvangaanbieders (UAVG art. 41 lid 1 onder i)",
                           "houses, beds, addresses and names of who runs shelter (UAVG art. 41(1)(i))"),
    G.INVESTIGATION: Text("wat de opsporing raakt; daarvoor geldt de Wet politiegegevens (UAVG art. 41 lid 1 onder d)",
                          "what touches a criminal investigation (UAVG art. 41(1)(d))"),
    G.MACHINERY: Text("sleutels, nummers en controlegetallen van het systeem zelf",
                      "keys, numbers and check sums of the system itself"),
}

# Of each class of data whether it goes along.
CLASSES: dict[str, Goes] = {
    **dict.fromkeys((
        "IDENTITY", "LOCATION", "CONVERSATION", "CONVERSATION_NOTE", "SIGNAL", "SIGNAL_DETAIL", "SCREENING",
        "CATEGORY", "DEBT", "STORY", "MEDICAL", "INDICATION", "PLACEMENT", "REST", "HEARING", "ASYLUM",
        "PROCEDURE", "TEST", "REFLECTION", "CHOICE", "POLICE", "RISK", "RISK_ANSWERS", "RISK_TEXT", "RISK_PART",
        "CONSULTATION", "PLAN", "CONSENT", "COMENSHA", "COMENSHA_SENT", "STEP_DOWN", "CARE", "ABSENCE",
        "INQUIRY", "SIGHT", "PRESENCE", "TRANSFER", "OVERRIDE", "MEASURE", "GUARDIANSHIP", "OFFENCE",
        "PLAUSIBILITY", "LAWYER", "INFORMATION", "INVOLVEMENT", "NOTICE", "FAMILY", "CONTACT", "ALERT", "AGE",
        "CLOSING", "EMERGENCY", "EMERGENCY_REVIEW", "ACCESS_REQUEST", "DISCLOSURE", "REFERRAL",
        "SUBJECT_ACCESS", "CORRECTION", "RETENTION",
    ), G.GIVEN),
    "ADDRESS": G.SECRET_ADDRESS,
    # A comparison of two files tells of another child as soon as it is none.
    "DUPLICATE": G.THIRD_PERSON,
    "CONFIGURATION": G.MACHINERY,
    # What was judged for a copy is not in it.
    "SUBJECT_TEXT": G.MACHINERY,
    # Of no child, or rights to a page: there is nothing of this in any file.
    **dict.fromkeys((
        "INCIDENT", "CONSENT_FORM", "COVER", "TRAINING", "REFERENCE", "DELIVERY", "AUDIT", "CHILD_LOG", "DOSSIER",
        "FIGURES", "YEAR_NOTE", "COBO", "STAFF", "STAFF_REVIEW",
    ), G.NO_CHILD),
}

# The columns of which the class and the kind do not say enough.
FIELDS: dict[str, Goes] = {
    **dict.fromkeys((
        # Texts in words that are the child's own, or a code without a list.
        "Child.given_names", "Child.family_name", "Child.aliases", "Child.v_number", "Identification.v_number",
        "Case.reference", "AlertAnswer.code", "AlertAnswer.role", "Notice.source", "Notice.to_role",
        "Involvement.role", "Involvement.goes_on_as", "EmergencyAccess.role", "Screening.instrument",
        "SmugglingDebt.currency", "Document.form_code", "Document.sha256", "Consent.form_text",
        "SubjectRequest.content_hash", "Correction.kind",
    ), G.GIVEN),
    **dict.fromkeys((
        "Relation.name", "Relation.birth_date", "ContactPerson.name", "ContactPerson.reach", "SmugglingDebt.creditor",
        "LocationInquiry.asker_name", "SubjectRequest.asker",
    ), G.THIRD_PERSON),
    **dict.fromkeys((
        "Account.told_to", "Conversation.conductor", "Consent.explained_by", "Consent.interpreter_number",
        "ConsentStatement.signer", "ConsentStatement.recorded_user_id", "Disclosure.recipient", "Lawyer.name",
        "Lawyer.bar_number", "CaseMerge.requested_user_id", "RestExtension.requested_user_id",
        "RestExtension.approved_user_id", "Notice.acknowledged_user_id",
    ), G.BY_FUNCTION),
    "Notice.from_organisation": G.SIGNAL_GIVER,
    **dict.fromkeys((
        "PoliceReport.leads", "PoliceReport.investigation_started_on", "PoliceReport.prosecution_started_on",
        "PoliceReport.investigation_ended_on", "ExOfficioTest.investigation_started",
        "ExOfficioTest.investigation_checked_with", "ExOfficioTest.investigation_checked_on",
    ), G.INVESTIGATION),
    **dict.fromkeys((
        "Case.number", "Involvement.sort_key", "Indication.rests_on", "ConsentStatement.seal",
        "ComenshaMessage.payload_hash",
    ), G.MACHINERY),
}  # fmt: skip

# Kinds of record that are about no child, and what holds derived words of one beside its records.
ABOUT_NO_CHILD: tuple[str, ...] = (
    "StandIn", "DeadLetter", "OrganisationEdition", "Training", "YearNote", "ConsentForm", "IntakeLocationEdition",
    "BedOutage", "CoboMeeting", "CoboParty", "FocalPerson", "LocationIncident", "IncidentAction", "LocationEdition",
    "BedEdition", "RetentionTerm", "StaffChange",
)
DERIVED: tuple[str, ...] = ("Entry", "OutboxMessage", "NameWord", "NameKey", "DocumentContent", "Certificate")
# Kinds of which nobody is told who wrote them down.
SOURCE_UNNAMED: tuple[str, ...] = ("Signal",)


@dataclass(frozen=True)
class Ground:
    """Why a request is refused or limited, or a text does not go along whole."""

    code: str
    text: Text
    of_text: bool = True


GROUNDS: tuple[Ground, ...] = (
    Ground("OTHERS", Text("de rechten en vrijheden van anderen (AVG art. 15 lid 4)",
                          "the rights and freedoms of others (GDPR art. 15(4))")),
    Ground("SAFETY", Text("bescherming van de betrokkene of van een ander (UAVG art. 41 lid 1 onder i)",
                          "protection of the data subject or of somebody else (UAVG art. 41(1)(i))")),
    Ground("CRIME", Text("voorkomen, opsporen en vervolgen van strafbare feiten (UAVG art. 41 lid 1 onder d)",
                         "preventing, investigating and prosecuting offences (UAVG art. 41(1)(d))")),
    Ground("EXCESSIVE", Text("kennelijk ongegrond of buitensporig (AVG art. 12 lid 5)",
                             "manifestly unfounded or excessive (GDPR art. 12(5))"), of_text=False),
    Ground("NOT_ENTITLED", Text("niet vastgesteld dat de vrager dit mag vragen (AVG art. 12 lid 2 en 6)",
                                "not established that whoever asks may ask it (GDPR art. 12(2), (6))"), of_text=False),
)
