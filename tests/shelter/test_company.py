"""With whom a child lives: never with whom it is kept apart from; with its siblings when that can be."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from audit import guards
from audit.models import Entry
from intake import family
from partners import involving
from partners.errors import RuleBroken
from partners.models import Involvement
from shelter import company, fitting, placement
from shelter.models import Placement
from tests.houses import refusal


@pytest.fixture
def siblings(open_case, cast, at):
    """Two siblings; `True`: kept apart, from the first one's file."""

    def made(apart=False):
        one, two = open_case(given_names="Hodan"), open_case(given_names="Idris")
        row = family.record(case=one, kind="SIBLING", other_case=two, by=cast.intake, at=at(2026, 3, 3))
        if apart:
            family.separate(relation=row, unsafe_reason="Ronselt.", by=cast.intake, at=at(2026, 3, 3, 13))
        return one, two

    return made


@pytest.mark.django_db
@pytest.mark.requirement("EC-44")
@pytest.mark.parametrize("first", [0, 1])
def test_two_who_are_kept_apart_never_live_in_one_house_whoever_came_first(
    siblings, make_house, place, cast, at, first
):
    cases, house, other = siblings(apart=True), make_house("AMV", name="Huis Een"), make_house("AMV", name="Huis Twee")
    place(cases[first], house)
    second = cases[1 - first]
    assert refusal(lambda: place(second, house, bed="2")) == ("not-in-this-house", "EC-44")
    assert set(fitting.houses_on_offer(second, cast.coa, at(2026, 3, 4, 13))) == {other}
    assert place(second, other)


@pytest.mark.django_db
@pytest.mark.requirement("EC-44")
def test_the_refusal_says_neither_why_nor_who(siblings, make_house, place):
    one, two = siblings(apart=True)
    house = make_house("AMV")
    place(one, house)
    with pytest.raises(RuleBroken) as said:
        place(two, house, bed="2")
    assert str(said.value.message) == "Dit kind kan niet in dit huis wonen; kies een ander huis."


@pytest.mark.django_db
@pytest.mark.requirement("EC-44")
def test_a_move_into_that_house_is_refused_and_one_who_left_it_stands_in_nobodys_way(
    siblings, make_house, place, cast, at
):
    one, two = siblings(apart=True)
    house, other = make_house("AMV", name="Huis Een", beds=3), make_house("AMV", name="Huis Twee")
    stay, second = place(one, house), place(two, other)
    move = {"move_reason": "Dichter bij school.", "by": cast.coa}
    to_house = {"placement": second, "bed": house.beds.get(label="2"), "at": at(2026, 3, 6), **move}
    assert refusal(lambda: placement.move(**to_house))[0] == "not-in-this-house"
    third = make_house("AMV", name="Huis Drie")
    placement.move(placement=stay, bed=third.beds.get(label="1"), at=at(2026, 3, 7), **move)
    assert placement.move(**to_house | {"at": at(2026, 3, 8)}).location == house


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_coa_is_told_where_the_other_lives(siblings, make_house, place, cast, at):
    one, two = siblings()
    assert "nog geen plek" in company.advise(two, cast.coa, at(2026, 3, 4))[0]
    place(one, make_house("AMV", name="Huis Een"))
    assert "Huis Een" in company.advise(two, cast.coa, at(2026, 3, 5))[0]
    entry = Entry.objects.filter(kind="LIST", table="shelter_placement").latest("id")
    assert entry.cases == [str(one.id)]


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_siblings_live_together_by_default_and_apart_only_with_a_reason(siblings, make_house, place, cast, at):
    one, two = siblings()
    house, other = make_house("AMV", name="Huis Een"), make_house("AMV", name="Huis Twee")
    place(one, house)
    assert refusal(lambda: place(two, other, apart_reason=" ")) == ("siblings-apart", "EC-43")
    assert "apart_reason" not in placement.narrow(two, cast.coa, at(2026, 3, 4))
    assert place(two, other, apart_reason="One threatens the other.").apart_reason == "One threatens the other."


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_two_beds_in_one_house_need_no_reason(siblings, make_house, place, cast, at):
    one, two = siblings()
    house, other = make_house("AMV", name="Huis Een"), make_house("AMV", name="Huis Twee")
    stay = place(one, house)
    assert place(two, house, bed="2").apart_reason == ""
    away = {"placement": stay, "bed": other.beds.first(), "move_reason": "School.", "by": cast.coa}
    assert refusal(lambda: placement.move(at=at(2026, 3, 6), **away)) == ("siblings-apart", "EC-43")
    assert placement.move(at=at(2026, 3, 6), apart_reason="He must go to hospital.", **away).location == other


@pytest.mark.django_db
@pytest.mark.requirement("EC-43")
def test_without_a_free_bed_with_the_other_there_is_nothing_to_explain(siblings, make_house, place, open_case):
    one, two = siblings()
    house = make_house("AMV", name="Huis Een")
    place(one, house)
    place(open_case(), house, bed="2")
    assert place(two, make_house("AMV", name="Huis Twee"))


@pytest.mark.django_db
@pytest.mark.requirement("EC-43", "INV-07")
def test_a_bed_in_a_house_that_does_not_fit_is_no_bed_with_the_other(siblings, make_house, place, indicate):
    one, two = siblings()
    place(one, make_house("AZC", name="Huis Een"))
    indicate(two)
    assert place(two, make_house("BO", name="Huis Twee"))


@pytest.mark.django_db
@pytest.mark.requirement("EC-43", "INV-38")
def test_a_sibling_that_the_actor_may_not_know_of_is_not_told_by_a_refusal(siblings, make_house, place, cast, at):
    one, two = siblings()
    place(one, make_house("AMV", name="Huis Een"))
    coa = Involvement.objects.open(at(2026, 3, 4)).filter(case_id=one.id, organisation=cast.coa.organisation_id)
    involving.end_all(coa, by=cast.intake, at=at(2026, 3, 4), until=at(2026, 3, 4))
    assert place(two, make_house("AMV", name="Huis Twee"), on=at(2026, 3, 5))


@pytest.mark.django_db
@pytest.mark.requirement("EC-44")
def test_of_who_is_kept_apart_no_advice_tells(siblings, make_house, place, cast, at):
    one, two = siblings(apart=True)
    place(one, make_house("AMV"))
    assert company.advise(two, cast.coa, at(2026, 3, 5)) == []


@pytest.mark.django_db
@pytest.mark.requirement("EC-55")
def test_a_baby_that_came_along_needs_a_cot(open_case, cast, at):
    case = open_case()
    for along in (True, False):
        family.record(
            case=case, kind="OWN_CHILD", name="Liya", travelled_along=along, by=cast.intake, at=at(2026, 3, 3)
        )
    assert company.advise(case, cast.coa, at(2026, 3, 3, 13)) == [
        "Er kwam een eigen kind mee: er is een wieg of een kinderbed nodig."
    ]


@pytest.mark.requirement("EC-44")
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_placed_at_the_same_moment_they_still_do_not_meet(siblings, make_house, place):
    guards.lay()
    house, cases = make_house("AMV"), siblings(apart=True)
    together = Barrier(len(cases))

    def reach(number):
        together.wait()
        try:
            place(cases[number], house, bed=str(number + 1))
            return "placed"
        except RuleBroken as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(cases)) as pool:
        assert sorted(pool.map(reach, range(len(cases)))) == ["not-in-this-house", "placed"]
    assert Placement.objects.count() == 1
