"""What must not go unseen (C7): each alert with who it is for, how urgent it is and to whom it rises when it lasts.

When an alert is open is decided in overview/alert_conditions.py; this file says only what is alerted. An alert is
computed and never stored; what is stored is that somebody has seen it or puts it off, with a reason.
"""

from dataclasses import dataclass
from enum import StrEnum

from policy.task_row import AVIM, COA, DPO, GUARDIAN, IND, INTAKE, NIDOS_SUPERVISOR
from policy.text import Text

AVIM_SUPERVISOR, IND_SUPERVISOR, COA_SUPERVISOR = "avim.supervisor", "ind.supervisor", "coa.supervisor"
MENTOR, PROVIDER_SUPERVISOR, LAWYER = "bo_provider.mentor", "bo_provider.supervisor", "lawyer.lawyer"
OFFICERS = (INTAKE, AVIM, IND)


class Severity(StrEnum):
    """How urgent, the most urgent first."""

    CRITICAL = "CRITICAL"
    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


SEVERITIES = {
    Severity.CRITICAL: Text("kritiek", "critical"),
    Severity.HIGH: Text("hoog", "high"),
    Severity.MEDIUM: Text("middel", "medium"),
    Severity.LOW: Text("laag", "low"),
}


@dataclass(frozen=True, kw_only=True)
class Alert:
    """One row. ``opens``: when it is open, in words. ``act`` settles it, where the role can do something itself.

    ``after`` names the term after which those in ``escalates_to`` see it too, unless it is settled by then; that the
    first ones have seen it or put it off changes nothing about that. ``tasks`` ask the same thing: on a desk that
    has the task already the alert is no second line.
    """

    code: str
    text: Text
    opens: Text
    severity: Severity
    roles: tuple[str, ...]
    source: tuple[str, ...]
    escalates_to: tuple[str, ...] = ()
    after: str = ""
    act: str = ""
    tasks: tuple[str, ...] = ()


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
        code="AL-09", severity=Severity.HIGH, roles=(IND, GUARDIAN, LAWYER), escalates_to=(IND_SUPERVISOR,),
        after="RISES_HIGH", act="hearings", tasks=("HEARING_CONFLICT",), source=("S004-47", "INV-14", "AL-09"),
        text=Text("Het eerste gehoor staat binnen de wachttijd gepland",
                  "The first hearing is planned inside the wait"),
        opens=Text("de geplande dag valt in de rust of de wachttijd, zonder toegestane afwijking",
                   "the planned day falls inside the rest or the wait, without an allowed deviation"),
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
)  # fmt: skip


def alert(code: str) -> Alert:
    """The row of this code; an unknown code raises LookupError."""
    for row in ALERTS:
        if row.code == code:
            return row
    raise LookupError(f"The policy has no alert named {code!r}.")
