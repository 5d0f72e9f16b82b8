"""Looking a term up, its length in words, and what may be asked of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from policy.counting import Kind
from policy.terms import TERMS, term
from policy.text import Text

TODAY = date(2016, 3, 1)


@pytest.mark.requirement("S004-46", "T-02")
def test_the_rest_is_three_weeks() -> None:
    assert term("REST", TODAY).length() == Text("3 weken", "3 weeks")


@pytest.mark.requirement("B-28", "T-04", "INV-12", "D-11")
def test_the_reflection_period_of_a_dublin_case_depends_on_the_day() -> None:
    assert term("REFLECTION_DUBLIN", date(2023, 5, 18)).length().nl == "3 maanden"
    assert term("REFLECTION_DUBLIN", date(2023, 5, 19)).length().nl == "30 dagen"
    assert term("REFLECTION", date(2023, 5, 19)).length().nl == "3 maanden"


def test_an_unknown_term_is_a_mistake_that_says_its_name() -> None:
    with pytest.raises(LookupError, match="no row named 'RESTT'"):
        term("RESTT", TODAY)


def test_a_day_before_the_term_existed_is_refused() -> None:
    with pytest.raises(LookupError, match="'REST' is in force on 2007-12-31"):
        term("REST", date(2007, 12, 31))


def test_a_length_before_a_day_is_said_so() -> None:
    assert term("MAJORITY_MINUS_1M", TODAY).length() == Text("1 maand ervoor", "1 month before")


def test_no_length_means_at_once() -> None:
    assert term("MISSING_FAN_OUT", TODAY).length() == Text("meteen", "at once")


@pytest.mark.requirement("D-7", "EC-32", "B-52")
def test_only_a_statutory_action_moves_over_good_friday() -> None:
    rest = term("REST", TODAY)
    action = replace(rest, kind=Kind.STATUTORY_ACTION)
    assert rest.last_day(date(2016, 3, 4)) == date(2016, 3, 25)
    assert action.last_day(date(2016, 3, 4)) == date(2016, 3, 29)


@pytest.mark.requirement("D-7")
def test_no_term_of_the_letter_is_marked_as_statutory_action_yet() -> None:
    assert [row.name for row in TERMS if row.kind is Kind.STATUTORY_ACTION] == []


def test_a_term_in_hours_has_no_last_day() -> None:
    with pytest.raises(ValueError, match="not counted in days"):
        term("SIGNAL_FAN_OUT", TODAY).last_day(TODAY)


def test_a_term_in_weeks_has_no_deadline() -> None:
    with pytest.raises(ValueError, match="not counted in hours"):
        term("REST", TODAY).deadline(datetime(2016, 3, 1, tzinfo=UTC))


@pytest.mark.requirement("EC-61")
def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        term("SIGNAL_FAN_OUT", TODAY).deadline(datetime.fromisoformat("2016-03-01T12:00"))


def test_a_term_has_one_kind_of_length() -> None:
    with pytest.raises(ValueError, match="more than one length"):
        replace(term("REST", TODAY), days=1)


def test_every_timer_of_the_model_has_a_row() -> None:
    assert {f"T-{number:02}" for number in range(1, 24)} <= {row.code for row in TERMS}


def test_no_two_rows_of_one_name_are_in_force_together() -> None:
    periods = sorted((row.name, row.in_force_from, row.in_force_until or date.max) for row in TERMS)
    pairs = zip(periods, periods[1:], strict=False)
    assert [name for (name, _, until), (other, start, _) in pairs if name == other and start <= until] == []
