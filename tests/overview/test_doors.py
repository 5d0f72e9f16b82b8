"""What every page of the two doors keeps to: the browser's policy, titles, refusals, forms that lose nothing."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry, Kind
from intake.models import Case, Conversation
from tests.overview.conftest import TITLE, text, url

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
CSP = "content-security-policy"


@pytest.fixture
def pages(known_child) -> dict[str, tuple[str, str]]:
    """An address of every kind of page, with who opens it."""
    case = known_child()
    talk = case.conversations.first()
    return {
        "desk": ("guardian", "/admin/"),
        "list": ("guardian", "/admin/intake/case/"),
        "case": ("guardian", url(case)),
        "form": ("guardian", reverse("admin:act", args=[case.pk, "indications"])),
        "open": ("intake", reverse("admin:free_act", args=["cases"])),
        "history": ("guardian", reverse("admin:intake_conversation_history", args=[talk.pk])),
        "signals": ("intake", reverse("admin:unmatched_signals")),
        "trails": ("supervisor", reverse("admin:trails")),
        "trail": ("supervisor", reverse("admin:trail", args=[case.pk])),
        "source": ("guardian", reverse("admin:source", args=["S004-46"])),
        "password": ("guardian", reverse("admin:password_change")),
    }


def test_no_page_needs_an_exception_from_the_strict_policy_nor_names_the_child_in_its_title(pages, at_screen):
    for name, (who, address) in pages.items():
        response = at_screen(who).get(address)
        page = text(response)
        assert response.status_code == 200, name
        assert "default-src 'none'" in response.headers[CSP], name
        assert "unsafe" not in response.headers[CSP], name
        assert INLINE.findall(page) == [], name
        assert "Semhar" not in TITLE.search(page)[1], name
        assert "Tesfay" not in address, name


def test_every_page_that_shows_a_child_leaves_its_entry(pages, at_screen):
    for name in ("desk", "list", "case", "form", "history", "signals", "trails", "trail"):
        who, address = pages[name]
        browser = at_screen(who)
        before = Entry.objects.count()
        browser.get(address)
        assert Entry.objects.count() == before + 1, name


def test_the_login_page_is_ours_and_keeps_to_the_policy():
    response = Client().get("/admin/login/")
    assert INLINE.findall(text(response)) == []
    assert "beschut/beschut.css" in text(response)


def test_who_is_not_signed_in_is_sent_to_the_login(open_case):
    response = Client().get(url(open_case()))
    assert response.url.startswith("/admin/login/")


@pytest.mark.parametrize("address", [
    "/admin/intake/case/add/", "/admin/intake/child/", "/admin/partners/person/",
    "/admin/oauth2_provider/accesstoken/", "/admin/partners/notice/", "/admin/auth/group/",
    "/admin/shelter/placement/add/", "/admin/sources/S999-99/",
])  # fmt: skip
def test_the_stock_lists_and_forms_are_not_offered(at_screen, address):
    assert at_screen("supervisor").get(address).status_code == 404


@pytest.mark.requirement("INV-03")
def test_a_refusal_keeps_what_was_typed_says_why_and_writes_nothing(at_screen, open_case, talk, at):
    case = open_case()
    talk(case, at(2026, 3, 2, 14))
    typed = {
        "step": "FOLLOW_UP",
        "held_on": "2026-03-02",
        "note": "Zij vertelde van haar broer.",
        "outcome": "NO_SIGNAL",
    }
    response = at_screen("intake").post(reverse("admin:act", args=[case.pk, "conversations"]), typed)
    page = text(response)
    assert response.status_code == 409
    assert "Zij vertelde van haar broer." in page
    assert reverse("admin:source", args=["INV-03"]) in page
    assert not Conversation.objects.filter(step="FOLLOW_UP").exists()
    denial = Entry.objects.get(kind=Kind.DENIAL)
    assert (denial.case, denial.reason) == (case.pk, "409 not-explained INV-03")


def test_a_wrong_answer_stands_at_its_field(at_screen, open_case):
    response = at_screen("avim").post(
        reverse("admin:act", args=[open_case().pk, "identifications"]), {"v_number": "12"}
    )
    assert response.status_code == 400
    assert 'aria-invalid="true"' in text(response)
    assert 'value="12"' in text(response)


def test_an_act_is_done_and_leads_back_to_the_case(at_screen, open_case):
    case = open_case()
    address = reverse("admin:act", args=[case.pk, "conversations"])
    response = at_screen("intake").post(
        address, {"step": "ACQUAINTANCE", "held_on": "2026-03-02", "outcome": "NO_SIGNAL"}
    )
    assert response.url == url(case)
    assert Conversation.objects.get().step == "ACQUAINTANCE"


def test_a_child_is_registered_and_its_page_opens(at_screen, ter_apel):
    browser = at_screen("intake")
    given = {
        "child-given_names": "أمينة", "child-sex": "F", "child-nationality": "SY", "child-languages": ["ar"],
        "birth-precision": "DAY", "birth-source": "CHILD", "birth-status": "PROVISIONAL",
        "arrival-intake_location": "ter-apel", "arrival-arrived_on": "2026-03-02",
    }  # fmt: skip
    response = browser.post(reverse("admin:free_act", args=["cases"]), given)
    assert response.url == url(Case.objects.get())
    assert "<bdi>أمينة</bdi>" in text(browser.get(response.url))


def test_a_form_fills_in_the_code_of_the_button_and_nothing_else(at_screen, open_case):
    address = reverse("admin:act", args=[open_case().pk, "conversations"])
    page = text(at_screen("intake").get(f"{address}?step=FOLLOW_UP&note=Semhar"))
    assert '<option value="FOLLOW_UP" selected>' in page
    assert "Semhar</textarea>" not in page


@pytest.mark.parametrize(("name", "act", "status"), [
    ("coa", "conversations", 403), ("intake", "hearings", 403), ("mentor", "signals", 404),
    ("intake", "nonsense", 404), ("intake", "cases", 404), ("supervisor", "rest-extensions-approvals", 404),
])  # fmt: skip
def test_who_has_no_right_gets_a_calm_page(at_screen, open_case, name, act, status):
    address = f"/admin/cases/{open_case().pk}/acts/{act}/"
    response = at_screen(name).get(address)
    assert response.status_code == status
    assert "beschut/beschut.css" in text(response)


def test_a_nested_act_takes_only_a_record_of_its_own_case(at_screen, known_child, open_case, cast, at):
    from shelter import rest

    row = rest.request(case=known_child(), days=7, reason="Slaapt niet.", by=cast.guardian, at=at(2026, 3, 23))
    other = open_case()
    browser = at_screen("supervisor")
    for case, parent in ((other.pk, row.pk), (row.case_id, uuid4())):
        address = reverse("admin:nested_act", args=[case, "rest-extensions-approvals", parent])
        assert browser.post(address).status_code == 404
    done = browser.post(reverse("admin:nested_act", args=[row.case_id, "rest-extensions-approvals", row.pk]))
    assert done.status_code == 302


def test_english_is_one_click_away(at_screen, open_case):
    browser = at_screen("intake")
    browser.post(reverse("language"), {"language": "en", "next": "/admin/"})
    assert "To do" in text(browser.get("/admin/"))


@pytest.mark.parametrize("after", ["9" * 30, "9" * 19, "-1", "x", "٣"])
def test_a_key_that_is_none_does_no_harm(at_screen, open_case, after):
    open_case()
    assert at_screen("intake").get(f"/admin/intake/case/?after={after}").status_code == 200
    case = Case.objects.get()
    address = reverse("admin:trail", args=[case.pk])
    assert at_screen("supervisor").get(f"{address}?before={after}&person={after}&kind={after}").status_code == 200
