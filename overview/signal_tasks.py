"""What the signals of a case ask of Nidos: decide on an indication, assess, look again at what is watched."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from config.clock import day_of
from intake.models import Signal, SignalAssessment
from intake.signal_outcome import Outcome, Status
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from policy.terms import term
from residence.models import Guardianship
from shelter.models import Indication


def current_indication(facts: Facts) -> Row | None:
    """The decision that counts; who reads only summaries does not see which ended, and takes the newest."""
    return next((row for row in facts.of(Indication) if row.get("ended_on") is None), None)


def judged(facts: Facts, signal: Row, outcome: str) -> Row | None:
    """The newest judgement of this kind of a signal."""
    rows = (row for row in facts.of(SignalAssessment) if row["signal"] == signal["id"] and row["outcome"] == outcome)
    return next(rows, None)


def shared_at(facts: Facts, signal: Row) -> datetime:
    """When it came to lie before Nidos: when it was raised, or opened again since."""
    again = judged(facts, signal, Outcome.REOPENED)
    moment: datetime = again["created_at"] if again else signal["raised_at"]
    return moment


def asks_decision(facts: Facts, signal: Row) -> bool:
    """Whether a signal asks for a decision that was not taken since: it is new, or was assessed to lead to one.

    What is watched, not substantiated or merged does not; and of a decision that protects the child nothing is asked.
    """
    known = current_indication(facts)
    if known is not None and known["outcome"] != Indication.Outcome.NOT_NEEDED:
        return False
    if signal["status"] == Status.SHARED:
        return known is None or str(signal["id"]) not in known.get("rests_on", ())
    leads = judged(facts, signal, Outcome.LEADS_TO_INDICATION)
    return signal["status"] == Status.LEADS_TO_INDICATION and (
        known is None or (leads is not None and leads["created_at"] > known["created_at"])
    )


def decide_indication(facts: Facts, at: datetime) -> Iterator[Found]:
    if facts.reads(Indication) and any(asks_decision(facts, signal) for signal in facts.of(Signal)):
        yield Found()


def reconsider_indication(facts: Facts, at: datetime) -> Iterator[Found]:
    """A decision that protects the child on the word of a signal that is no longer in its file (EC-63)."""
    known = current_indication(facts)
    if known is None or known["outcome"] == Indication.Outcome.NOT_NEEDED or not facts.reads(Signal):
        return
    if set(known.get("rests_on", ())) - {str(row["id"]) for row in facts.of(Signal)}:
        yield Found()


def mine(facts: Facts) -> bool:
    """Whether the signals of this case are asked of this reader: of the guardian once there is one."""
    return facts.standing.actor.role != "nidos.intake" or facts.lacks(Guardianship)


def assess_signal(facts: Facts, at: datetime) -> Iterator[Found]:
    """Every signal that nobody assessed, unless it is asked as a decision on the indication already."""
    for row in facts.of(Signal) if mine(facts) else ():
        decided = facts.standing.actor.role == "nidos.guardian" and asks_decision(facts, row)
        if row["status"] == Status.SHARED and not decided:
            since = day_of(shared_at(facts, row))
            yield Found(due=term("ASSESS_SIGNAL", since).last_day(since), about=row["id"])


def review_signal(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(Signal) if mine(facts) else ():
        watched: Any = judged(facts, row, Outcome.MONITOR) if row["status"] == Status.MONITOR else None
        if watched and watched.get("review_on") and watched["review_on"] <= day_of(at):
            yield Found(due=watched["review_on"], about=row["id"])


CONDITIONS: dict[str, Condition] = {
    "DECIDE_INDICATION": decide_indication,
    "RECONSIDER_INDICATION": reconsider_indication,
    "ASSESS_SIGNAL": assess_signal,
    "REVIEW_SIGNAL": review_signal,
}
