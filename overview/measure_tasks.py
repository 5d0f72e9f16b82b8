"""What a safety measure asks: a look in time, and a confirmation of what limits the child (S004-83, INV-37)."""

from collections.abc import Iterator
from datetime import date, datetime

from config.clock import day_of, start_of
from overview.absence_tasks import missing
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from policy.dates import after
from policy.measures import measure_type
from policy.terms import term
from shelter.models import SafetyMeasure


def in_force(facts: Facts) -> list[Row]:
    """The measures that hold now, as far as they may be read."""
    return [row for row in facts.of(SafetyMeasure) if row["ended_at"] is None]


def unconfirmed(row: Row) -> bool:
    return measure_type(row["type"]).limits and row["ended_at"] is None and row["confirmed_at"] is None


def confirm_by(row: Row) -> date:
    """The last day on which somebody outside the house confirms it."""
    return term("CONFIRM_MEASURE", row["checked_on"]).last_day(row["checked_on"])


def review_measure(facts: Facts, at: datetime) -> Iterator[Found]:
    """From a week before its day."""
    for row in in_force(facts):
        if day_of(at) >= term("MEASURE_REVIEW_NEAR", row["review_by"]).last_day(row["review_by"]):
            yield Found(due=row["review_by"], about=row["id"])


def confirm_measure(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in filter(unconfirmed, in_force(facts)):
        yield Found(due=confirm_by(row), about=row["id"])


def not_looked_at(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-21: past its review, or past the day on which it should have been confirmed; not of who is missing."""
    for row in in_force(facts) if missing(facts) is None else ():
        days = [row["review_by"], *([confirm_by(row)] if unconfirmed(row) else [])]
        if day_of(at) > min(days):
            yield Found(since=start_of(after(min(days))), about=row["id"])


CONDITIONS: dict[str, Condition] = {"REVIEW_MEASURE": review_measure, "CONFIRM_MEASURE": confirm_measure}
