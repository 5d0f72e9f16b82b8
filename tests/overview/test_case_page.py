"""The list of cases and the page of one: a role sees its own page whole, and what it may not see is absent."""

import pytest
from django.urls import reverse

from audit.models import Entry, Kind
from overview import case_buttons
from overview.records import Button
from tests.overview.conftest import NOTE, text, url

pytestmark = pytest.mark.django_db
LIST, SEARCH = "/admin/intake/case/", "/admin/intake/case/search/"


@pytest.mark.requirement("INV-38")
@pytest.mark.parametrize(("name", "shown", "absent"), [
    ("guardian", [NOTE, "Een man wacht buiten.", "Tesfay", "Invented Lane 1"], []),
    ("mentor", ["Tesfay", "Invented Lane 1"], [NOTE, "Een man wacht buiten."]),
    ("ind", [NOTE, "Tesfay"], ["Een man wacht buiten.", "Invented Lane 1", "Huis BO"]),
    ("coa", ["Invented Lane 1"], [NOTE, "Een man wacht buiten."]),
    ("supervisor", [NOTE], ["Een man wacht buiten."]),
])  # fmt: skip
def test_each_role_sees_its_own_page(at_screen, known_child, name, shown, absent):
    page = text(at_screen(name).get(url(known_child())))
    assert [part for part in shown if part not in page] == []
    assert [part for part in absent if part in page] == []


@pytest.mark.parametrize("name", ["mentor", "kmar", "dpo", "coa"])
def test_a_stranger_gets_the_same_answer_as_for_what_does_not_exist(at_screen, open_case, name):
    case = open_case()
    browser = at_screen(name)
    if name == "coa":
        assert browser.get(url(case)).status_code == 200
        return
    strange = browser.get(url(case))
    missing = browser.get(url(case).replace(str(case.pk), "00000000-0000-4000-8000-000000000000"))
    assert (strange.status_code, missing.status_code) == (404, 404)
    assert strange.content == missing.content


def test_who_has_only_the_arrival_stay_sees_neither_talks_nor_signals(at_screen, open_case, raise_signal):
    case = open_case()
    raise_signal(case)
    page = text(at_screen("coa").get(url(case)))
    assert "Somebody waits" not in page
    assert 'id="signals"' not in page
    assert "Ter Apel" in page


@pytest.mark.requirement("INV-39", "B-27")
def test_a_look_at_the_page_leaves_an_entry_with_the_classes_that_were_shown(at_screen, known_child, people):
    case = known_child()
    at_screen("guardian").get(url(case))
    entry = Entry.objects.filter(kind=Kind.READ, table="intake_case").latest("id")
    assert (entry.case, entry.person) == (case.pk, people["nidos.guardian"].pk)
    assert {"IDENTITY", "CONVERSATION_NOTE", "SIGNAL_DETAIL"} <= set(entry.data_classes)
    assert "STORY" not in entry.data_classes
    assert "GUARDIAN" in entry.ground


def test_the_buttons_are_what_this_role_can_do_now_the_due_one_first(
    at_screen, open_case, people, cast, at, raise_signal
):
    from residence import guardianship

    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
    raise_signal(case)
    page = text(at_screen("guardian").get(url(case)))
    address = reverse("admin:act", args=[case.pk, "indications"])
    assert f'<a class="btn" href="{address}">' in page
    assert reverse("admin:act", args=[case.pk, "hearings"]) not in page


def test_an_unapproved_extension_carries_the_supervisors_button(at_screen, known_child, cast, at):
    from shelter import rest

    case = known_child()
    row = rest.request(case=case, days=7, reason="Slaapt nog niet.", by=cast.guardian, at=at(2026, 3, 23))
    address = reverse("admin:nested_act", args=[case.pk, "rest-extensions-approvals", row.pk])
    assert address in text(at_screen("supervisor").get(url(case)))
    assert address not in text(at_screen("guardian").get(url(case)))


