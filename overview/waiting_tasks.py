"""Who waits for a place, who is on its way, and who is in crisis shelter: what that asks, and what it alerts."""

from collections.abc import Iterator
from datetime import datetime

from config.clock import day_of, start_of
from config.language import say
from intake.majority import is_minor
from overview import absence_tasks
from overview.found import Condition, Found
from overview.signal_tasks import current_indication
from overview.snapshot import Facts, Row
from policy.locations import allowed_for, location_type
from policy.numbers import number
from policy.terms import term
from policy.text import Text
from policy.waiting import NOWHERE, tier
from shelter.models import Placement, Transfer

CRISIS = "CRISIS_EMERGENCY"
AT_ARRIVAL = Text("nu nog op de plek van aankomst", "still at the place of arrival")


def stay_of(facts: Facts) -> Row | None:
    """The stay that is open."""
    return next((row for row in facts.of(Placement) if row.get("ends_at") is None), None)


def kind_of(facts: Facts, stay: Row) -> str:
    """Of which type the place is; empty for who may not know where it is."""
    return facts.kinds.get(stay["location"], "") if stay.get("location") else ""


def misplaced(facts: Facts) -> tuple[bool, Row | None]:
    """Whether an indication asks for another place than the child has, and the stay it has now."""
    known, stay = current_indication(facts), stay_of(facts)
    if known is None or known["outcome"] == "NOT_NEEDED":
        return False, stay
    types = allowed_for(known["outcome"], known["ground"]).types
    # Who may not know where the child lives cannot say that it is the wrong place.
    elsewhere = stay is not None and "location" in stay and facts.kinds.get(stay["location"]) not in types
    return stay is None or elsewhere, stay


def waits(facts: Facts) -> Row | None:
    """The indication on which the child waits for a place, once COA knows of it; None: it waits for none."""
    known = current_indication(facts)
    wrong, _stay = misplaced(facts)
    if not known or not wrong or not facts.reads(Placement) or known.get("coa_informed_at") is None:
        return None
    return None if absence_tasks.gone(facts, known["created_at"]) else known


def waits_since(facts: Facts, known: Row) -> datetime:
    """Since COA was informed, or since the child left a place that did fit."""
    types = allowed_for(known["outcome"], known["ground"]).types
    past = (row for row in facts.of(Placement) if row["ends_at"] is not None)
    left = [row["ends_at"] for row in past if kind_of(facts, row) in types]
    since: datetime = max([known["coa_informed_at"], *left])
    return since


def place(by: str, moving: bool) -> Condition:
    """COA (by its own indications) or Nidos (foster families) has to place the child, or move it from where it is."""

    def condition(facts: Facts, at: datetime) -> Iterator[Found]:
        known, stay = waits(facts), stay_of(facts)
        if known and (known["outcome"] == "FOSTER") == (by == "NIDOS") and moving == (stay is not None):
            yield Found(about=stay["id"] if stay else None)

    return condition


def meanwhile(facts: Facts) -> Text:
    """Where the child is while it waits."""
    stay = stay_of(facts)
    if stay is not None:
        label = location_type(facts.kinds[stay["location"]]).label
        return Text(f"nu: {label.nl}", f"now: {label.en}")
    return tier(NOWHERE).text if facts.of(Placement) else AT_ARRIVAL


def not_placed(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-05: indicated and not placed where it belongs."""
    known = waits(facts)
    if known is not None and absence_tasks.missing(facts) is None:
        yield Found(since=waits_since(facts, known), said=say(meanwhile(facts)))


def in_crisis_shelter(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-06: it begins anew at midnight, so that what was answered yesterday is no answer today."""
    stay, today = stay_of(facts), day_of(at)
    if stay is None or kind_of(facts, stay) != CRISIS:
        return
    if is_minor(facts.age, today):
        yield Found(since=max(stay["starts_at"], start_of(today)), about=stay["id"])


def journey(facts: Facts) -> Row | None:
    """The transfer that is planned or on its way."""
    rows = (row for row in facts.of(Transfer) if row["arrived_at"] is None and row["cancelled_at"] is None)
    return next(rows, None)


def moves_again(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-08: a planned move that is not the first."""
    row, stay = journey(facts), stay_of(facts)
    moved = sum(each["is_move"] for each in facts.of(Placement))
    if row is not None and stay is not None and moved + 1 >= number("MOVE_ALERT_FROM", day_of(at)):
        yield Found(since=row["created_at"], about=row["id"])


def house_is(facts: Facts, house: object) -> bool:
    """Whether this is asked of the actor: of COA for every house, of a mentor for the own one."""
    own = facts.standing.actor.location
    return facts.standing.actor.kind == "COA" or (own is not None and own == house)


def record_departure(facts: Facts, at: datetime) -> Iterator[Found]:
    row, stay = journey(facts), stay_of(facts)
    if row is not None and row["departed_at"] is None and house_is(facts, stay and stay.get("location")):
        yield Found(due=row["planned_at"], about=row["id"])


def confirm_arrival(facts: Facts, at: datetime) -> Iterator[Found]:
    row = journey(facts)
    if row is not None and row["departed_at"] is not None and house_is(facts, row.get("location")):
        yield Found(due=expected(row), about=row["id"])


def expected(row: Row) -> datetime:
    """Before when a child that left should be there."""
    left: datetime = row["departed_at"]
    return term("TRANSFER_ARRIVAL", day_of(left)).deadline(left)


def not_arrived(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-35: it left and is not there in time; from the report on it is a missing child (AL-19)."""
    row = journey(facts)
    if row is None or row["departed_at"] is None or absence_tasks.missing(facts) is not None:
        return
    if at > expected(row):
        yield Found(since=expected(row))


def review_override(facts: Facts, at: datetime) -> Iterator[Found]:
    """Of a supervisor who did not place the child in person; the button says no to who did."""
    for row in facts.of(Placement):
        if row.get("override_reason") and row.get("override_reviewed_on", at) is None:
            yield Found(due=row["starts_at"], about=row["id"])


CONDITIONS: dict[str, Condition] = {
    "PLACE_CHILD": place("COA", moving=False),
    "MOVE_CHILD": place("COA", moving=True),
    "PLACE_FOSTER": place("NIDOS", moving=False),
    "RECORD_DEPARTURE": record_departure,
    "CONFIRM_ARRIVAL": confirm_arrival,
    "REVIEW_OVERRIDE": review_override,
}
