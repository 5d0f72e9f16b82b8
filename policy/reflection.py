"""The reflection period: never standard for these children, and never longer than the row of its first day (T-04)."""

from dataclasses import dataclass
from datetime import date

from policy.terms import term
from policy.text import Text

# fmt: off
# A table, to be read row by row.


@dataclass(frozen=True)
class Line:
    """One line of the table; ``None`` means: whatever it is. ``code``: how a refusal is called."""

    lawful_stay: bool
    chosen: bool | None
    informed: bool | None
    allowed: bool
    text: Text
    source: tuple[str, ...]
    code: str = ""


LINES: tuple[Line, ...] = (
    Line(False, None, None, True, Text(
        "Zonder rechtmatig verblijf kan politie of KMar de bedenktijd aanbieden.",
        "Without lawful stay police or KMar can offer the reflection period."), ("S004-41", "B-28", "EC-52")),
    Line(True, False, None, False, Text(
        "Het kind heeft al rechtmatig verblijf: de bedenktijd is dan geen standaard.",
        "The child has lawful stay already: the reflection period is not standard then."),
        ("S004-40", "INV-11"), "lawful-stay"),
    Line(True, True, False, False, Text(
        "Leg eerst uit wat de bedenktijd is; daarna kan het kind er zelf voor kiezen.",
        "First explain what the reflection period is; then the child can choose it."),
        ("S004-41", "INV-11"), "not-informed"),
    Line(True, True, True, True, Text(
        "Het kind kiest er zelf voor, nadat het is uitgelegd.",
        "The child chooses it, after it was explained."), ("S004-41", "INV-11")),
)
# fmt: on


def line_for(*, lawful_stay: bool, chosen: bool, informed: bool) -> Line:
    """The row that applies on the day on which it would start."""
    facts = (lawful_stay, chosen, informed)
    return next(row for row in LINES if _matches(row, facts))


def _matches(row: Line, facts: tuple[bool, bool, bool]) -> bool:
    asked = (row.lawful_stay, row.chosen, row.informed)
    return all(want is None or want == fact for want, fact in zip(asked, facts, strict=True))


def last_day(starts_on: date, *, dublin: bool) -> date:
    """The last day that it may have, by the row that is in force on its first day (INV-12)."""
    return term("REFLECTION_DUBLIN" if dublin else "REFLECTION", starts_on).last_day(starts_on)
