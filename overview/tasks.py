"""What somebody must do now, derived and never stored; policy/tasks.py says what is asked of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from config.clock import day_of
from overview import (
    absence_tasks,
    age_tasks,
    cobo_tasks,
    consent_tasks,
    duplicate_tasks,
    emergencies,
    screening_tasks,
    signal_tasks,
    talk_tasks,
)
from overview.found import Condition, Found
from overview.signal_tasks import current_indication
from overview.snapshot import Facts, Row
from policy.clocks import hearing_wait_last_day
from policy.locations import allowed_for
from policy.task_row import Task
from policy.tasks import TASKS
from policy.terms import term
from residence.models import Hearing, HearingDeviation
from residence.wait import Wait
from shelter import rest as rests
from shelter.models import Placement, RestExtension, RestPeriod


@dataclass(frozen=True)
class Todo:
    """One task that is open: in which case, before when, about which record, what the form fills in, by which act."""

    task: Task
    facts: Facts
    due: date | datetime | None = None
    about: UUID | None = None
    hint: str = ""
    act: str = ""

    def urgency(self, at: datetime) -> tuple[int, float]:
        return urgency(self.due, at)


def open_tasks(cases: list[Facts], role: str, at: datetime) -> list[Todo]:
    """Everything asked of this role, what is late or due first in front."""
    rows = [row for row in TASKS if role in row.roles and row.code in CONDITIONS]
    found = [
        Todo(row, facts, each.due, each.about, each.hint, each.act or row.act)
        for facts in cases
        if facts.standing.is_open and not facts.only_reads
        for row in rows
        if (row.code in emergencies.CONDITIONS) == facts.outside
        and not (row.needs_child and absence_tasks.missing(facts))
        for each in CONDITIONS[row.code](facts, at)
    ]
    return sorted(found, key=lambda todo: todo.urgency(at))


def urgency(due: date | datetime | None, at: datetime) -> tuple[int, float]:
    """Late first, then what has no term of its own (it is asked at once), then by day."""
    if due is None:
        return 1, 0
    behind = at.timestamp() - due.timestamp() if isinstance(due, datetime) else (day_of(at) - due).days * 86400.0
    return (0 if behind > 0 else 2 if _day(due) > day_of(at) else 1), -behind


def _day(due: date | datetime) -> date:
    return day_of(due) if isinstance(due, datetime) else due


def inform_coa(facts: Facts, at: datetime) -> Iterator[Found]:
    known = current_indication(facts)
    if known and known.get("coa_informed_at", at) is None:
        yield Found(due=term("INFORM_COA", known["decided_on"]).deadline(known["created_at"]))


def misplaced(facts: Facts) -> tuple[bool, Row | None]:
    """Whether an indication asks for another place than the child has, and the stay it has now."""
    known = current_indication(facts)
    stay = next((row for row in facts.of(Placement) if row.get("ends_at") is None), None)
    if known is None or known["outcome"] == "NOT_NEEDED":
        return False, stay
    types = allowed_for(known["outcome"], known["ground"]).types
    # Who may not know where the child lives cannot say that it is the wrong place.
    elsewhere = stay is not None and "location" in stay and facts.kinds.get(stay["location"]) not in types
    return stay is None or elsewhere, stay


def place(by: str, moving: bool) -> Condition:
    """COA (by its own indications) or Nidos (foster families) has to place the child, or move it from where it is."""

    def condition(facts: Facts, at: datetime) -> Iterator[Found]:
        known = current_indication(facts)
        wrong, stay = misplaced(facts)
        if not known or not wrong or not facts.reads(Placement) or (known["outcome"] == "FOSTER") != (by == "NIDOS"):
            return
        if absence_tasks.gone(facts, known["created_at"]):
            return
        if known.get("coa_informed_at") is not None and moving == (stay is not None):
            yield Found(about=stay["id"] if stay else None)

    return condition


def approve_rest(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(RestExtension):
        if row["approved_at"] is None:
            yield Found(about=row["id"])


def rest_last_day(facts: Facts) -> date | None:
    """The last day of rest; None while the child has not been admitted."""
    rest = facts.latest(RestPeriod)
    if not rest:
        return None
    extensions = [RestExtension(days=row["days"], approved_at=row["approved_at"]) for row in facts.of(RestExtension)]
    return rests.last_day(RestPeriod(starts_on=rest["starts_on"]), extensions)


def rest_ends(facts: Facts, at: datetime) -> Iterator[Found]:
    last, today = rest_last_day(facts), day_of(at)
    pending = any(row["approved_at"] is None for row in facts.of(RestExtension))
    if last and not pending and term("REST_ENDS_SOON", today).last_day(last) <= today <= last:
        yield Found(due=last)


def first_hearing(facts: Facts) -> Row | None:
    rows = (row for row in facts.of(Hearing) if row["type"] == "FIRST" and row.get("replaced_on") is None)
    return next(rows, None)


def wait(facts: Facts) -> Wait:
    """What the first hearing waits for; of a child that was never admitted it has no days."""
    last = rest_last_day(facts)
    begun = facts.latest(RestPeriod).get("starts_on")
    return Wait(rest_last_day=last, wait_last_day=hearing_wait_last_day(begun) if begun else None)


def plan_hearing(facts: Facts, at: datetime) -> Iterator[Found]:
    first, today = wait(facts).earliest, day_of(at)
    planned = first_hearing(facts) is not None
    if first and not planned and facts.reads(Hearing) and term("PLAN_FIRST_HEARING", today).last_day(first) <= today:
        yield Found(due=first, hint="type=FIRST")


def hearing_conflict(facts: Facts, at: datetime) -> Iterator[Found]:
    planned = first_hearing(facts)
    if not planned or planned["held_on"] is not None or wait(facts).allows(planned["planned_on"]):
        return
    if all(row["hearing"] != planned["id"] for row in facts.of(HearingDeviation)):
        yield Found(hint="type=FIRST")


CONDITIONS: dict[str, Condition] = {
    **talk_tasks.CONDITIONS,
    **age_tasks.CONDITIONS,
    **signal_tasks.CONDITIONS,
    **screening_tasks.CONDITIONS,
    **duplicate_tasks.CONDITIONS,
    **emergencies.CONDITIONS,
    **consent_tasks.CONDITIONS,
    **absence_tasks.CONDITIONS,
    **cobo_tasks.CONDITIONS,
    "INFORM_COA": inform_coa,
    "PLACE_CHILD": place("COA", moving=False),
    "MOVE_CHILD": place("COA", moving=True),
    "PLACE_FOSTER": place("NIDOS", moving=False),
    "APPROVE_REST": approve_rest,
    "REST_ENDS": rest_ends,
    "PLAN_HEARING": plan_hearing,
    "HEARING_CONFLICT": hearing_conflict,
}
