"""Reports to the police: talked about, filed, with leads or without, in figures."""

from datetime import date

import pytest

from overview.counts import police as counting
from residence import police, trafficking
from tests.joining import approve, two
from tests.joining import ask as ask_to_join

__all__ = ["two"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-11", "S001-03", "S002-27")]


@pytest.fixture
def child(open_case, raise_signal):
    numbers = iter(range(40))

    def opened():
        case = open_case(given_names=f"Kind{next(numbers)}")
        raise_signal(case)
        return case

    return opened


@pytest.fixture
def discuss(cast, at):
    return lambda case, **said: police.discuss(case=case, by=cast.avim, at=at(2026, 3, 9), **said)


@pytest.fixture
def file(cast, at):
    def filed(case, on=(2026, 3, 10), **said):
        return police.file(case=case, by=cast.avim, at=at(*on), **said)

    return filed


def test_how_far_a_child_came(child, discuss, file, counted, sql):
    child()
    discuss(child())
    discuss(child(), wish="DECLINES")
    for _number in range(2):
        case = child()
        discuss(case, wish="WANTS")
        file(case)
    twice = child()
    file(twice)
    discuss(twice, wish="DECLINES")
    assert counted(counting, "discussed") == {"NOT_DISCUSSED": 1, "DISCUSSED": 1, "DECLINED": 1, "FILED": 3}
    assert sql("SELECT count(DISTINCT case_id) FROM residence_policereport WHERE filed_on IS NOT NULL") == 3


def test_leads_and_course_of_what_was_filed(child, file, counted, cast, at, sql):
    file(child())
    started = file(child(), leads="FEW")
    police.investigate(report=started, by=cast.avim, at=at(2026, 4, 1))
    for leads in ("NONE", "YES"):
        row = file(child())
        police.close(report=row, leads=leads, by=cast.avim, at=at(2026, 5, 1))
    assert counted(counting, "leads") == {"UNKNOWN": 1, "FEW": 1, "NONE": 1, "YES": 1}
    assert counted(counting, "leads") == sql("SELECT leads, count(*) FROM residence_policereport GROUP BY leads")
    assert counted(counting, "course") == {"FILED": 1, "INVESTIGATED": 1, "CLOSED_NO_LEADS": 1, "CLOSED": 1}
    assert counted(counting, "course", until=date(2026, 4, 1)) == {"FILED": 3, "INVESTIGATED": 1}
    assert counted(counting, "course", until=date(2026, 3, 31)) == {"FILED": 4}


def test_a_report_belongs_to_the_period_in_which_it_was_filed(child, file, counted):
    file(child(), on=(2026, 12, 31))
    file(child(), on=(2027, 1, 1))
    assert counted(counting, "leads") == {"UNKNOWN": 1}
    assert counted(counting, "discussed") == {"FILED": 1, "NOT_DISCUSSED": 1}


def test_reports_by_track(child, file, counted, cast, at):
    file(child())
    case = child()
    file(case)
    trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2026, 4, 1))
    assert counted(counting, "by-track") == {"NONE": 1, "SCHEME": 1}


def test_a_year_without_anybody(counted):
    assert all(counted(counting, name) == {} for name in ("discussed", "leads", "course", "by-track"))


def test_a_child_with_two_files_is_counted_once(two, raise_signal, discuss, file, counted, cast, at):
    for case in two:
        raise_signal(case)
    discuss(two[0], wish="DECLINES")
    file(two[1])
    assert counted(counting, "discussed") == {"DECLINED": 1, "FILED": 1}
    approve(ask_to_join(two, cast, at), cast, at)
    assert counted(counting, "discussed") == {"FILED": 1}


def test_more_children_cost_no_more_queries(child, file, costs):
    file(child())
    first = costs(counting, 6)
    for _number in range(4):
        file(child())
    assert costs(counting, 6) == first
