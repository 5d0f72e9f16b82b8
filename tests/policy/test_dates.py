"""The four functions that count days."""

from datetime import date

import pytest

from policy import dates


@pytest.mark.requirement("INV-42", "B-50", "B-55")
def test_three_months_are_counted_from_the_original_date_and_never_month_by_month() -> None:
    month_by_month = date(2016, 1, 31)
    for _ in range(3):
        month_by_month = dates.term_last_day(month_by_month, months=1)
    assert month_by_month == date(2016, 4, 29)
    assert dates.term_last_day(date(2016, 1, 31), months=3) == date(2016, 4, 30)


@pytest.mark.requirement("INV-42", "B-55")
def test_ninety_days_are_not_three_months() -> None:
    assert dates.term_last_day(date(2016, 5, 31), days=90) == date(2016, 8, 29)
    assert dates.term_last_day(date(2016, 5, 31), months=3) == date(2016, 8, 31)


@pytest.mark.parametrize("lengths", [{}, {"months": 0}, {"months": 3, "days": 1}, {"weeks": 1, "days": 1}])
def test_a_term_has_exactly_one_length(lengths: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="exactly one length"):
        dates.term_last_day(date(2016, 1, 1), **lengths)


@pytest.mark.requirement("D-3")
def test_what_waits_for_a_term_happens_on_the_day_after_it() -> None:
    assert dates.after(date(2016, 2, 29)) == date(2016, 3, 1)


@pytest.mark.requirement("B-50", "B-52", "D-7")
def test_a_statutory_term_that_ends_on_a_sunday_runs_on_to_monday() -> None:
    last_day = dates.term_last_day(date(2016, 2, 29), months=3)
    assert dates.atw_roll(last_day) == date(2016, 5, 30)


@pytest.mark.requirement("B-54", "EC-29")
def test_a_leap_day_child_has_its_other_birthdays_on_1_march() -> None:
    birthdays = [dates.nth_birthday(date(2000, 2, 29), n) for n in (17, 18, 19, 20)]
    assert birthdays == [date(2017, 3, 1), date(2018, 3, 1), date(2019, 3, 1), date(2020, 2, 29)]


def test_there_are_four_functions_and_no_fifth() -> None:
    own = {name for name, thing in vars(dates).items() if getattr(thing, "__module__", "") == dates.__name__}
    public = {name for name in own if not name.startswith("_")}
    assert public == {"term_last_day", "after", "atw_roll", "nth_birthday"}
