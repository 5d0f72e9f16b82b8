"""What the case consultation asks: the analysis in time, the part and position of each party, what was agreed."""

from collections.abc import Iterator
from datetime import date, datetime

from config.clock import day_of, start_of
from overview.absence_tasks import missing
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from partners.grounds import Ground
from policy.dates import after
from policy.locations import LOCATION_TYPES
from policy.terms import term
from shelter.models import Absence, AgendaItem, CoboAction, Placement, RiskAnalysis, RiskContribution, RiskPosition

PROTECTED = {row.code for row in LOCATION_TYPES if row.starts_rest}


def stay(facts: Facts) -> Row | None:
    """The stay in protected shelter or Fier that runs now, for who may know where the child lives."""
    rows = (row for row in facts.of(Placement) if row.get("ends_at") is None and "location" in row)
    return next((row for row in rows if facts.kinds.get(row["location"], "") in PROTECTED), None)


def drafted(facts: Facts) -> Row | None:
    """The edition that is being prepared: of the stay that runs, where that may be known."""
    here = stay(facts)
    rows = (row for row in facts.of(RiskAnalysis) if row["adopted_on"] is None)
    return next((row for row in rows if here is None or row.get("placement", here["id"]) == here["id"]), None)


def current(facts: Facts) -> Row | None:
    """The edition that counts for the stay that runs."""
    here = stay(facts)
    rows = (row for row in facts.of(RiskAnalysis) if row["adopted_on"] is not None and row["superseded_on"] is None)
    return next((row for row in rows if here is not None and row.get("placement") == here["id"]), None)


def first_day(facts: Facts) -> date | None:
    """By when the first analysis of this stay is adopted (T-12); None: there is one, or the child lives elsewhere."""
    here = stay(facts)
    if here is None or not facts.reads(RiskAnalysis) or current(facts) is not None:
        return None
    begun = day_of(here["starts_at"])
    return term("RISK_ANALYSIS", begun).last_day(begun)


def review_day(facts: Facts) -> date | None:
    """By when the analysis that counts is reviewed: as agreed, at once after a return since (T-12)."""
    known = current(facts)
    if known is None:
        return None
    returned = (
        day_of(row["ended_at"]) for row in facts.of(Absence)
        if row["ended_as"] == Absence.End.RETURNED and row["ended_at"] is not None
    )  # fmt: skip
    since = [day for day in returned if day >= known["adopted_on"]]
    return min([known["review_by"], *since])


def prepare(facts: Facts, at: datetime) -> Iterator[Found]:
    due = first_day(facts)
    if due is not None and drafted(facts) is None:
        yield Found(due=due)


def review(facts: Facts, at: datetime) -> Iterator[Found]:
    """In time for the next consultation."""
    due, today = review_day(facts), day_of(at)
    if due is None or drafted(facts) is not None:
        return
    if term("COBO_CYCLE", today).last_day(today) >= due:
        yield Found(due=due)


def adopt(facts: Facts, at: datetime) -> Iterator[Found]:
    """Onto an agenda first, and once it was discussed adopted."""
    row, due = drafted(facts), first_day(facts) or review_day(facts)
    if row is None or stay(facts) is None:
        return
    items = [item for item in facts.of(AgendaItem) if item["removed_at"] is None]
    if any(item["discussed_at"] is not None and item["discussed_at"] >= row["created_at"] for item in items):
        yield Found(due=due, about=row["id"], act="risk-analyses-adoptions")
    elif all(item["discussed_at"] is not None for item in items):
        yield Found(due=due)


def own(facts: Facts, model: type[RiskContribution] | type[RiskPosition], analysis: Row) -> bool:
    """Whether the reader's organisation said so of this edition."""
    mine = facts.standing.actor.organisation_id
    return any(
        row["analysis"] == analysis["id"] and row["created_by_organisation"] == mine for row in facts.of(model)
    )  # fmt: skip


def contribute(facts: Facts, at: datetime) -> Iterator[Found]:
    """Who sees the case by an agenda, until that is over."""
    row = drafted(facts)
    if row is not None and Ground.AGENDA in facts.standing.grounds and not own(facts, RiskContribution, row):
        yield Found(about=row["id"])


def say(facts: Facts, at: datetime) -> Iterator[Found]:
    """Also who was missed (EC-58)."""
    row = drafted(facts)
    asked = Ground.AGENDA in facts.standing.grounds or facts.standing.actor.kind == "NIDOS"
    if row is None or not asked or own(facts, RiskPosition, row):
        return
    held = [item["discussed_at"] for item in facts.of(AgendaItem) if item["discussed_at"] is not None]
    since = [moment for moment in held if moment >= row["created_at"]]
    if since:
        yield Found(due=day_of(min(since)), about=row["id"])


def record_decision(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(AgendaItem):
        if row["discussed_at"] is not None and not row.get("decision", "unread"):
            yield Found(due=day_of(row["discussed_at"]), about=row["id"])


def do_action(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(CoboAction):
        if row["owner"] == facts.standing.actor.organisation_id and row["done_on"] is None:
            yield Found(due=row["due_on"], about=row["id"])


def risk_overdue(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-18: nothing adopted within the term, or the review is past its day; not of a missing child."""
    due = first_day(facts) or review_day(facts)
    if due is not None and missing(facts) is None and day_of(at) > due:
        yield Found(since=start_of(after(due)))


CONDITIONS: dict[str, Condition] = {
    "PREPARE_RISK_ANALYSIS": prepare,
    "REVIEW_RISK_ANALYSIS": review,
    "ADOPT_RISK_ANALYSIS": adopt,
    "CONTRIBUTE_TO_RISK_ANALYSIS": contribute,
    "SAY_WHETHER_IT_AGREES": say,
    "RECORD_COBO_DECISION": record_decision,
    "DO_COBO_ACTION": do_action,
}
