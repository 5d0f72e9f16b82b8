"""Who the invented children are: when they arrived, how old they are said to be, and which files are one child's."""

from datetime import date, timedelta

from intake import birth_date
from intake.models import AgeAssessment, BirthDateRecord, Case, CaseMerge, Child
from tests.overview.counts.invented.world import World

NATIONALITIES = {"ER": 9, "SY": 7, "VN": 5, "NL": 6, "UNKNOWN": 6, "NG": 2, "AF": 2, "GN": 1}
FIRST_ARRIVAL, LAST_ARRIVAL = date(2025, 3, 1), date(2027, 3, 1)


def arrive(world: World, number: int) -> None:
    for turn in range(number):
        arrived_on = world.day(FIRST_ARRIVAL, LAST_ARRIVAL)
        case = world.record(
            Case, world.at(arrived_on), number=9000 + turn, reference=f"BO-9999-{turn}",
            data_key=world.text.key, intake_location=world.arrival_place, arrived_on=arrived_on,
        )  # fmt: skip
        world.cases.append(case)
        world.record(Child, case.created_at, case=case, given_names=f"Kind{turn}", sex=world.pick(Child.Sex.values),
                     nationality=world.weighed(NATIONALITIES))  # fmt: skip
        be_born(world, case)


def be_born(world: World, case: Case) -> None:
    """One birth date, none, or one after another; and perhaps a contest of it."""
    for number in range(world.weighed({0: 5, 1: 70, 2: 20, 3: 5})):
        on = case.arrived_on if number == 0 else world.day(case.arrived_on)
        state_birth(world, case, on)
    if world.maybe(0.15):
        contest(world, case)


def state_birth(world: World, case: Case, on: date) -> None:
    known = world.maybe(0.95)
    of_age = world.weighed({date(2021, 6, 1): 10, world.day(): 75, date(2029, 2, 1): 15})
    leap = date(2008, 2, 29) if world.maybe(0.03) else None
    born = leap or of_age.replace(year=of_age.year - 18, day=min(of_age.day, 28))
    stated = [row.effective_from for row in world.rows[BirthDateRecord] if row.case_id == case.pk]
    at = birth_date.free_moment(world.at(on), stated)
    world.record(
        BirthDateRecord, at, case=case, effective_from=at, date=born if known else None,
        precision=world.weighed({"DAY": 80, "MONTH": 12, "YEAR": 8}) if known else "UNKNOWN",
        status=world.weighed({"OFFICIAL": 80, "PROVISIONAL": 20}),
    )  # fmt: skip


def contest(world: World, case: Case) -> None:
    contested_on = world.day(case.arrived_on)
    final_on = world.near(contested_on, 14, 60, 200) if world.maybe(0.7) else None
    world.record(AgeAssessment, world.at(case.arrived_on), case=case, requested_on=case.arrived_on, reason="Twijfel.",
                 contested_on=contested_on, contest_reason="Klopt niet.", final_on=final_on)  # fmt: skip


def join(world: World, number: int) -> None:
    """The last files go on in others: asked, approved, or taken back again."""
    going_on = world.cases[:-number]
    for case in world.cases[-number:]:
        how = world.weighed({"JOINED": 75, "ASKED": 10, "UNDONE": 15})
        at = world.at(case.arrived_on + timedelta(days=1))
        world.record(
            CaseMerge, at, case=case, into=world.pick(going_on), reason="Zelfde kind.",
            approved_at=None if how == "ASKED" else at, undone_at=at if how == "UNDONE" else None,
            undo_reason="Toch niet." if how == "UNDONE" else "",
        )  # fmt: skip
        world.joined |= {case.pk} if how == "JOINED" else set()
