"""Somebody asked where the child is: what that asks of whom, and how it reads on a page (EC-47, AL-36)."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from config.clock import day_of
from overview.found import Condition, Found
from overview.links import When
from overview.snapshot import Facts, Row
from policy.terms import term
from residence.models import Guardianship
from shelter.inquiry import column_of
from shelter.models import LocationInquiry

COLUMNS = ("nidos_acted_at", "house_acted_at", "police_acted_at")


def waits(row: Row) -> bool:
    """Whether somebody has yet to act; of a row of which no more may be read than that it is there: no."""
    return any(row.get(column, row["created_at"]) is None for column in COLUMNS)


def answer(facts: Facts, at: datetime) -> Iterator[Found]:
    """Of each until its organisation has acted; at Nidos of the guardian once there is one."""
    actor = facts.standing.actor
    mine = actor.role != "nidos.intake" or facts.lacks(Guardianship)
    for row in facts.of(LocationInquiry) if mine else ():
        if row.get(column_of(actor), row["created_at"]) is None:
            recorded = row["created_at"]
            yield Found(due=term("LOCATION_ASKED", day_of(recorded)).deadline(recorded), about=row["id"])


def asked(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-36: for all of them until all have acted."""
    for row in facts.of(LocationInquiry):
        if waits(row):
            yield Found(since=row["created_at"], about=row["id"])


def chip(row: Row) -> When | None:
    return When(_("not all have acted yet"), "late") if waits(row) else None


CONDITIONS: dict[str, Condition] = {"ANSWER_INQUIRY": answer}
