"""What coming of age asks, and moving on from protected shelter: prompts before it, signatures, care (T-07, AL-17)."""

from collections.abc import Iterator
from datetime import date, datetime

from config.clock import day_of, start_of
from intake import majority
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from policy.in_force import is_in_force
from policy.locations import location_type
from policy.terms import term
from residence.terms import BEFORE_MAJORITY
from shelter import care
from shelter.models import CareCoordination, Placement, Preparation, StepDownAssessment

Outcome = StepDownAssessment.Outcome
BY_FAMILY, BY_COA = (Outcome.FOSTER,), (Outcome.AZC, Outcome.SPECIAL_AZC, Outcome.OTHER)


def stay(facts: Facts) -> Row | None:
    return next((row for row in facts.of(Placement) if row.get("ends_at") is None), None)


def kind(facts: Facts) -> str:
    """In what type of location the child lives, for who may know."""
    row = stay(facts)
    return facts.kinds.get(row["location"], "") if row is not None and "location" in row else ""


def prepare(facts: Facts, at: datetime) -> Iterator[Found]:
    """Six, three and one month before eighteen, until it was talked of since; of who has a place."""
    adult, today = majority.adult_since(facts.age), day_of(at)
    if adult is None or today >= adult or stay(facts) is None or not facts.reads(Preparation):
        return
    asked = [day for name in BEFORE_MAJORITY if (day := term(name, adult).last_day(adult)) <= today]
    talked = max((row["talked_on"] for row in facts.of(Preparation)), default=date.min)
    if asked and talked < asked[-1]:
        yield Found(due=asked[-1])


def running(facts: Facts) -> Iterator[Row]:
    """The assessment of the stay that runs now, as long as there is no outcome."""
    here = stay(facts)
    for row in facts.of(StepDownAssessment):
        if here is not None and row.get("placement") == here["id"] and not row["outcome"]:
            yield row


def sign(party: str) -> Condition:
    def condition(facts: Facts, at: datetime) -> Iterator[Found]:
        for row in running(facts):
            if row.get(f"{party}_decision") == "":
                yield Found(due=row["opened_on"], about=row["id"])

    return condition


def disagree(facts: Facts, at: datetime) -> Iterator[Found]:
    """Both have signed, each something else: without an outcome that is what it means."""
    for row in running(facts):
        if row.get("coa_decision") and row.get("nidos_decision"):
            yield Found(due=max(row["coa_decided_on"], row["nidos_decided_on"]), about=row["id"])


def move_on(outcomes: tuple[str, ...]) -> Condition:
    def condition(facts: Facts, at: datetime) -> Iterator[Found]:
        here = stay(facts)
        latest = facts.latest(StepDownAssessment)
        if here is not None and latest.get("placement") == here["id"] and latest["outcome"] in outcomes:
            yield Found(due=latest["agreed_on"], about=here["id"])

    return condition


def adult(facts: Facts, at: datetime) -> date | None:
    """Since when the youth is of age; None: a minor, or no longer here."""
    since = majority.adult_since(facts.age)
    return since if since is not None and since <= day_of(at) else None


def start_care(facts: Facts, at: datetime) -> Iterator[Found]:
    since = adult(facts, at)
    if since is None or kind(facts) not in care.HOMES or not is_in_force("PILOT_18_PLUS", day_of(at)):
        return
    if facts.reads(CareCoordination) and all(row["ends_on"] is not None for row in facts.of(CareCoordination)):
        yield Found(due=since)


def arrange_onward(facts: Facts, at: datetime) -> Iterator[Found]:
    """Outside the pilot, of who is eighteen in protected shelter: nothing ends by itself, somebody arranges it."""
    since, here, code = adult(facts, at), stay(facts), kind(facts)
    if since is None or here is None or not code or is_in_force("PILOT_18_PLUS", day_of(at)):
        return
    assessed = any(row.get("placement") == here["id"] for row in facts.of(StepDownAssessment))
    if location_type(code).needs_indication and not assessed:
        yield Found(due=since)


def uncoordinated(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-17: as long as the task asks for it; since eighteen, the stay or the end of the last coordination."""
    for asked in start_care(facts, at):
        here = stay(facts)
        assert here is not None
        assert asked.due is not None
        ends = [row["ends_on"] for row in facts.of(CareCoordination)]
        yield Found(since=max(start_of(max([asked.due, *ends])), here["starts_at"]))


CONDITIONS: dict[str, Condition] = {
    "PREPARE_EIGHTEEN": prepare,
    "SIGN_STEP_DOWN_COA": sign("coa"),
    "SIGN_STEP_DOWN_NIDOS": sign("nidos"),
    "AGREE_ON_STEP_DOWN": disagree,
    "MOVE_ON": move_on(BY_COA),
    "MOVE_ON_TO_FAMILY": move_on(BY_FAMILY),
    "START_CARE": start_care,
    "ARRANGE_ONWARD": arrange_onward,
}
