"""Where an incident is: the name of the house, and its address as long as the incident is open (C5 rule d)."""

from collections.abc import Mapping, Sequence
from typing import Any

from shelter.models import Location

# Of rows that are read as one's own, what is empty is left out.
UNSAID = ("closed_at", "police_acted_at", "coa_acted_at", "provider")


def whole(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with every moment that its state hangs on."""
    return {**row, **{name: None for name in UNSAID if name not in row}}


def beside(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Incidents as they may be read, each with its place; one query, however many."""
    wanted = {row["location"] for row in rows if "location" in row}
    houses = Location.objects.filter(pk__in=wanted).values("pk", "name", "address") if wanted else ()
    known = {house["pk"]: house for house in houses}
    return [{**row, **(place(row, known[row["location"]]) if "location" in row else {})} for row in rows]


def place(row: Mapping[str, Any], house: Mapping[str, Any]) -> dict[str, str]:
    return {"place": house["name"], **({"address": house["address"]} if row.get("closed_at") is None else {})}
