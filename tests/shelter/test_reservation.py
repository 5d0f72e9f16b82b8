"""A bed that is kept: for one child, for a few days, and for nobody else meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction

from audit import guards
from intake.models import Case
from partners.errors import RuleBroken
from shelter import absence, beds, outage, placement, reservation
from shelter.models import BedReservation, Placement
from tests.houses import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(make_house):
    return make_house("AMV", beds=2)


@pytest.fixture
def bed(house):
    return house.beds.get(label="1")


@pytest.fixture
def reserve(cast, at, bed):
    def kept(case, **said):
        return reservation.reserve(case=case, **{"bed": bed, "by": cast.coa, "at": at(2026, 3, 4)} | said)

    return kept


@pytest.mark.requirement("S004-15")
def test_another_child_is_refused_the_bed_until_the_day_is_over(open_case, cast, house, bed, reserve, place, at):
    row, other = reserve(open_case()), open_case()
    assert (row.until.isoformat(), row.ends_at) == ("2026-03-07", at(2026, 3, 8, 0))
    assert refusal(lambda: place(other, house, on=at(2026, 3, 7, 23))) == ("bed-kept", "S004-15")
    assert bed not in beds.free(other, cast.coa, at(2026, 3, 7, 23))
    assert bed in beds.free(row.case, cast.coa, at(2026, 3, 7, 23))
    assert place(other, house, on=at(2026, 3, 8, 0)).bed == bed


@pytest.mark.requirement("S004-15")
def test_placing_the_child_there_or_elsewhere_lets_it_go(open_case, house, reserve, place, at):
    first, second = open_case(), open_case()
    reserve(first)
    place(first, house, on=at(2026, 3, 5))
    assert BedReservation.objects.get().ends_at == at(2026, 3, 5)
    reserve(second, bed=house.beds.get(label="2"), at=at(2026, 3, 5))
    place(second, house, bed="2", on=at(2026, 3, 6))
    assert not BedReservation.objects.open(at(2026, 3, 6)).exists()


@pytest.mark.requirement("S004-15")
def test_a_move_uses_it_as_well(open_case, cast, house, make_house, reserve, place, at):
    stay = place(open_case(), make_house("AMV", name="Elsewhere"))
    reserve(stay.case)
    moved = placement.move(placement=stay, bed=house.beds.get(label="1"), move_reason="School.", by=cast.coa,
                           at=at(2026, 3, 5))  # fmt: skip
    assert (moved.bed.label, BedReservation.objects.get().ends_at) == ("1", at(2026, 3, 5))


@pytest.mark.requirement("S004-15")
def test_coa_lets_it_go_once(open_case, cast, bed, reserve, at):
    row = reserve(open_case())
    reservation.release(bed_reservation=row, by=cast.coa, at=at(2026, 3, 5))
    assert bed in beds.free(None, cast.coa, at(2026, 3, 5))
    again = lambda: reservation.release(bed_reservation=row, by=cast.coa, at=at(2026, 3, 6))  # noqa: E731
    assert refusal(again) == ("over-already", "S004-15")


@pytest.mark.requirement("S004-15")
def test_one_bed_for_a_child_and_one_child_for_a_bed(open_case, house, reserve, place, at):
    case, other = open_case(), open_case()
    reserve(case)
    assert refusal(lambda: reserve(case, bed=house.beds.get(label="2"))) == ("kept-already", "S004-15")
    assert refusal(lambda: reserve(other)) == ("bed-kept", "S004-15")
    place(other, house, bed="2")
    assert refusal(lambda: reserve(open_case(), bed=house.beds.get(label="2"))) == ("bed-taken", "INV-08")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL holds this")
@pytest.mark.parametrize(("same", "constraint"), [("bed", "a_bed_is_kept_for_one_child"),
                                                  ("case", "one_bed_is_kept_for_a_child")])  # fmt: skip
def test_the_database_refuses_a_second_one_too(same, constraint, open_case, house, reserve):
    row = reserve(open_case())
    row.pk, row.version, row._state.adding = "00000000-0000-4000-8000-000000000001", 0, True
    if same == "bed":
        row.case = open_case()
    else:
        row.bed = house.beds.get(label="2")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


@pytest.mark.requirement("S004-15")
def test_for_a_few_days_at_most(open_case, reserve, at):
    case = open_case()
    for day in (3, 8):
        assert refusal(lambda: reserve(case, until=at(2026, 3, day).date())) == ("kept-too-long", "S004-15")  # noqa: B023
    assert reserve(case, until=at(2026, 3, 4).date()).ends_at == at(2026, 3, 5, 0)


@pytest.mark.requirement("S004-15")
def test_not_when_it_is_out_of_service_or_goes_out_in_that_time(open_case, cast, bed, reserve, at):
    case = open_case()
    outage.begin(bed=bed, starts_on=at(2026, 3, 6).date(), reason="Verf.", by=cast.coa, at=at(2026, 3, 4))
    assert refusal(lambda: reserve(case)) == ("bed-out-of-service", "S004-15")
    assert refusal(lambda: reserve(case, at=at(2026, 3, 6))) == ("bed-out-of-service", "S004-15")
    assert reserve(case, until=at(2026, 3, 5).date()).pk


@pytest.mark.requirement("INV-07", "INV-34")
def test_where_the_child_cannot_be_placed_no_bed_is_kept(open_case, cast, make_house, indicate, reserve, at):
    case, shelter, hall = open_case(), make_house("BO"), make_house("CRISIS_EMERGENCY")
    assert refusal(lambda: reserve(case, bed=shelter.beds.first())) == ("no-indication", "INV-07")
    assert refusal(lambda: reserve(case, bed=hall.beds.first())) == ("not-in-crisis", "INV-34")
    kept = reservation.beds_to_keep(case, cast.coa, at(2026, 3, 4))
    assert not kept.filter(location__in=[shelter, hall]).exists()
    indicate(case)
    assert reserve(case, bed=shelter.beds.first()).pk


@pytest.mark.requirement("S004-17")
def test_nor_where_it_is_not_taken(open_case, house, reserve):
    house.sexes = ["F"]
    house.save()
    assert refusal(lambda: reserve(open_case(sex="M"))) == ("sex-not-taken", "S004-17")


@pytest.mark.requirement("INV-09")
def test_not_for_a_child_that_is_missing_nor_by_another_than_coa(open_case, cast, reserve, at):
    case = open_case()
    assert refusal(lambda: reserve(case, by=cast.guardian)) == ("only-coa", "S004-37")
    absence.report(case=case, circumstances="Weg.", last_seen_at=at(2026, 3, 3), by=cast.intake, at=at(2026, 3, 3, 15))
    assert refusal(lambda: reserve(case)) == ("child-absent", "INV-09")


@pytest.mark.requirement("S004-15", "INV-08")
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_who_keeps_the_last_bed_and_who_gives_it_away_at_once(open_case, cast, make_house, place, at):
    guards.lay()
    house, cases = make_house("AMV", beds=1), [open_case() for _ in range(6)]
    together = Barrier(len(cases))

    def reach(number: int, case: Case) -> str:
        together.wait()
        try:
            if number % 2:
                place(case, house)
            else:
                reservation.reserve(case=case, bed=house.beds.get(), by=cast.coa, at=at(2026, 3, 4))
            return "got it"
        except RuleBroken as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(cases)) as pool:
        answers = list(pool.map(reach, range(len(cases)), cases))
    assert answers.count("got it") == 1
    assert set(answers) <= {"got it", "bed-taken", "bed-kept"}
    assert Placement.objects.count() + BedReservation.objects.count() == 1
