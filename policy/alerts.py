"""What must not go unseen (C7): each alert with who it is for, how urgent it is and to whom it rises when it lasts.

When an alert is open is decided in overview/alert_conditions.py; this file says only what is alerted. An alert is
computed and never stored; what is stored is that somebody has seen it or puts it off, with a reason.
"""

from policy.alert_row import (
    AVIM_SUPERVISOR,
    COA_SUPERVISOR,
    IND_SUPERVISOR,
    LAWYER,
    MENTOR,
    PROVIDER_SUPERVISOR,
    SEVERITIES,
    Alert,
    Severity,
)
from policy.alerts_beside import BESIDE_C7
from policy.task_row import AVIM, CARE_COORDINATOR, COA, DPO, GUARDIAN, IND, INTAKE, NIDOS_SUPERVISOR
from policy.text import Text

__all__ = ["ALERTS", "SEVERITIES", "Alert", "Severity", "alert"]
OFFICERS = (INTAKE, AVIM, IND)


ALERTS: tuple[Alert, ...] = (
    Alert(
        code="AL-01", severity=Severity.HIGH, roles=(INTAKE,), escalates_to=(NIDOS_SUPERVISOR,), after="RISES_HIGH",
        act="conversations", tasks=("HOLD_FOLLOW_UP",), source=("S004-28", "AL-01"),
        text=Text("De aanmelding blijft steken: het tweede gesprek met Nidos is te laat",
                  "The intake is stuck: the second talk with Nidos is overdue"),
        opens=Text("het tweede gesprek is over zijn termijn, of zo lang na aankomst zijn er nog geen drie gehouden",
                   "the second talk is past its term, or so long after arrival fewer than three were held"),
    ),
    Alert(
        code="AL-02", severity=Severity.LOW, roles=(NIDOS_SUPERVISOR,), source=("S004-29", "AL-02"),
        text=Text("Het kennismakingsgesprek is overgeslagen", "The acquaintance talk was skipped"),
        opens=Text("het gesprek is overgeslagen en niet opnieuw geopend", "it was skipped and not opened again"),
    ),
    Alert(
        code="AL-03", severity=Severity.HIGH, source=("S004-35", "T-08", "AL-03"), after="RISES_HIGH",
        roles=(GUARDIAN, *OFFICERS, COA, MENTOR),
        escalates_to=(NIDOS_SUPERVISOR, AVIM_SUPERVISOR, IND_SUPERVISOR, COA_SUPERVISOR, PROVIDER_SUPERVISOR),
        text=Text("Een signaal is na een dag nog niet als gezien bevestigd",
                  "After a day a signal has still not been acknowledged"),
        opens=Text("de ontvanger heeft het bericht niet binnen de termijn bevestigd; voor afzender en ontvanger",
                   "the receiver did not acknowledge the notice in time; for sender and receiver"),
    ),
    Alert(
        code="AL-04", severity=Severity.CRITICAL, roles=(GUARDIAN,), escalates_to=(NIDOS_SUPERVISOR,),
        after="RISES_CRITICAL", act="coa-notices", tasks=("INFORM_COA",), source=("S004-36", "AL-04"),
        text=Text("Er is een indicatie en het COA weet nog van niets",
                  "There is an indication and COA still knows nothing"),
        opens=Text("het COA is niet binnen de termijn ingelicht", "COA was not informed in time"),
    ),
    Alert(
        code="AL-05", severity=Severity.CRITICAL, roles=(COA, GUARDIAN), after="RISES_CRITICAL",
        escalates_to=(COA_SUPERVISOR, NIDOS_SUPERVISOR), tasks=("PLACE_CHILD", "MOVE_CHILD", "PLACE_FOSTER"),
        source=("S004-15", "EC-33", "AL-05"),
        text=Text("Het kind heeft een indicatie en wacht op een plek die past",
                  "The child has an indication and waits for a place that fits"),
        opens=Text("het COA is ingelicht en het kind woont nog niet waar het hoort; met waar het intussen is",
                   "COA was informed and the child does not live where it belongs yet; with where it is meanwhile"),
    ),
    Alert(
        code="AL-06", severity=Severity.CRITICAL, roles=(COA_SUPERVISOR, NIDOS_SUPERVISOR, GUARDIAN),
        source=("S004-21", "T-15", "INV-34", "AL-06"),
        text=Text("Een alleenstaand kind is in de crisisnoodopvang",
                  "A child alone is in crisis shelter"),
        opens=Text("elke dag opnieuw zolang een minderjarige daar is; een antwoord geldt voor die dag",
                   "every day anew as long as a minor is there; an answer holds for that day"),
    ),
    Alert(
        code="AL-07", severity=Severity.HIGH, roles=(COA,), escalates_to=(COA_SUPERVISOR,), after="RISES_HIGH",
        source=("S004-15", "AL-07"),
        text=Text("De Beschermde Opvang is vol of bijna vol", "Protected shelter is full or nearly full"),
        opens=Text("van de bedden waarin geslapen kan worden is vannacht ten minste de drempel bezet; over alle "
                   "locaties samen, en opnieuw als ze vol zijn of als het over een maand nog zo is",
                   "of the beds in which somebody can sleep at least the threshold is taken tonight; over all "
                   "locations together, and once more when they are full or when it is still so in a month"),
    ),
    Alert(
        code="AL-08", severity=Severity.MEDIUM, roles=(COA, GUARDIAN), source=("S004-18", "AL-08"),
        text=Text("Het kind zou nog een keer verhuizen", "The child is to move once more"),
        opens=Text("er is een verhuizing gepland, en het is niet de eerste (`MOVE_ALERT_FROM`)",
                   "a move is planned, and it is not the first (`MOVE_ALERT_FROM`)"),
    ),
    Alert(
        code="AL-09", severity=Severity.HIGH, roles=(IND, GUARDIAN, LAWYER), escalates_to=(IND_SUPERVISOR,),
        after="RISES_HIGH", act="hearings", tasks=("HEARING_CONFLICT",), source=("S004-47", "INV-14", "AL-09"),
        text=Text("Het eerste gehoor staat binnen de wachttijd gepland",
                  "The first hearing is planned inside the wait"),
        opens=Text("de geplande dag valt in de rust of de wachttijd, zonder toegestane afwijking",
                   "the planned day falls inside the rest or the wait, without an allowed deviation"),
    ),
    Alert(
        code="AL-10", severity=Severity.HIGH, roles=(GUARDIAN,), escalates_to=(NIDOS_SUPERVISOR,),
        after="RISES_HIGH", act="lawyers", tasks=("ASSIGN_LAWYER", "TALK_WITH_LAWYER"), source=("S004-71", "AL-10"),
        text=Text("Het gehoor is dichtbij en het kind heeft geen advocaat of sprak die nog niet",
                  "The hearing is near and the child has no lawyer, or has not talked with one"),
        opens=Text("twee weken voor het eerste gehoor is er geen advocaat, of nog geen gesprek met de advocaat",
                   "two weeks before the first hearing there is no lawyer, or no talk with the lawyer yet"),
    ),
    Alert(
        code="AL-11", severity=Severity.MEDIUM, roles=OFFICERS, act="conversations-explanations",
        tasks=("EXPLAIN_PURPOSE",), source=("S004-77", "AL-11"),
        text=Text("Het kind weet nog niet waar het geplande gesprek voor is",
                  "The child does not know yet what the planned talk is for"),
        opens=Text("het doel is op de dag voor het gesprek nog niet uitgelegd; voor wie het gesprek plande",
                   "on the day before the talk its purpose has not been explained; for whoever planned it"),
    ),
    Alert(
        code="AL-12", severity=Severity.MEDIUM, roles=(GUARDIAN, *OFFICERS), source=("S004-108", "AL-12"),
        text=Text("Het kind moet zijn verhaal nog een keer vertellen",
                  "The child is to tell its story once more"),
        opens=Text("er is een gesprek gepland met het verhaal, dat al eens is verteld; voor de voogd en wie plande",
                   "a talk with the story is planned, which was told already; for the guardian and who planned it"),
    ),
    Alert(
        code="AL-13", severity=Severity.HIGH, roles=(IND, AVIM), after="RISES_HIGH",
        escalates_to=(IND_SUPERVISOR, AVIM_SUPERVISOR), act="reflection-periods-choices",
        source=("S004-40", "S004-41", "AL-13"),
        text=Text("Bedenktijd naast een lopende asielaanvraag, zonder dat het kind daar zelf voor koos",
                  "A reflection period beside a pending asylum application, without the child having chosen it"),
        opens=Text("tot het kind er na uitleg zelf voor kiest, of de bedenktijd of de aanvraag eindigt",
                   "until the child chooses it after an explanation, or the period or the application ends"),
    ),
    Alert(
        code="AL-14", severity=Severity.CRITICAL, roles=(IND, LAWYER), act="ex-officio-tests-answers",
        tasks=("CARRY_OUT_TEST",), source=("S004-66", "INV-18", "AL-14"),
        text=Text("De asielaanvraag is afgewezen en de ambtshalve toets op mensenhandel is niet gedaan",
                  "The asylum application was rejected and the ex-officio test on trafficking was not carried out"),
        opens=Text("van de afwijzing tot de IND de toets doet",
                   "from the rejection until IND carries out the test"),
    ),
    Alert(
        code="AL-15", severity=Severity.HIGH, roles=(IND, AVIM), after="RISES_HIGH",
        escalates_to=(IND_SUPERVISOR, AVIM_SUPERVISOR), act="ex-officio-tests-answers",
        tasks=("DETERMINE_TEST", "ANSWER_TEST"), source=("S004-67", "AL-15"),
        text=Text("De ambtshalve toets kan niet worden bepaald: een feit is onbekend",
                  "The ex-officio test cannot be determined: a fact is not known"),
        opens=Text("de toets is gedaan en er is nog een feit onbekend; zo lang kan de zaak niet worden gesloten",
                   "the test was carried out and a fact is not known yet; so long the case cannot be closed"),
    ),
    Alert(
        code="AL-16", severity=Severity.HIGH, roles=(GUARDIAN, MENTOR, COA), source=("S004-49", "T-07", "AL-16"),
        text=Text("Het kind wordt bijna achttien, en plan of programma is nog niet af",
                  "The child will soon be eighteen, and plan or programme is not finished"),
        opens=Text("zes, drie en een maand voor de achttiende verjaardag, in de beschermde opvang; telkens opnieuw, "
                   "tot beide af zijn. Een programma dat het kind niet wil of dat is gestopt, telt niet mee",
                   "six, three and one month before the eighteenth birthday, in protected shelter; each time anew, "
                   "until both are finished. A programme that the child refused or that was stopped does not count"),
    ),
    Alert(
        code="AL-17", severity=Severity.CRITICAL, roles=(GUARDIAN, INTAKE, CARE_COORDINATOR, NIDOS_SUPERVISOR),
        tasks=("START_CARE",), source=("S004-57", "INV-24", "AL-17"),
        text=Text("De jongere is achttien, woont nog in de BO of het speciale azc en heeft geen zorgcoördinator",
                  "The youth is eighteen, still lives in BO or the special azc and has no care coordinator"),
        opens=Text("vanaf de achttiende verjaardag tot er een zorgcoördinator is of de jongere vertrekt; zolang de "
                   "pilot 18+ geldt",
                   "from the eighteenth birthday until there is a care coordinator or the youth leaves; while the 18+ "
                   "pilot holds"),
    ),
    Alert(
        code="AL-18", severity=Severity.HIGH, roles=(GUARDIAN, MENTOR), after="RISES_HIGH",
        escalates_to=(NIDOS_SUPERVISOR, PROVIDER_SUPERVISOR),
        tasks=("PREPARE_RISK_ANALYSIS", "REVIEW_RISK_ANALYSIS", "ADOPT_RISK_ANALYSIS"),
        source=("S004-98", "INV-21", "AL-18"),
        text=Text("De risicoanalyse ontbreekt of is te laat", "The risk analysis is missing or overdue"),
        opens=Text("een kind in de BO of bij Fier heeft na de termijn geen vastgestelde risicoanalyse, of de "
                   "herziening is te laat; voor wie weet waar het kind woont",
                   "a child in BO or Fier has no adopted risk analysis after the term, or its review is overdue; for "
                   "who knows where the child lives"),
    ),
    Alert(
        code="AL-19", severity=Severity.CRITICAL, roles=(GUARDIAN, *OFFICERS, COA, MENTOR, LAWYER),
        escalates_to=(NIDOS_SUPERVISOR, AVIM_SUPERVISOR, IND_SUPERVISOR, COA_SUPERVISOR, PROVIDER_SUPERVISOR),
        after="MISSING_ACK", tasks=("ASSESS_CONCERN", "START_TRACING"), source=("S004-81", "T-09", "AL-19"),
        text=Text("Het kind is vermist of vroegtijdig vertrokken", "The child is missing or left early"),
        opens=Text("vanaf de melding tot de vermissing eindigt", "from the report until the absence ends"),
    ),
    Alert(
        code="AL-20", severity=Severity.HIGH, roles=(GUARDIAN, MENTOR), escalates_to=(NIDOS_SUPERVISOR,),
        after="RISES_HIGH", act="absences-return-talks", tasks=("HOLD_RETURN_TALK",), source=("EC-20", "AL-20"),
        text=Text("Het kind is terug en er is nog niet met het kind over zijn vertrek gesproken",
                  "The child is back and nobody has talked with it about its leaving"),
        opens=Text("het terugkeergesprek is niet binnen de termijn gehouden",
                   "the return talk was not held within its term"),
    ),
    Alert(
        code="AL-21", severity=Severity.MEDIUM, roles=(GUARDIAN, MENTOR, AVIM), act="safety-measures-reviews",
        tasks=("REVIEW_MEASURE", "CONFIRM_MEASURE"), source=("S004-83", "T-18", "INV-37", "AL-21"),
        text=Text("Een veiligheidsmaatregel is niet op tijd opnieuw bezien",
                  "A safety measure was not looked at again in time"),
        opens=Text("de dag van herziening is voorbij, of een maatregel die het kind beperkt is niet op tijd bevestigd",
                   "the day of review has passed, or a measure that limits the child was not confirmed in time"),
    ),
    Alert(
        code="AL-22", severity=Severity.LOW, roles=(GUARDIAN, MENTOR), act="stay-reviews", tasks=("REVIEW_STAY",),
        source=("S004-44", "T-05", "AL-22"),
        text=Text("Het verblijf duurt langer dan zes of negen maanden en is niet bekeken",
                  "The stay has passed six or nine months and was not reviewed"),
        opens=Text("zes en negen maanden na de eerste plaatsing; een gemiddelde, geen maximum",
                   "six and nine months after the first admission; an average, no maximum"),
    ),
    Alert(
        code="AL-23", severity=Severity.HIGH, roles=(GUARDIAN, COA, IND), source=("D-5", "AL-23"),
        text=Text("De geboortedatum is veranderd: alle klokken zijn opnieuw berekend",
                  "The birth date changed: every clock was computed again"),
        opens=Text("een nieuwe geboortedatum verandert de dag van de meerderjarigheid; twee weken lang",
                   "a new birth date changes the day of majority; for two weeks"),
    ),
    Alert(
        code="AL-24", severity=Severity.HIGH, roles=(GUARDIAN,), source=("S001-15", "INV-27", "AL-24"),
        text=Text("Een melding bij CoMensha kan niet weg: er is nu geen toestemming",
                  "A report to CoMensha cannot go: there is no consent now"),
        opens=Text("er is een concept klaargezet zonder geldige grondslag; het versturen wordt geweigerd",
                   "a draft was prepared without a basis that stands; sending it is refused"),
    ),
    Alert(
        code="AL-25", severity=Severity.HIGH, roles=(GUARDIAN,), act="comensha-reports-withdrawals",
        source=("B-07", "INV-29", "AL-25"),
        text=Text("De toestemming is ingetrokken nadat bij CoMensha is gemeld",
                  "Consent was withdrawn after a report to CoMensha"),
        opens=Text("tot de intrekking is verstuurd; de functionaris gegevensbescherming krijgt een bericht",
                   "until the withdrawal was sent; the data-protection officer gets a notice"),
    ),
    Alert(
        code="AL-26", severity=Severity.MEDIUM, roles=(GUARDIAN, MENTOR), act="consents-signatures",
        tasks=("REVIEW_CONSENT",), source=("B-07", "AL-26"),
        text=Text("Wie toestemming gaf, kan dat op deze leeftijd niet meer: de toestemming telt niet",
                  "Who gave consent can no longer do so at this age: the consent does not count"),
        opens=Text("vanaf de verjaardag waarop een ander tekent, tot de jongere tekent of weigert; voor de voogd, en "
                   "voor wie de melding schrijft",
                   "from the birthday on which somebody else signs, until the youth signs or refuses; for the "
                   "guardian, and for who writes the report"),
    ),
    Alert(
        code="AL-27", severity=Severity.HIGH, roles=(GUARDIAN, INTAKE), escalates_to=(NIDOS_SUPERVISOR,),
        after="RISES_HIGH", tasks=("HOLD_C1", "HOLD_C2", "SEE_CHILD"),
        source=("S000-35", "S000-28", "T-16", "AL-27"),
        text=Text("Een kind dat met een volwassene is getrouwd, raakt uit het zicht",
                  "A child that is married to an adult gets out of sight"),
        opens=Text("een van de twee gesprekken is niet binnen de termijn gevoerd, het laatste contactmoment is gemist "
                   "of het volgende is te laat; niet zolang het kind is vermist",
                   "one of the two talks was not held in time, the last contact moment was missed, or the next one is "
                   "overdue; not while the child is missing"),
    ),
    Alert(
        code="AL-28", severity=Severity.MEDIUM, roles=(AVIM, LAWYER), act="offences-considerations",
        source=("S003-08", "B-61", "AL-28"),
        text=Text("Een kind pleegde misschien onder dwang een strafbaar feit: is afzien van straf overwogen?",
                  "A child may have committed an offence under force: was non-punishment considered?"),
        opens=Text("van het vastleggen van het feit tot is vastgelegd dat het is overwogen, met de reden",
                   "from the record of the offence until it is recorded that it was considered, with the reason"),
    ),
    Alert(
        code="AL-29", severity=Severity.MEDIUM, source=("S001-32", "S001-33", "S004-93", "T-17", "AL-29"),
        roles=(NIDOS_SUPERVISOR, AVIM_SUPERVISOR, IND_SUPERVISOR, COA_SUPERVISOR),
        text=Text("Geen geldige training in het herkennen van mensenhandel",
                  "No valid training in recognising trafficking"),
        opens=Text("een azc zonder aandachtsfunctionaris met een geldige training, elke maand opnieuw; of iemand die "
                   "een gesprek met een kind leidt of leidde zonder training die op die dag geldt, tot die er is. "
                   "Voor de leidinggevende van de eigen organisatie; zonder zaak van een kind",
                   "an asylum centre without a focal person who is trained, each month anew; or somebody who leads or "
                   "led a talk with a child without a training valid on that day, until there is one. For the "
                   "supervisor of the own organisation; without the case of a child"),
    ),
    Alert(
        code="AL-31", severity=Severity.MEDIUM, roles=(INTAKE,), source=("AL-31",), tasks=("JUDGE_DUPLICATE",),
        text=Text("Dit kind staat misschien al in een andere zaak", "This child may be in another case already"),
        opens=Text("een mogelijke dubbele is nog niet beoordeeld", "a possible duplicate was not judged yet"),
    ),
    Alert(
        code="AL-32", severity=Severity.HIGH, roles=(DPO,), act="emergency-accesses-reviews",
        tasks=("REVIEW_EMERGENCY",), source=("B-27", "AL-32"),
        text=Text("Iemand heeft in nood een zaak geopend; dat is nog niet beoordeeld",
                  "Somebody opened a case in an emergency; that was not reviewed yet"),
        opens=Text("vanaf het gebruik tot een tweede persoon het heeft beoordeeld; zonder inhoud van de zaak",
                   "from the use until a second person has reviewed it; without content of the case"),
    ),
    Alert(
        code="AL-33", severity=Severity.HIGH, roles=(GUARDIAN, INTAKE), escalates_to=(NIDOS_SUPERVISOR,),
        after="RISES_HIGH", act="screenings", tasks=("SCREEN_SIBLING",), source=("EC-43", "AL-33"),
        text=Text("Over een broer of zus is een signaal; dit kind is daarna nog niet gescreend",
                  "There is a signal about a brother or sister; this child was not screened since"),
        opens=Text("er is geen screening sinds het signaal over de ander", "no screening since the other's signal"),
    ),
    Alert(
        code="AL-34", severity=Severity.CRITICAL, roles=(AVIM, COA, MENTOR), after="RISES_CRITICAL",
        escalates_to=(AVIM_SUPERVISOR, COA_SUPERVISOR, PROVIDER_SUPERVISOR), act="location-incidents-actions",
        tasks=("ANSWER_INCIDENT",), source=("S001-34", "AL-34"),
        text=Text("Iemand of iets verdachts bij een huis waar kinderen wonen",
                  "Somebody or something suspicious near a house where children live"),
        opens=Text("vanaf de melding tot politie en COA allebei hebben gereageerd; zonder zaak van een kind",
                   "from the report until both police and COA have acted; without the case of a child"),
    ),
    *BESIDE_C7,
)  # fmt: skip


def alert(code: str) -> Alert:
    """The row of this code; an unknown code raises LookupError."""
    for row in ALERTS:
        if row.code == code:
            return row
    raise LookupError(f"The policy has no alert named {code!r}.")
