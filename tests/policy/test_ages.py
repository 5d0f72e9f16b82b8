"""Coming of age, also with half a birth date."""

from datetime import date

import pytest

from policy import ages


@pytest.mark.requirement("D-5", "S004-27")
def test_a_partial_birth_date_is_read_as_the_last_day_it_allows() -> None:
    assert ages.latest_birth_date(2000, None, None) == date(2000, 12, 31)
    assert ages.latest_birth_date(2000, 2, None) == date(2000, 2, 29)
    assert ages.latest_birth_date(2000, 2, 3) == date(2000, 2, 3)


@pytest.mark.requirement("D-5")
def test_without_a_birth_date_there_is_no_day_of_majority() -> None:
    assert ages.adult_from(None, None, None) is None


@pytest.mark.requirement("D-5", "EC-27")
def test_without_a_birth_date_the_child_is_treated_as_a_minor() -> None:
    assert ages.is_minor(None, None, None, date(2050, 1, 1))


@pytest.mark.requirement("S004-58", "T-06")
def test_majority_begins_on_the_birthday_itself() -> None:
    assert ages.is_minor(2000, 6, 15, date(2018, 6, 14))
    assert not ages.is_minor(2000, 6, 15, date(2018, 6, 15))


@pytest.mark.requirement("B-55", "EC-29")
def test_a_leap_day_child_is_seventeen_on_28_february() -> None:
    assert ages.age_on(date(2000, 2, 29), date(2018, 2, 28)) == 17


def test_a_day_without_a_month_is_refused() -> None:
    with pytest.raises(ValueError, match="without a month"):
        ages.latest_birth_date(2000, None, 3)


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        ages.latest_birth_date(2001, 2, 29)
