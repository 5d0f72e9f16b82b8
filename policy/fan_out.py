"""Who must hear of a signal, whoever raised it (S004-35, S004-36)."""

from dataclasses import dataclass

TRIO = ("NIDOS", "AVIM", "IND")


@dataclass(frozen=True)
class FanOut:
    """One row: by whom raised, who must be informed, and whether COA, which Nidos informs next, knows already."""

    raised_by: str
    must_inform: tuple[str, ...]
    source: tuple[str, ...]
    coa_knows_already: bool = False


# COA and everyone else inform all three; "OTHER" stands for each organisation without a row of its own.
OTHER = "OTHER"
FAN_OUT: tuple[FanOut, ...] = (
    FanOut("NIDOS", ("AVIM", "IND"), ("S004-35", "S004-36", "S004-87")),
    FanOut("AVIM", ("NIDOS", "IND"), ("S004-35", "S004-36", "S004-87")),
    FanOut("IND", ("NIDOS", "AVIM"), ("S004-35", "S004-36", "S004-87")),
    FanOut("COA", TRIO, ("S004-35", "S004-36", "S004-92"), coa_knows_already=True),
    FanOut(OTHER, TRIO, ("S004-35", "S004-36", "S004-88", "S004-92")),
)

# Only Nidos tells COA, once per indication decision (INV-05).
INFORMS_COA = "NIDOS"


def row_for(raised_by: str) -> FanOut:
    """The row of this kind of organisation, or the row of all others."""
    return next((row for row in FAN_OUT if row.raised_by == raised_by), FAN_OUT[-1])


def must_inform(raised_by: str) -> tuple[str, ...]:
    """The kinds of organisation that get a notice in the same transaction (INV-04)."""
    return row_for(raised_by).must_inform
