"""A real browser before the running site, with somebody signed in through the login page."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from partners.models import Person
from tests.houses import raise_signal
from tools import chromium

__all__ = ["raise_signal"]

PASSWORD = "een-lang-wachtwoord"


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=chromium.flags())
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser refused because of the content-security policy: a story ends with none."""
    return []


@pytest.fixture
def sign_in(live_server, settings, people: dict[str, Person], chrome: Browser,
            complaints: list[str]) -> Iterator[Callable[..., Page]]:  # fmt: skip
    """Sign in as the person of a role, at a screen of some width; the desk opens."""
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False  # the live server speaks plain http
    contexts = []

    def heard(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def signed_in(role: str, width: int = 1280) -> Page:
        person = people[role]
        person.set_password(PASSWORD)
        person.save()
        contexts.append(chrome.new_context(base_url=live_server.url, viewport={"width": width, "height": 900}))
        page = contexts[-1].new_page()
        page.on("console", heard)
        page.goto("/admin/")
        page.get_by_label("Gebruikersnaam").fill(person.username)
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/admin/")
        return page

    yield signed_in
    for context in contexts:
        context.close()
