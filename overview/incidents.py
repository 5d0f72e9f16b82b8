"""Incidents near a house for whoever must act: they stand in no case, and are told of no child (S001-34, AL-34)."""

from collections.abc import Iterator
from datetime import datetime

from overview.found import Condition, Found
from overview.snapshot import About, Facts, Row
from partners import involvement
from partners.access import read
from partners.actors import Actor
from partners.data_classes import DataClass
from shelter import incident_place
from shelter.incident import COLUMNS
from shelter.models import LocationIncident


def waiting(actor: Actor) -> list[Facts]:
    """The incidents that are open and that this actor reads of, each by itself."""
    standing = involvement.without_case(actor)
    if not standing.right(DataClass.INCIDENT).anything:
        return []
    found = []
    for row in read(LocationIncident.objects.open(), standing):
        facts = Facts(row["id"], standing, about=About.INCIDENT)
        facts.rows[LocationIncident].append(incident_place.whole(row))
        found.append(facts)
    return found


def of(facts: Facts) -> Iterator[Row]:
    return (row for row in facts.of(LocationIncident) if row["closed_at"] is None)


def answered(row: Row) -> bool:
    return all(row[column] is not None for column in COLUMNS.values())


def answer(facts: Facts, at: datetime) -> Iterator[Found]:
    """Of police and COA, each until it has acted."""
    column = COLUMNS.get(facts.standing.actor.kind)
    for row in of(facts):
        if column and row[column] is None:
            yield Found(due=row["reported_at"], about=row["id"])


def close(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in of(facts):
        if answered(row):
            yield Found(about=row["id"])


def unanswered(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-34: for all of them until police and COA have both acted."""
    for row in of(facts):
        if not answered(row):
            yield Found(since=row["reported_at"], about=row["id"])


CONDITIONS: dict[str, Condition] = {"ANSWER_INCIDENT": answer, "CLOSE_INCIDENT": close}
