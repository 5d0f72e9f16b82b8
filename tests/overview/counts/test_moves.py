"""Moves in figures, and what crisis shelter was used for."""

from datetime import date

import pytest

from overview.counts import moves as counting
from shelter import absence, absence_end, departure, placement
from shelter.models import Placement
from tests.joining import approve, two
from tests.joining import ask as ask_to_join

__all__ = ["two"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-08")]
REASON = "There was no other bed tonight."


@pytest.fixture
def moved(cast, at):
    def done(row, house, *day, **said):
        return placement.move(placement=row, bed=house.beds.get(label="1"), move_reason="It is not safe there.",
                              by=cast.coa, at=at(*day), **said)  # fmt: skip

    return done


@pytest.fixture
def child(open_case, indicate):
    numbers = iter(range(40))

    def opened():
        case = open_case(given_names=f"Kind{next(numbers)}")
        indicate(case)
        return case

    return opened


def test_each_move_counts_and_each_child_once(child, place, make_house, moved, counted, sql):
    houses = [make_house("BO", name=f"House {number} (test)") for number in range(4)]
    first = place(child(), houses[0])
    second = moved(first, houses[1], 2026, 3, 10, avoidable="YES", unfinished_reason=REASON)
    moved(second, houses[2], 2026, 3, 20, avoidable="NO", unfinished_reason=REASON)
    place(child(), houses[3])
    child()  # waits, and lives nowhere yet
    assert counted(counting, "moves") == {"NONE": 1, "TWO": 1}
    assert counted(counting, "avoidable") == {"YES": 1, "NO": 1}
    assert sql("SELECT count(*) FROM shelter_placement WHERE is_move") == 2
    later = {"since": date(2026, 3, 15), "until": date(2026, 12, 31)}
    assert counted(counting, "moves", **later) == {"NONE": 1, "ONE": 1}


@pytest.mark.requirement("EC-34")
def test_a_night_in_crisis_shelter_is_counted_also_when_there_was_no_other_bed(
    child, place, make_house, moved, counted
):
    crisis, house = make_house("CRISIS_EMERGENCY"), make_house("BO")
    stay = place(child(), crisis, override_reason=REASON)
    assert counted(counting, "crisis-nights", until=date(2026, 3, 3)) == {}
    assert counted(counting, "crisis-nights", until=date(2026, 3, 4)) == {"ONE": 1}
    assert counted(counting, "crisis-nights", until=date(2026, 3, 5)) == {"WEEK": 1}
    moved(stay, house, 2026, 3, 9)
    assert counted(counting, "crisis-nights") == {"WEEK": 1}
    assert counted(counting, "crisis-nights", since=date(2026, 3, 8)) == {"ONE": 1}
    assert counted(counting, "crisis-nights", since=date(2026, 3, 9)) == {}
    assert counted(counting, "crisis-stays") == {"NOT_REVIEWED": 1}


def test_who_left_at_the_first_moment_of_a_year_did_not_live_anywhere_in_it(admit, counted, cast, at):
    row = Placement.objects.get(case=admit(at(2026, 3, 4), born=date(2008, 3, 19)))
    departure.depart(placement=row, went_to="OWN_HOME", departure_reason="Een kamer.", by=cast.coa,
                     at=at(2027, 1, 1, 0))  # fmt: skip
    assert counted(counting, "moves") == {"NONE": 1}
    assert counted(counting, "moves", since=date(2027, 1, 1), until=date(2027, 12, 31)) == {}


def test_a_night_that_two_files_of_a_child_tell_of_is_one_night(two, place, make_house, cast, counted, at):
    crisis = make_house("CRISIS_EMERGENCY")
    for case, bed in zip(two, "12", strict=True):
        place(case, crisis, bed=bed, on=at(2026, 3, 3), override_reason=REASON)
    joining = ask_to_join(two, cast, at)
    gone = absence.report(case=two[1], circumstances="Weg.", last_seen_at=at(2026, 3, 3), by=cast.avim,
                          at=at(2026, 3, 3, 20))  # fmt: skip
    absence_end.end(absence=gone, ended_as="FOUND_ELSEWHERE", end_reason="Terug in het eerste huis.", by=cast.guardian,
                    at=at(2026, 3, 4, 8))  # fmt: skip
    approve(joining, cast, at)
    assert counted(counting, "crisis-nights", until=date(2026, 3, 3)) == {"ONE": 1}


def test_more_children_cost_no_more_queries(child, place, make_house, costs):
    houses = [make_house("BO", name=f"House {number} (test)") for number in range(4)]
    place(child(), houses[0])
    least = costs(counting, 6)
    for house in houses[1:]:
        place(child(), house)
    assert costs(counting, 6) == least
