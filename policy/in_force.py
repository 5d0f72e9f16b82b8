"""Rules that hold from a day on, and some until a day (D-11)."""

from dataclasses import dataclass
from datetime import date

from policy.dated import SINCE_PROTECTED_SHELTER, holds
from policy.text import Text

# fmt: off
# Tables, to be read row by row.


@dataclass(frozen=True)
class DatedRule:
    """A rule of the procedure and the days between which it holds, both included.

    No last day means: until an office decides; no first day: proposed once, never introduced.
    """

    name: str
    label: Text
    source: tuple[str, ...]
    in_force_from: date | None
    in_force_until: date | None = None


RULES: tuple[DatedRule, ...] = (
    DatedRule("PROTECTED_SHELTER", Text(
        "Er is beschermde opvang; een eerdere plaatsing kan niet bestaan.",
        "There is protected shelter; an earlier placement cannot exist."),
        ("S004-08",), SINCE_PROTECTED_SHELTER),
    DatedRule("PILOT_18_PLUS", Text(
        "Wie achttien wordt, maakt het programma in de BO af; doorstroom naar een speciaal azc en zorgcoördinatie "
        "door Nidos zijn mogelijk.",
        "Who turns eighteen finishes the programme in BO; a special azc and Nidos care coordination are possible."),
        ("S004-50", "S004-57", "B-20", "D-11"), date(2015, 3, 19)),
    DatedRule("PARALLEL_PROCEDURES", Text(
        "Asielprocedure en verblijfsregeling mensenhandel mogen naast elkaar lopen.",
        "The asylum procedure and the trafficking scheme may run side by side."),
        ("S004-65", "INV-17"), date(2015, 7, 20)),
    DatedRule("MARRIAGE_ACT", Text(
        "Een buitenlands huwelijk wordt pas erkend als beide partners achttien zijn.",
        "A foreign marriage is recognised only once both partners are eighteen."),
        ("S000-17", "S000-30"), date(2015, 12, 5)),
    DatedRule("PLAUSIBILITY_PILOT", Text(
        "Wie aangifte deed en van wie de zaak is geseponeerd of op vrijspraak uitliep, kan advies vragen of het "
        "aannemelijk is dat hij slachtoffer is. Voor de IND is dat een van de elementen; het beslist niets.",
        "Who reported, and whose case was dismissed or ended in an acquittal, can ask for advice on whether it is "
        "plausible that this is a victim. For IND it is one element; it decides nothing."),
        ("B-60", "S004-111"), date(2018, 1, 1), date(2018, 12, 31)),
    DatedRule("STATUTORY_REPORT_BASIS", Text(
        "Melden bij CoMensha op een wettelijke basis, zonder toestemming: voorgesteld, nooit ingevoerd.",
        "Reporting to CoMensha on a statutory basis, without consent: proposed, never introduced."),
        ("S001-17", "D-8"), None),
)


def days_of(name: str) -> tuple[date | None, date | None]:
    """The first and the last day of a rule; an unknown name raises LookupError."""
    for rule in RULES:
        if rule.name == name:
            return rule.in_force_from, rule.in_force_until
    raise LookupError(f"The policy has no rule named {name!r}.")


def is_in_force(name: str, on: date) -> bool:
    """Whether the rule holds on this day; an unknown name raises LookupError."""
    first, last = days_of(name)
    return first is not None and holds(first, last, on)
