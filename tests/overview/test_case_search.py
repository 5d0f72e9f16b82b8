"""The one box on every page: what is typed there, what it finds, for whom, and what is kept of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Entry, Kind
from overview import case_search
from overview.case_search import Wanted
from overview.search_box import typed
from partners import involving
from partners.grounds import Ground
from residence import guardianship
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db
SEARCH = "/admin/intake/case/search/"


@pytest.mark.requirement("S004-05")
@pytest.mark.parametrize(("said", "wanted"), [
    ("2900000017", Wanted(v_number="2900000017")), ("V 290 000 0017", Wanted(v_number="2900000017")),
    ("v-nummer: 290.000.0017", Wanted(v_number="2900000017")), ("29000", Wanted(v_number="29000")),
    ("BO-2026-0017", Wanted(reference="BO-2026-0017")), (" bo-2026-17 ", Wanted(reference="BO-2026-0017")),
    ("bo20260017", Wanted(reference="BO-2026-0017")), ("BO 2026 10017", Wanted(reference="BO-2026-10017")),
    ("2026-0017", Wanted(reference="BO-2026-0017")),
    ("3-2-2011", Wanted(birth_date=date(2011, 2, 3))), ("03-02-2011", Wanted(birth_date=date(2011, 2, 3))),
    ("2011-02-03", Wanted(birth_date=date(2011, 2, 3))), ("3 februari 2011", Wanted(birth_date=date(2011, 2, 3))),
    ("3/2/2011", Wanted(birth_date=date(2011, 2, 3))), ("03.02.2011", Wanted(birth_date=date(2011, 2, 3))),
    ("3 feb. 2011", Wanted(birth_date=date(2011, 2, 3))), ("12 MRT 2010", Wanted(birth_date=date(2010, 3, 12))),
    ("1 mei 2010", Wanted(birth_date=date(2010, 5, 1))), ("1 May 2010", Wanted(birth_date=date(2010, 5, 1))),
    ("29 oct 2010", Wanted(birth_date=date(2010, 10, 29))), ("29 okt 2010", Wanted(birth_date=date(2010, 10, 29))),
    ("Semhar Tesfay", Wanted(name="Semhar Tesfay")), (" ሰምሃር ", Wanted(name="ሰምሃር")), ("Bo", Wanted(name="Bo")),
    ("3 Semhar 2011", Wanted(name="3 Semhar 2011")), ("BO-2026", Wanted(name="BO-2026")),
])  # fmt: skip
def test_what_is_typed_is_understood_as_people_mean_it(said, wanted):
    assert typed(said) == wanted


@pytest.mark.parametrize("said", ["31-2-2011", "2011-13-01", "0 mei 2010", "29 februari 2011"])
def test_a_day_that_there_is_not_is_said_to_be_none(said, at_screen):
    with pytest.raises(ValidationError):
        typed(said)
    answer = at_screen("intake").post(SEARCH, {"wanted": said})
    assert (answer.status_code, "Die dag bestaat niet." in text(answer)) == (400, True)
    assert not Entry.objects.filter(kind=Kind.SEARCH).exists()


@pytest.mark.requirement("S004-05")
@pytest.mark.parametrize("said", ["8-2-2011", "8 februari 2011", "ሰምሃር", "Samhar", "tes"])
def test_the_box_finds_the_child_and_leads_to_it(at_screen, open_case, said):
    case = open_case(v_number="2900000017")
    open_case(given_names="Yonas", family_name="Haile", born=date(2009, 1, 3))
    page = text(at_screen("intake").post(SEARCH, {"wanted": said}))
    assert "Eén zaak gevonden." in page
    assert f'<a href="{url(case)}" autofocus>' in page
    entry = Entry.objects.filter(kind=Kind.SEARCH).latest("id")
    assert entry.cases == [str(case.pk)]
    assert said not in str(vars(entry))


@pytest.mark.requirement("S004-05")
def test_a_number_opens_the_one_case_that_has_it_however_it_is_typed(at_screen, open_case):
    case, browser = open_case(v_number="2900000017"), at_screen("intake")
    numbers = case.reference.lower(), case.reference.replace("-", ""), case.reference.replace("-", " ")
    for said in (*numbers, "V2900000017", "290 000 0017"):
        assert browser.post(SEARCH, {"wanted": said}).url == url(case)
        assert Entry.objects.filter(kind=Kind.SEARCH).latest("id").cases == [str(case.pk)]
    assert browser.post(SEARCH, {"wanted": "29000"}).status_code == 200


def test_whoever_found_nothing_types_on_where_the_box_is(at_screen, open_case):
    open_case()
    page = text(at_screen("intake").post(SEARCH, {"wanted": "Ni<emand"}))
    assert 'value="Ni&lt;emand"' in page
    assert "required autofocus" in page
    assert "autofocus" not in text(at_screen("intake").get(reverse("admin:index")))


@pytest.mark.parametrize("name", ["index", "intake_case_changelist", "cover", "figures", "trails"])
def test_the_box_stands_on_every_page_and_no_name_in_an_address(at_screen, name):
    browser = at_screen("supervisor")
    assert f'<form method="post" action="{SEARCH}"' in text(browser.get(reverse(f"admin:{name}")))
    assert browser.get(SEARCH, {"wanted": "Semhar"}).status_code == 405


@pytest.mark.requirement("INV-38")
@pytest.mark.parametrize("said", ["Samhar", "ሰምሃር", "semh", "Tesfay", "8-2-2011", "2900000017"])
def test_by_what_a_role_may_not_read_nobody_is_found(cast, open_case, at, said):
    """Of a child at its arrival COA reads the given names, and could tell from a hit what else it is called."""
    open_case(v_number="2900000017")
    assert case_search.search(cast.coa, typed(said), at(2026, 3, 2, 13)) == []
    assert len(case_search.search(cast.ind, typed(said), at(2026, 3, 2, 13))) == 1


@pytest.mark.requirement("INV-38", "B-27")
def test_who_is_not_involved_finds_nothing_however_it_is_typed(cast, people, open_case, at):
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
    for said in ("Semhar", "Samhar", "8-2-2011", case.reference):
        assert len(case_search.search(cast.guardian, typed(said), at(2026, 3, 3))) == 1
        for other in (cast.mentor, cast.ggd, cast.lawyer, cast.dpo):
            assert case_search.search(other, typed(said), at(2026, 3, 3)) == []


@pytest.mark.requirement("INV-38")
def test_who_looks_in_through_an_emergency_finds_it_and_a_supervisor_does_not_by_that(cast, people, open_case, at,
                                                                                     organisations):  # fmt: skip
    case = open_case()
    involving.involve(case=case.pk, number=case.number, organisation=organisations["BO_PROVIDER"],
                      ground=Ground.EMERGENCY, person=people["bo_provider.mentor"], by=cast.mentor,
                      at=at(2026, 3, 2, 13), until=at(2026, 3, 5))  # fmt: skip
    lead = cast.mentor.__class__(**{**vars(cast.mentor), "role": "bo_provider.supervisor", "person_id": None})
    assert len(case_search.search(cast.mentor, typed("Semhar"), at(2026, 3, 3))) == 1
    assert case_search.search(lead, typed("Semhar"), at(2026, 3, 3)) == []


def test_what_may_not_be_read_takes_no_place_of_what_may(cast, known_child, open_case, at, monkeypatch):
    """COA reads the whole name of the child that it placed, and not of those that arrived after it."""
    monkeypatch.setattr(case_search, "MOST", 1)
    placed = known_child()
    for _number in range(3):
        open_case()
    [found] = case_search.search(cast.coa, typed("Tesfay"), at(2026, 3, 5))
    assert found["id"] == placed.pk


@pytest.mark.requirement("S004-05")
def test_the_best_is_shown_first_and_that_there_may_be_more_is_said(at_screen, open_case, monkeypatch):
    exact = open_case(given_names="Semhar", family_name="Kidane")
    for given in ("Samhar", "Semhara"):
        open_case(given_names=given, family_name="Tesfay")
    rows = text(at_screen("intake").post(SEARCH, {"wanted": "Semhar"}))
    assert rows.index("Semhar Kidane") < rows.index("Semhara Tesfay") < rows.index("Samhar Tesfay")
    assert "typ meer van wat u weet" not in rows
    monkeypatch.setattr(case_search, "MOST", 1)
    page = text(at_screen("intake").post(SEARCH, {"wanted": "Semhar"}))
    assert url(exact) in page
    assert "typ meer van wat u weet" in page
