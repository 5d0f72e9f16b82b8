"""How many queries it may cost to create something, of whatever kind and for whatever role (design §6).

The number holds for every POST of the stories that creates (tests/stories, tests/partner_api.py). Beginning and ending
a transaction is not counted. Counting the call, the token with the key of idempotency, the standing, the case that is
held, the answer as it may be read and as it is kept are: six. A row of a child's data is two more, itself and its
history; all entries of the ledger together are one. Three kinds of rows make 13 before anything is asked.

More than the usual is for acts that change more than one kind of row. Each number is the most that was seen and not
the least there can be: some still ask twice. One that rises is a query too many, or a rule that needs one.
"""

from contextvars import ContextVar

# Whether each POST is held against these numbers.
watched: ContextVar[bool] = ContextVar("watched", default=False)
USUAL = 12
MORE = {
    # A row that it changes beside the one it makes: the talk that follows, or the one that went before.
    "conversations-interruptions": 13,
    "conversations-moves": 13,
    "conversation-plans": 14,
    "conversations-holdings": 14,
    "conversations-skips": 14,
    "conversations-reopenings": 15,
    "contact-persons-assessments": 15,
    "conversations-explanations": 16,
    "screenings-corrections": 14,
    "conversations": 20,
    "stand-ins": 13,
    # Every talk, colleague and place of the organisation is looked at to find the alert.
    "staff-alerts-answers": 15,
    # One notice to each organisation, with its history: who is told is asked, and the parent is locked.
    "age-assessments": 14,
    "relations-separations": 16,
    "rest-extensions": 14,
    "signals-links": 16,
    "merges-withdrawals": 20,
    "coa-notices": 20,
    "own-signals": 34,  # when it opens a closed case again; else 22
    "hearings": 22,
    "hearings-cancellations": 18,
    "hearings-holdings": 15,
    # Birth dates and contests say who must sign; the case and the consent are held, and every answer before is read. A
    # report asks for the consent anew, and what is sent is a row of its own with a message to CoMensha.
    "consents": 14,
    "consents-confirmations": 20,
    "consents-refusals": 20,
    "consents-signatures": 23,
    "consents-views": 19,
    "documents": 13,
    "comensha-reports-sendings": 35,
    # What goes along is a row of its own with three answers, each under the key of the child.
    "referrals": 19,
    "referrals-answers": 14,
    "referrals-endings": 16,
    # Who wrote it down is named on it, and stands in the case as such.
    "accounts": 17,
    # The lawyer before sees it no longer, the new one does and is told.
    "lawyers": 26,
    "lawyers-talks": 13,
    # Police and IND are let in as long as a report runs, and out again when it closes; the case is locked with it.
    "offences-considerations": 15,  # two texts are encrypted
    "police-reports": 18,
    "plausibility-advices-answers": 13,
    "police-reports-plausibility-requests": 14,
    "police-reports-closings": 18,
    "police-reports-investigations": 18,
    "police-reports-scheme-considerations": 18,
    # What police recorded is asked, in whichever file of the child; who follows a track is let in, and out when it is
    # final; the parent is held with its case. A grant is a permit besides; lawful stay rests on three kinds of rows.
    "asylum-procedures": 14,
    "asylum-procedures-admissions": 13,
    "asylum-procedures-appeals": 13,
    "asylum-procedures-decisions": 21,
    "asylum-procedures-endings": 22,
    "ex-officio-tests-answers": 25,
    "ex-officio-tests-other-grounds": 13,
    "reflection-periods": 22,
    "reflection-periods-choices": 14,
    "reflection-periods-endings": 17,
    "trafficking-procedures": 17,
    "trafficking-procedures-continued-stay-applications": 13,
    "trafficking-procedures-continued-stay-considerations": 13,
    "trafficking-procedures-endings": 17,
    "trafficking-procedures-permits": 13,
    "trafficking-procedures-renewal-requests": 13,
    "trafficking-procedures-renewals": 13,
    # Who may read of an absence is asked by every ground that is open, police are let in, and all are told; when it
    # ends police see less again, and a stay may end with it. What is added to it locks the case and the absence.
    "absences": 27,
    "absences-actions": 19,
    "absences-concern-assessments": 19,
    "absences-endings": 36,
    "absences-return-talks": 18,
    "absences-returns": 34,
    "absences-risk-reviews": 19,
    "absences-whereabouts": 19,
    # Where the child lives and whether it is there is asked first; a plan or programme is held with its case, and its
    # goals or modules are counted.
    "guidance-plans": 14,
    "guidance-plans-completions": 15,
    "guidance-plans-goals": 13,
    "guidance-plans-perspectives": 14,
    "guidance-plans-starts": 17,
    "guidance-plans-stops": 15,
    "guidance-plans-views": 15,
    "plan-goals-corrections": 15,
    "plan-goals-outcomes": 14,
    "programmes-completions": 14,
    "programmes-modules": 13,
    "programmes-refusals": 13,
    "programmes-starts": 15,
    "programmes-stops": 15,
    "stay-reviews": 14,
    # A stay ends and another begins, as for a placement; what ran in protected shelter stops with it.
    "placements-moves": 60,
    # Where the child lives and who reads it is asked, police and COA are let in, all are told; they are let out when
    # all have acted.
    "location-inquiries": 23,
    "location-inquiries-steps": 22,
    # Whether the child is there; three texts are encrypted; guardian and house are told.
    "safety-measures": 18,
    "safety-measures-confirmations": 14,
    "safety-measures-endings": 18,
    "safety-measures-reviews": 17,
    # In no case: a key of its own, the house, and everybody who must act is told; what they do answers what was told.
    "location-incidents": 16,
    "location-incidents-actions": 16,
    "location-incidents-closings": 15,
    # And the age that follows: the birth dates are read, the child is compared with others, and the clocks move.
    "identifications": 18,
    "age-contests": 25,
    "age-assessments-settlements": 35,
    "possible-duplicates-dismissals": 22,
    "birth-dates": 38,
    "conversations-corrections": 25,
    "age-assessments-decisions": 46,
    # And who may know of the case from now on, in this file and in those joined with it.
    "signals": 22,
    "guardianships": 31,
    "signals-merges": 23,
    "indications": 26,
    "rest-extensions-approvals": 28,
    "siblings": 38,
    "signals-assessments": 26,
    "signals-reopenings": 27,
    "own-signals-withdrawals": 33,
    "signals-corrections": 47,
    # Everything that may still run is asked; every involvement ends or begins again, and all who see it are told.
    "closings": 42,
    "closings-reopenings": 31,
    # A case, its child and birth date, four organisations let in, the names compared; and a possible double of it.
    "cases": 40,
    # A bed, a stay of a child that is not missing, the rest that begins, and three organisations that are told, each
    # of something else.
    "placements": 45,
    "foster-placements": 39,
    # The case, the stay and the journey are locked; a bed is locked and asked whether it is free or promised;
    # siblings are looked for; two or three are told, each with its history; one more house sees the child.
    "transfers": 27,
    "transfers-departures": 27,
    "transfers-arrivals": 52,
    "transfers-cancellations": 17,
    # What is said of a row that stands: its version is held before the verb locks case and row.
    "placements-override-reviews": 13,
    "move-bars-endings": 13,
    # The case and the meeting are held, its house is asked, each party is let in and told; what is added to an agenda
    # or an analysis holds the case and the record, and an adoption replaces the edition before it.
    "agenda-items": 18,
    "agenda-items-actions": 15,
    "agenda-items-decisions": 15,
    "agenda-items-removals": 18,
    "cobo-actions-completions": 14,
    "cobo-meetings-holdings": 18,
    "cobo-meetings-publications": 17,
    "risk-analyses": 14,
    "risk-analyses-adoptions": 18,
    "risk-analyses-contributions": 14,
    "risk-analyses-corrections": 21,
    "risk-analyses-positions": 16,
    # Two files are written, and every involvement of the one is copied to the other.
    "possible-duplicates-merges": 30,
    "merges-approvals": 32,
    "merges-undoings": 49,
    # What guardianship opens and what its end opens is written anew with the age (above); of the young adult care is
    # coordinated: the age and the stay are asked, three are told, and somebody comes to see the case.
    "preparations": 14,
    "step-down-assessments": 17,
    "step-down-assessments-conditions": 15,
    "step-down-assessments-coa-decisions": 17,
    "step-down-assessments-nidos-decisions": 21,
    "care-coordinations": 33,
    "care-coordinations-endings": 22,
}


def most(act: str) -> int:
    return MORE.get(act, USUAL)
