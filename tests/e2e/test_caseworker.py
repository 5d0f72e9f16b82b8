"""A caseworker registers a child, is told what to do, is refused with the reason, and gets it right."""

import pytest
from playwright.sync_api import Page, expect

from intake.models import Conversation

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def register(page: Page) -> None:
    page.get_by_role("link", name="Kind aanmelden").click()
    page.get_by_label("Voornamen").fill("Semhar")
    page.get_by_label("Achternaam").fill("Tesfay")
    page.get_by_label("Plaats van aankomst").select_option("ter-apel")
    page.get_by_label("Aangekomen op").fill("2026-03-02")
    page.get_by_role("button", name="Kind aanmelden").click()


def test_from_registration_to_the_first_talk(sign_in, ter_apel, complaints):
    page = sign_in("nidos.intake")
    register(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Semhar Tesfay")
    page.get_by_role("link", name="Mijn werk").click()
    page.get_by_role("row", name="Kennismakingsgesprek").get_by_role("link", name="Gesprek vastleggen").click()
    page.locator("[name=skip_reason]").fill("Zij sliep nog.")
    page.get_by_label("Gehouden op").fill("2026-03-02")
    page.get_by_role("button", name="Gesprek vastleggen").click()
    expect(page.get_by_role("alert")).to_contain_text("INV-02")
    expect(page.locator("[name=skip_reason]")).to_have_value("Zij sliep nog.")
    page.locator("[name=skip_reason]").fill("")
    page.get_by_role("button", name="Gesprek vastleggen").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert Conversation.objects.get().step == "ACQUAINTANCE"
    assert complaints == []


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_no_page_scrolls_sideways(sign_in, open_case, raise_signal, width):
    case = open_case()
    raise_signal(case)
    page = sign_in("nidos.intake", width)
    for address in ("/admin/", "/admin/intake/case/", f"/admin/intake/case/{case.pk}/change/", "/admin/acts/cases/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_keyboard_reaches_the_button_that_does_it(sign_in, open_case):
    open_case()
    page = sign_in("nidos.intake")
    names = []
    for _step in range(40):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert "Gesprek vastleggen" in names
