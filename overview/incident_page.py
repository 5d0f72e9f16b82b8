"""The page of what was suspicious near a house: what was seen, where, who acted, and what can be done (S001-34)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from audit import ledger
from config.encryption import open_all
from overview import words
from overview.links import When, free_act_url
from overview.records import Button, history_url
from overview.words import Names
from partners import involvement
from partners.access import Standing, classes_of, clean, read, select
from partners.actors import Actor
from partners.data_classes import DataClass
from shelter import incident, incident_place
from shelter.models import IncidentAction, LocationIncident

SHOWN = 30


@dataclass(frozen=True)
class Step:
    when: str
    who: str
    what: str


@dataclass(frozen=True)
class Line:
    """One incident in words; the address stands here only as long as it is open."""

    title: str
    place: str
    address: str
    state: When
    told: list[words.Told]
    steps: list[Step]
    buttons: list[Button]
    history: str


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    report_url: str


def load(actor: Actor, at: datetime) -> Page:
    """The page, and the entry that says that it was shown. Raises NotAllowed."""
    standing = involvement.without_case(actor)
    standing.require(DataClass.INCIDENT, "reads")
    newest = LocationIncident.objects.order_by(F("closed_at").desc(nulls_first=True), "-reported_at")
    selected = select(newest, standing)
    found = [incident_place.whole(clean(row)) for row in selected[:SHOWN]] if selected is not None else []
    rows = incident_place.beside(found)
    done = read(IncidentAction.objects.filter(incident__in=[row["id"] for row in rows]), standing)
    ledger.listed(LocationIncident, by=actor, cases=(), classes=classes_of(LocationIncident, standing), related=False)
    names = Names()
    names.want(LocationIncident, rows)
    names.want(IncidentAction, done)
    names.fetch()
    open_all(words.secrets_in([*rows, *done]))
    taken = steps(done, names)
    may = incident.REPORT.available(None, standing, at)
    return Page([line(row, taken[row["id"]], standing, names, at) for row in rows],
                free_act_url(incident.REPORT) if may else "")  # fmt: skip


def steps(done: list[dict[str, Any]], names: Names) -> dict[UUID, list[Step]]:
    found: dict[UUID, list[Step]] = defaultdict(list)
    for row in done:
        step = Step(words.moment(row["taken_at"]), words.organisation_of(row, names), words.plain(row["action"]))
        found[row["incident"]].append(step)
    return found


def line(row: dict[str, Any], taken: list[Step], standing: Standing, names: Names, at: datetime) -> Line:
    told = words.described(LocationIncident, {name: value for name, value in row.items() if name not in PLACES}, names,
                           leave_out=("what", "outcome"))  # fmt: skip
    return Line(
        title=words.value(LocationIncident, "what", row["what"], names), place=row["place"],
        address=row.get("address", ""), state=state(row), told=told, steps=taken, buttons=buttons(row, standing, at),
        history=history_url(LocationIncident, row["id"]),
    )  # fmt: skip


PLACES = ("place", "address", "location", "provider")


def state(row: dict[str, Any]) -> When:
    """Who has not acted yet comes first."""
    if row["closed_at"] is not None:
        return When(str(LocationIncident.Outcome(row["outcome"]).label), "calm")
    if row["police_acted_at"] is None:
        return When(_("police have not acted yet"), "late")
    if row["coa_acted_at"] is None:
        return When(_("COA has not acted yet"), "late")
    return When(_("being dealt with"), "soon")


def buttons(row: dict[str, Any], standing: Standing, at: datetime) -> list[Button]:
    known = LocationIncident(**{name: row[name] for name in CHECKED}, provider_id=row["provider"])
    return [
        Button(str(act.label), free_act_url(act, row["id"]))
        for act in (incident.ACT, incident.CLOSE)
        if act.available(known, standing, at)
    ]


# What the checks of these acts ask of an incident.
CHECKED = ("id", "closed_at", "police_acted_at", "coa_acted_at")
