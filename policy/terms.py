"""Every term of the procedure (T-01 to T-23), one row each: where three weeks, three months and eighteen live."""

from datetime import date

from policy.ages import AGE_OF_MAJORITY, AGE_OF_OWN_CONSENT
from policy.counting import Kind, Term
from policy.dated import ALWAYS, row_on
from policy.terms_sight import SIGHT
from policy.terms_subject import SUBJECT_ACCESS
from policy.text import Text

# fmt: off
# Tables, to be read row by row.

__all__ = ["TERMS", "Kind", "Term", "term"]

ADMISSION = Text("eerste plaatsing in BO of Fier", "first admission to BO or FIER")
MAJORITY_DAY = Text("18e verjaardag", "18th birthday")
BIRTH = Text("geboortedatum", "date of birth")
APPLICATION = Text("asielaanvraag", "asylum application")
DUBLIN_CHANGE = date(2023, 5, 19)  # B-28: granted *after* 18 May 2023


def term(name: str, on: date) -> Term:
    """The row of this name in force on a day; an unknown name or a day without one raises LookupError."""
    return row_on(TERMS, name, on)


INTAKE = (
    Term(code="T-01", name="MINIMUM_CONVERSATIONS", times=3, kind=Kind.COUNT, source=("S004-28",),
         label=Text("gehouden gesprekken in de aanmelding", "conversations held at intake"),
         counts_from=Text("opening van de zaak", "opening of the case")),
    Term(code="T-01", name="I4_AFTER_REGISTRATION", working_days=3, kind=Kind.ACTION, proposal=True,
         source=("S004-28", "S004-33"),
         label=Text("tweede gesprek met Nidos", "second talk with Nidos"),
         counts_from=Text("gesprek met de IND", "registration talk")),
    Term(code="T-01", name="INTERPRETER_CONFIRMED", days=-1, kind=Kind.PROMPT, proposal=True, source=("S004-34",),
         label=Text("de gevraagde tolk is bevestigd", "the interpreter that was asked for is confirmed"),
         counts_from=Text("gepland gesprek", "planned conversation")),
    Term(code="T-01", name="CORRECT_AT_ONCE", hours=1, kind=Kind.CONFIG, proposal=True, source=("S004-28",),
         label=Text("een vastgelegd gesprek verbeteren zonder reden; zo lang zien ook de anderen de zaak nog",
                    "correct a recorded conversation without a reason; so long the others still see the case"),
         counts_from=Text("vastlegging van het gesprek", "recording of the conversation")),
    Term(code="T-01", name="SCREENED", weeks=1, kind=Kind.ACTION, proposal=True, source=("S002-08", "S004-90"),
         label=Text("Nidos heeft het kind gescreend", "Nidos has screened the child"),
         counts_from=Text("aankomst", "arrival")),
    Term(code="T-08", name="SIGNAL_FAN_OUT", hours=24, kind=Kind.ACTION, proposal=True, source=("S004-35",),
         label=Text("de anderen bevestigen een signaal", "the others acknowledge a signal"),
         counts_from=Text("signaal", "signal")),
    Term(code="T-08", name="INFORM_COA", hours=24, kind=Kind.ACTION, proposal=True, source=("S004-36",),
         label=Text("Nidos stelt het COA op de hoogte", "Nidos informs COA"),
         counts_from=Text("indicatiebesluit", "indication decision")),
    Term(code="T-08", name="OLD_WEBHOOK_SECRET", hours=168, kind=Kind.CONFIG, proposal=True, source=("S004-35",),
         label=Text("de oude sleutel van een webhook ondertekent nog mee",
                    "the old secret of a webhook still signs beside the new one"),
         counts_from=Text("nieuwe sleutel", "new secret")),
    # No document says how soon a signal is assessed, how long it may be watched or when two are one: these are ours.
    Term(code="T-08", name="ASSESS_SIGNAL", working_days=3, kind=Kind.ACTION, proposal=True,
         source=("S004-35", "S004-132"),
         label=Text("Nidos beoordeelt een signaal", "Nidos assesses a signal"),
         counts_from=Text("signaal, of heropening ervan", "signal, or its reopening")),
    Term(code="T-08", name="WATCH_SIGNAL", months=3, kind=Kind.CONFIG, proposal=True, source=("S004-132",),
         label=Text("een signaal wordt op zijn langst gevolgd; dan wordt het opnieuw beoordeeld",
                    "a signal is watched at most; then it is assessed anew"),
         counts_from=Text("beoordeling", "assessment")),
    Term(code="T-08", name="SAME_SIGNAL", hours=24, kind=Kind.CONFIG, proposal=True, source=("EC-18",),
         label=Text("een signaal van een andere organisatie over hetzelfde kind wordt aan het vorige gekoppeld",
                    "a signal of another organisation about the same child is linked to the one before"),
         counts_from=Text("vorige signaal", "the signal before")),
    Term(code="T-08", name="NOT_SUBSTANTIATED_READ", days=7, kind=Kind.CONFIG, proposal=True,
         source=("S004-91", "S004-132"),
         label=Text("de anderen zien de zaak nog nadat een signaal niet onderbouwd bleek; zo nodig heropenen zij het",
                    "the others still see the case after a signal was not substantiated; if needed they reopen it"),
         counts_from=Text("beoordeling", "assessment")),
)

