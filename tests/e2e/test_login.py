"""The second step in a real browser, under the strict policy for scripts: an app, recovery codes, a security key."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import barriers
from tests.e2e.browser import nl
from tests.second_steps import PASSWORD, code_of, with_password

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
KEY = {
    "protocol": "ctap2", "transport": "usb", "hasResidentKey": False, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def page(people, new_page, live_server, settings) -> Page:
    """The screen of a guardian with a password, who has set up nothing."""
    page = new_page()
    settings.SECOND_FACTOR = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the live server speaks plain http
    with_password(people["nidos.guardian"])
    return page


def first_step(page: Page, username: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Gebruikersnaam").fill(username)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    press(page, "Log in")


def press(page: Page, button: str) -> None:
    with page.expect_event("load"):
        page.get_by_role("button", name=nl(button), exact=True).click()


def leave(page: Page) -> None:
    press(page, "Log out")


def plug_in_a_key(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_an_app_is_set_up_and_a_recovery_code_lets_in_once(page, people):
    name = people["nidos.guardian"].username
    first_step(page, name)
    expect(page.get_by_role("heading", level=1)).to_have_text(nl("Set up an app"))
    assert page.get_by_role("navigation").count() == 0
    assert page.locator("img").evaluate("image => image.naturalWidth") > 0
    assert barriers.of(page) == []
    secret = page.locator("code").inner_text().replace(" ", "")
    page.get_by_label(nl("Code from your app")).fill(code_of(secret))
    press(page, "Set up")
    codes = page.locator("main code").all_inner_texts()
    assert len(codes) == 10
    assert barriers.of(page) == []
    leave(page)
    first_step(page, name)
    assert barriers.of(page) == []
    page.get_by_label(nl("Your code"), exact=True).fill(codes[0])
    press(page, "Go on")
    expect(page).to_have_url(page.url.partition("/admin/")[0] + "/admin/")


def test_a_security_key_is_set_up_and_asked_for(page, people):
    plug_in_a_key(page)
    first_step(page, people["nidos.guardian"].username)
    page.get_by_role("link", name=nl("Set up a security key instead")).click()
    page.get_by_label(nl("What do you call it?")).fill("Blauw")
    assert barriers.of(page) == []
    press(page, "Set up")
    expect(page.get_by_role("heading", level=1)).to_have_text(nl("Recovery codes"))
    page.goto("/admin/second-factor/")
    expect(page.get_by_role("cell", name="Blauw")).to_be_visible()
    assert barriers.of(page) == []
    leave(page)
    first_step(page, people["nidos.guardian"].username)
    press(page, "Use your security key")
    expect(page.get_by_role("navigation")).to_be_visible()
    page.goto("/admin/second-factor/prove/?next=/admin/calendar/")
    press(page, "Use your security key")
    expect(page.get_by_role("heading", level=1)).to_have_text(nl("My calendar"))
