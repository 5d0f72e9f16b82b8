"""How far each consent is, as far as its answers may be read, and what that asks of whom (C3.8, AL-26)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from config.clock import day_of, start_of
from intake import consent
from intake.majority import Known
from intake.models import Consent, ConsentStatement
from overview.found import Condition, Found
from overview.snapshot import Facts
from policy.consent import State, state
from policy.dates import nth_birthday, term_last_day
from policy.signers import SIGNERS

Row = Mapping[str, Any]


def state_of(row: Row, statements: Iterable[Row], known: Known, today: date) -> State:
    mine = consent.counted(each for each in statements if each["consent"] == row["id"])
    return state(row["purpose"], mine, lambda day: consent.age_on(known, day), today)


def asked_last(facts: Facts) -> Iterable[Row]:
    """The consents that count: of each purpose and receiver the one that was asked last."""
    last: dict[tuple[str, Any], Row] = {}
    for row in facts.of(Consent):
        last.setdefault((row["purpose"], row["shared_with"]), row)
    return last.values()


def in_state(facts: Facts, wanted: State, at: datetime) -> Iterator[Found]:
    for row in asked_last(facts):
        if state_of(row, facts.of(ConsentStatement), facts.age, day_of(at)) is wanted:
            yield Found(about=row["id"])


def to_confirm(facts: Facts, at: datetime) -> Iterator[Found]:
    return in_state(facts, State.TO_CONFIRM, at)


def to_review(facts: Facts, at: datetime) -> Iterator[Found]:
    return in_state(facts, State.REVIEW_DUE, at)


def outgrown(facts: Facts, at: datetime) -> Iterator[Found]:
    """What was given by somebody who no longer signs at this age, and since when (AL-26)."""
    known, today = facts.age, day_of(at)
    for row in asked_last(facts):
        said = facts.of(ConsentStatement)
        if state_of(row, said, known, today) is State.REVIEW_DUE:
            reached = (day for day in turns(known) if day <= today)
            days = (day for day in reached if state_of(row, said, known, term_last_day(day, days=-1)) is State.GIVEN)
            yield Found(since=start_of(next(days, day_of(row["created_at"]))), about=row["id"])


def turns(known: Known) -> list[date]:
    """The days on which it may become another who signs, the latest first: a birthday, or news about the age."""
    born = known.leading.latest() if known.leading else None
    ages = {limit for row in SIGNERS for limit in (row.age_from, row.age_below) if limit}
    return sorted({*known.turns(), *(nth_birthday(born, age) for age in ages if born)}, reverse=True)


CONDITIONS: dict[str, Condition] = {"CONFIRM_CONSENT": to_confirm, "REVIEW_CONSENT": to_review}
