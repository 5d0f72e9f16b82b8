"""The ex-officio test on every rejected asylum application (C3.7): three facts, one outcome."""

from dataclasses import dataclass
from enum import StrEnum

from policy.text import Text

# fmt: off
# Tables, to be read row by row.

# Who answers what of it: police know of reports and investigations, and IND may hear it from them by another way; only
# IND knows what was granted earlier, and judges whether it was for the same facts (S004-67, S004-68).
ANSWERED_BY: dict[str, tuple[str, ...]] = {
    "report_filed": ("AVIM", "IND"),
    "investigation_started": ("AVIM", "IND"),
    "earlier_permit_same_facts": ("IND",),
}


class Fact(StrEnum):
    """What a partner answered to one of the three questions."""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"


class Outcome(StrEnum):
    """What the test leads to."""

    GRANT = "GRANT"
    NO_GRANT = "NO_GRANT"
    CANNOT_DETERMINE = "CANNOT_DETERMINE"


@dataclass(frozen=True)
class Line:
    """One line of the truth table; ``None`` for a fact means: whatever it is."""

    report_filed: Fact | None
    investigation_started: Fact | None
    earlier_permit: Fact | None
    outcome: Outcome
    then: Text
    source: tuple[str, ...]


YES, NO = Fact.YES, Fact.NO
UNKNOWN_FACT = Line(
    None, None, None, Outcome.CANNOT_DETERMINE,
    Text("Een feit is onbekend: vraag het politie of IND; de zaak kan niet worden gesloten.",
         "A fact is unknown: ask police or IND; the case cannot be closed."),
    ("S004-67", "AL-15"),
)
LINES: tuple[Line, ...] = (
    Line(YES, YES, NO, Outcome.GRANT, Text(
        "Tijdelijke vergunning; overweeg met de advocaat voortgezet verblijf.",
        "Temporary permit; consider continued stay with the lawyer."), ("S004-69", "S004-118")),
    Line(YES, YES, YES, Outcome.NO_GRANT, Text(
        "Eerder een vergunning voor dezelfde feiten.", "An earlier permit for the same facts."), ("S004-68",)),
    Line(YES, NO, None, Outcome.NO_GRANT, Text(
        "Wijs de advocaat op de andere gronden.", "Point the lawyer to the other grounds."), ("S004-67", "B-29")),
    Line(NO, YES, None, Outcome.NO_GRANT, Text(
        "Wijs de advocaat op Vb 3.48, eerste lid, onder b en d.", "Point the lawyer to Vb 3.48(1) b and d."),
        ("S004-67", "B-29")),
    Line(NO, NO, None, Outcome.NO_GRANT, Text(
        "Aangifte en verblijfsregeling blijven mogelijk; wijs de advocaat op grond d.",
        "Report and scheme remain possible; point the lawyer to ground d."), ("S004-64", "B-29", "EC-38")),
)


def line_for(report_filed: Fact, investigation_started: Fact, earlier_permit: Fact) -> Line:
    """The row that applies; one unknown fact is enough not to decide."""
    facts = (report_filed, investigation_started, earlier_permit)
    if Fact.UNKNOWN in facts:
        return UNKNOWN_FACT
    return next(row for row in LINES if _matches(row, facts))


def _matches(row: Line, facts: tuple[Fact, Fact, Fact]) -> bool:
    asked = (row.report_filed, row.investigation_started, row.earlier_permit)
    return all(want is None or want == fact for want, fact in zip(asked, facts, strict=True))
