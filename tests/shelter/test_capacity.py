"""The board counts what a person would who walks through the house with the book of every bed in hand."""

from contextlib import suppress
from datetime import datetime, timedelta
from random import Random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from partners.errors import RuleBroken
from policy.dates import after
from policy.forecast import mean_down, mean_up
from shelter import absence, absence_end, capacity, flow, outage, placement, reservation
from shelter.capacity import Night
from shelter.models import Absence, Bed, BedOutage, BedReservation, Location, Placement

pytestmark = pytest.mark.django_db
NIGHTS = 8


def recounted(house: Location, day) -> Night:
    """One bed after the other, one night, one question at a time."""
    moment, found = capacity.midnight(day), Night()
    for bed in Bed.objects.filter(location=house):
        stays = [row for row in Placement.objects.filter(bed=bed) if began(row.starts_at, row.ends_at, moment)]
        gone = [row for row in Absence.objects.filter(placement__in=stays)
                if began(row.reported_at, row.ended_at, moment)]  # fmt: skip
        out = any(row.starts_on <= day and not (row.back_on and row.back_on <= day)
                  for row in BedOutage.objects.filter(bed=bed))  # fmt: skip
        kept = any(began(row.starts_at, row.ends_at, moment) for row in BedReservation.objects.filter(bed=bed))
        if stays:
            found += Night(1, 1, len(gone))
        elif bed.is_active and house.is_active:
            found += Night(1, 0, 0, int(out), int(kept and not out))
    return found


def began(since: datetime, until: datetime | None, moment: datetime) -> bool:
    return since < moment and not (until is not None and until < moment)


def play(step: tuple[str, int, int, int], cases, house, coa, intake, moment) -> None:
    """One thing that somebody tries; what the rules refuse does not happen."""
    what, child, which, days = step
    case, bed = cases[child], house.beds.get(label=str(which + 1))
    day, by = moment.date(), {"by": coa, "at": moment}
    stay = case.placements.filter(ends_at=None).first()
    gone = Absence.objects.open().filter(case=case).first()
    if what == "place" and stay is None:
        placement.place(case=case, bed=bed, **by)
    elif what == "move" and stay is not None:
        placement.move(placement=stay, bed=bed, move_reason="Room.", **by)
    elif what == "keep":
        reservation.reserve(case=case, bed=bed, until=day + timedelta(days=days), **by)
    elif what == "out":
        outage.begin(bed=bed, reason="Paint.", starts_on=day + timedelta(days=days % 2),
                     back_on=day + timedelta(days=days + 1) if days else None, **by)  # fmt: skip
    elif what == "back":
        outage.end(bed_outage=BedOutage.objects.filter(bed=bed).first() or BedOutage(bed=bed), **by)
    elif what == "gone" and gone is None:
        absence.report(case=case, circumstances="Weg.", last_seen_at=moment, by=intake, at=moment)
    elif what == "home" and gone is not None:
        absence_end.come_back(absence=gone, by=intake, at=moment)
    elif what == "unused":
        Bed.objects.filter(pk=bed.pk).update(is_active=False)


WHAT = ("place", "place", "move", "keep", "out", "back", "gone", "home", "unused")
HISTORIES = 20


@pytest.mark.requirement("S004-14", "S004-15")
@pytest.mark.parametrize("history", range(HISTORIES))
def test_the_board_is_what_a_recount_finds(history, open_case, make_house, cast, at):
    chance = Random(history)
    cases, house = [open_case() for _ in range(3)], make_house("AMV", beds=4)
    for hours in range(14):
        step = chance.choice(WHAT), chance.randrange(3), chance.randrange(4), chance.randrange(4)
        moment = at(2026, 3, 3) + timedelta(hours=9 * hours)
        attempt(lambda: play(step, cases, house, cast.coa, cast.intake, moment))  # noqa: B023
    days = capacity.days_from(at(2026, 3, 2).date(), NIGHTS)
    found = capacity.board(Location.objects.all(), days)[house.pk]
    assert found == [recounted(house, day) for day in days]
    assert all(night.available >= 0 for night in found)


