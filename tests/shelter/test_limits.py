"""A location takes some children and not others; what nobody knows of a child keeps it out of nowhere."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from shelter import fitting, placement
from shelter.models import Location, Placement
from tests.houses import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def limited(make_house):
    def made(**limits):
        house = make_house("AMV", name=f"Limited {Location.objects.count()}")
        Location.objects.filter(pk=house.pk).update(**limits)
        house.refresh_from_db()
        return house

    return made


@pytest.mark.requirement("S004-17")
@pytest.mark.parametrize(("sex", "answer"), [("F", None), ("UNKNOWN", None), ("M", "sex-not-taken"),
                                             ("X", "sex-not-taken")])  # fmt: skip
def test_a_house_for_girls_takes_girls_and_who_nobody_knows_of(sex, answer, open_case, limited, place):
    case, house = open_case(sex=sex), limited(sexes=["F"])
    if answer is None:
        assert place(case, house).location == house
    else:
        assert refusal(lambda: place(case, house)) == (answer, "S004-17")
        assert not Placement.objects.exists()


@pytest.mark.requirement("S004-17")
@pytest.mark.parametrize(("born", "answer"), [
    (date(2013, 3, 4), None), (date(2013, 3, 5), "age-not-taken"), (date(2008, 3, 5), None),
    (date(2008, 3, 4), "age-not-taken"), (None, None),
])  # fmt: skip
def test_the_age_counts_on_the_day_of_the_stay_by_the_date_that_leads(born, answer, open_case, limited, place):
    case, house = open_case(born=born), limited(min_age=13, max_age=17)
    if answer is None:
        assert place(case, house).location == house
    else:
        assert refusal(lambda: place(case, house)) == (answer, "S004-17")


@pytest.mark.requirement("S004-17")
def test_a_move_is_held_to_the_same(open_case, make_house, limited, place, cast, at):
    case, house = open_case(sex="M"), limited(sexes=["F"])
    stay = place(case, make_house("AMV"))
    said = refusal(lambda: placement.move(placement=stay, bed=house.beds.first(), move_reason="Nearer.", by=cast.coa,
                                          at=at(2026, 3, 6)))  # fmt: skip
    assert said == ("sex-not-taken", "S004-17")
    assert Placement.objects.get().location_id == stay.location_id


@pytest.mark.requirement("S004-17")
def test_what_does_not_take_the_child_is_not_offered(open_case, make_house, limited, cast, at):
    boy, unknown = open_case(sex="M"), open_case(sex="UNKNOWN")
    for limits in ({"sexes": ["F"]}, {"min_age": 16}, {"max_age": 14}):
        limited(**limits)
    fits, anyone = limited(sexes=["M", "X"], min_age=15, max_age=15), make_house("AMV")
    assert set(fitting.houses_on_offer(boy, cast.coa, at(2026, 3, 5))) == {fits, anyone}
    assert fitting.houses_on_offer(unknown, cast.coa, at(2026, 3, 5)).count() == 3


def test_the_database_refuses_ages_the_wrong_way_round(make_house):
    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(pk=make_house("AMV").pk).update(min_age=17, max_age=12)