# How soon another organisation answers, no document says.
REFERRING = (
    Term(code="C2.34", name="REFERRAL_ANSWERED", weeks=2, kind=Kind.PROMPT, proposal=True, source=("S000-41",),
         label=Text("antwoord op een verwijzing", "answer to a referral"),
         counts_from=Text("verzending van de verwijzing", "sending of the referral")),
)

ALERTING = (
    Term(code="AL-01", name="INTAKE_STALLS", working_days=5, kind=Kind.PROMPT, proposal=True, source=("S004-28",),
         label=Text("nog geen drie gesprekken gehouden", "fewer than three conversations held"),
         counts_from=Text("aankomst", "arrival")),
    Term(code="AL-11", name="PURPOSE_EXPLAINED", days=-1, kind=Kind.PROMPT, proposal=True, source=("S004-77",),
         label=Text("het doel van het gesprek is uitgelegd", "the purpose of the conversation is explained"),
         counts_from=Text("gepland gesprek", "planned conversation")),
    Term(code="AL-23", name="BIRTH_DATE_NEWS", weeks=2, kind=Kind.INFO, proposal=True, source=("AL-23",),
         label=Text("een veranderde geboortedatum blijft gemeld", "a changed birth date stays on the desk"),
         counts_from=Text("vastlegging van de geboortedatum", "recording of the birth date")),
    Term(code="C7", name="RISES_CRITICAL", hours=4, kind=Kind.ACTION, proposal=True, source=("AL-04",),
         label=Text("een kritieke waarschuwing gaat naar de leidinggevende",
                    "a critical alert rises to the supervisor"),
         counts_from=Text("begin van de waarschuwing", "start of the alert")),
    Term(code="C7", name="RISES_HIGH", hours=24, kind=Kind.ACTION, proposal=True, source=("AL-03",),
         label=Text("een hoge waarschuwing gaat naar de leidinggevende", "a high alert rises to the supervisor"),
         counts_from=Text("begin van de waarschuwing", "start of the alert")),
)

