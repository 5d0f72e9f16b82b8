"""Turning eighteen in protected shelter, in figures."""

from datetime import date

import pytest

from overview.counts import eighteen as counting
from residence import age
from shelter import care, departure, step_down
from shelter.models import Placement
from tests.shelter.test_step_down import MET

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-13", "S000-45")]
TURNS = date(2008, 3, 19)


@pytest.fixture
def grown(admit, at):
    numbers = iter(range(9))
    return lambda born=TURNS: admit(at(2026, 3, 4), born=born, given_names=f"Kind{next(numbers)}")


def test_who_comes_of_age_there_is_counted_by_programme_home_and_care(grown, enrolled, counted, cast, at, people, sql):
    one, other = grown(), grown()
    grown(born=date(2011, 2, 8))
    enrolled(one, "STARTED")
    departure.depart(placement=Placement.objects.get(case=other), went_to="OWN_HOME", departure_reason="Een kamer.",
                     by=cast.coa, at=at(2026, 4, 28))  # fmt: skip
    care.start(case=one, coordinator=people["nidos.guardian"], basis="Zij vroeg om hulp.", by=cast.supervisor,
               at=at(2026, 5, 1))  # fmt: skip
    assert counted(counting, "programme") == {"STARTED": 1, "NOT_OFFERED": 1}
    assert counted(counting, "lives") == {"THERE": 1, "GONE": 1}
    assert counted(counting, "care") == {"YES": 1, "NO": 1}
    assert counted(counting, "care", until=date(2026, 4, 30)) == {"NO": 2}
    assert counted(counting, "lives", until=date(2026, 4, 27)) == {"THERE": 2}
    assert counted(counting, "lives", until=date(2026, 3, 18)) == {}
    assert sql("SELECT count(*) FROM intake_birthdaterecord WHERE date = '2008-03-19'") == 2


@pytest.mark.requirement("EC-27")
def test_an_age_that_was_contested_after_the_last_day_was_none_the_less_reached_on_it(grown, counted, cast, at):
    age.contest(case=grown(), contest_reason="Onjuist.", by=cast.guardian, at=at(2026, 3, 25))
    assert counted(counting, "care", until=date(2026, 3, 24)) == {"NO": 1}
    assert counted(counting, "care", until=date(2026, 3, 25)) == {}


def test_what_coa_and_nidos_agreed_on_is_counted_on_that_day(grown, counted, cast, at):
    row = step_down.open_(case=grown(born=date(2011, 2, 8)), by=cast.coa, at=at(2026, 6, 2), **MET)
    step_down.sign_for_coa(assessment=row, coa_decision="SPECIAL_AZC", coa_reasons="Goed.", by=cast.coa,
                           at=at(2026, 6, 3))  # fmt: skip
    assert counted(counting, "step-down") == {}
    step_down.sign_for_nidos(assessment=row, nidos_decision="SPECIAL_AZC", nidos_reasons="Goed.", by=cast.guardian,
                             at=at(2026, 6, 4))  # fmt: skip
    assert counted(counting, "step-down") == {"SPECIAL_AZC": 1}
    assert counted(counting, "step-down", until=date(2026, 6, 3)) == {}


def test_more_children_cost_no_more_queries(grown, costs):
    grown()
    first = costs(counting, 8)
    for _number in range(3):
        grown()
    assert costs(counting, 8) == first
