"""Numbers that are no term: thresholds, counts and ages, each with its source or marked as an agreement of our own."""

from dataclasses import dataclass
from datetime import date

from policy.dated import SINCE_PROTECTED_SHELTER, row_on
from policy.text import Text

# fmt: off
# Tables, to be read row by row.

# D-3 lets the office read the wait the other way: a hearing on its last day. The child gets the longer protection
# until the office decides otherwise.
HEARING_ALLOWED_ON_LAST_DAY_OF_WAIT = False


@dataclass(frozen=True)
class Number:
    """One threshold; ``proposal`` means that no document gives this number."""

    name: str
    value: int
    label: Text
    source: tuple[str, ...]
    proposal: bool = False
    in_force_from: date = SINCE_PROTECTED_SHELTER
    in_force_until: date | None = None


NUMBERS: tuple[Number, ...] = (
    Number("SUPPRESS_BELOW", 5, Text(
        "een telling onder dit getal wordt niet getoond", "a count below this number is not shown"),
        ("INV-40", "D-12"), proposal=True),
    Number("FIGURES_CLOSE_MONTHS", 3, Text(
        "maanden na een jaar waarin nog meetelt wat over dat jaar wordt vastgelegd; dan staan de cijfers vast",
        "months after a year in which what is recorded about it still counts; then its figures stand"),
        ("S002-19", "INV-40"), proposal=True),
    Number("MEAN_FROM", 10, Text(
        "vanaf dit aantal tonen wij ook het gemiddelde en de mediaan",
        "from this number on the mean and the median are shown as well"),
        ("RP-06", "INV-40"), proposal=True),
    Number("OCCUPANCY_HIGH", 90, Text(
        "procent bezetting van de BO waarbij het COA wordt gewaarschuwd",
        "per cent of BO occupancy at which COA is warned"), ("S004-15", "AL-07"), proposal=True),
    Number("OCCUPANCY_FULL", 100, Text(
        "procent bezetting waarbij de BO vol is", "per cent of occupancy at which the BO is full"),
        ("S004-15", "AL-07"), proposal=True),
    Number("FORECAST_MONTHS", 3, Text(
        "maanden waarvan het gemiddelde de volgende even zoveel maanden voorspelt",
        "months of which the mean foretells as many that follow"), ("S004-14",), proposal=True),
    Number("MOVE_ALERT_FROM", 2, Text(
        "vanaf deze verhuizing volgt een waarschuwing", "from this move on there is an alert"),
        ("S004-18", "AL-08"), proposal=True),
    Number("RISK_ANALYSIS_ORGANISATIONS", 2, Text(
        "organisaties die ten minste deelnemen voordat een risicoanalyse wordt vastgesteld",
        "organisations that take part at least before a risk analysis is adopted"),
        ("S004-98", "INV-22"), proposal=True),
    Number("RISK_ANALYSIS_QUESTIONS", 3, Text(
        "vragen die de risicoanalyse beantwoordt: aangifte doen, meewerken, het verhaal vertellen",
        "questions that the risk analysis answers: report, cooperate, tell the story"), ("S004-100",)),
    Number("DETECTION_FALL", 50, Text(
        "procent daling van de signaleringsratio die wordt gemeld",
        "per cent fall of the detection ratio that is reported"), ("S002-12", "AL-30"), proposal=True),
    Number("SPECIAL_DATA_AUTHORISED_DAYS", 180, Text(
        "dagen die een machtiging voor bijzondere gegevens ten hoogste geldt",
        "days for which an authorisation for special data holds at most"), ("D-10",), proposal=True),
    Number("HEARING_LIMITED_UNDER", 12, Text(
        "onder deze leeftijd is het gehoor beperkt tot persoonsgegevens",
        "under this age the hearing is limited to personal data"), ("B-15",)),
    Number("CHILD_ROOM_UNDER", 15, Text(
        "onder deze leeftijd wordt gehoord in een kindvriendelijke ruimte",
        "under this age the hearing takes place in a child-friendly room"), ("B-16",)),
    Number("FOSTER_UNDER", 13, Text(
        "onder deze leeftijd ligt een opvanggezin van Nidos voor de hand",
        "under this age a foster family of Nidos is the first thought"), ("B-11", "EC-54")),
    Number("FOCAL_PERSONS_PER_CENTRE", 1, Text(
        "aandachtsfunctionarissen mensenhandel per azc, ten minste",
        "trafficking focal persons per asylum centre, at least"), ("S001-33",)),
    Number("CLAIMED_AGE_AT_MOST", 30, Text(
        "jaar dat iemand bij aankomst ten hoogste is volgens een voorlopige geboortedatum; erboven is een vergissing",
        "years somebody is at most on arrival by a provisional birth date; above it is a slip"),
        ("D-5", "S004-27"), proposal=True),
    Number("CONSENT_ASKED_AGAIN_DAYS", 14, Text(
        "dagen na een weigering voordat toestemming opnieuw wordt gevraagd",
        "days after a refusal before consent is asked again"), ("S001-22", "S001-23"), proposal=True),
    Number("ARRIVAL_LIST_LINES", 1000, Text(
        "regels in een aankomstlijst, ten hoogste", "lines in an arrival list, at most"),
        ("S004-27",), proposal=True),
    Number("PUT_OFF_DAYS", 14, Text(
        "dagen dat een waarschuwing kan worden uitgesteld, ten hoogste",
        "days an alert can be put off, at most"), ("AL-03",), proposal=True),
    Number("PUT_OFF_DAYS_CRITICAL", 1, Text(
        "dagen dat een kritieke waarschuwing kan worden uitgesteld, ten hoogste",
        "days a critical alert can be put off, at most"), ("AL-04",), proposal=True),
    Number("DUPLICATE_LIKELY", 70, Text(
        "gelijkenis, op honderd, vanaf wanneer een andere zaak misschien over hetzelfde kind gaat",
        "likeness, of a hundred, from which another case may be about the same child"),
        ("AL-31",), proposal=True),
    Number("DUPLICATES_COMPARED", 50, Text(
        "zaken waarmee een nieuw kind ten hoogste wordt vergeleken, de meest gelijkende eerst",
        "cases with which a new child is compared at most, the most alike first"),
        ("AL-31",), proposal=True),
    Number("EMERGENCIES_A_DAY", 5, Text(
        "pogingen op een dag van één persoon om een zaak in nood te openen, ten hoogste",
        "attempts on one day of one person to open a case in an emergency, at most"), ("B-27", "D-10"), proposal=True),
    Number("ACCESS_REQUESTS_A_DAY", 10, Text(
        "verzoeken om toegang op een dag van één persoon, ten hoogste",
        "requests for access on one day of one person, at most"), ("D-10",), proposal=True),
)


def number(name: str, on: date) -> int:
    """The value of this number on a day; an unknown name or a day without one raises LookupError."""
    return row_on(NUMBERS, name, on).value
