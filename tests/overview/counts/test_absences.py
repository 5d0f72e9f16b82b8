"""Early departures in figures: children and episodes apart, and nothing assumed."""

from datetime import date

import pytest

from overview.counts import absences as counting
from shelter import absence, absence_end

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-07")]


@pytest.fixture
def child(admit, at):
    numbers = iter(range(40))
    return lambda: admit(at(2026, 3, 4), given_names=f"Kind{next(numbers)}")


@pytest.fixture
def gone(cast, at):
    def reported(case, day, **said):
        return absence.report(case=case, circumstances="Niet terug van school.", last_seen_at=at(2026, 3, day),
                              by=cast.avim, at=at(2026, 3, day, 20), **said)  # fmt: skip

    return reported


@pytest.fixture
def back(cast, at):
    return lambda row, *day: absence_end.come_back(absence=row, by=cast.avim, at=at(*day))


def test_who_left_twice_is_one_child_and_two_absences(child, gone, back, counted, sql):
    twice = child()
    back(gone(twice, 5), 2026, 3, 6)
    gone(twice, 7, whereabouts_known_by="POLICE")
    gone(child(), 8)
    child()
    assert counted(counting, "children") == {"ONCE": 1, "TWICE": 1}
    assert counted(counting, "whereabouts") == {"NOBODY": 2, "POLICE": 1}
    assert counted(counting, "concern") == {"UNASSESSED": 3}
    assert sql("SELECT count(*) FROM shelter_absence") == 3
    assert sql("SELECT count(DISTINCT case_id) FROM shelter_absence") == 2


def test_who_came_back_after_the_last_day_was_still_missing_on_it(child, gone, back, counted):
    back(gone(child(), 30), 2026, 4, 2)
    period = {"since": date(2026, 3, 1), "until": date(2026, 3, 31)}
    assert counted(counting, "end", **period) == {"OPEN": 1}
    assert counted(counting, "end", **(period | {"until": date(2026, 4, 2)})) == {"RETURNED": 1}
    assert counted(counting, "end", since=date(2026, 4, 1)) == {}


def test_more_children_cost_no_more_queries(child, gone, costs):
    gone(child(), 5)
    least = costs(counting, 4)
    for _number in range(3):
        gone(child(), 6)
    assert costs(counting, 4) == least
