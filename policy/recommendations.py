"""The five recommendations of the National Rapporteur, what the cabinet answered, and what Beschut does (S004-13).

What the cabinet did not adopt is not built: Beschut follows the letter and not the report.
"""

from dataclasses import dataclass

from policy.text import Text

# fmt: off
# Tables, to be read row by row.

# The themes of the report; each recommendation is about one of them (S004-03).
THEMES = {
    "DETECTION": Text("signalering", "detection"),
    "PROTECTION": Text("(psychosociale) bescherming", "(psychosocial) protection"),
    "INVESTIGATION": Text("opsporing en vervolging", "investigation and prosecution"),
    "RESIDENCE": Text("verblijfsrechtelijke bescherming", "protection by a right of residence"),
    "AFTERWARDS": Text("bescherming na afloop van de BO", "protection after protected shelter"),
}
RESPONSES = {
    "ADOPTED": Text("overgenomen", "adopted"),
    "NOT_ADOPTED": Text("niet overgenomen", "not adopted"),
    "NO_DECISION": Text("geen uitdrukkelijk besluit", "no explicit decision"),
}


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """One recommendation, or half of one; ``here``: what Beschut does about it."""

    code: str
    text: Text
    theme: str
    response: str
    here: Text
    source: tuple[str, ...]


RECOMMENDATIONS: tuple[Recommendation, ...] = (
    Recommendation(
        code="1a", theme="DETECTION", response="ADOPTED", source=("S004-85", "S004-86", "S004-92"),
        text=Text("Signaleer in de hele keten.", "Detect in the whole chain."),
        here=Text("Iedere partner meldt een signaal, bij iedere stap en later; wie het moet weten hoort het meteen.",
                  "Every partner raises a signal, at every step and later; who must know hears of it at once.")),
    Recommendation(
        code="1b", theme="RESIDENCE", response="NOT_ADOPTED", source=("S004-85", "S004-40", "S004-43"),
        text=Text("Geef altijd de bedenktijd.", "Always grant the reflection period."),
        here=Text("Bedenktijd begint nooit vanzelf door een signaal; rust geeft de beschermde opvang.",
                  "A signal never begins a reflection period by itself; protected shelter gives the rest.")),
    Recommendation(
        code="2", theme="PROTECTION", response="ADOPTED", source=("S004-98", "S004-101"),
        text=Text("Maak van ieder kind in de BO een multidisciplinaire risicoanalyse.",
                  "Make a multidisciplinary risk analysis of every child in protected shelter."),
        here=Text("Vanaf de eerste dag in de BO een taak, met een termijn en een waarschuwing als zij er niet is.",
                  "A task from the first day in protected shelter, with a term and an alert when there is none.")),
    Recommendation(
        code="3", theme="RESIDENCE", response="NOT_ADOPTED", source=("S004-104", "S004-135"),
        text=Text("Maak een eigen verblijfsprocedure rond het verhaal van het kind.",
                  "Make a residence procedure of its own around the child's story."),
        here=Text("Asielprocedure en verblijfsregeling staan los van elkaar; het verhaal wordt één keer verteld en "
                  "voor beide gebruikt.",
                  "Asylum procedure and residence scheme stand apart; the story is told once and used for both.")),
    Recommendation(
        code="4", theme="RESIDENCE", response="NOT_ADOPTED", source=("S004-105", "S004-114", "S004-115"),
        text=Text("Stem de termijnen af op de leeftijd.", "Fit the terms to the age."),
        here=Text("De termijnen zijn die van de wet; een jaar opsporing of bijna een jaar asiel wordt gemeld.",
                  "The terms are those of the law; a year of investigation, or almost a year of asylum, reminds.")),
    Recommendation(
        code="5", theme="AFTERWARDS", response="NO_DECISION", source=("S004-119", "S004-120", "S004-121"),
        text=Text("Laat het verblijf in de BO afhangen van het begeleidingsplan, en geef zorgcoördinatie daarna.",
                  "Let the stay in protected shelter depend on the guidance plan, then give care coordination."),
        here=Text("Wie eerder vertrekt heeft een reden; wie achttien wordt maakt het programma af en kan een "
                  "zorgcoördinator krijgen.",
                  "Who leaves earlier has a reason; who turns eighteen finishes the programme and may have a care "
                  "coordinator.")),
)