PROTECTION = (
    Term(code="T-02", name="REST", weeks=3, kind=Kind.PROTECTIVE, source=("S004-46", "D-4"),
         label=Text("rust- en voorbereidingstijd", "rest and preparation time"), counts_from=ADMISSION),
    Term(code="T-03", name="HEARING_WAIT", months=3, kind=Kind.PROTECTIVE, source=("S004-47", "S004-72", "D-4"),
         label=Text("wachttijd voor het eerste gehoor", "wait before the first hearing"), counts_from=ADMISSION),
    # When the desk reminds before these two days is ours.
    Term(code="T-02", name="REST_ENDS_SOON", days=-3, kind=Kind.PROMPT, proposal=True, source=("S004-46",),
         label=Text("zo nodig verlenging van de rust vragen", "ask for more rest if needed"),
         counts_from=Text("laatste dag van de rust", "last day of the rest")),
    Term(code="T-03", name="PLAN_FIRST_HEARING", weeks=-4, kind=Kind.PROMPT, proposal=True, source=("S004-47",),
         label=Text("eerste gehoor plannen", "plan the first hearing"),
         counts_from=Text("eerste mogelijke dag van het gehoor", "first possible day of the hearing")),
    Term(code="T-05", name="STAY_REVIEW_6M", months=6, kind=Kind.INFO, source=("S004-44",),
         label=Text("verblijf in de BO zes maanden", "stay in BO six months"), counts_from=ADMISSION),
    Term(code="T-05", name="STAY_REVIEW_9M", months=9, kind=Kind.INFO, source=("S004-44",),
         label=Text("verblijf in de BO negen maanden", "stay in BO nine months"), counts_from=ADMISSION),
    # S004-44, S004-48 and S004-119 give no moments: when these are asked is ours.
    Term(code="T-05", name="STAY_REVIEW_SOON", weeks=-2, kind=Kind.PROMPT, proposal=True, source=("S004-44",),
         label=Text("het verblijf bekijken", "review the stay"),
         counts_from=Text("zes of negen maanden verblijf", "six or nine months of stay")),
    Term(code="C3.12", name="GUIDANCE_PLAN", weeks=4, kind=Kind.ACTION, proposal=True, source=("S004-119",),
         label=Text("begeleidingsplan loopt", "guidance plan runs"), counts_from=ADMISSION),
    Term(code="C3.12", name="OFFER_PROGRAMME", weeks=2, kind=Kind.ACTION, proposal=True,
         source=("S004-48", "S004-123"),
         label=Text("weerbaarheidsprogramma aangeboden", "resilience programme offered"),
         counts_from=Text("laatste dag van de rust", "last day of the rest")),
    Term(code="C3.12", name="ANSWER_PROGRAMME", weeks=2, kind=Kind.ACTION, proposal=True, source=("S004-123",),
         label=Text("het kind zegt of het meedoet", "the child says whether it takes part"),
         counts_from=Text("aanbod", "offer")),
    Term(code="C3.12", name="FINISH_PROGRAMME", weeks=-4, kind=Kind.PROMPT, proposal=True,
         source=("S004-48", "S004-49"),
         label=Text("wat er van het programma over is, afmaken", "finish what is left of the programme"),
         counts_from=Text("afgesproken einde van het programma", "agreed end of the programme")),
    Term(code="T-12", name="RISK_ANALYSIS", weeks=6, kind=Kind.ACTION, proposal=True, source=("S004-98",),
         label=Text("risicoanalyse vastgesteld", "risk analysis adopted"), counts_from=ADMISSION),
    Term(code="T-12", name="RISK_ANALYSIS_REVIEW", months=3, kind=Kind.ACTION, proposal=True, source=("S004-98",),
         label=Text("risicoanalyse herzien", "risk analysis reviewed"),
         counts_from=Text("vaststelling; na vermissing meteen", "adoption; at once after a missing episode")),
    Term(code="T-13", name="COBO_CYCLE", weeks=2, kind=Kind.CONFIG, proposal=True, source=("S004-103",),
         label=Text("volgend COBO", "next COBO"), counts_from=Text("vorig COBO", "previous COBO")),
    Term(code="T-13", name="AGENDA", days=14, kind=Kind.CONFIG, proposal=True, source=("S004-103",),
         label=Text("deelnemers van een COBO zien de zaak", "members of a COBO see the case"),
         counts_from=Text("overleg", "meeting")),
    Term(code="T-15", name="CRISIS_SHELTER", days=1, kind=Kind.PROMPT, proposal=True, source=("S004-21",),
         label=Text("alleenstaand kind in de crisisnoodopvang: elke dag opnieuw",
                    "unaccompanied child in crisis shelter: again every day"),
         counts_from=Text("vorige melding", "previous alert")),
    Term(code="T-18", name="SAFETY_MEASURE_REVIEW", days=30, kind=Kind.ACTION, proposal=True,
         source=("S004-83", "B-63"),
         label=Text("veiligheidsmaatregel opnieuw bezien", "safety measure reviewed"),
         counts_from=Text("begin van de maatregel, of de vorige keer", "start of the measure, or the last review")),
    # How soon somebody outside the house looks, and when the desk reminds, no document says: these two are ours.
    Term(code="T-18", name="CONFIRM_MEASURE", working_days=2, kind=Kind.ACTION, proposal=True,
         source=("S004-83", "B-63"),
         label=Text("iemand buiten het huis bevestigt een maatregel die het kind beperkt",
                    "somebody outside the house confirms a measure that limits the child"),
         counts_from=Text("begin of verlenging van de maatregel", "start or prolongation of the measure")),
    Term(code="T-18", name="MEASURE_REVIEW_NEAR", days=-7, kind=Kind.PROMPT, proposal=True, source=("S004-83",),
         label=Text("veiligheidsmaatregel bijna opnieuw te bezien", "safety measure soon to be reviewed"),
         counts_from=Text("dag waarop de maatregel is bezien", "day on which the measure is reviewed")),
)

