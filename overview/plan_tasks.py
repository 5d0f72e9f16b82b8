"""What the guidance plan, the programme and the length of the stay ask, while the child lives in protected shelter."""

from collections.abc import Iterator
from datetime import date, datetime

from config.clock import day_of, start_of
from intake import majority
from overview.absence_tasks import missing
from overview.found import Condition, Found
from overview.rest_clock import rest_last_day
from overview.snapshot import Facts, Row
from policy.dates import after
from policy.locations import location_type
from policy.terms import term
from shelter.models import GuidancePlan, ModuleDone, Placement, PlanGoal, ProgrammeEnrolment, RestPeriod, StayReview
from shelter.models.plan import StopCause

Plan, Goal, Programme = GuidancePlan.State, PlanGoal.State, ProgrammeEnrolment.State
REVIEWS = ("STAY_REVIEW_6M", "STAY_REVIEW_9M")
BEFORE_MAJORITY = ("MAJORITY_MINUS_6M", "MAJORITY_MINUS_3M", "MAJORITY_MINUS_1M")
# A refusal or a stop of the child's own is a good answer: the programme is not left unfinished then.
SETTLED = (Programme.COMPLETED, Programme.DECLINED, Programme.STOPPED)


def protected(facts: Facts) -> Row | None:
    """The stay in protected shelter that runs now; a child that is missing is not asked anything there."""
    stay = next((row for row in facts.of(Placement) if row.get("ends_at") is None), None)
    if stay is None or "location" not in stay or missing(facts) is not None:
        return None
    return stay if location_type(facts.kinds[stay["location"]]).starts_rest else None


def admitted_on(facts: Facts) -> date | None:
    """The day of the first admission, from which everything counts (D-4)."""
    return facts.latest(RestPeriod).get("starts_on")


def goals(facts: Facts, plan: Row) -> list[Row]:
    return [row for row in facts.of(PlanGoal) if row["plan"] == plan["id"]]


def make_plan(facts: Facts, at: datetime) -> Iterator[Found]:
    """There is no plan, or the last one was stopped; a draft wants a goal, and then to be started."""
    row, begun = facts.latest(GuidancePlan), admitted_on(facts)
    if protected(facts) is None or begun is None or not facts.reads(GuidancePlan):
        return
    if not row or row["state"] == Plan.STOPPED:
        since = max(begun, row["ended_on"]) if row else begun
        yield Found(due=term("GUIDANCE_PLAN", since).last_day(since))
    elif row["state"] == Plan.DRAFT:
        act = "guidance-plans-starts" if goals(facts, row) else "guidance-plans-goals"
        yield Found(due=term("GUIDANCE_PLAN", begun).last_day(begun), about=row["id"], act=act)


def running(facts: Facts) -> Row | None:
    row = facts.latest(GuidancePlan)
    return row if row.get("state") == Plan.ACTIVE and protected(facts) is not None else None


def settle_goal(facts: Facts, at: datetime) -> Iterator[Found]:
    plan = running(facts)
    for row in goals(facts, plan) if plan else ():
        if row["state"] == Goal.OPEN and row["target_on"] <= day_of(at):
            yield Found(due=row["target_on"], about=row["id"])


def finish_plan(facts: Facts, at: datetime) -> Iterator[Found]:
    """A plan of which nothing was reached is not finished: it wants another goal."""
    plan = running(facts)
    states = {row["state"] for row in goals(facts, plan)} if plan else {Goal.OPEN}
    if plan and Goal.OPEN not in states:
        yield Found(about=plan["id"], act="" if Goal.REACHED in states else "guidance-plans-goals")


def offer_programme(facts: Facts, at: datetime) -> Iterator[Found]:
    """Once rest is over; and anew of who came back after it left, but not of who refused or stopped."""
    stay, rested, row = protected(facts), rest_last_day(facts), facts.latest(ProgrammeEnrolment)
    again = row.get("stop_cause") in (StopCause.LEFT, StopCause.GONE)
    if stay is None or rested is None or not facts.reads(ProgrammeEnrolment) or (row and not again):
        return
    since = max(rested, day_of(stay["starts_at"])) if again else rested
    if day_of(at) > rested:
        yield Found(due=term("OFFER_PROGRAMME", since).last_day(since))


def answer_programme(facts: Facts, at: datetime) -> Iterator[Found]:
    row = facts.latest(ProgrammeEnrolment)
    if row.get("state") == Programme.OFFERED and protected(facts) is not None:
        offered = day_of(row["created_at"])
        yield Found(due=term("ANSWER_PROGRAMME", offered).last_day(offered), about=row["id"])


def finish_programme(facts: Facts, at: datetime) -> Iterator[Found]:
    """What is left when the end comes near; or nothing is left, and somebody says that it is finished."""
    row = facts.latest(ProgrammeEnrolment)
    if row.get("state") != Programme.STARTED or protected(facts) is None:
        return
    done, end = (
        {each["module"] for each in facts.of(ModuleDone) if each["programme"] == row["id"]},
        row["expected_end"],
    )
    if done >= set(row["modules"]):
        yield Found(about=row["id"], act="programmes-completions")
    elif term("FINISH_PROGRAMME", end).last_day(end) <= day_of(at):
        yield Found(due=end, about=row["id"])


def asked_from(review: date) -> date:
    return term("STAY_REVIEW_SOON", review).last_day(review)


def to_review(facts: Facts) -> Iterator[date]:
    """The days on which the stay lasts six and nine months, as far as no review was held since shortly before."""
    begun, last = admitted_on(facts), max((row["reviewed_on"] for row in facts.of(StayReview)), default=date.min)
    for name in REVIEWS if begun and facts.reads(StayReview) and protected(facts) is not None else ():
        assert begun is not None
        day = term(name, begun).last_day(begun)
        if last < asked_from(day):
            yield day


def review_stay(facts: Facts, at: datetime) -> Iterator[Found]:
    """One review answers both, when the first was left until the second."""
    day = next((day for day in to_review(facts) if asked_from(day) <= day_of(at)), None)
    if day is not None:
        yield Found(due=day)


def stay_not_reviewed(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-22: the stay passed six or nine months, and nobody looked whether this is still the right place."""
    for day in to_review(facts):
        if day_of(at) > day:
            yield Found(since=start_of(after(day)))


def finished(facts: Facts) -> bool:
    plan, programme = facts.latest(GuidancePlan), facts.latest(ProgrammeEnrolment)
    return plan.get("state") == Plan.COMPLETED and programme.get("state") in SETTLED


def unfinished_before_majority(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-16: one alert at a time, of the last step that was reached; since then, or since the child was admitted."""
    day, begun, today = majority.shown_day(facts.age), admitted_on(facts), day_of(at)
    if day is None or begun is None or today >= day or protected(facts) is None or finished(facts):
        return
    steps = (term(name, day).last_day(day) for name in BEFORE_MAJORITY)
    reached = max((step for step in steps if step <= today), default=None)
    if reached is not None and facts.reads(GuidancePlan):
        yield Found(since=start_of(max(reached, begun)))


CONDITIONS: dict[str, Condition] = {
    "MAKE_PLAN": make_plan,
    "SETTLE_GOAL": settle_goal,
    "FINISH_PLAN": finish_plan,
    "OFFER_PROGRAMME": offer_programme,
    "ANSWER_PROGRAMME": answer_programme,
    "FINISH_PROGRAMME": finish_programme,
    "REVIEW_STAY": review_stay,
}
