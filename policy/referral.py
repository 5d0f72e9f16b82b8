"""To whom a child can be referred, what for, and what of its data may go along: no more (S000-41, S001-31, S002-18).

The sources name who can be called in, and that the data are limited to the purpose; which data that are, is ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from policy.text import Text

# fmt: off
# Tables, to be read row by row.


@dataclass(frozen=True)
class Target:
    """One receiver by the kind of its organisation, the one purpose, and the classes of data that may be given."""

    kind: str
    label: Text
    does: Text
    purpose: str
    gives: tuple[str, ...]
    source: tuple[str, ...]


TARGETS: tuple[Target, ...] = (
    Target("RVDK", Text("Raad voor de Kinderbescherming", "Child Protection Board"),
           Text("onderzoekt of een maatregel of ander gezag nodig is",
                "looks into whether a measure or other custody is needed"),
           "PROTECTION", ("IDENTITY", "AGE", "FAMILY", "CONTACT", "GUARDIANSHIP", "SIGNAL", "MEASURE"), ("S000-41",)),
    Target("LEC_EGG", Text("LEC EGG", "LEC EGG"),
           Text("geeft advies bij (dreigend) eergerelateerd geweld", "advises on (threatening) honour violence"),
           "PROTECTION", ("IDENTITY", "AGE", "FAMILY", "SIGNAL", "MEASURE"), ("S000-41", "S004-26")),
    Target("LKHA", Text("LKHA", "LKHA"),
           Text("geeft advies bij huwelijksdwang en achterlating", "advises on forced marriage and being left abroad"),
           "PROTECTION", ("AGE", "FAMILY", "SIGNAL"), ("S000-41",)),
    Target("FIER", Text("Fier", "Fier"),
           Text("biedt veilige opvang en behandeling", "offers a safe place and treatment"),
           "CARE", ("IDENTITY", "AGE", "FAMILY", "CONTACT", "SIGNAL", "MEDICAL", "INDICATION", "MEASURE"),
           ("S000-42", "B-25")),
    Target("VEILIG_THUIS", Text("Veilig Thuis", "Veilig Thuis"),
           Text("onderzoekt vermoedens van huiselijk geweld en kindermishandeling",
                "looks into suspicions of domestic violence and child abuse"),
           "PROTECTION", ("IDENTITY", "AGE", "FAMILY", "CONTACT", "SIGNAL"), ("S002-18",)),
    Target("EVENAAR", Text("de Evenaar", "de Evenaar"),
           Text("onderzoekt en behandelt psychische klachten", "examines and treats psychological complaints"),
           "CARE", ("IDENTITY", "AGE", "SIGNAL", "MEDICAL"), ("S004-103",)),
    Target("GGD", Text("GGD", "GGD"), Text("geeft medische zorg", "gives medical care"),
           "CARE", ("IDENTITY", "AGE", "MEDICAL"), ("S003-06",)),
    Target("EMM", Text("EMM", "EMM"),
           Text("brengt wat bekend is over mensenhandelaren bij elkaar",
                "brings together what is known of traffickers"),
           "INVESTIGATION", ("SIGNAL", "SIGNAL_DETAIL"), ("S001-31",)),
    Target("SCHADEFONDS", Text("Schadefonds Geweldsmisdrijven", "Violent Offences Compensation Fund"),
           Text("beoordeelt een aanvraag, en gaf in 2018 advies over de aannemelijkheid",
                "judges an application, and advised on plausibility in 2018"),
           "LEGAL_AID", ("IDENTITY", "AGE", "POLICE"), ("B-60",)),
)
KINDS = tuple(row.kind for row in TARGETS)


def target(kind: str) -> Target:
    """The row of this kind of organisation; an unknown one raises LookupError."""
    for row in TARGETS:
        if row.kind == kind:
            return row
    raise LookupError(f"The policy refers nobody to {kind!r}.")


def too_much(kind: str, classes: Sequence[str]) -> list[str]:
    """Which of these classes this receiver may not be given, in order."""
    return [name for name in classes if name not in target(kind).gives]
