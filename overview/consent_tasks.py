"""How far each consent is, as far as its answers may be read, and what that asks of whom (C3.8, AL-26)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from config.clock import day_of
from intake import consent
from intake.majority import Known
from intake.models import AgeAssessment, BirthDateRecord, Consent, ConsentStatement
from overview.case_file import known_age
from overview.found import Condition, Found
from overview.snapshot import Facts
from policy.consent import State, state

Row = Mapping[str, Any]


def state_of(row: Row, statements: Iterable[Row], known: Known, today: date) -> State:
    mine = consent.counted(each for each in statements if each["consent"] == row["id"])
    return state(row["purpose"], mine, lambda day: consent.age_on(known, day), today)


def in_state(facts: Facts, wanted: State, at: datetime) -> Iterator[Found]:
    """The consents that count and stand in this state: of each purpose and receiver the one that was asked last."""
    known = known_age(facts.of(BirthDateRecord), facts.of(AgeAssessment))
    last: dict[tuple[str, Any], dict[str, Any]] = {}
    for row in facts.of(Consent):
        last.setdefault((row["purpose"], row["shared_with"]), row)
    for row in last.values():
        if state_of(row, facts.of(ConsentStatement), known, day_of(at)) is wanted:
            yield Found(about=row["id"])


def to_confirm(facts: Facts, at: datetime) -> Iterator[Found]:
    return in_state(facts, State.TO_CONFIRM, at)


def to_review(facts: Facts, at: datetime) -> Iterator[Found]:
    return in_state(facts, State.REVIEW_DUE, at)


CONDITIONS: dict[str, Condition] = {"CONFIRM_CONSENT": to_confirm, "REVIEW_CONSENT": to_review}
