"""Family on the screen: who sees both cases goes from one to the other; who sees one learns only that there is one."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import Entry
from intake import contact, conversation, family
from intake.models import Case, Relation
from overview import snapshot, tasks
from overview.family import age_in_words
from partners import involvement, involving
from partners.actors import of_person
from residence import birth_date
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def linked(open_case, cast, at):
    one, two = open_case(given_names="Hodan"), open_case(given_names="Idris", family_name="Jimcaale")
    row = family.record(case=one, kind="SIBLING", other_case=two, by=cast.intake, at=at(2026, 3, 3))
    return one, two, row


@pytest.fixture
def bride(open_case, cast, at):
    case = open_case(given_names="Farzana", born=date(2011, 2, 8))
    family.record(case=case, kind="PARTNER", name="Jawad", birth_date=date(1999, 1, 1), married=True, by=cast.intake,
                  at=at(2026, 3, 3))  # fmt: skip
    return case


def asked(people, role, at):
    return tasks.open_tasks(snapshot.load(of_person(people[role]), at), role, at)


@pytest.mark.requirement("EC-43")
def test_who_sees_both_cases_goes_from_one_to_the_other(at_screen, linked):
    one, two, _row = linked
    page = text(at_screen("intake").get(url(one)))
    assert f'<a href="{url(two)}"><bdi>Idris J. · {two.reference}</bdi></a>' in page
    assert Entry.objects.filter(kind="LIST", table="intake_child").latest("id").cases == [str(two.pk)]


@pytest.mark.requirement("EC-43", "INV-38")
def test_who_sees_one_reads_that_there_is_a_sibling_in_another_case_and_no_more(at_screen, linked, cast, at):
    one, two, row = linked
    for each in involvement.of_actor(cast.ind, at(2026, 3, 4)).filter(case_id=two.id):
        involving.end(each, by=cast.intake, at=at(2026, 3, 4), until=at(2026, 3, 4))
    history = reverse("admin:intake_relation_history", args=[row.pk])
    browser = at_screen("ind")
    page, told = text(browser.get(url(one))), text(browser.get(history))
    assert "broer of zus, in een andere zaak" in page
    for part in ("Idris", "Jimcaale", two.reference, str(two.pk)):
        assert part not in page + told


@pytest.mark.requirement("EC-44")
def test_kept_apart_shows_to_nidos_and_to_nobody_else_not_in_the_history_and_not_in_the_trail(
    at_screen, linked, cast, at
):
    one, two, row = linked
    family.separate(relation=row, unsafe_reason="Gaf haar door.", by=cast.intake, at=at(2026, 3, 4))
    copy = Relation.objects.get(case=two)
    assert "gescheiden houden" in text(at_screen("intake").get(url(one)))
    history, trail = "admin:intake_relation_history", reverse("admin:trail", args=[one.pk])
    assert "Gaf haar door." in text(at_screen("intake").get(reverse(history, args=[row.pk])))
    assert at_screen("intake").get(reverse(history, args=[copy.pk])).status_code == 404
    assert at_screen("avim").get(reverse(history, args=[row.pk])).status_code == 404
    assert "Gaf haar door." in text(at_screen("supervisor").get(trail))
    pages = [text(at_screen("avim").get(url(one))), text(at_screen("avim_lead").get(trail)),
             *(text(at_screen(name).get(url(two))) for name in ("intake", "avim"))]  # fmt: skip
    for page in pages:
        assert "Gaf haar door." not in page
        assert "gescheiden houden" not in page
        assert "zus, in een andere zaak" not in page


def test_a_relation_that_is_ended_has_no_buttons_and_says_why(at_screen, open_case, cast, at):
    case = open_case()
    row = family.record(case=case, kind="RELATIVE", name="Nunu", by=cast.intake, at=at(2026, 3, 3))
    end = reverse("admin:nested_act", args=[case.pk, "relations-endings", row.pk])
    assert end in text(at_screen("intake").get(url(case)))
    at_screen("intake").post(end, {"end_reason": "Een buurvrouw, geen familie."})
    page = text(at_screen("intake").get(url(case)))
    assert "Een buurvrouw, geen familie." in page
    assert end not in page


@pytest.mark.requirement("S000-22")
def test_a_contact_person_who_was_not_assessed_is_not_to_be_called(at_screen, open_case, cast, at):
    case = open_case()
    said = {"case": case, "by": cast.intake, "at": at(2026, 3, 3)}
    uncle = contact.record(name="Oom Berhane", reach="verzonnen nummer", **said)
    page = text(at_screen("intake").get(url(case)))
    assert ("niet bellen" in page, "verzonnen nummer" in page) == (True, True)
    assert "Oom Berhane" not in text(at_screen("avim").get(url(case)))
    form = reverse("admin:nested_act", args=[case.pk, "contact-persons-assessments", uncle.pk])
    assert 'value="UNKNOWN"' not in text(at_screen("intake").get(form))
    at_screen("intake").post(form, {"safety": "SAFE", "safety_reason": "Bezocht."})
    assert '<span class="chip late">niet bellen' not in text(at_screen("intake").get(url(case)))


@pytest.mark.requirement("EC-43")
def test_the_next_sibling_is_registered_from_this_case_with_no_name_in_an_address(at_screen, open_case):
    case = open_case(given_names="Hodan", family_name="Warsame", nationality="SO", languages=["so"])
    form = reverse("admin:act", args=[case.pk, "siblings"])
    browser = at_screen("intake")
    assert form in text(browser.get(url(case)))
    page = text(browser.get(form))
    for part in ('value="Warsame"', 'value="SO" selected', 'value="2026-03-02"', 'value="ter-apel" selected'):
        assert part in page
    said = {
        "child-given_names": "Idris", "child-family_name": "Warsame", "child-sex": "M", "child-nationality": "SO",
        "child-languages": ["so"], "arrival-intake_location": "ter-apel", "arrival-arrived_on": "2026-03-02",
    }  # fmt: skip
    answer = browser.post(form, said)
    assert (answer.status_code, answer["Location"]) == (302, url(case))
    other = Case.objects.exclude(pk=case.pk).get()
    assert url(other) in text(browser.get(url(case)))
    assert "Warsame" not in form


@pytest.mark.requirement("EC-43")
def test_on_screen_another_case_is_named_by_its_number(at_screen, open_case):
    one, two = open_case(), open_case(given_names="Idris")
    form = reverse("admin:act", args=[one.pk, "relations"])
    browser, said = at_screen("intake"), {"kind": "SIBLING", "standing": "CLAIMED"}
    wrong = browser.post(form, said | {"other_case": "BO-2026-9999"})
    assert (wrong.status_code, "U ziet geen zaak met dit nummer" in text(wrong)) == (400, True)
    assert browser.post(form, said | {"other_case": two.reference}).status_code == 302
    assert Relation.objects.get(case=one).other_case == two
    assert two.reference not in text(browser.get(form))


@pytest.mark.requirement("EC-45", "S000-25", "S000-30", "S000-27")
def test_the_route_of_a_child_bride_begins_and_asks_for_two_talks(at_screen, bride, people, cast, at):
    page = text(at_screen("intake").get(url(bride)))
    assert "De kindbruid-route begint" in page
    assert "wordt hier niet erkend" in page
    talks = {todo.task.code: todo.hint for todo in asked(people, "nidos.intake", at(2026, 3, 4))
             if todo.task.code.startswith("HOLD_C")}  # fmt: skip
    assert talks == {"HOLD_C1": "step=C1_GIRL", "HOLD_C2": "step=C2_PARTNER"}
    conversation.record(case=bride, step="C1_GIRL", held_on=date(2026, 3, 4), by=cast.intake, at=at(2026, 3, 4))
    codes = {todo.task.code for todo in asked(people, "nidos.intake", at(2026, 3, 5))}
    assert ("HOLD_C1" in codes, "HOLD_C2" in codes) == (False, True)
    assert "De kindbruid-route" not in text(at_screen("coa").get(url(bride)))


@pytest.mark.requirement("S000-26")
def test_the_age_difference_is_shown_where_both_days_are_known(at_screen, bride, open_case, cast, at):
    assert "Leeftijdsverschil met de partner: 12 jaar." in text(at_screen("intake").get(url(bride)))
    assert "Leeftijdsverschil" not in text(at_screen("coa").get(url(bride)))
    only_a_year = {"date": date(2011, 1, 1), "precision": "YEAR", "source": "IND", "status": "OFFICIAL"}
    birth_date.record(case=bride, by=cast.ind, at=at(2026, 3, 4), **only_a_year)
    assert "Leeftijdsverschil" not in text(at_screen("intake").get(url(bride)))


@pytest.mark.requirement("S000-19", "EC-45")
def test_a_boy_who_is_married_to_an_adult_goes_the_same_way(at_screen, open_case, people, cast, at):
    boy = open_case(sex="M")
    family.record(case=boy, kind="PARTNER", birth_date=date(1999, 1, 1), married=True, by=cast.intake,
                  at=at(2026, 3, 3))  # fmt: skip
    page = text(at_screen("intake").get(url(boy)))
    assert ("kindbruid-route" in page, "gebeurt hier ook" in page) == (False, True)
    assert {"HOLD_C1", "HOLD_C2"} <= {todo.task.code for todo in asked(people, "nidos.intake", at(2026, 3, 4))}


@pytest.mark.requirement("EC-46")
def test_two_minors_who_are_married_are_no_child_bride_and_the_law_is_told_all_the_same(
    at_screen, open_case, cast, at
):
    case = open_case()
    family.record(case=case, kind="PARTNER", birth_date=date(2010, 1, 1), married=True, by=cast.intake,
                  at=at(2026, 3, 3))  # fmt: skip
    page = text(at_screen("intake").get(url(case)))
    assert ("kindbruid-route" in page, "wordt hier niet erkend" in page) == (False, True)


@pytest.mark.requirement("EC-55")
def test_an_own_child_shows_with_its_age_and_the_bed_it_needs_and_has_no_case(at_screen, open_case, cast, at):
    case = open_case()
    family.record(case=case, kind="OWN_CHILD", name="Liya", birth_date=date(2020, 1, 1), travelled_along=True,
                  by=cast.intake, at=at(2026, 3, 3))  # fmt: skip
    page = text(at_screen("intake").get(url(case)))
    assert "Heeft een kind van" in page
    assert "een wieg of een kinderbed nodig" in page
    coa = text(at_screen("coa").get(url(case)))
    assert ("een wieg of een kinderbed nodig" in coa, "Liya" in coa) == (True, False)
    assert Case.objects.count() == 1


@pytest.mark.parametrize(("born", "words"), [
    (date(2026, 3, 3), "0 maanden"), (date(2026, 2, 3), "1 maand"), (date(2025, 12, 3), "3 maanden"),
    (date(2025, 12, 4), "2 maanden"), (date(2024, 3, 4), "23 maanden"), (date(2024, 3, 3), "2 jaar"),
])  # fmt: skip
def test_how_old_an_own_child_is(born, words):
    assert age_in_words(born, date(2026, 3, 3)) == words


@pytest.mark.parametrize("name", ["intake", "ind"])
def test_the_page_asks_as_many_questions_for_four_siblings_as_for_one(
    at_screen, open_case, cast, at, name, django_assert_num_queries, django_assert_max_num_queries
):
    _alike, few, many = open_case(), open_case(), open_case()
    for case, number in ((few, 1), (many, 4)):
        for _each in range(number):
            family.record(case=case, kind="SIBLING", other_case=open_case(), by=cast.intake, at=at(2026, 3, 3))
    browser = at_screen(name)
    browser.get(url(few))
    with django_assert_max_num_queries(46) as asked_for:
        browser.get(url(few))
    with django_assert_num_queries(len(asked_for)):
        browser.get(url(many))


def test_the_placement_form_says_where_a_sibling_lives(at_screen, linked, make_house, place):
    one, two, _row = linked
    place(one, make_house("AMV", name="Huis Een"))
    form = text(at_screen("coa").get(reverse("admin:act", args=[two.pk, "placements"])))
    assert "Een broer of zus woont in Huis Een" in form
