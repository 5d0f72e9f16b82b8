"""The conversations of the intake: who may hold them, which are a must, and what counts towards the minimum."""

from dataclasses import dataclass

from policy.terms import INTAKE
from policy.text import Text

# fmt: off
# Tables, to be read row by row.

NIDOS, AVIM, IND = "NIDOS", "AVIM", "IND"

# One number, one home: the row of T-01.
MINIMUM_HELD = next(row.times for row in INTAKE if row.name == "MINIMUM_CONVERSATIONS")

# The roles that explain what a conversation is for, besides whoever holds it (S004-77, S004-78).
PURPOSE_EXPLAINED_BY = ("nidos.guardian", "nidos.intake", "lawyer.lawyer")
# Who writes down what a child told and can be named to read it; the child's lawyer reads it anyway (C5, S004-106).
STORY_FOR = ("nidos.guardian", "nidos.intake", "avim.detective", "ind.officer")
# Who decides or investigates with an account, so that the child need not tell it again (S004-107).
STORY_USED_BY = {"AVIM": ("REPORT",), "IND": ("ASYLUM", "TRAFFICKING")}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One kind of conversation. A skippable step needs a reason; ``must_explain``: Nidos's task and the procedure."""

    code: str
    label: Text
    held_by: tuple[str, ...]
    order: int
    source: tuple[str, ...]
    mandatory: bool = False
    skippable: bool = False
    counts_to_minimum: bool = False
    must_explain: bool = False


STEPS: tuple[Step, ...] = (
    Step(code="ACQUAINTANCE", order=1, held_by=(NIDOS,), skippable=True, counts_to_minimum=True,
         label=Text("Kennismakingsgesprek Nidos", "Acquaintance talk with Nidos"), source=("S004-29", "INV-02")),
    Step(code="IDENTIFICATION", order=2, held_by=(AVIM,), mandatory=True, counts_to_minimum=True,
         label=Text("Identificatie AVIM", "Identification by AVIM"), source=("S004-31",)),
    Step(code="REGISTRATION", order=3, held_by=(IND,), mandatory=True, counts_to_minimum=True,
         label=Text("Gesprek IND", "Talk with IND"), source=("S004-32",)),
    Step(code="FOLLOW_UP", order=4, held_by=(NIDOS,), mandatory=True, counts_to_minimum=True, must_explain=True,
         label=Text("Tweede gesprek Nidos", "Second talk with Nidos"), source=("S004-33", "S004-34")),
    Step(code="EXTRA", order=5, held_by=(NIDOS, AVIM, IND),
         label=Text("Extra gesprek", "Extra talk"), source=("EC-64",)),
    Step(code="C1_GIRL", order=6, held_by=(NIDOS,),
         label=Text("Gesprek met het getrouwde kind alleen", "Talk with the married child alone"),
         source=("S000-35", "INV-32")),
    Step(code="C2_PARTNER", order=7, held_by=(NIDOS,),
         label=Text("Gesprek met de partner apart", "Talk with the partner apart"), source=("S000-35", "INV-32")),
)


def step(code: str) -> Step:
    """The step of this code; an unknown code raises LookupError."""
    for row in STEPS:
        if row.code == code:
            return row
    raise LookupError(f"The procedure has no conversation named {code!r}.")
