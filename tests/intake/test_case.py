"""A case is opened at arrival, with the child as it is known."""

from datetime import date

import pytest

from intake import birth_date as birth_dates
from intake import case as cases
from intake.models import Case, Child
from partners import involvement
from partners.errors import NotFound, RuleBroken

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("S004-27", "INV-09", "S004-12")
def test_an_opened_case_has_a_child_a_birth_date_and_a_place(open_case):
    case = open_case()
    assert case.child.given_names == "Semhar"
    assert birth_dates.current(case).date == date(2011, 2, 8)
    assert case.intake_location.name == "Ter Apel"


@pytest.mark.requirement("S004-24", "S004-87")
def test_the_trio_is_involved_from_the_first_moment(open_case, cast, at):
    case = open_case()
    for actor in (cast.intake, cast.avim, cast.ind):
        assert involvement.standing(actor, case.id, at(2026, 3, 2, 13)).grounds == {"INTAKE"}


@pytest.mark.parametrize(
    "name", ["guardian", "detective", "mentor", "lawyer", "ggd", "kmar", "dpo", "administrator", "analyst"]
)
def test_nobody_else_may_know_of_a_new_case(open_case, cast, at, name):
    case = open_case()
    with pytest.raises(NotFound):
        involvement.standing(getattr(cast, name), case.id, at(2026, 3, 2, 13))


@pytest.mark.parametrize("names", [
    {"given_names": "Yonas", "family_name": ""},
    {"given_names": "", "family_name": "Nguyễn"},
    {"given_names": "D'Angelo", "family_name": "O’Brien-al-Ḥasan"},
    {"given_names": "ሰምሃር", "family_name": "ተስፋይ"},
    {"given_names": "أمينة", "family_name": "بنت علي"},
    {"given_names": "زهرا", "family_name": ""},
])  # fmt: skip
def test_names_are_kept_as_people_have_them(open_case, names):
    child = Child.objects.get(case=open_case(**names))
    assert {"given_names": child.given_names, "family_name": child.family_name} == names


@pytest.mark.requirement("S004-27")
def test_a_child_without_any_name_is_refused_and_nothing_is_written(open_case):
    with pytest.raises(RuleBroken) as refusal:
        open_case(given_names=" ", family_name="")
    assert refusal.value.code == "no-name"
    assert not Case.objects.exists()


@pytest.mark.requirement("S004-27")
def test_a_birth_date_in_the_future_is_refused_and_nothing_is_written(open_case):
    with pytest.raises(RuleBroken) as refusal:
        open_case(born=date(2027, 1, 1))
    assert refusal.value.code == "birth-date-in-future"
    assert not Case.objects.exists()


@pytest.mark.requirement("S004-08", "S004-27")
@pytest.mark.parametrize(("day", "code"), [(date(2007, 12, 31), "arrival-too-early"),
                                           (date(2060, 1, 1), "arrival-in-future")])  # fmt: skip
def test_a_day_of_arrival_that_cannot_be_is_refused_and_nothing_is_written(ter_apel, cast, at, day, code):
    arrival = {"intake_location": ter_apel, "arrived_on": day}
    with pytest.raises(RuleBroken) as refusal:
        cases.open(child={"given_names": "Semhar"}, birth=None, arrival=arrival, by=cast.intake, at=at(2026, 3, 2))
    assert refusal.value.code == code
    assert not Case.objects.exists()


def test_an_unknown_birth_date_opens_a_case_too(open_case, at):
    case = open_case(born=None)
    assert birth_dates.current(case).precision == "UNKNOWN"
    assert birth_dates.is_minor(case, date(2060, 1, 1))


@pytest.mark.requirement("D-5")
@pytest.mark.parametrize(("precision", "adult_from"), [
    ("DAY", date(2029, 2, 8)), ("MONTH", date(2029, 2, 28)), ("YEAR", date(2029, 12, 31)),
])  # fmt: skip
def test_a_partial_birth_date_counts_as_the_last_day_it_allows(open_case, cast, at, precision, adult_from):
    case = open_case(born=None)
    row = birth_dates.record(case=case, date=date(2011, 2, 8), precision=precision, status="OFFICIAL", by=cast.avim,
                             at=at(2026, 3, 3))  # fmt: skip
    assert row.adult_from() == adult_from


@pytest.mark.requirement("EC-27", "D-5")
def test_a_provisional_birth_date_makes_nobody_an_adult(open_case):
    case = open_case(born=date(2000, 1, 1), status="PROVISIONAL")
    assert birth_dates.is_minor(case, date(2026, 3, 2))


@pytest.mark.requirement("INV-23", "EC-25")
def test_a_correction_makes_an_adult_from_the_day_of_the_decision(open_case, cast, at):
    case = open_case(born=date(2009, 1, 1))
    birth_dates.record(
        case=case, date=date(2007, 1, 1), status="OFFICIAL", source="IND", by=cast.ind, at=at(2026, 5, 4)
    )
    assert birth_dates.is_minor(case, date(2026, 5, 3))
    assert not birth_dates.is_minor(case, date(2026, 5, 4))
