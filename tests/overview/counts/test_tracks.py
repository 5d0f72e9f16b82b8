"""Asylum, the scheme, both or none; the test after a rejection; and a decision within a year, in figures."""

from datetime import date

import pytest

from overview.counts import tracks
from residence import asylum, ex_officio, police, trafficking
from tests.joining import approve, two
from tests.joining import ask as ask_to_join

__all__ = ["two"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-10")]


@pytest.fixture
def child(open_case, raise_signal):
    """A child with a signal of trafficking of 2 March 2026."""
    numbers = iter(range(40))

    def opened():
        case = open_case(given_names=f"Kind{next(numbers)}")
        raise_signal(case)
        return case

    return opened


@pytest.fixture
def apply(cast, at):
    def applied(case, on=date(2026, 3, 10)):
        return asylum.apply(case=case, applied_on=on, by=cast.ind, at=at(2027, 6, 1))

    return applied


@pytest.fixture
def scheme(cast, at):
    def opened(case, on=date(2026, 4, 10)):
        return trafficking.open(case=case, opened_by_choice_of="CHILD", opened_on=on, by=cast.ind, at=at(2026, 6, 1))

    return opened


@pytest.fixture
def decide(cast, at):
    def decided(row, decision, on):
        asylum.take_up(asylum=row, taken_up_on=row.applied_on, by=cast.ind, at=at(2027, 6, 1))
        return asylum.decide(asylum=row, decision=decision, decided_on=on, by=cast.ind, at=at(2027, 6, 1))

    return decided


def test_a_track_is_what_was_begun(child, open_case, apply, scheme, counted, sql):
    apply(child())
    for _number in range(2):
        scheme(child())
    for day in ((2026, 4, 10), (2026, 3, 10), (2026, 3, 5)):
        case = child()
        apply(case)
        scheme(case, date(*day))
    child()
    apply(open_case(given_names="Zonder signaal"))
    courses = {"ONLY_ASYLUM": 1, "ONLY_SCHEME": 2, "TO_SCHEME": 1, "SAME_DAY": 1, "TO_ASYLUM": 1, "NONE": 1}
    assert counted(tracks, "tracks") == courses
    both = """SELECT count(DISTINCT a.case_id) FROM residence_asylumprocedure a
              JOIN residence_traffickingprocedure t ON t.case_id = a.case_id
              JOIN intake_signal s ON s.case_id = a.case_id"""
    assert sql(both) == 3


def test_what_was_begun_after_the_last_day_was_not_begun_yet(child, apply, scheme, counted):
    case = child()
    apply(case)
    scheme(case)
    assert counted(tracks, "tracks", until=date(2026, 4, 9)) == {"ONLY_ASYLUM": 1}
    assert counted(tracks, "tracks", until=date(2026, 3, 9)) == {"NONE": 1}


def test_a_rejection_asks_for_a_test_and_what_is_not_known_stays_open(child, apply, decide, counted, cast, at, sql):
    granted, waiting = child(), child()
    row = police.file(case=granted, by=cast.avim, at=at(2026, 3, 12))
    police.investigate(report=row, by=cast.avim, at=at(2026, 3, 20))
    test = decide(apply(granted), "REJECTED", date(2026, 12, 31)).test
    ex_officio.answer(test=test, earlier_permit_same_facts="NO", by=cast.ind, at=at(2027, 6, 2))
    decide(apply(waiting), "REJECTED", date(2026, 12, 31))
    decide(apply(child()), "GRANTED", date(2026, 12, 31))
    assert counted(tracks, "ex-officio") == {"": 2}
    found = counted(tracks, "ex-officio", until=date(2027, 6, 2))
    assert found == sql("""SELECT CASE WHEN carried_out_on IS NULL THEN '' ELSE outcome END, count(*)
                           FROM residence_exofficiotest GROUP BY 1""")
    assert found["GRANT"] == 1
    assert counted(tracks, "ex-officio", since=date(2027, 1, 1), until=date(2027, 12, 31)) == {}


def test_each_application_is_counted_in_the_year_in_which_its_twelve_months_end(child, open_case, apply, decide,
                                                                                counted):  # fmt: skip
    for decision, day in (("GRANTED", (2026, 9, 1)), ("REJECTED", (2027, 3, 10)), ("GRANTED", (2027, 3, 11)),
                          ("WITHDRAWN", (2026, 9, 1))):  # fmt: skip
        decide(apply(child()), decision, date(*day))
    apply(child())
    decide(apply(open_case(given_names="Zonder signaal")), "GRANTED", date(2026, 9, 1))
    assert counted(tracks, "one-year") == {}
    found = counted(tracks, "one-year", since=date(2027, 1, 1), until=date(2027, 12, 31))
    assert found == {"IN_TIME": 2, "LATER": 1, "UNDECIDED": 1, "NO_DECISION": 1}


def test_a_year_without_anybody(counted):
    assert all(counted(tracks, name) == {} for name in ("tracks", "ex-officio", "one-year"))


def test_a_child_with_two_files_has_both_tracks_and_is_counted_once(two, raise_signal, apply, scheme, counted, cast,
                                                                    at):  # fmt: skip
    for case in two:
        raise_signal(case)
    apply(two[0])
    scheme(two[1], date(2026, 3, 3))
    assert counted(tracks, "tracks") == {"ONLY_ASYLUM": 1, "ONLY_SCHEME": 1}
    approve(ask_to_join(two, cast, at), cast, at)
    assert counted(tracks, "tracks") == {"TO_ASYLUM": 1}


def test_more_children_cost_no_more_queries(child, apply, scheme, costs):
    apply(child())
    first = costs(tracks, 9)
    for _number in range(3):
        case = child()
        apply(case)
        scheme(case)
    assert costs(tracks, 9) == first
