"""How a referral reads on a page, and what it asks of the guardian: an answer that does not come (S000-41)."""

from collections.abc import Iterator
from datetime import datetime

from config.clock import day_of
from intake.models import Referral
from intake.models.referral import Status, status_of
from overview.found import Condition, Found
from overview.links import When
from overview.snapshot import Facts, Row
from policy.terms import term


def chip(row: Row) -> When:
    """How it stands, by the days that everybody reads who knows of it."""
    now = status_of(row)
    return When(str(now.label), "soon" if now is Status.SENT else "ok")


def unanswered(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(Referral):
        due = term("REFERRAL_ANSWERED", row["sent_on"]).last_day(row["sent_on"])
        if status_of(row) is Status.SENT and day_of(at) > due:
            yield Found(due=due, about=row["id"])


CONDITIONS: dict[str, Condition] = {"CHASE_REFERRAL": unanswered}
