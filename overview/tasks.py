"""What somebody must do now, derived and never stored; policy/tasks.py says what is asked of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from config.clock import day_of
from intake import acts as intake
from overview import (
    absence_tasks,
    age_tasks,
    bride_tasks,
    cobo_tasks,
    consent_tasks,
    corrections,
    duplicate_tasks,
    eighteen_tasks,
    emergencies,
    incidents,
    inquiry_tasks,
    lawyer_tasks,
    measure_tasks,
    plan_tasks,
    police_tasks,
    referrals,
    screening_tasks,
    signal_tasks,
    subject_tasks,
    talk_tasks,
    track_tasks,
    waiting_tasks,
)
from overview.found import Condition, Found
from overview.links import When
from overview.rest_clock import rest_last_day
from overview.signal_tasks import current_indication
from overview.snapshot import Facts, Row
from policy.clocks import hearing_wait_last_day
from policy.task_row import Task
from policy.tasks import TASKS
from policy.terms import term
from residence import acts as residence
from residence.models import Hearing, HearingDeviation
from residence.wait import Wait
from shelter import acts as shelter
from shelter.models import RestExtension, RestPeriod

ACTS = {act.name: act for act in (*intake.ACTS, *shelter.ACTS, *residence.ACTS)}


@dataclass(frozen=True)
class Todo:
    """One task that is open: in which case, before when, about which record, what the form fills in, by which act.

    `pressed`: how a critical alert says that asks the same.
    """

    task: Task
    facts: Facts
    due: date | datetime | None = None
    about: UUID | None = None
    hint: str = ""
    act: str = ""
    pressed: When | None = None

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
        if (row.code in OUTSIDE) == facts.outside and not (row.needs_child and absence_tasks.missing(facts))
        for each in CONDITIONS[row.code](facts, at)
        if may(each.act or row.act, facts)
    ]
    return sorted(found, key=lambda todo: todo.urgency(at))


def may(act: str, facts: Facts) -> bool:
    """Whether this role has the right by which it is settled here: after eighteen a guardian has few left."""
    found = ACTS.get(act)
    return found is None or found.allowed(facts.standing)


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


def approve_rest(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(RestExtension):
        if row["approved_at"] is None:
            yield Found(about=row["id"])


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


def deviates(facts: Facts, hearing: Row) -> bool:
    """Whether an earlier day than the wait allows was allowed for it."""
    return any(row["hearing"] == hearing["id"] for row in facts.of(HearingDeviation))


def plan_hearing(facts: Facts, at: datetime) -> Iterator[Found]:
    first, today = wait(facts).earliest, day_of(at)
    planned = first_hearing(facts) is not None
    if first and not planned and facts.reads(Hearing) and term("PLAN_FIRST_HEARING", today).last_day(first) <= today:
        yield Found(due=first, hint="type=FIRST")


def hearing_conflict(facts: Facts, at: datetime) -> Iterator[Found]:
    planned = first_hearing(facts)
    if not planned or planned["held_on"] is not None or wait(facts).allows(planned["planned_on"]):
        return
    if not deviates(facts, planned):
        yield Found(hint="type=FIRST")


def hearing_passed(facts: Facts, at: datetime) -> Iterator[Found]:
    """The day came: it was held, or it was not."""
    for row in facts.of(Hearing):
        if row["held_on"] is None and row.get("replaced_on") is None and row["planned_on"] <= day_of(at):
            yield Found(due=row["planned_on"], about=row["id"])


# What is asked of who stands in no case.
OUTSIDE: dict[str, Condition] = {**emergencies.CONDITIONS, **incidents.CONDITIONS, **subject_tasks.CONDITIONS}
CONDITIONS: dict[str, Condition] = {
    **talk_tasks.CONDITIONS,
    **bride_tasks.CONDITIONS,
    **age_tasks.CONDITIONS,
    **signal_tasks.CONDITIONS,
    **screening_tasks.CONDITIONS,
    **duplicate_tasks.CONDITIONS,
    **OUTSIDE,
    **measure_tasks.CONDITIONS,
    **consent_tasks.CONDITIONS,
    **corrections.CONDITIONS,
    **absence_tasks.CONDITIONS,
    **inquiry_tasks.CONDITIONS,
    **lawyer_tasks.CONDITIONS,
    **referrals.CONDITIONS,
    **police_tasks.CONDITIONS,
    **track_tasks.CONDITIONS,
    **eighteen_tasks.CONDITIONS,
    **plan_tasks.CONDITIONS,
    **waiting_tasks.CONDITIONS,
    **cobo_tasks.CONDITIONS,
    "INFORM_COA": inform_coa,
    "APPROVE_REST": approve_rest,
    "REST_ENDS": rest_ends,
    "PLAN_HEARING": plan_hearing,
    "HEARING_CONFLICT": hearing_conflict,
    "RECORD_HEARING": hearing_passed,
}
