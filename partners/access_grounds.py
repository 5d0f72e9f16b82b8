"""What each ground changes of the access table: what it opens, lends and lets one do, and when it ends (C5).

The words are those of partners/access_table.py.
"""

from partners.access_table import SUPERVISORS
from partners.data_classes import DataClass as D
from partners.grounds import Ground

# What a ground opens at most: class → "R" (all that the role may) or "S" (no more than the summary). Absent: all.
GROUND_OPENS: dict[Ground, dict[D, str]] = {
    Ground.RECEPTION: {
        D.IDENTITY: "S",
        D.LOCATION: "R",
        D.PLACEMENT: "R",
        D.FAMILY: "S",
        # The place of arrival is a house of COA: who sees the child go reports it (S004-81), and who is asked.
        D.ABSENCE: "R",
        D.INQUIRY: "R",
        D.CLOSING: "S",
    },
    Ground.OWN_SIGNAL: {},
    Ground.TRACK: {
        D.IDENTITY: "R",
        D.AGE: "R",
        D.HEARING: "R",
        D.ASYLUM: "R",
        D.PROCEDURE: "R",
        D.TEST: "R",
        D.REFLECTION: "R",
        D.POLICE: "R",
        D.OFFENCE: "R",
        D.PLAUSIBILITY: "R",
        D.REST: "R",
        # A hearing is suspended as long as the child is missing (C3.5).
        D.ABSENCE: "S",
        # Who is alerted says that it was seen.
        D.ALERT: "R",
        D.INQUIRY: "R",
        D.CLOSING: "S",
    },
    Ground.ABSENCE: {
        D.IDENTITY: "R",
        D.AGE: "R",
        D.LOCATION: "R",
        D.ADDRESS: "R",
        D.PLACEMENT: "S",
        D.TRANSFER: "S",
        D.ABSENCE: "R",
        D.INQUIRY: "R",
        D.CLOSING: "S",
    },
    # Who keeps the child safe knows which child it is and who asks for it; where it is, only in danger (C5 rule d).
    Ground.INQUIRY: {
        D.IDENTITY: "R",
        D.AGE: "R",
        D.INQUIRY: "R",
        D.CLOSING: "S",
    },
    # To find the child again, raise a signal, compare it with a new arrival and open the case; no more.
    Ground.CLOSED: {
        D.IDENTITY: "R",
        D.AGE: "R",
        D.SIGNAL: "R",
        D.DUPLICATE: "R",
        D.INVOLVEMENT: "R",
        D.CLOSING: "R",
        # A right does not end with the work.
        D.CORRECTION: "R",
        D.SUBJECT_ACCESS: "R",
    },
    Ground.REFERRAL: {},
    # Somebody at Nidos sees whoever came of age here, as long as the case is open: who it is, where it lives, what
    # runs and who has charge of it; no talks, no screening, no plans (decision 0041).
    Ground.OF_AGE: dict.fromkeys(
        (
            D.IDENTITY,
            D.AGE,
            D.LOCATION,
            D.PLACEMENT,
            D.INDICATION,
            D.REST,
            D.SIGNAL,
            D.DUPLICATE,
            D.ABSENCE,
            D.INQUIRY,
            D.GUARDIANSHIP,
            D.STEP_DOWN,
            D.CARE,
            D.INVOLVEMENT,
            D.NOTICE,
            D.ALERT,
            D.EMERGENCY,
            D.CHILD_LOG,
            D.CLOSING,
            D.CORRECTION,
            D.SUBJECT_ACCESS,
        ),
        "R",
    ),
    # What care asks for, of who asked for it: not the talks, the story or the special data.
    Ground.CARE: dict.fromkeys(
        (
            D.IDENTITY,
            D.AGE,
            D.LOCATION,
            D.ADDRESS,
            D.PLACEMENT,
            D.PRESENCE,
            D.INDICATION,
            D.REST,
            D.HEARING,
            D.ASYLUM,
            D.PROCEDURE,
            D.TEST,
            D.REFLECTION,
            D.CHOICE,
            D.MEDICAL,
            D.RISK,
            D.RISK_ANSWERS,
            D.RISK_TEXT,
            D.RISK_PART,
            D.PLAN,
            D.MEASURE,
            D.SIGNAL,
            D.SIGNAL_DETAIL,
            D.DUPLICATE,
            D.ABSENCE,
            D.INQUIRY,
            D.GUARDIANSHIP,
            D.STEP_DOWN,
            D.CARE,
            D.FAMILY,
            D.CONTACT,
            D.INVOLVEMENT,
            D.NOTICE,
            D.ALERT,
            D.EMERGENCY,
            D.CHILD_LOG,
            D.CLOSING,
            D.CORRECTION,
            D.SUBJECT_ACCESS,
        ),
        "R",
    ),
    # These say why more may be read of a case that is seen already; by themselves they open nothing.
    Ground.NAMED: {},
    Ground.AUTHORISED: {},
    Ground.AGREEMENT: {
        D.CONVERSATION_NOTE: "R",
        D.RISK: "R",
        D.RISK_ANSWERS: "R",
        D.RISK_TEXT: "R",
        D.RISK_PART: "R",
    },
}
# Through these one only reads, whatever the role may write elsewhere. A signal is raised from outside, as always.
READ_ONLY = frozenset({Ground.EMERGENCY, Ground.GRANTED})
# Through these one reads, and writes these classes only (C5 rule e): from eighteen on nobody decides for the youth, so
# of Nidos is left what closing the case waits for, and of care coordination the care.
SEES_TO_WHAT_IS_LEFT = frozenset({
    D.INDICATION, D.SIGNAL, D.ABSENCE, D.INQUIRY, D.AGE, D.STEP_DOWN, D.CARE, D.ALERT, D.CLOSING,
    D.CORRECTION, D.SUBJECT_ACCESS,
})  # fmt: skip
WRITES_ONLY: dict[Ground, frozenset[D]] = {
    Ground.AFTER_GUARDIANSHIP: SEES_TO_WHAT_IS_LEFT,
    Ground.OF_AGE: SEES_TO_WHAT_IS_LEFT,
    Ground.CARE: SEES_TO_WHAT_IS_LEFT | {
        D.REST, D.RISK, D.RISK_ANSWERS, D.RISK_TEXT, D.RISK_PART, D.SIGNAL_DETAIL, D.CONTACT,
    },
}  # fmt: skip
# Grounds that lend the column of somebody else, and to which roles alone they do, where not to every one.
GROUND_LENDS = {
    Ground.AGENDA: "cobo", Ground.REPORTING: "report_author", Ground.OF_AGE: "nidos.guardian",
    Ground.CARE: "nidos.guardian",
}  # fmt: skip
LENT_ONLY_TO: dict[Ground, tuple[str, ...]] = {
    # Who sits in the consultation (decision 0039), and may know that it meets.
    Ground.AGENDA: (
        "avim.officer", "avim.detective", "ind.officer", "bo_provider.mentor", "evenaar.clinician", *SUPERVISORS,
    ),
    Ground.OF_AGE: ("nidos.intake", "nidos.care_coordinator"),
    Ground.CARE: ("nidos.care_coordinator",),
}  # fmt: skip
# To whom such a column lends no more than their own has: IND, so that what shelter tells does not become the asylum
# file (C5 rule c), and a supervisor, who reads what the own organisation reads and writes nothing (C5 "Supervisor").
LENT_WITHIN_OWN: dict[Ground, frozenset[str]] = {Ground.AGENDA: frozenset({"ind.officer", *SUPERVISORS})}

