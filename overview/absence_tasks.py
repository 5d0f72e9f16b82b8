"""What an absence asks, and what it stops: as long as a child is missing nobody is asked what needs the child."""

from collections.abc import Iterator
from datetime import datetime

from config.clock import day_of, start_of
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from policy.dates import after
from policy.terms import term
from residence.models import Guardianship
from shelter.absence_end import hold_last_day
from shelter.models import Absence, Placement, Presence

End = Absence.End


def missing(facts: Facts) -> Row | None:
    """The absence that is open, as far as it may be read."""
    return next((row for row in facts.of(Absence) if row.get("ended_at") is None), None)


def gone(facts: Facts, since: datetime) -> bool:
    """Whether the child went, not to come back, after this moment."""
    last = max(facts.of(Absence), key=lambda row: row["reported_at"], default=None)
    stays_away = last is not None and last["ended_as"] in (End.KNOWN_SAFE, End.AGED_OUT, End.UNRESOLVED_CLOSED)
    return last is not None and stays_away and last["ended_at"] > since


def back(facts: Facts, column: str) -> Iterator[Row]:
    """The absences after which the child came back and in which this does not stand yet; not of who is gone again."""
    for row in facts.of(Absence) if missing(facts) is None else ():
        if row["ended_as"] == End.RETURNED and row.get(column, row["ended_at"]) is None:
            yield row


def called(facts: Facts) -> Row | None:
    """The last roll-call, if it was called in the stay that runs now."""
    row, stay = facts.latest(Presence), next((row for row in facts.of(Placement) if row.get("ends_at") is None), None)
    return row if row and stay and row["called_at"] >= stay["starts_at"] else None


def find_out(facts: Facts, at: datetime) -> Iterator[Found]:
    row = called(facts)
    if row is not None and missing(facts) is None and row["status"] == Presence.Status.NOT_IN:
        yield Found(due=row["called_at"])


def assess_concern(facts: Facts, at: datetime) -> Iterator[Found]:
    """Of the guardian once there is one."""
    row, mine = missing(facts), facts.standing.actor.role != "nidos.intake" or facts.lacks(Guardianship)
    if row is not None and mine and row.get("concern_level") == Absence.Concern.UNASSESSED:
        yield Found(due=row["reported_at"], about=row["id"])


def start_tracing(facts: Facts, at: datetime) -> Iterator[Found]:
    row = missing(facts)
    if row is not None and row.get("tracing_since", at) is None:
        yield Found(due=row["reported_at"], about=row["id"])


def release_bed(facts: Facts, at: datetime) -> Iterator[Found]:
    row, held = missing(facts), any(stay.get("ends_at") is None and stay.get("bed") for stay in facts.of(Placement))
    if row is not None and held and day_of(at) > (last := hold_last_day(row["reported_at"])):
        yield Found(due=after(last), about=row["id"])


def hold_return_talk(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in back(facts, "return_talk_on"):
        day = day_of(row["ended_at"])
        yield Found(due=term("RETURN_TALK", day).last_day(day), about=row["id"])


def review_risks(facts: Facts, at: datetime) -> Iterator[Found]:
    """At once after a return (T-12)."""
    for row in back(facts, "risk_reviewed_on"):
        yield Found(due=day_of(row["ended_at"]), about=row["id"])


def is_missing(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-19: from the report until it ends."""
    row = missing(facts)
    if row is not None:
        yield Found(since=row["reported_at"], about=row["id"])


def return_not_talked(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-20: what the task asks for is past its term."""
    for asked in hold_return_talk(facts, at):
        assert asked.due is not None
        assert not isinstance(asked.due, datetime)
        if day_of(at) > asked.due:
            yield Found(since=start_of(after(asked.due)), about=asked.about)


CONDITIONS: dict[str, Condition] = {
    "FIND_OUT": find_out,
    "ASSESS_CONCERN": assess_concern,
    "START_TRACING": start_tracing,
    "RELEASE_BED": release_bed,
    "HOLD_RETURN_TALK": hold_return_talk,
    "REVIEW_RISKS": review_risks,
}
