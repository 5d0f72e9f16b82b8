"""Where the invented children live, one place after the other, and on which ground; and the rest that begins there."""

from datetime import date, datetime, time, timedelta

from config.clock import day_of
from intake.models import Case
from policy.dates import term_last_day
from shelter.models import Absence, Indication, Placement, RestExtension, RestPeriod
from tests.overview.counts.invented.days import BORDERS, LAST, moment
from tests.overview.counts.invented.world import World

PROTECTED = ("BO", "FIER")
KINDS = {"BO": 40, "FIER": 14, "AMV": 12, "CRISIS_EMERGENCY": 16, "AZC": 5, "SPECIAL_AZC": 5, "FOSTER": 5,
         "EMERGENCY": 4, "OTHER": 4, "RECEPTION": 3}  # fmt: skip
LENGTHS = (1, 2, 7, 8, 20, 45, 90, 91, 150, 183, 184, 240, 275, 365, 366, 420)
# So many days between indication and placement; and so long after the first COA is told of it.
BEFORE = (0, 1, 2, 7, 8, 30, 31, 60)
TOLD = (None, timedelta(hours=2), timedelta(hours=24), timedelta(hours=24, seconds=1), timedelta(days=9))


def live(world: World, case: Case) -> None:
    """Places until nobody knows; between two of them the child moved, or was somewhere else for a time."""
    starts_at, moves, kind = world.at(case.arrived_on), False, "RECEPTION"
    for _number in range(world.weighed({0: 4, 1: 10, 2: 30, 3: 30, 4: 16, 5: 10})):
        ends_at = end_of(world, case, starts_at)
        row = stay(world, case, kind, starts_at, ends_at, moves)
        if ends_at is None:
            break
        moves = not row.went_to and world.maybe(0.85)
        starts_at = ends_at if moves else world.at(world.near(day_of(ends_at), 2, 30))
        kind = world.weighed(KINDS)
    rest(world, case)


def end_of(world: World, case: Case, starts_at: datetime) -> datetime | None:
    """When the child leaves a place, if it does; often at a border of the year, and always where a file is closed."""
    day = day_of(starts_at)
    later = [each for each in BORDERS if each > day]
    until = world.pick(later) if later and world.maybe(0.15) else world.near(day, *LENGTHS)
    if until >= LAST and case.pk not in world.joined:
        return None
    midnight = moment(until, time(0)) if world.maybe(0.1) else world.at(until)
    return max(midnight, starts_at + timedelta(hours=2))


def stay(world: World, case: Case, kind: str, starts_at: datetime, ends_at: datetime | None, moves: bool) -> Placement:
    crisis = kind == "CRISIS_EMERGENCY"
    reviewed = crisis and world.maybe(0.6)
    left = ends_at is not None and world.maybe(0.2)
    row = world.record(
        Placement, starts_at, case=case, location=world.houses[kind], starts_at=starts_at, ends_at=ends_at,
        is_move=moves, move_reason="Daar veiliger." if moves else "",
        avoidable=world.pick(("", "YES", "NO")) if moves else "", override_reason="Geen bed." if crisis else "",
        override_reviewed_on=day_of(starts_at) if reviewed else None,
        override_verdict=world.pick(Placement.Verdict.values) if reviewed else "",
        went_to=world.pick(Placement.Destination.values) if left else "",
        departure_reason="Afgesproken." if left else "",
    )  # fmt: skip
    world.placements[case.pk].append(row)
    return row


def is_protected(row: Placement) -> bool:
    return row.location.kind in PROTECTED


def decide(world: World, case: Case) -> None:
    """The indications of a child: before it is first placed in protected shelter, and perhaps anew later on."""
    first = next((day_of(row.starts_at) for row in world.placements[case.pk] if is_protected(row)), None)
    if first is None and world.maybe(0.6) or first is not None and world.maybe(0.1):
        return
    day = first - timedelta(days=world.pick(BEFORE)) if first else world.day(case.arrived_on)
    outcomes = {"BO": 60, "FIER": 25} if first else {"BO": 20, "FIER": 10, "FOSTER": 30, "NOT_NEEDED": 40}
    days = [day, *sorted(world.day(day) for _again in range(world.weighed({0: 60, 1: 30, 2: 10})))]
    for place, decided_on in enumerate(days):
        indicate(world, case, decided_on, world.weighed(outcomes), days[place + 1 :])


def indicate(world: World, case: Case, decided_on: date, outcome: str, later: list[date]) -> None:
    recorded_at = world.at(decided_on)
    told = world.pick(TOLD)
    world.record(
        Indication, recorded_at, case=case, outcome=outcome, ground=world.pick(Indication.Reason.values),
        reasons=world.text, decided_on=decided_on, coa_informed_at=told and recorded_at + told,
        ended_on=later[0] if later else None,
    )  # fmt: skip


def rest(world: World, case: Case) -> None:
    """Rest begins with the first admission; more is asked, in time or late, and approved or not."""
    first = next((row for row in world.placements[case.pk] if is_protected(row)), None)
    if first is None:
        return
    starts_on = day_of(first.starts_at)
    world.rest_from[case.pk] = starts_on
    period = world.record(RestPeriod, first.starts_at, case=case, placement=first, starts_on=starts_on)
    last = term_last_day(starts_on, weeks=3)
    for _number in range(world.weighed({0: 40, 1: 35, 2: 20, 3: 5})):
        asked_on = world.day(starts_on, last) if world.maybe(0.7) else world.near(last, 1, 40)
        approved_on = world.near(max(asked_on, last - timedelta(days=3)), 0, 1, 3, 20) if world.maybe(0.8) else None
        days = world.pick((1, 7, 8, 14, 15, 60))
        world.record(
            RestExtension, world.at(asked_on), case=case, rest=period, days=days, reason="Slaapt niet.",
            late=last < (approved_on or asked_on), approved_at=approved_on and world.at(approved_on),
        )  # fmt: skip
        if approved_on:
            last = term_last_day(max(last, approved_on), days=days)


def go_missing(world: World, case: Case) -> None:
    day = case.arrived_on
    for _number in range(world.weighed({0: 40, 1: 30, 2: 15, 3: 10, 5: 5})):
        reported_at = world.at(world.day(day, min(LAST, day + timedelta(days=200))))
        back = world.maybe(0.9)
        ended_at = reported_at + timedelta(hours=1 + 24 * world.pick((0, 1, 3, 20))) if back else None
        concern = world.pick(Absence.Concern.values)
        world.record(
            Absence, reported_at, case=case, reported_at=reported_at, last_seen_at=reported_at, ended_at=ended_at,
            circumstances=world.text, concern_level=concern, whereabouts_known_by=world.pick(Absence.Knower.values),
            assessed_at=None if concern == "UNASSESSED" else reported_at,
            ended_as=world.pick(Absence.End.values) if back else "",
        )  # fmt: skip
        if ended_at is None:
            break
        day = day_of(ended_at)
