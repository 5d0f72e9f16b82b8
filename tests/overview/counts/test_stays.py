"""Stays in protected shelter in figures: who came, who went, how long, and what one stay is."""

from datetime import date
from uuid import uuid4

import pytest

from overview.counts import stays as counting
from policy.stays import LENGTHS, length_in_months
from shelter import departure, placement
from shelter.models import Placement

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-05", "RP-06", "S002-27")]
REASON = "There was no other bed tonight."


@pytest.fixture
def child(open_case, indicate):
    numbers = iter(range(40))

    def opened(**said):
        case = open_case(given_names=f"Kind{next(numbers)}")
        indicate(case, **said)
        return case

    return opened


@pytest.fixture
def moved(cast, at):
    def done(row, house, *day, **said):
        return placement.move(placement=row, bed=house.beds.get(label="1"), move_reason="It is not safe there.",
                              by=cast.coa, at=at(*day), unfinished_reason=REASON, **said)  # fmt: skip

    return done


def test_a_move_between_protected_houses_is_one_stay_and_coming_back_another(child, place, make_house, moved, counted,
                                                                             sql):  # fmt: skip
    houses = [make_house("BO", name=f"House {number} (test)") for number in range(3)]
    first = place(child(), houses[0])
    second = moved(first, houses[1], 2026, 3, 10)
    elsewhere = moved(second, make_house("AMV"), 2026, 9, 4)
    assert counted(counting, "came") == {"FIRST": 1}
    assert counted(counting, "went") == {"AMV": 1}
    assert counted(counting, "stayed") == {"DISAPPEARANCE_RISK NINE_MONTHS": 1}
    moved(elsewhere, houses[2], 2026, 10, 4)
    assert counted(counting, "came") == {"FIRST": 1, "AGAIN": 1}
    assert counted(counting, "still") == {"OVER": 1, "THREE_MONTHS": 1}
    assert sql("SELECT count(*) FROM shelter_placement") == 4


def test_by_which_ground_and_up_to_the_last_day_that_is_counted(child, place, make_house, moved, counted):
    row = place(child(ground="HONOUR_VIOLENCE"), make_house("BO"))
    moved(row, make_house("AMV"), 2026, 6, 4)
    assert counted(counting, "stayed", until=date(2026, 6, 3)) == {}
    assert counted(counting, "still", until=date(2026, 6, 3)) == {"THREE_MONTHS": 1}
    assert counted(counting, "stayed", until=date(2026, 6, 4)) == {"HONOUR_VIOLENCE SIX_MONTHS": 1}
    assert counted(counting, "still", until=date(2026, 6, 4)) == {"OVER": 1}


def test_a_length_in_whole_months_meets_every_step():
    found = {months: counting.length(months) for months in (0, 2, 3, 5, 6, 8, 9, 11, 12, 40)}
    codes = [row.code for row in LENGTHS]
    assert list(dict.fromkeys(found.values())) == codes
    assert (found[2], found[3], found[11], found[12]) == (codes[0], codes[1], codes[3], codes[4])
    assert length_in_months(date(2026, 3, 4), date(2026, 9, 3)) == 5
    assert length_in_months(date(2025, 3, 4), date(2026, 3, 4)) == 12


def test_who_left_reception_is_told_by_where_it_went(admit, counted, cast, at):
    row = Placement.objects.get(case=admit(at(2026, 3, 4), born=date(2008, 3, 19)))
    departure.depart(placement=row, went_to="OWN_HOME", departure_reason="Een kamer.", by=cast.coa, at=at(2026, 8, 1))
    assert counted(counting, "went") == {"TO_OWN_HOME": 1}


@pytest.mark.requirement("AL-31")
def test_what_another_file_of_the_child_tells_of_the_same_days_neither_breaks_nor_doubles_a_stay(at):
    def lived(kind, since, until=None):
        return counting.Place(kind, at(2026, *since), at(2026, *until) if until else None, "")

    def stays(*places):
        found = counting.of_child(uuid4(), sorted(places, key=lambda place: place.since))
        return [(each.since.month, each.until and each.until.month, each.to) for each in found]

    house = lived("BO", (3, 1), (5, 1))
    assert stays(house, lived("BO", (5, 1)), lived("RECEPTION", (4, 1), (4, 9))) == [(3, None, "NOWHERE")]
    assert stays(house, lived("FIER", (4, 1), (4, 9))) == [(3, 5, "NOWHERE")]
    assert stays(house, lived("FIER", (4, 1), (6, 9)), lived("AZC", (6, 1), (7, 1))) == [(3, 6, "AZC")]
    assert stays(house, lived("AMV", (5, 1), (5, 2)), lived("BO", (5, 2))) == [(3, 5, "AMV"), (5, None, "NOWHERE")]


def test_more_children_cost_no_more_queries(child, place, make_house, costs):
    houses = [make_house("BO", name=f"House {number} (test)") for number in range(4)]
    place(child(), houses[0])
    first = costs(counting, 5)
    for house in houses[1:]:
        place(child(), house)
    assert costs(counting, 5) == first
