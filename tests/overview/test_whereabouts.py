"""Where a child is told to be: where it is itself, and now; whatever is known of another child says nothing of it."""

from datetime import date

import pytest

from intake import case as cases
from intake.models import IntakeLocation
from residence import guardianship
from shelter import absence, placement
from shelter.models import Placement
from tests.partner_api import as_partner

__all__ = ["as_partner"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-81", "EC-23")]


@pytest.fixture
def guarded(people, cast, at):
    """The same guardian for each of them, who may know of each where it is."""

    def given(case):
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 6))
        return case

    return given


@pytest.fixture
def moved(admit, guarded, make_house, cast, at):
    """A child that lived in one house until 9 March 2026, and lives in another since."""
    case = guarded(admit(at(2026, 3, 4)))
    placement.move(placement=Placement.objects.get(case=case), bed=make_house("BO", name="Huis Nu").beds.first(),
                   move_reason="Rustiger.", by=cast.coa, at=at(2026, 3, 9))  # fmt: skip
    return case


@pytest.fixture
def other(admit, guarded, at):
    return guarded(admit(at(2026, 3, 5), given_names="Yonas", family_name="Haile", born=date(2010, 5, 5)))


@pytest.fixture
def begun(guarded, cast, at):
    """A child that has no place yet, by where it arrived."""

    def opened(code: str, name: str):
        where = IntakeLocation.objects.get_or_create(code=code, defaults={"name": code})[0]
        case = cases.open(
            child={"given_names": name, "family_name": name, "sex": "F", "nationality": "ER", "languages": ["ti"]},
            birth=None, arrival={"intake_location": where, "arrived_on": date(2026, 3, 2)}, by=cast.intake,
            at=at(2026, 3, 2),
        )  # fmt: skip
        return guarded(case)

    return opened


def place_of(caller, case):
    [row] = caller.rows(f"cases/{case.pk}/whereabouts")
    return row["place"]


@pytest.mark.parametrize("role", ["coa.placement", "nidos.guardian"])
def test_of_two_children_and_two_stays_it_is_the_own_one_that_runs(as_partner, moved, other, role):
    caller = as_partner(role)
    assert (place_of(caller, moved), place_of(caller, other)) == ("Huis Nu", f"House {other.reference}")


def test_that_another_child_is_missing_is_said_of_that_one_alone(as_partner, moved, other, cast, at):
    absence.report(case=other, circumstances="Niet terug van school.", last_seen_at=at(2026, 3, 10, 8),
                   by=cast.coa, at=at(2026, 3, 10, 20))  # fmt: skip
    coa = as_partner("coa.placement")
    found = {case: coa.rows(f"cases/{case.pk}/whereabouts")[0] for case in (moved, other)}
    assert ["missingSince" in found[case] for case in (moved, other)] == [False, True]


def test_a_child_without_a_place_is_where_it_arrived_itself_also_when_others_are_placed(as_partner, begun, other):
    first, second = begun("schiphol", "Luam"), begun("budel", "Rahwa")
    caller = as_partner("nidos.guardian")
    assert [place_of(caller, case) for case in (first, second)] == ["schiphol", "budel"]
