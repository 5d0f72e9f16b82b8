"""How IND hears a child of some age (B-15, B-16), the most protected way first.

A child is never heard in a less protected way than its age asks, in doubt as if it were the younger (D-5); in a more
protected way always. Of a child whose age nobody knows the room for children is the least.
"""

from dataclasses import dataclass

from policy.text import Text

# fmt: off
# Tables, to be read row by row.


@dataclass(frozen=True)
class Mode:
    """One way of hearing; ``under``: for who is younger than this, in whole years; None: for everybody else."""

    code: str
    label: Text
    under: int | None
    source: tuple[str, ...]


LIMITED = "UNDER_12_LIMITED"
MODES: tuple[Mode, ...] = (
    Mode(LIMITED, Text("beperkt, onder de twaalf", "limited, under twelve"), 12, ("B-15",)),
    Mode("CHILD_ROOM", Text("in de kinderkamer", "in the room for children"), 15, ("B-16",)),
    Mode("REGULAR", Text("gewoon gehoor", "regular hearing"), None, ("B-16",)),
)
OF_UNKNOWN_AGE = "CHILD_ROOM"


@dataclass(frozen=True)
class Topic:
    """One thing a child under twelve may be asked about; nothing else is."""

    code: str
    label: Text


TOPICS: tuple[Topic, ...] = (
    Topic("NAMES", Text("naam en voornamen", "name and first names")),
    Topic("BIRTH", Text("geboortedatum en geboorteplaats", "date and place of birth")),
    Topic("NATIONALITY", Text("nationaliteit", "nationality")),
    Topic("LANGUAGES", Text("talen", "languages")),
    Topic("ADDRESS", Text("laatste adres", "last address")),
    Topic("ETHNICITY", Text("afkomst", "ethnic origin")),
    Topic("RELIGION", Text("geloof", "religion")),
    Topic("FAMILY", Text("wie er bij de familie horen", "who belongs to the family")),
    Topic("SCHOOL", Text("school", "schooling")),
)


def modes_for(age: int | None) -> list[str]:
    """What can be chosen at this age; the last is what the age itself asks."""
    codes = [mode.code for mode in MODES]
    asked = OF_UNKNOWN_AGE if age is None else next(
        mode.code for mode in MODES if mode.under is None or age < mode.under
    )
    return codes[: codes.index(asked) + 1]
