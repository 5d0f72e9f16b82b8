"""The supervisor's door: who did and saw what, with values only of what the supervisor may read."""

import pytest
from django.urls import reverse

from audit.models import Entry, Kind
from tests.overview.conftest import NOTE, text, url

pytestmark = pytest.mark.django_db


def trail(case, **query) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse("admin:trail", args=[case.pk]) + (f"?{asked}" if asked else "")


def test_a_supervisor_reads_who_did_and_saw_what(at_screen, known_child):
    case = known_child()
    at_screen("guardian").get(url(case))
    page = text(at_screen("supervisor").get(trail(case)))
    assert "P. nidos.guardian" in page
    assert "P. avim.officer" in page
    assert NOTE in page


@pytest.mark.requirement("D-10")
def test_what_a_supervisor_may_not_read_has_no_values_in_the_trail(at_screen, known_child):
    page = text(at_screen("supervisor").get(trail(known_child())))
    assert "Een man wacht buiten." not in page


def test_the_data_protection_officer_sees_every_trail_without_any_value(at_screen, known_child):
    case = known_child()
    browser = at_screen("dpo")
    page = text(browser.get(trail(case)))
    assert [word for word in ("Semhar", "Tesfay", NOTE, "Een man wacht buiten.") if word in page] == []
    assert "P. nidos.intake" in page
    assert case.reference in text(browser.get(reverse("admin:trails")))


@pytest.mark.parametrize("name", ["guardian", "intake", "ind", "mentor", "kmar"])
def test_nobody_else_reads_a_trail(at_screen, open_case, name):
    case = open_case()
    assert at_screen(name).get(trail(case)).status_code == 403
    assert at_screen(name).get(reverse("admin:trails")).status_code == 403


def test_a_supervisor_of_an_organisation_that_is_not_involved_finds_nothing(at_screen, open_case, people):
    case = open_case()
    supervisor = people["bo_provider.supervisor"]
    browser = at_screen("mentor")
    browser.force_login(supervisor, backend="partners.login.PersonBackend")
    assert browser.get(trail(case)).status_code == 404


def test_reading_the_trail_stands_in_the_trail(at_screen, open_case, people):
    case = open_case()
    at_screen("supervisor").get(trail(case))
    entry = Entry.objects.get(kind=Kind.READ, table="audit_entry")
    assert (entry.case, entry.person) == (case.pk, people["nidos.supervisor"].pk)


def test_the_trail_is_narrowed_by_codes_and_goes_on(at_screen, known_child, people, monkeypatch):
    from overview import trail as trails

    case = known_child()
    browser = at_screen("supervisor")
    page = text(browser.get(trail(case, person=people["ind.officer"].pk, kind="CREATE")))
    assert "<bdi>P. ind.officer</bdi>" in page
    assert "<bdi>P. avim.officer</bdi>" not in page
    monkeypatch.setattr(trails, "PAGE", 3)
    assert "before=" in text(browser.get(trail(case)))


def test_a_refusal_stands_out(at_screen, known_child):
    case = known_child()
    at_screen("kmar").get(url(case))
    page = text(at_screen("supervisor").get(trail(case, kind="DENIAL")))
    assert "P. kmar.reporter" in page
    assert 'class="chip late"' in page


def test_the_trail_asks_as_many_questions_for_many_entries_as_for_few(
    at_screen, known_child, django_assert_num_queries, django_assert_max_num_queries, monkeypatch
):
    from overview import trail as trails

    monkeypatch.setattr(trails, "PAGE", 500)
    few, many = known_child(extra=1), known_child(extra=6, signals=5)
    browser = at_screen("supervisor")
    browser.get(trail(few))
    with django_assert_max_num_queries(40) as asked:
        browser.get(trail(few))
    with django_assert_num_queries(len(asked)):
        browser.get(trail(many))


def test_only_a_supervisor_finds_the_way_to_the_trail_on_the_case_page(at_screen, known_child):
    case = known_child()
    assert trail(case) in text(at_screen("supervisor").get(url(case)))
    assert trail(case) not in text(at_screen("guardian").get(url(case)))


@pytest.mark.requirement("INV-39")
def test_the_reader_sees_in_plain_words_how_far_the_ledger_is_sealed(at_screen, known_child):
    case, browser = known_child(), at_screen("dpo")
    for address in (reverse("admin:trails"), trail(case)):
        page = text(browser.get(address))
        assert "Er is nog niets verzegeld van wie wat deed en zag." in page
        assert "op het volgende zegel." in page


@pytest.mark.requirement("INV-38")
def test_the_list_of_trails_names_no_case_of_others(at_screen, open_case, make_house, indicate, place, people):
    ours, theirs = open_case(), open_case()
    indicate(ours)
    place(ours, make_house("BO"))
    browser = at_screen("mentor")
    browser.force_login(people["bo_provider.supervisor"], backend="partners.login.PersonBackend")
    page = text(browser.get(reverse("admin:trails")))
    assert (ours.reference in page, theirs.reference in page) == (True, False)