def test_who_approves_sees_what_and_that_it_was_shown_is_recorded(at_screen, known_child, cast, at):
    from shelter import rest

    case = known_child()
    row = rest.request(case=case, days=9, reason="Slaapt nog niet.", by=cast.guardian, at=at(2026, 3, 23))
    form = text(at_screen("supervisor").get(f"/admin/cases/{case.pk}/acts/rest-extensions-approvals/{row.pk}/"))
    assert "Slaapt nog niet." in form
    assert '<dd dir="auto">9</dd>' in form
    entry = Entry.objects.get(kind=Kind.READ, record=row.pk)
    assert (entry.case, entry.version, entry.data_classes) == (case.pk, 1, ["REST"])


def test_every_name_that_the_child_goes_by_is_shown(at_screen, open_case):
    page = text(at_screen("intake").get(url(open_case(aliases=["ሰምሃር", "Semhar T."]))))
    assert "ሰምሃር, Semhar T." in page
    assert "meisje" in page


@pytest.mark.parametrize("name", ["guardian", "ind", "supervisor"])
def test_the_page_asks_as_many_questions_for_ten_rows_as_for_one(
    at_screen, known_child, name, django_assert_num_queries, django_assert_max_num_queries
):
    few, many = known_child(extra=1), known_child(extra=10, signals=10)
    browser = at_screen(name)
    browser.get(url(few))
    with django_assert_max_num_queries(80) as asked:
        browser.get(url(few))
    with django_assert_num_queries(len(asked)):
        browser.get(url(many))


def test_the_list_asks_as_many_questions_for_twenty_cases_as_for_one(
    at_screen, open_case, django_assert_num_queries, django_assert_max_num_queries
):
    browser = at_screen("intake")
    open_case()
    browser.get(LIST)
    with django_assert_max_num_queries(12) as asked:
        browser.get(LIST)
    for _number in range(19):
        open_case()
    with django_assert_num_queries(len(asked)):
        browser.get(LIST)


def test_the_list_goes_on_where_the_page_ended_and_leaves_an_entry(at_screen, open_case, monkeypatch):
    from overview.admin import case as pages

    monkeypatch.setattr(pages, "PAGE", 2)
    first, *_rest = [open_case(given_names=f"Kind{number}") for number in range(3)]
    browser = at_screen("intake")
    page = text(browser.get(LIST))
    assert ("Kind2" in page, "Kind1" in page, "Kind0" in page) == (True, True, False)
    assert "Kind0" in text(browser.get(f"{LIST}?after={first.number + 1}"))
    assert Entry.objects.filter(kind=Kind.LIST).latest("id").cases == [str(first.pk)]


def test_what_nobody_is_asked_for_stays_in_view_however_much_is_due():
    due = [Button(f"due {number}", "/", True, f"due-{number}") for number in range(5)]
    asked_of_nobody = [Button(act, "/", False, act) for act in case_buttons.UNASKED]
    found = case_buttons.divided([Button("other", "/", False, "other"), *asked_of_nobody, *due])
    assert found.first == [*due[:3], *asked_of_nobody]
    assert found.more == [*due[3:], Button("other", "/", False, "other")]


def test_where_little_can_be_done_nothing_is_folded_away():
    few = [Button(act, "/", False, act) for act in ("one", "two", "three")]
    assert case_buttons.divided(few) == case_buttons.Buttons(few, [])


@pytest.mark.parametrize("wanted", ["Semhar", "tesf", "2900000017"])
def test_a_search_finds_only_cases_one_is_involved_in_and_is_recorded(at_screen, open_case, wanted):
    case = open_case(v_number="2900000017")
    assert case.reference in text(at_screen("intake").post(SEARCH, {"wanted": wanted}, follow=True))
    assert Entry.objects.filter(kind=Kind.SEARCH).latest("id").cases == [str(case.pk)]
    assert case.reference not in text(at_screen("mentor").post(SEARCH, {"wanted": wanted}))


@pytest.mark.requirement("INV-38")
@pytest.mark.parametrize("wanted", ["Tesfay", "2900000017"])
def test_what_one_may_not_read_of_a_child_does_not_find_it_either(at_screen, open_case, wanted):
    case = open_case(v_number="2900000017")
    assert case.reference not in text(at_screen("coa").post(SEARCH, {"wanted": wanted}))
    assert at_screen("coa").post(SEARCH, {"wanted": case.reference}).url == url(case)