ABSENCE = (
    # No journey within the country takes as long; whoever is not there by then may be lost on the way.
    Term(code="INV-09", name="TRANSFER_ARRIVAL", hours=4, kind=Kind.ACTION, proposal=True,
         source=("S004-16", "S004-81"),
         label=Text("een kind dat naar een ander huis gaat, is aangekomen",
                    "a child that goes to another house has arrived"),
         counts_from=Text("vertrek uit het vorige huis", "departure from the house before")),
    Term(code="T-09", name="MISSING_FAN_OUT", kind=Kind.ACTION, source=("S004-81",),
         label=Text("alle partijen weten van het vertrek", "all parties know of the departure"),
         counts_from=Text("melding van het vertrek", "report of the departure")),
    Term(code="T-09", name="MISSING_ACK", hours=1, kind=Kind.ACTION, proposal=True, source=("S004-81",),
         label=Text("een partij bevestigt de melding van het vertrek", "a party acknowledges the departure"),
         counts_from=Text("melding van het vertrek", "report of the departure")),
    Term(code="T-09", name="RETURN_TALK", working_days=2, kind=Kind.ACTION, proposal=True, source=("EC-20", "AL-20"),
         label=Text("gesprek met een kind dat terug is", "talk with a child that is back"),
         counts_from=Text("terugkeer", "return")),
    # In doubt the longer protection: the report is the latest day on which the child can have left.
    Term(code="T-21", name="BED_HOLD", days=14, kind=Kind.CONFIG, proposal=True, source=("T-21",),
         label=Text("bed blijft vrij voor een vermist kind", "bed is kept for a missing child"),
         counts_from=Text("melding van het vertrek", "report of the departure")),
    # How long a free bed may wait for one child while others have none, no document says.
    Term(code="C3.3", name="BED_KEPT", days=3, kind=Kind.CONFIG, proposal=True, source=("S004-15",),
         label=Text("een vrij bed blijft bewaard voor één kind, ten hoogste",
                    "a free bed is kept for one child, at most"),
         counts_from=Text("dag van het bewaren", "day on which it was kept")),
)

