"""Who sits in the case consultation (COBO): who is asked by itself, and who comes in for the children it houses."""

from dataclasses import dataclass

from policy.text import Text

# fmt: off
# Tables, to be read row by row.


@dataclass(frozen=True, kw_only=True)
class Party:
    """One kind of organisation.

    ``invited``: asked by itself for each meeting; ``of_the_house``: asked for the children that live with it, and sees
    only those; ``observes``: may sit in, and sees no case by that.
    """

    kind: str
    label: Text
    source: tuple[str, ...]
    invited: bool = True
    of_the_house: bool = False
    observes: bool = False
    proposal: bool = False


PARTIES: tuple[Party, ...] = (
    Party(kind="NIDOS", label=Text("Nidos, zit voor", "Nidos, in the chair"), source=("S004-102",)),
    Party(kind="AVIM", label=Text("politie (AVIM)", "police (AVIM)"), source=("S004-102",)),
    Party(kind="IND", label=Text("IND", "IND"), source=("S004-102",)),
    Party(kind="EVENAAR", label=Text("de Evenaar", "de Evenaar"), source=("S004-102",)),
    Party(kind="BO_PROVIDER", label=Text("opvangaanbieder", "reception provider"), of_the_house=True, invited=False,
          source=("S004-102",)),
    Party(kind="FIER", label=Text("Fier", "Fier"), of_the_house=True, invited=False, source=("S004-102", "S000-42")),
    # The source names the parties and not COA: it may be asked to sit in, no more.
    Party(kind="COA", label=Text("COA", "COA"), observes=True, invited=False, proposal=True, source=("K-3",)),
)


def party(kind: str) -> Party | None:
    """The row of a kind of organisation; None: it is no party."""
    return next((row for row in PARTIES if row.kind == kind), None)
