"""What is done for the invented children in protected shelter: risk analyses, consultations, programme, care."""

from datetime import date, timedelta

from config.clock import day_of
from intake.models import Case
from partners.models import Person
from shelter.models import (
    CareCoordination,
    CoboMeeting,
    CoboParty,
    Placement,
    ProgrammeEnrolment,
    RiskAnalysis,
    StepDownAssessment,
)
from shelter.models.risk import Answer
from tests.overview.counts.invented.living import is_protected
from tests.overview.counts.invented.world import World

OFTEN = ("NIDOS", "AVIM", "IND", "COA", "EVENAAR", "FIER")


def consult(world: World, number: int) -> list[CoboMeeting]:
    """Consultations, held or not, each with some organisations that were asked."""
    made = []
    for _turn in range(number):
        meets_at = world.at(world.day())
        held_at = meets_at + timedelta(hours=30) if world.maybe(0.8) else None
        made.append(world.record(CoboMeeting, meets_at, meets_at=meets_at, chair=world.organisations[0],
                                 published_at=meets_at, held_at=held_at))  # fmt: skip
        often = [each for each in world.organisations if each.kind in OFTEN]
        asked = {each.pk: each for each in [*world.some(often, 8), *world.some(world.organisations, 6)]}
        for organisation in asked.values():
            world.record(CoboParty, meets_at, meeting=made[-1], organisation=organisation,
                         attendance=world.pick(CoboParty.Attendance.values))  # fmt: skip
    return made


def guide(world: World, case: Case, meetings: list[CoboMeeting], coordinator: Person) -> None:
    stays = [row for row in world.placements[case.pk] if is_protected(row)]
    if not stays:
        return
    analyse(world, case, stays, meetings)
    train(world, case, day_of(stays[0].starts_at))
    if world.maybe(0.5):
        coordinate(world, case, world.day(day_of(stays[0].starts_at)), coordinator)
    for row in stays:
        if world.maybe(0.6):
            step_down(world, case, row)


def analyse(world: World, case: Case, stays: list[Placement], meetings: list[CoboMeeting]) -> None:
    """For most stays, near six weeks, on the first or the last day of the stay, or too late for it; and one anew."""
    days: list[tuple[Placement, date]] = []
    for row in stays:
        began = day_of(row.starts_at)
        ended = [day_of(row.ends_at)] if row.ends_at else []
        first = world.pick([world.near(began, 0, 42, 42, 80), world.near(began, 42), world.day(began), *ended])
        anew = [world.near(first, 10, 60)] if world.maybe(0.4) else []
        days += [(row, day) for day in (first, *anew) if world.maybe(0.75)]
    for edition, (row, adopted_on) in enumerate(days, 1):
        world.record(
            RiskAnalysis, row.starts_at, case=case, placement=row, edition=edition, adopted_on=adopted_on,
            can_report=world.pick(Answer.values), can_cooperate=world.pick(Answer.values),
            can_tell_story=world.pick(Answer.values), adopted_in=world.pick(meetings), organisations=2,
            review_by=adopted_on, superseded_on=adopted_on,
        )  # fmt: skip


def train(world: World, case: Case, day: date) -> None:
    """The programme, offered perhaps twice: only the last one can still be open."""
    number = world.weighed({0: 20, 1: 30, 2: 50})
    for turn in range(1, number + 1):
        day = world.near(day, 20, 60) if turn == 1 else world.day(day)
        closed = ("DECLINED", "COMPLETED", "STOPPED")
        state = world.pick(closed if turn < number else ProgrammeEnrolment.State.values)
        answered_on = None if state == "OFFERED" else world.near(day, 1, 14)
        ended_on = world.near(day, 20, 100) if state in ("COMPLETED", "STOPPED") else None
        world.record(
            ProgrammeEnrolment, world.at(day), case=case, state=state,
            answered_on=None if state == "STOPPED" and world.maybe(0.3) else answered_on, ended_on=ended_on,
            expected_end=day + timedelta(days=200) if state in ("STARTED", "COMPLETED") else None,
            stop_cause="OTHER" if state == "STOPPED" else "",
        )  # fmt: skip


def coordinate(world: World, case: Case, starts_on: date, coordinator: Person) -> None:
    ended = world.maybe(0.4)
    world.record(CareCoordination, world.at(starts_on), case=case, coordinator=coordinator, basis=world.text,
                 adult_since=starts_on, lives_in="BO", starts_on=starts_on, ends_on=starts_on if ended else None,
                 ended_as="LEFT" if ended else "")  # fmt: skip


def step_down(world: World, case: Case, row: Placement) -> None:
    opened_on = day_of(row.starts_at)
    agreed_on = world.pick((None, world.day(opened_on), world.day(opened_on), world.near(opened_on, 20, 60)))
    outcome = world.pick(StepDownAssessment.Outcome.values) if agreed_on else ""
    world.record(
        StepDownAssessment, row.starts_at, case=case, placement=row, opened_on=opened_on, outcome=outcome,
        agreed_on=agreed_on, coa_decision=outcome, coa_decided_on=agreed_on, nidos_decision=outcome,
        nidos_decided_on=agreed_on, programme_complete=True, bo_need_ended_on=opened_on, bo_need_ended_by="COBO",
        regular_azc_too_big="YES", reception_entitled="YES",
    )  # fmt: skip
