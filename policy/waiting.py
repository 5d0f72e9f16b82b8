"""The order of the waiting list: who goes first to a bed that comes free, and why (S004-15, S004-21, EC-33).

First how bad it is where the child waits, then how young it is, then how long it waits. What the source says is that
no child stays in crisis or emergency shelter (S004-21, S004-22) and that the best place to wait is another protected
one (EC-33); that a younger child goes first is ours. A vulnerability category is no row here (EC-50).
"""

from dataclasses import dataclass

from policy.text import Text


@dataclass(frozen=True, kw_only=True)
class Tier:
    """One step of the order; ``kinds``: where who belongs to it waits; ``proposal``: no document gives this step."""

    code: str
    text: Text
    source: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    proposal: bool = False


NOWHERE, UNPROTECTED, MISSING = "NOWHERE", "UNPROTECTED", "MISSING"

# In this order. A type of location that no row names counts as a place without protection.
TIERS: tuple[Tier, ...] = (
    Tier(code=NOWHERE, source=("S004-16", "S004-128"), text=Text("heeft nu geen plek", "has no place now")),
    Tier(code="CRISIS", kinds=("CRISIS_EMERGENCY",), source=("S004-21", "S004-22", "INV-34"),
         text=Text("zit in de crisisnoodopvang", "is in crisis shelter")),
    Tier(code="EMERGENCY", kinds=("EMERGENCY",), source=("S004-21", "S004-22"),
         text=Text("zit in de noodopvang", "is in emergency shelter")),
    Tier(code=UNPROTECTED, kinds=("AMV", "AZC", "SPECIAL_AZC", "FOSTER", "RECEPTION"), source=("EC-33",),
         text=Text("wacht op een plek zonder bescherming", "waits in a place without protection")),
    Tier(code="PROTECTED", kinds=("BO", "FIER", "OTHER"), source=("EC-33",),
         text=Text("wacht op een andere beschermde plek", "waits in another protected place")),
    Tier(code=MISSING, source=("S004-81", "EC-20"), proposal=True,
         text=Text("is vermist; krijgt een plek zodra het terug is", "is missing; gets a place once it is back")),
)  # fmt: skip
# What decides between children of one tier.
TIES: tuple[Tier, ...] = (
    Tier(code="YOUNGEST", source=("EC-33",), proposal=True,
         text=Text("het jongste kind eerst, in hele jaren; is de leeftijd onbekend, dan als het jongste",
                   "the youngest first, in whole years; of unknown age counts as the youngest")),
    Tier(code="LONGEST", source=("S004-15",),
         text=Text("wie het langst wacht eerst", "who waits longest first")),
)  # fmt: skip


def tier_of(kind: str | None) -> Tier:
    """The tier of who waits in a place of this type; None: still where it arrived."""
    for row in TIERS:
        if kind in row.kinds:
            return row
    return tier(UNPROTECTED)


def tier(code: str) -> Tier:
    """The row of this code; an unknown code raises LookupError."""
    for row in TIERS:
        if row.code == code:
            return row
    raise LookupError(f"The policy has no tier named {code!r}.")
