"""What a child has before its first hearing: a lawyer it has talked with, and an explanation of what it may choose."""

from collections.abc import Iterator
from datetime import date, datetime

from config.clock import day_of, start_of
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from policy.information import BEFORE_HEARING
from policy.terms import term
from residence.models import Hearing, InformationGiven, Lawyer
from shelter.models import RestPeriod

CHILD, YES = InformationGiven.Told.CHILD, InformationGiven.Understood.YES


def planned(facts: Facts) -> Row | None:
    """The first hearing, while it is yet to be held."""
    rows = (row for row in facts.of(Hearing) if row["type"] == "FIRST" and row["held_on"] is None)
    return next((row for row in rows if row.get("replaced_on") is None), None)


def current(facts: Facts) -> Row | None:
    return next((row for row in facts.of(Lawyer) if row["ended_on"] is None), None)


def due(facts: Facts) -> date | None:
    """The last day to arrange it: two weeks before the hearing; None while none is planned."""
    hearing = planned(facts)
    day = hearing["planned_on"] if hearing else None
    return term("LAWYER_BEFORE_HEARING", day).last_day(day) if day else None


def assign(facts: Facts, at: datetime) -> Iterator[Found]:
    """From the first day of rest on: then the child has time to prepare (S004-124)."""
    waits = planned(facts) or facts.of(RestPeriod)
    held = any(row["held_on"] for row in facts.of(Hearing) if row["type"] == "FIRST")
    if waits and not held and facts.reads(Lawyer) and current(facts) is None:
        yield Found(due=due(facts))


def talk(facts: Facts, at: datetime) -> Iterator[Found]:
    lawyer, last = current(facts), due(facts)
    if lawyer is not None and lawyer["talked_on"] is None and last is not None:
        yield Found(due=last, about=lawyer["id"])


def understood(facts: Facts) -> set[str]:
    """The topics that the child itself has understood."""
    return {row["topic"] for row in facts.of(InformationGiven) if row["told"] == CHILD and row["understood"] == YES}


def explain(facts: Facts, at: datetime) -> Iterator[Found]:
    """Each topic that the child has not understood yet, once a first hearing is planned."""
    hearing, told = planned(facts), understood(facts)
    if hearing is None or not facts.reads(InformationGiven):
        return
    for topic in BEFORE_HEARING:
        if topic not in told:
            yield Found(due=hearing["planned_on"], hint=f"topic={topic}")


def not_arranged(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-10: from two weeks before the hearing on, no lawyer, or none with whom the child has talked."""
    lawyer, last, hearing = current(facts), due(facts), planned(facts)
    if hearing is None or last is None or day_of(at) < last or not facts.reads(Lawyer):
        return
    if lawyer is None or lawyer["talked_on"] is None:
        yield Found(since=max(start_of(last), hearing["created_at"]), about=hearing["id"])


CONDITIONS: dict[str, Condition] = {"ASSIGN_LAWYER": assign, "TALK_WITH_LAWYER": talk, "EXPLAIN_CHOICES": explain}
