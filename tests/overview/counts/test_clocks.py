"""Rest, what was asked on top of it, and the first hearing after the wait, in figures."""

from datetime import date

import pytest

from overview.counts import clocks
from residence import hearing, hearing_held, rest_approval
from shelter import rest
from tests.joining import approve, two
from tests.joining import ask as ask_to_join

__all__ = ["two"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-09")]
REASON = {"requested_by": "CHILD", "reason": "Wil naar de tante.", "guardian_agrees": True, "ind_agrees": True,
          "lawyer_consulted": True}  # fmt: skip


@pytest.fixture
def extend(cast, at):
    def extended(case, days, *, on=(2026, 3, 10), approved=(2026, 3, 11)):
        row = rest.request(case=case, days=days, reason="Slaapt niet.", by=cast.guardian, at=at(*on))
        return rest_approval.approve(extension=row, by=cast.supervisor, at=at(*approved)) if approved else row

    return extended


@pytest.fixture
def hear(cast, at):
    def heard(case, day, **said):
        row = hearing.plan(case=case, planned_on=day, by=cast.ind, at=at(2026, 3, 12), **said)
        return hearing_held.hold(hearing=row, held_on=day, by=cast.ind, at=at(day.year, day.month, day.day))

    return heard


def test_rest_is_three_weeks_and_what_was_approved(admit, extend, counted, sql, at):
    cases = [admit(at(2026, 3, 4), given_names=f"Kind{number}") for number in range(5)]
    for case, days in zip(cases, (7, 8, 15), strict=False):
        extend(case, days)
    extend(cases[3], 9, approved=None)
    assert counted(clocks, "rest") == {"WEEK_MORE": 1, "TWO_WEEKS_MORE": 1, "LONGER": 1, "THREE_WEEKS": 2}
    assert sql("SELECT count(*) FROM shelter_restperiod") == 5
    assert sql("SELECT count(DISTINCT rest_id) FROM shelter_restextension WHERE approved_at IS NOT NULL") == 3


def test_what_was_approved_later_did_not_count_yet(admit, extend, counted, at):
    extend(admit(at(2026, 3, 4)), 7)
    assert counted(clocks, "rest", until=date(2026, 3, 10)) == {"THREE_WEEKS": 1}
    assert counted(clocks, "extensions", until=date(2026, 3, 10)) == {"NOT_APPROVED": 1}
    assert counted(clocks, "rest", until=date(2026, 3, 11)) == {"WEEK_MORE": 1}


def test_an_extension_counts_each_time_and_late_is_told_apart(admit, extend, counted, sql, at):
    case = admit(at(2026, 3, 4))
    extend(case, 2)
    extend(case, 3)
    extend(case, 7, on=(2026, 4, 20), approved=(2026, 4, 21))
    extend(case, 7, on=(2026, 5, 20), approved=None)
    assert counted(clocks, "extensions") == {"IN_TIME": 2, "LATE": 1, "NOT_APPROVED": 1}
    assert sql("SELECT late, count(*) FROM shelter_restextension WHERE approved_at IS NOT NULL GROUP BY late") == {
        False: 2, True: 1,
    }  # fmt: skip
    assert counted(clocks, "rest") == {"LONGER": 1}


def test_a_first_hearing_waits_or_deviates(admit, open_case, hear, extend, counted, at):
    late, early, longer = (admit(at(2026, 3, 4), given_names=f"Kind{number}") for number in range(3))
    free = open_case(given_names="Vrij")
    hear(late, date(2026, 6, 5))
    hear(early, date(2026, 4, 7), deviation=REASON)
    hear(longer, date(2026, 6, 5))
    hear(free, date(2026, 4, 7))
    extend(longer, 60, on=(2026, 6, 6), approved=(2026, 6, 7))
    assert counted(clocks, "first-hearing") == {"AFTER": 2, "DEVIATION": 1, "NO_WAIT": 1}
    assert counted(clocks, "deviations") == {"CHILD": 1}
    assert counted(clocks, "first-hearing", until=date(2026, 6, 4)) == {"DEVIATION": 1, "NO_WAIT": 1}


def test_a_year_is_its_first_and_its_last_day(admit, counted, at):
    for number, day in enumerate([(2025, 12, 31), (2026, 1, 1), (2026, 12, 31), (2027, 1, 1)]):
        admit(at(*day), given_names=f"Kind{number}")
    assert counted(clocks, "rest") == {"THREE_WEEKS": 2}


def test_a_year_without_anybody(counted):
    assert all(counted(clocks, name) == {} for name in ("rest", "extensions", "first-hearing", "deviations"))


def test_what_stands_in_one_file_of_a_child_counts_for_the_other(two, indicate, place, make_house, cast, counted, at):
    day = at(2026, 3, 3)
    indicate(two[0], on=day)
    place(two[0], make_house("BO"), on=day)
    row = hearing.plan(case=two[1], planned_on=date(2026, 3, 3), by=cast.ind, at=day)
    hearing_held.hold(hearing=row, held_on=date(2026, 3, 3), by=cast.ind, at=day)
    assert counted(clocks, "first-hearing") == {"NO_WAIT": 1}
    approve(ask_to_join(two, cast, at), cast, at)
    assert counted(clocks, "first-hearing") == {"WITHIN": 1}
    assert counted(clocks, "rest") == {"THREE_WEEKS": 1}


def test_more_children_cost_no_more_queries(admit, extend, hear, costs, at):
    extend(admit(at(2026, 3, 4)), 7)
    first = costs(clocks, 7)
    for number in range(3):
        case = admit(at(2026, 3, 4), given_names=f"Kind{number}")
        extend(case, 7)
        hear(case, date(2026, 6, 5))
    assert costs(clocks, 7) == first
