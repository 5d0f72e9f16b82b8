"""The types of location (S004-20): who places there, on what ground, and what an admission sets in motion."""

from dataclasses import dataclass

from policy.text import Text

# fmt: off
# Tables, to be read row by row.

COA, NIDOS = "COA", "NIDOS"


@dataclass(frozen=True, kw_only=True)
class LocationType:
    """One type. ``placed_by`` None: whoever opens the case records the arrival stay (INV-06)."""

    code: str
    label: Text
    source: tuple[str, ...]
    placed_by: str | None = COA
    needs_indication: bool = False
    starts_rest: bool = False
    secret_address: bool = False
    needs_override: bool = False


LOCATION_TYPES: tuple[LocationType, ...] = (
    LocationType(code="RECEPTION", label=Text("Aanmeldlocatie", "Reception on arrival"), placed_by=None,
                 source=("S004-12", "INV-06", "INV-09")),
    LocationType(code="BO", label=Text("Beschermde Opvang", "Protected shelter"), needs_indication=True,
                 starts_rest=True, secret_address=True, source=("S004-02", "INV-06", "INV-07", "INV-13")),
    LocationType(code="AMV", label=Text("Kleinschalige opvang amv", "Regular small-scale shelter"),
                 source=("S004-20", "INV-06")),
    LocationType(code="EMERGENCY", label=Text("Noodopvang", "Emergency shelter"), source=("S004-20", "S004-21")),
    LocationType(code="CRISIS_EMERGENCY", label=Text("Crisisnoodopvang", "Crisis emergency shelter"),
                 needs_override=True, source=("S004-21", "INV-34", "EC-34")),
    LocationType(code="SPECIAL_AZC", label=Text("Speciaal toegerust azc", "Specially equipped asylum centre"),
                 source=("S004-56", "INV-26")),
    LocationType(code="AZC", label=Text("Asielzoekerscentrum", "Asylum centre"), source=("S004-20", "EC-60")),
    LocationType(code="FIER", label=Text("Fier", "Fier"), needs_indication=True, starts_rest=True,
                 secret_address=True, source=("S000-42", "B-25", "INV-07", "INV-13")),
    LocationType(code="FOSTER", label=Text("Opvanggezin", "Foster family"), placed_by=NIDOS,
                 source=("B-11", "EC-54", "INV-06")),
    LocationType(code="OTHER", label=Text("Andere plek", "Other place"), source=("S004-17",)),
)


@dataclass(frozen=True)
class Allowed:
    """Where a child with this decision and ground belongs, and, in this order, where it may wait (EC-33)."""

    outcome: str
    grounds: tuple[str, ...]
    types: tuple[str, ...]
    meanwhile: tuple[str, ...]
    source: tuple[str, ...]


HONOUR = ("HONOUR_VIOLENCE", "CHILD_BRIDE_HONOUR_FEAR")
TRAFFICKING = ("TRAFFICKING", "DISAPPEARANCE_RISK")
ANY_GROUND = TRAFFICKING + HONOUR

# EC-33: other protected places first, then a regular amv place with safety measures, crisis shelter only by override.
INTERIM_ORDER = ("FIER", "OTHER", "AMV", "EMERGENCY", "CRISIS_EMERGENCY")
UNPROTECTED_INTERIM_ORDER = ("AMV", "EMERGENCY", "CRISIS_EMERGENCY")
STEP_DOWN_TYPES = ("AZC", "SPECIAL_AZC", "FOSTER", "OTHER")

ALLOWED: tuple[Allowed, ...] = (
    Allowed("BO", TRAFFICKING, ("BO",), INTERIM_ORDER, ("S004-37", "EC-33")),
    Allowed("BO", HONOUR, ("BO", "FIER"), INTERIM_ORDER, ("S000-42", "S004-26", "EC-33")),
    Allowed("FIER", ANY_GROUND, ("FIER",), ("BO", *INTERIM_ORDER[1:]), ("S000-42", "B-25", "EC-33")),
    Allowed("FOSTER", ANY_GROUND, ("FOSTER",), UNPROTECTED_INTERIM_ORDER, ("B-11", "EC-54")),
    Allowed("NOT_NEEDED", ANY_GROUND, ("AMV", "FOSTER", "AZC", "OTHER"), UNPROTECTED_INTERIM_ORDER[1:],
            ("S004-20", "S004-21")),
)


def location_type(code: str) -> LocationType:
    """The type of this code; an unknown code raises LookupError."""
    for row in LOCATION_TYPES:
        if row.code == code:
            return row
    raise LookupError(f"The policy knows no location type {code!r}.")


def allowed_for(outcome: str, ground: str) -> Allowed:
    """Where a child with this indication may live; an unknown decision or ground raises LookupError."""
    for row in ALLOWED:
        if row.outcome == outcome and ground in row.grounds:
            return row
    raise LookupError(f"The policy knows no place for {outcome!r} on the ground {ground!r}.")