# Two files of one child (docs/decisions/0012-joining.md). These grounds hold for the child, so in both files; what was
# for one file only stays there: an own signal, an agenda, a referral, an emergency, a name or an agreement.
FOLLOWS_CHILD = frozenset({
    Ground.INTAKE, Ground.RECEPTION, Ground.GUARDIAN, Ground.SIGNAL, Ground.INDICATION, Ground.PLACEMENT, Ground.HOUSE,
    Ground.TRACK, Ground.ABSENCE, Ground.ASSIGNED, Ground.CLOSED, Ground.AFTER_GUARDIANSHIP, Ground.OF_AGE,
    Ground.CARE, Ground.INQUIRY,
})  # fmt: skip
# The case that goes on says until when, also when it has said so already; of the others as soon as it has one.
GOVERNED_BY_THE_CASE_THAT_GOES_ON = frozenset({Ground.INTAKE, Ground.RECEPTION})
# Of these there may be several at once: each signal, each named person and each question counts.
KEPT_BESIDE = frozenset({Ground.SIGNAL, Ground.ASSIGNED, Ground.INQUIRY})

# What closing a case ends (docs/decisions/0018-closing.md): these were for the work on it. Every other ground has an
# end of its own, which closing waits for (placement, absence) or leaves as it is (guardian, track, assigned).
ENDS_WITH_THE_CASE = frozenset({
    Ground.INTAKE, Ground.RECEPTION, Ground.SIGNAL, Ground.INDICATION, Ground.OF_AGE, Ground.INQUIRY,
})  # fmt: skip
# Who at Nidos keeps a closed case.
KEEPS_CLOSED = "nidos.intake"
