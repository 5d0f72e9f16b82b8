"""The rest, the wait and the first day of a hearing."""

from datetime import date

import pytest

from policy import clocks

ADMISSION = date(2015, 11, 30)
LAST_DAY_OF_WAIT = date(2016, 2, 29)


@pytest.mark.requirement("S004-46", "INV-13", "EC-12")
def test_every_extension_lengthens_the_rest() -> None:
    assert clocks.rest_last_day(date(2016, 2, 1)) == date(2016, 2, 22)
    assert clocks.rest_last_day(date(2016, 2, 1), [14, 7]) == date(2016, 3, 14)


@pytest.mark.parametrize("days", [0, -7])
def test_an_extension_never_shortens_the_rest(days: int) -> None:
    with pytest.raises(ValueError, match="at least one day"):
        clocks.rest_last_day(ADMISSION, [14, days])


@pytest.mark.requirement("S004-47", "S004-72", "INV-14", "EC-15", "D-3")
def test_a_hearing_waits_until_the_day_after_the_three_months() -> None:
    assert clocks.hearing_wait_last_day(ADMISSION) == LAST_DAY_OF_WAIT
    assert clocks.earliest_hearing(clocks.rest_last_day(ADMISSION), LAST_DAY_OF_WAIT) == date(2016, 3, 1)


@pytest.mark.requirement("D-3", "EC-15")
def test_the_other_reading_allows_the_last_day_and_not_the_day_before() -> None:
    rest = clocks.rest_last_day(ADMISSION)
    assert clocks.earliest_hearing(rest, LAST_DAY_OF_WAIT, on_last_day=True) == LAST_DAY_OF_WAIT


@pytest.mark.requirement("INV-15", "S004-45", "EC-12")
@pytest.mark.parametrize("other_reading", [False, True])
def test_a_rest_longer_than_the_wait_leads(other_reading: bool) -> None:
    rest = date(2016, 3, 10)
    assert clocks.earliest_hearing(rest, LAST_DAY_OF_WAIT, on_last_day=other_reading) == date(2016, 3, 11)