RESIDENCE = (
    Term(code="T-04", name="REFLECTION", months=3, kind=Kind.STATUTORY_RIGHT, source=("B-28",),
         label=Text("bedenktijd, ten hoogste", "reflection period, at most"),
         counts_from=Text("ingang van de bedenktijd", "start of the reflection period")),
    Term(code="T-04", name="REFLECTION_DUBLIN", months=3, kind=Kind.STATUTORY_RIGHT, source=("B-28",),
         in_force_until=date(2023, 5, 18),
         label=Text("bedenktijd in een Dublinzaak, ten hoogste", "reflection period in a Dublin case, at most"),
         counts_from=Text("ingang van de bedenktijd", "start of the reflection period")),
    Term(code="T-04", name="REFLECTION_DUBLIN", days=30, kind=Kind.STATUTORY_RIGHT, source=("B-28",),
         in_force_from=DUBLIN_CHANGE,
         label=Text("bedenktijd in een Dublinzaak, ten hoogste", "reflection period in a Dublin case, at most"),
         counts_from=Text("ingang van de bedenktijd", "start of the reflection period")),
    # S004-117 only says "mostly within one year": the two earlier warnings are ours.
    Term(code="T-10", name="DECISION_9M", months=9, kind=Kind.INFO, proposal=True, source=("S004-117",),
         label=Text("nog geen besluit op de asielaanvraag", "no asylum decision yet"), counts_from=APPLICATION),
    Term(code="T-10", name="DECISION_11M", months=11, kind=Kind.INFO, proposal=True, source=("S004-117",),
         label=Text("nog geen besluit op de asielaanvraag", "no asylum decision yet"), counts_from=APPLICATION),
    Term(code="T-10", name="DECISION_12M", months=12, kind=Kind.INFO, source=("S004-115", "S004-117"),
         label=Text("een jaar zonder besluit op de asielaanvraag", "a year without an asylum decision"),
         counts_from=APPLICATION),
    Term(code="T-11", name="INVESTIGATION_ONE_YEAR", months=12, kind=Kind.INFO, source=("S004-114",),
         label=Text("opsporingsonderzoek loopt een jaar", "investigation has run for a year"),
         counts_from=Text("begin van het onderzoek", "start of the investigation")),
    Term(code="B-60", name="PLAUSIBILITY_REQUEST", weeks=4, kind=Kind.ACTION, source=("B-60", "S004-111"),
         label=Text("advies over aannemelijkheid gevraagd", "advice on plausibility asked for"),
         counts_from=Text("sepot of vrijspraak", "dismissal or acquittal")),
    Term(code="T-19", name="CONTINUED_STAY", kind=Kind.PROMPT, source=("S004-118",),
         label=Text("aanvraag voortgezet verblijf overwegen", "consider an application for continued stay"),
         counts_from=Text("verlening van de B8/3-vergunning", "grant of the B8/3 permit")),
    Term(code="T-20", name="PERMIT_VALIDITY", months=12, kind=Kind.STATUTORY_RIGHT, source=("B-29",),
         label=Text("geldigheid van de tijdelijke vergunning", "validity of the temporary permit"),
         counts_from=Text("verlening", "grant")),
    # B-29 gives the year; that we remind three months earlier is ours.
    Term(code="T-20", name="PERMIT_RENEWAL", months=-3, kind=Kind.PROMPT, proposal=True, source=("B-29",),
         label=Text("verlenging van de vergunning aanvragen", "apply for renewal of the permit"),
         counts_from=Text("einde van de geldigheid", "end of validity")),
    Term(code="T-23", name="EX_OFFICIO_TEST", working_weeks=1, kind=Kind.ACTION, proposal=True, source=("S004-66",),
         label=Text("ambtshalve toets op mensenhandel, in dezelfde werkweek", "ex-officio test, in the same week"),
         counts_from=Text("afwijzing van de asielaanvraag", "rejection of the asylum application")),
    Term(code="AL-10", name="LAWYER_BEFORE_HEARING", weeks=-2, kind=Kind.PROMPT, proposal=True, source=("S004-71",),
         label=Text("advocaat en gesprek met de advocaat geregeld", "lawyer and talk with the lawyer arranged"),
         counts_from=Text("eerste gehoor", "first hearing")),
)

COMING_OF_AGE = (
    Term(code="T-06", name="MAJORITY", years=AGE_OF_MAJORITY, kind=Kind.AUTOMATIC, in_force_from=ALWAYS,
         source=("S004-58", "B-54"),
         label=Text("meerderjarig; de voogdij eindigt om 00:00 uur", "of age; guardianship ends at 00:00"),
         counts_from=BIRTH),
    # S004-49 asks to act before eighteen and gives no moments: these three are ours.
    Term(code="T-07", name="MAJORITY_MINUS_6M", months=-6, kind=Kind.PROMPT, in_force_from=ALWAYS, proposal=True,
         source=("S004-49",),
         label=Text("zes maanden voor 18: is het programma op tijd af?",
                    "six months before 18: will the programme be finished?"), counts_from=MAJORITY_DAY),
    Term(code="T-07", name="MAJORITY_MINUS_3M", months=-3, kind=Kind.PROMPT, in_force_from=ALWAYS, proposal=True,
         source=("S004-49",),
         label=Text("drie maanden voor 18: is het programma op tijd af?",
                    "three months before 18: will the programme be finished?"), counts_from=MAJORITY_DAY),
    Term(code="T-07", name="MAJORITY_MINUS_1M", months=-1, kind=Kind.PROMPT, in_force_from=ALWAYS, proposal=True,
         source=("S004-49",),
         label=Text("een maand voor 18: is het programma op tijd af?",
                    "one month before 18: will the programme be finished?"), counts_from=MAJORITY_DAY),
    Term(code="T-06", name="GUARDIAN_AFTER_MAJORITY", days=30, kind=Kind.CONFIG, in_force_from=ALWAYS, proposal=True,
         source=("S004-58",),
         label=Text("voogd leest het dossier nog om af te sluiten", "guardian still reads the file, to close it"),
         counts_from=MAJORITY_DAY),
    # How long an assessment, a contest and what follows a correction may take, no document says: these three are ours.
    Term(code="B-18", name="AGE_DECISION", weeks=2, kind=Kind.ACTION, proposal=True, source=("B-18",),
         label=Text("uitkomst van het leeftijdsonderzoek", "outcome of the age assessment"),
         counts_from=Text("aanvraag van het onderzoek", "request of the assessment")),
    Term(code="EC-27", name="AGE_CONTEST_SETTLED", weeks=6, kind=Kind.ACTION, proposal=True, source=("EC-27",),
         label=Text("betwiste leeftijd is definitief vastgesteld", "contested age is settled as final"),
         counts_from=Text("betwisting", "contest")),
    Term(code="EC-25", name="AFTER_AGE_CORRECTION", weeks=2, kind=Kind.ACTION, proposal=True,
         source=("EC-25", "INV-24"),
         label=Text("geregeld wat volgt op een correctie naar meerderjarig",
                    "arranged what follows a correction to adult"),
         counts_from=Text("dag van de correctie", "day of the correction")),
    Term(code="T-14", name="CONSENT_REVIEW_16", years=AGE_OF_OWN_CONSENT, kind=Kind.ACTION, in_force_from=ALWAYS,
         source=("B-07",),
         label=Text("toestemming van de voogd opnieuw bezien", "consent given by the guardian reviewed"),
         counts_from=BIRTH),
    Term(code="T-14", name="CONSENT_REVIEW_18", years=AGE_OF_MAJORITY, kind=Kind.ACTION, in_force_from=ALWAYS,
         source=("B-07",),
         label=Text("toestemming van de voogd opnieuw bezien", "consent given by the guardian reviewed"),
         counts_from=BIRTH),
)

