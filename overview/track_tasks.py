"""What the residence tracks ask of whom: the test after a rejection, a permit, a reflection period (C3.6, C3.7)."""

from collections.abc import Iterator
from datetime import datetime

from config.clock import day_of, start_of
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from policy import reflection
from policy.terms import term
from residence.ex_officio import OF_POLICE
from residence.models import AsylumProcedure, ExOfficioTest, ReflectionPeriod, TraffickingProcedure
from residence.tracks import asylum_pends, reflects

CANNOT, NO_GRANT = ExOfficioTest.Outcome.CANNOT_DETERMINE, ExOfficioTest.Outcome.NO_GRANT
UNKNOWN = ExOfficioTest.Answer.UNKNOWN


def asked_of_police(row: Row) -> bool:
    """Whether police can still say something of it that is not known."""
    return row["outcome"] == CANNOT and UNKNOWN in [row[fact] for fact in OF_POLICE]


def carry_out(facts: Facts, at: datetime) -> Iterator[Found]:
    """In the working week of the rejection (T-23)."""
    for row in facts.of(ExOfficioTest):
        if row["carried_out_on"] is None:
            rejected = row.get("rejected_on") or day_of(row["created_at"])
            yield Found(due=term("EX_OFFICIO_TEST", rejected).last_day(rejected), about=row["id"])


def answer(facts: Facts, at: datetime) -> Iterator[Found]:
    """What police know, from the rejection on: IND cannot finish without it."""
    for row in facts.of(ExOfficioTest):
        if asked_of_police(row):
            begun = day_of(row["created_at"])
            yield Found(due=term("EX_OFFICIO_TEST", begun).last_day(begun), about=row["id"])


def undetermined(row: Row) -> bool:
    return row["outcome"] == CANNOT and row["carried_out_on"] is not None


def determine(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(ExOfficioTest):
        if undetermined(row):
            yield Found(about=row["id"])


def other_grounds(facts: Facts, at: datetime) -> Iterator[Found]:
    """A prompt, never a grant: the test covers the route of the report only (B-29)."""
    for row in facts.of(ExOfficioTest):
        if row["outcome"] == NO_GRANT and row.get("other_grounds_on", row["created_at"]) is None:
            yield Found(about=row["id"])


def permits(facts: Facts) -> Iterator[Row]:
    """The procedures with a permit that still runs, or ran out without anybody saying so."""
    for row in facts.of(TraffickingProcedure):
        if row["granted_on"] is not None and row["ended_on"] is None and "renewal_asked_on" in row:
            yield row


def continued_stay(facts: Facts, at: datetime) -> Iterator[Found]:
    """T-19: from the day on which the permit was granted."""
    for row in permits(facts):
        if row["continued_stay_considered_on"] is None and row.get("continued_stay_applied_on") is None:
            granted = row["granted_on"]
            yield Found(due=term("CONTINUED_STAY", granted).last_day(granted), about=row["id"])


def renewal(facts: Facts, at: datetime) -> Iterator[Found]:
    """T-20: three months before the permit runs out, until renewal was asked for since; renewed, from the new day."""
    for row in permits(facts):
        prompt = term("PERMIT_RENEWAL", row["granted_on"]).last_day(row["valid_until"])
        asked = row["renewal_asked_on"]
        if prompt <= day_of(at) and (asked is None or asked < prompt):
            yield Found(due=row["valid_until"], about=row["id"])


def end_reflection(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(ReflectionPeriod):
        last = reflection.last_day(row["starts_on"], dublin=row["dublin"])
        if row["ended_on"] is None and last < day_of(at):
            yield Found(due=last, about=row["id"])


def beside_asylum(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-13: both run and the child did not choose the reflection period; since the later of the two was recorded."""
    today = day_of(at)
    pending = [row["created_at"] for row in facts.of(AsylumProcedure) if asylum_pends(row, today)]
    for row in facts.of(ReflectionPeriod):
        if pending and reflects(row, today) and row.get("explicit_choice") is False:
            yield Found(since=max(min(pending), row["created_at"]), about=row["id"])


def no_test(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-14: from the rejection until IND carries the test out; no term runs first, as an appeal cannot wait."""
    for row in facts.of(ExOfficioTest):
        if row["carried_out_on"] is None and "rejected_on" in row:
            yield Found(since=row["created_at"], about=row["id"])


def not_determined(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-15: for IND, and for police as long as it is they who can say more."""
    police = facts.standing.actor.kind == "AVIM"
    for row in facts.of(ExOfficioTest):
        if undetermined(row) and (not police or asked_of_police(row)):
            yield Found(since=max(start_of(row["carried_out_on"]), row["created_at"]), about=row["id"])


CONDITIONS: dict[str, Condition] = {
    "CARRY_OUT_TEST": carry_out,
    "ANSWER_TEST": answer,
    "DETERMINE_TEST": determine,
    "CONSIDER_OTHER_GROUNDS": other_grounds,
    "CONSIDER_CONTINUED_STAY": continued_stay,
    "ASK_RENEWAL": renewal,
    "END_REFLECTION": end_reflection,
}
