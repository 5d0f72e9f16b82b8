"""Every clock of one child."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.data_classes import DataClass
from residence import terms
from shelter import rest

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)


def by_name(case, today=TODAY):
    return {clock.name: clock for clock in terms.clocks(case, today)}


@pytest.mark.requirement("T-02", "T-03", "T-05")
def test_an_admission_starts_the_clocks(cast, admit, at):
    case = admit(at(2015, 11, 30), born=date(2000, 2, 29))
    asked = rest.request(case=case, days=14, reason="Tired.", by=cast.guardian, at=at(2015, 12, 1))
    rest.approve(extension=asked, by=cast.supervisor, at=at(2015, 12, 2))
    clocks = by_name(case)
    assert (clocks["REST"].counts_from, clocks["REST"].last_day) == (date(2015, 11, 30), date(2016, 1, 4))
    assert (clocks["HEARING_WAIT"].last_day, clocks["HEARING_WAIT"].earliest) == (date(2016, 2, 29), date(2016, 3, 1))
    assert clocks["STAY_REVIEW_6M"].last_day == date(2016, 5, 30)
    assert clocks["STAY_REVIEW_9M"].last_day == date(2016, 8, 30)
    assert "S004-46" in clocks["REST"].source


@pytest.mark.requirement("T-06", "T-07", "EC-29")
def test_majority_counts_from_the_birth_date(open_case):
    clocks = by_name(open_case(born=date(2012, 2, 29)))
    assert set(clocks) == {"MAJORITY"}
    majority = clocks["MAJORITY"]
    assert (majority.last_day, majority.earliest, majority.provisional) == (date(2030, 2, 28), date(2030, 3, 1), False)


@pytest.mark.requirement("D-5", "EC-27")
def test_majority_is_provisional_until_the_date_is_official_and_unknown_without_one(open_case):
    assert by_name(open_case(status="PROVISIONAL"))["MAJORITY"].provisional
    assert by_name(open_case(born=None)) == {}


@pytest.mark.requirement("T-03", "T-08", "AL-04")
def test_an_indicated_child_waits_without_days_until_it_has_a_bed(open_case, indicate, at):
    case = open_case()
    indicate(case, informed=False)
    clocks = by_name(case)
    assert (clocks["HEARING_WAIT"].last_day, clocks["HEARING_WAIT"].earliest) == (None, None)
    assert (clocks["INFORM_COA"].counts_from, clocks["INFORM_COA"].last_day) == (date(2026, 3, 3), date(2026, 3, 4))
    indicate(case, on=at(2026, 3, 4))
    assert "INFORM_COA" not in by_name(case)


def test_each_clock_says_which_class_of_data_it_tells_of(admit, at):
    clocks = by_name(admit(at(2026, 3, 2)))
    assert clocks["STAY_REVIEW_6M"].data_class == DataClass.PLACEMENT
    assert clocks["REST"].data_class == DataClass.REST


def test_the_clocks_cost_eight_queries_at_most(admit, at):
    case = admit(at(2026, 3, 2))
    with CaptureQueriesContext(connection) as asked:
        terms.clocks(case, TODAY)
    assert len(asked) <= 8