KEEPING_THE_FILE = (
    Term(code="T-17", name="TRAINING_VALIDITY", months=24, kind=Kind.PROMPT, proposal=True, source=("S001-32",),
         label=Text("geldigheid van een training", "validity of a training"),
         counts_from=Text("training", "training")),
    Term(code="T-22", name="RETENTION_NIDOS", years=50, kind=Kind.CONFIG, in_force_from=ALWAYS,
         source=("B-24",),
         label=Text("bewaartermijn van het jongerendossier bij Nidos", "retention of the youth file at Nidos"),
         counts_from=MAJORITY_DAY),
    Term(code="T-22", name="DESTRUCTION_LAPSES", days=30, kind=Kind.CONFIG, in_force_from=ALWAYS, proposal=True,
         source=("B-24",),
         label=Text("een voorstel tot vernietiging geldt zo lang, en na de bevestiging opnieuw",
                    "a proposal to destroy holds so long, and so long again after it is confirmed"),
         counts_from=Text("voorstel, bevestiging", "proposal, confirmation")),
    Term(code="B-27", name="BREAK_GLASS", hours=24, kind=Kind.CONFIG, proposal=True, source=("B-27", "D-10"),
         label=Text("noodtoegang; daarna beoordeelt de FG", "emergency access; then the DPO reviews"),
         counts_from=Text("gebruik van de noodknop", "use of the emergency button")),
    Term(code="B-27", name="BREAK_GLASS_REVIEW", hours=24, kind=Kind.ACTION, proposal=True,
         source=("B-27", "D-10", "AL-32"),
         label=Text("een tweede persoon beoordeelt de noodtoegang", "a second person reviews the emergency access"),
         counts_from=Text("gebruik van de noodknop", "use of the emergency button")),
    # Rule (h) asks for a request for access; how soon it is answered and how long it holds, no document says.
    Term(code="C5", name="ANSWER_ACCESS_REQUEST", working_days=1, kind=Kind.ACTION, proposal=True, source=("D-10",),
         label=Text("Nidos antwoordt op een verzoek om toegang", "Nidos answers a request for access"),
         counts_from=Text("verzoek", "request")),
    Term(code="C5", name="ACCESS_GRANTED_AT_MOST", weeks=4, kind=Kind.CONFIG, proposal=True, source=("D-10",),
         label=Text("toegang op verzoek, ten hoogste", "access on request, at most"),
         counts_from=Text("dag van het antwoord", "day of the answer")),
)

TERMS: tuple[Term, ...] = (
    *INTAKE, *REFERRING, *ALERTING, *PROTECTION, *SIGHT, *ABSENCE, *RESIDENCE, *COMING_OF_AGE, *KEEPING_THE_FILE,
    *SUBJECT_ACCESS,
)