def attempt(what) -> None:
    with suppress(RuleBroken, BedOutage.DoesNotExist), transaction.atomic():
        what()


@pytest.mark.requirement("S004-15")
def test_a_bed_counts_once_and_a_missing_child_holds_its_own(open_case, make_house, place, cast, at):
    house, today = make_house("AMV", beds=4), at(2026, 3, 5).date()
    stay, gone = place(open_case(), house), place(open_case(), house, bed="2")
    outage.begin(bed=stay.bed, starts_on=after(today), reason="Paint.", by=cast.coa, at=at(2026, 3, 5))
    outage.begin(bed=house.beds.get(label="3"), reason="Leak.", by=cast.coa, at=at(2026, 3, 5))
    reservation.reserve(case=open_case(), bed=house.beds.get(label="4"), by=cast.coa, at=at(2026, 3, 5))
    absence.report(case=gone.case, circumstances="Weg.", last_seen_at=at(2026, 3, 5), by=cast.intake,
                   at=at(2026, 3, 5, 20))  # fmt: skip
    tonight, tomorrow = capacity.board(Location.objects.all(), [today, after(today)])[house.pk]
    assert tonight == tomorrow == Night(beds=4, occupied=2, held=1, blocked=1, reserved=1)
    assert (tonight.available, tonight.percent) == (0, 66)


@pytest.mark.requirement("S004-14")
def test_a_board_costs_as_much_for_sixty_houses_as_for_five(make_house, at):
    costs, days = [], capacity.days_from(at(2026, 3, 5).date(), 14)
    for more in (5, 55):
        for number in range(more):
            make_house("BO", name=f"House {more} {number}")
        with CaptureQueriesContext(connection) as asked:
            assert len(capacity.board(Location.objects.all(), days)) in (5, 60)
        costs.append(len(asked))
    assert costs == [7, 7]


@pytest.mark.requirement("S004-14")
def test_the_months_say_how_many_came_went_and_were_there(admit, open_case, make_house, indicate, place, cast, at):
    stayed, moved = admit(at(2026, 1, 10)), admit(at(2026, 2, 3))
    other = make_house("BO", name="Elsewhere")
    placement.move(placement=moved.placements.get(), bed=other.beds.first(), move_reason="Safer.", by=cast.coa,
                   at=at(2026, 2, 20))  # fmt: skip
    placement.move(placement=stayed.placements.get(), bed=make_house("AMV").beds.first(), move_reason="Better.",
                   unfinished_reason="Better.", by=cast.coa, at=at(2026, 3, 12))  # fmt: skip
    indicate(open_case(on=at(2026, 3, 1)), on=at(2026, 3, 20))
    found = flow.load(at(2026, 4, 15).date())
    told = [(month.first.month, month.inflow, month.admissions, month.departures, month.occupied)
            for month in found.past[-4:]]  # fmt: skip
    assert told == [(12, 0, 0, 0, 0), (1, 1, 1, 0, 1), (2, 1, 1, 0, 2), (3, 1, 0, 1, 1)]
    coming = [(month.first.month, month.inflow, month.admissions, month.departures, month.occupied)
              for month in found.coming]  # fmt: skip
    assert coming == [(5, 1, 1, 0, 2), (6, 1, 1, 0, 3), (7, 1, 1, 0, 4)]
    assert (found.running.first.month, found.running.occupied, found.beds, len(found.past)) == (4, 1, 6, 12)


@pytest.mark.requirement("S004-14")
def test_the_rule_rounds_towards_a_bed_too_many():
    assert [mean_up(counts) for counts in ([], [1, 1, 2], [3, 3, 3])] == [0, 2, 3]
    assert [mean_down(counts) for counts in ([], [1, 1, 2], [3, 3, 3])] == [0, 1, 3]


@pytest.mark.requirement("S004-14")
def test_in_a_country_without_a_house_there_is_nothing_to_expect(at):
    found = flow.load(at(2026, 4, 15).date())
    assert (found.beds, found.running.occupied, [month.occupied for month in found.coming]) == (0, 0, [0, 0, 0])
