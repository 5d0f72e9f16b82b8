"""Beds out of service: from when until when, never under a sleeping child, and given away to nobody meanwhile."""

import pytest
from django.db import IntegrityError, connection, transaction

from partners.actors import of_person
from partners.errors import NotAllowed
from shelter import beds, outage, placement, reservation
from shelter.models import BedOutage
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(make_house):
    return make_house("AMV", beds=3)


@pytest.fixture
def bed(house):
    return house.beds.get(label="1")


@pytest.fixture
def begin(cast, at, bed):
    def begun(on=None, **said):
        return outage.begin(**{"bed": bed, "reason": "Lekkage.", "by": cast.coa, "at": at(2026, 3, 5)} | said)

    return begun


@pytest.mark.requirement("S004-15")
def test_a_bed_out_of_service_is_not_given_away_and_comes_back(open_case, cast, house, bed, begin, place, at):
    row, case = begin(at=at(2026, 3, 4, 9)), open_case()
    assert (row.starts_on.isoformat(), row.back_on) == ("2026-03-04", None)
    assert refusal(lambda: place(case, house)) == ("bed-out-of-service", "S004-15")
    assert bed not in beds.free(case, cast.coa, at(2026, 3, 4))
    outage.end(bed_outage=row, by=cast.coa, at=at(2026, 3, 5))
    assert place(case, house, on=at(2026, 3, 5, 13)).bed == bed


@pytest.mark.requirement("S004-15")
def test_until_it_goes_out_of_service_it_is_given_away(open_case, cast, house, bed, begin, place, at):
    begin(starts_on=at(2026, 3, 9).date(), back_on=at(2026, 3, 12).date())
    assert bed in beds.free(None, cast.coa, at(2026, 3, 8))
    assert bed not in beds.free(None, cast.coa, at(2026, 3, 9))
    assert bed not in beds.free(None, cast.coa, at(2026, 3, 11))
    assert bed in beds.free(None, cast.coa, at(2026, 3, 12))
    assert place(open_case(), house, on=at(2026, 3, 8)).bed == bed


@pytest.mark.requirement("INV-09")
def test_no_bed_goes_out_of_service_under_a_child_but_it_can_be_announced(open_case, cast, house, begin, place, at):
    stay = place(open_case(), house)
    assert refusal(begin) == ("bed-taken", "INV-09")
    begin(starts_on=at(2026, 3, 6).date())
    placement.move(placement=stay, bed=house.beds.get(label="2"), move_reason="Repairs.", by=cast.coa,
                   at=at(2026, 3, 5))  # fmt: skip
    assert BedOutage.objects.count() == 1


@pytest.mark.requirement("S004-15")
def test_nor_one_that_is_kept_for_a_child_then(open_case, cast, bed, begin, at):
    reservation.reserve(case=open_case(), bed=bed, until=at(2026, 3, 6).date(), by=cast.coa, at=at(2026, 3, 5))
    assert refusal(begin) == ("bed-kept", "S004-15")
    assert refusal(lambda: begin(starts_on=at(2026, 3, 6).date())) == ("bed-kept", "S004-15")
    assert begin(starts_on=at(2026, 3, 7).date()).pk


@pytest.mark.requirement("S004-15")
@pytest.mark.parametrize(("said", "code"), [
    ({"starts_on": 4}, "in-the-past"), ({"starts_on": 8, "back_on": 8}, "wrong-order"),
    ({"back_on": 4}, "wrong-order"), ({"reason": "  "}, "no-reason"),
])  # fmt: skip
def test_it_says_why_and_in_the_right_order(said, code, begin, at):
    known = {name: at(2026, 3, value).date() if isinstance(value, int) else value for name, value in said.items()}
    assert refusal(lambda: begin(**known)) == (code, "S004-15")


@pytest.mark.requirement("S004-15")
def test_two_outages_of_one_bed_never_overlap(cast, house, begin, at):
    days = {day: at(2026, 3, day).date() for day in (9, 10, 12, 14)}
    row = begin(starts_on=days[10], back_on=days[12])
    assert refusal(begin) == ("out-already", "S004-15")
    assert refusal(lambda: begin(starts_on=days[9], back_on=days[14])) == ("out-already", "S004-15")
    begin(back_on=days[10])
    begin(starts_on=days[12])
    begin(bed=house.beds.get(label="2"))
    later = lambda: outage.end(bed_outage=row, back_on=days[14], by=cast.coa, at=at(2026, 3, 10))  # noqa: E731
    assert refusal(later) == ("out-already", "S004-15")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL holds this")
def test_the_database_refuses_an_overlap_too(begin, at):
    row = begin()
    row.pk, row.version, row._state.adding = "00000000-0000-4000-8000-000000000001", 0, True
    with pytest.raises(IntegrityError, match="outages_of_a_bed_never_overlap"), transaction.atomic():
        row.save()


@pytest.mark.requirement("S004-15")
def test_it_ends_once_and_what_did_not_begin_is_called_off(cast, bed, begin, at):
    early, late = begin(back_on=at(2026, 3, 20).date()), begin(starts_on=at(2026, 3, 25).date())
    end = lambda row, day, **said: outage.end(bed_outage=row, by=cast.coa, at=at(2026, 3, day), **said)  # noqa: E731
    assert refusal(lambda: end(early, 7, back_on=at(2026, 3, 6).date())) == ("in-the-past", "S004-15")
    assert end(early, 7, back_on=at(2026, 3, 9).date()).back_on.day == 9
    assert end(early, 7).back_on.day == 7
    assert refusal(lambda: end(early, 8)) == ("over-already", "S004-15")
    assert end(late, 8).back_on == late.starts_on
    assert refusal(lambda: end(late, 8)) == ("over-already", "S004-15")
    assert bed in beds.free(None, cast.coa, at(2026, 3, 26))


@pytest.mark.requirement("S004-37")
def test_only_coa_does_so_in_its_own_locations(cast, people, bed, begin, make_house, at):
    family = make_house("FOSTER", beds=1).beds.get()
    assert refusal(lambda: begin(bed=family)) == ("not-your-bed", "S004-37")
    for by in (cast.mentor, cast.guardian, of_person(people["coa.supervisor"])):
        with pytest.raises(NotAllowed):
            perform(outage.BEGIN, by=by, at=at(2026, 3, 5), data={"bed": bed, "reason": "Verf."})
    assert perform(outage.BEGIN, by=cast.coa, at=at(2026, 3, 5), data={"bed": bed, "reason": "Verf."}).bed == bed
