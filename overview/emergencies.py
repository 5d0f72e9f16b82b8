"""Emergency accesses for whoever reviews them: who opened which case, when and why, and nothing of the case itself."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from audit.models import Recorded
from config.clock import day_of
from intake.models import EmergencyAccess
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from partners import involvement
from partners.access import classes_of, read
from partners.actors import Actor
from partners.data_classes import DataClass
from policy.terms import term


def waiting(actor: Actor) -> list[Facts]:
    """The accesses that wait for a review by this actor, by case. Whoever reviews stands in no case for it."""
    standing = involvement.without_case(actor)
    if not standing.right(DataClass.EMERGENCY_REVIEW).writes:
        return []
    found: dict[UUID, dict[type[Recorded], list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in read(EmergencyAccess.objects.unreviewed().order_by("-created_at"), standing):
        found[row["case"]][EmergencyAccess].append(row)
    return [Facts(case, standing, rows=rows) for case, rows in found.items()]


def of_others(facts: Facts) -> Iterator[Row]:
    """Nobody reviews their own."""
    for row in facts.of(EmergencyAccess):
        if row.get("reviewed_at") is None and row["person"] != facts.standing.actor.person_id:
            yield row


def review(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in of_others(facts):
        opened = row["created_at"]
        yield Found(due=term("BREAK_GLASS_REVIEW", day_of(opened)).deadline(opened), about=row["id"])


def not_reviewed(facts: Facts, at: datetime) -> Iterator[Found]:
    """From the use until the review (AL-32)."""
    for row in of_others(facts):
        yield Found(since=row["created_at"], about=row["id"])


def classes(actor: Actor) -> set[str]:
    """The classes of data that these show something of."""
    return set(classes_of(EmergencyAccess, involvement.without_case(actor)))


CONDITIONS: dict[str, Condition] = {"REVIEW_EMERGENCY": review}
