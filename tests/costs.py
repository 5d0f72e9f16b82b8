"""How many queries it may cost to create something, of whatever kind and for whatever role (design §6).

The number holds for every POST of the stories that creates (tests/stories, tests/partner_api.py). Beginning and ending
a transaction is not counted. Counting the call, the token with the key of idempotency, the standing, the case that is
held, the answer as it may be read and as it is kept are: six. Each kind of row that is written is one more; all of
the history and all entries of the ledger are one together (audit/inserting.py). The rest is what the rules ask.

More than the usual is for acts that change more than one kind of row. Each number is the most that was seen and not
the least there can be: some still ask twice. One that rises is a query too many, or a rule that needs one.
"""

from contextvars import ContextVar

# Whether each POST is held against these numbers.
watched: ContextVar[bool] = ContextVar("watched", default=False)
USUAL = 12
MORE = {
    # A row that it changes beside the one it makes: the talk that follows, or the one that went before.
    "conversation-plans": 13,
    "conversations-holdings": 13,
    "conversations-skips": 13,
    "conversations-reopenings": 14,
    "contact-persons-assessments": 14,
    "conversations-explanations": 14,
    "screenings-corrections": 13,
    "conversations": 18,
    "stand-ins": 13,
    # Every talk, colleague and place of the organisation is looked at to find the alert.
    "staff-alerts-answers": 14,
    # One notice to each organisation, with its history: who is told is asked, and the parent is locked.
    "relations-separations": 15,
    "signals-links": 15,
    "merges-withdrawals": 17,
    "coa-notices": 17,
    "own-signals": 30,  # when it opens a closed case again; else 22
    "hearings": 19,
    "hearings-cancellations": 16,
    "hearings-holdings": 14,
    # Birth dates and contests say who must sign; the case and the consent are held, and every answer before is read. A
    # report asks for the consent anew, and what is sent is a row of its own with a message to CoMensha.
    "consents": 13,
    "consents-confirmations": 19,
    "consents-refusals": 19,
    "consents-signatures": 22,
    "consents-views": 18,
    "comensha-reports-sendings": 33,
    # What goes along is a row of its own with three answers, each under the key of the child.
    "referrals": 17,
    "referrals-answers": 13,
    "referrals-endings": 14,
    # Who wrote it down is named on it, and stands in the case as such.
    "accounts": 14,
    # The lawyer before sees it no longer, the new one does and is told.
    "lawyers": 17,
    # Police and IND are let in as long as a report runs, and out again when it closes; the case is locked with it.
    "offences-considerations": 14,  # two texts are encrypted
    "police-reports": 13,
    "police-reports-closings": 16,
    "police-reports-investigations": 14,
    # What police recorded is asked, in whichever file of the child; who follows a track is let in, and out when it is
    # final; the parent is held with its case. A grant is a permit besides; lawful stay rests on three kinds of rows.
    "asylum-procedures-decisions": 18,
    "asylum-procedures-endings": 20,
    "ex-officio-tests-answers": 22,
    "reflection-periods": 19,
    "reflection-periods-choices": 13,
    "reflection-periods-endings": 15,
    "trafficking-procedures": 15,
    "trafficking-procedures-endings": 15,
    # Who may read of an absence is asked by every ground that is open, police are let in, and all are told; when it
    # ends police see less again, and a stay may end with it. What is added to it locks the case and the absence.
    "absences": 22,
    "absences-actions": 13,
    "absences-concern-assessments": 14,
    "absences-endings": 29,
    "absences-return-talks": 13,
    "absences-returns": 22,
    "absences-risk-reviews": 14,
    "absences-whereabouts": 14,
    # Where the child lives and whether it is there is asked first; a plan or programme is held with its case, and its
    # goals or modules are counted.
    "guidance-plans": 13,
    "guidance-plans-completions": 14,
    "guidance-plans-perspectives": 13,
    "guidance-plans-starts": 16,
    "guidance-plans-stops": 14,
    "guidance-plans-views": 14,
    "plan-goals-corrections": 14,
    "plan-goals-outcomes": 13,
    "programmes-completions": 13,
    "programmes-starts": 14,
    "programmes-stops": 14,
    "stay-reviews": 13,
    # A stay ends and another begins, as for a placement; what ran in protected shelter stops with it.
    "placements-moves": 54,
    # Where the child lives and who reads it is asked, police and COA are let in, all are told; they are let out when
    # all have acted.
    "location-inquiries": 20,
    "location-inquiries-steps": 18,
    # Whether the child is there; three texts are encrypted; guardian and house are told.
    "safety-measures": 16,
    "safety-measures-confirmations": 13,
    "safety-measures-endings": 16,
    "safety-measures-reviews": 16,
    # In no case: a key of its own, the house, and everybody who must act is told; what they do answers what was told.
    "location-incidents": 14,
    "location-incidents-actions": 13,
    "location-incidents-closings": 13,
    # And the age that follows: the birth dates are read, the child is compared with others, the words by which it is
    # found are kept in step, and the clocks move.
    "identifications": 17,
    "age-contests": 22,
    "age-assessments-settlements": 32,
    "possible-duplicates-dismissals": 20,
    "birth-dates": 42,
    "conversations-corrections": 23,
    "age-assessments-decisions": 49,
    # And who may know of the case from now on, in this file and in those joined with it.
    "signals": 19,
    "guardianships": 28,
    "signals-merges": 20,
    "indications": 22,
    "rest-extensions-approvals": 26,
    "siblings": 23,
    "signals-assessments": 22,
    "signals-reopenings": 23,
    "own-signals-withdrawals": 32,
    "signals-corrections": 46,
    # Everything that may still run is asked; every involvement ends or begins again, and all who see it are told.
    "closings": 39,
    "closings-reopenings": 28,
    # When it may be a child that is known: both are compared, the pair is written in two files, and intake is told. Of
    # a child that is like no other it is 12 (tests/api/test_query_counts.py).
    "cases": 24,
    # The child is held with its case, its names are compared and the words kept; who reads it is asked, and all told;
    # who was given it outside is looked for (GDPR art. 19), as with every correction above.
    "children-corrections": 34,
    # A bed, a stay of a child that is not missing, the rest that begins, and three organisations that are told, each
    # of something else.
    "placements": 39,
    "foster-placements": 36,
    # The case, the stay and the journey are locked; a bed is locked and asked whether it is free or promised;
    # siblings are looked for; two or three are told, each with its history; one more house sees the child.
    "transfers": 25,
    "transfers-departures": 24,
    "transfers-arrivals": 47,
    "transfers-cancellations": 15,
    # What is said of a row that stands: its version is held before the verb locks case and row.
    # The case and the meeting are held, its house is asked, each party is let in and told; what is added to an agenda
    # or an analysis holds the case and the record, and an adoption replaces the edition before it.
    "agenda-items": 16,
    "agenda-items-actions": 14,
    "agenda-items-decisions": 14,
    "agenda-items-removals": 16,
    "cobo-actions-completions": 13,
    "cobo-meetings-holdings": 15,
    "cobo-meetings-publications": 14,
    "risk-analyses": 13,
    "risk-analyses-adoptions": 17,
    "risk-analyses-contributions": 13,
    "risk-analyses-corrections": 20,
    "risk-analyses-positions": 15,
    # Two files are written, and every involvement of the one is copied to the other.
    "possible-duplicates-merges": 27,
    "merges-approvals": 29,
    "merges-undoings": 45,
    # What guardianship opens and what its end opens is written anew with the age (above); of the young adult care is
    # coordinated: the age and the stay are asked, three are told, and somebody comes to see the case.
    "preparations": 13,
    "step-down-assessments": 15,
    "step-down-assessments-conditions": 14,
    "step-down-assessments-coa-decisions": 16,
    "step-down-assessments-nidos-decisions": 19,
    "care-coordinations": 30,
    "care-coordinations-endings": 20,
}


def most(act: str) -> int:
    return MORE.get(act, USUAL)
