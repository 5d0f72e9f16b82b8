"""A real browser before the running site, with somebody signed in through the login page."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from partners.models import Person
from seeds import organisations as organisation_seeds
from seeds import people as people_seeds
from seeds import places
from tests.e2e.browser import Someone, listen
from tests.houses import raise_signal
from tests.second_steps import PASSWORD
from tools import chromium

__all__ = ["raise_signal"]


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=chromium.flags())
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained of, such as of the content-security policy: a story ends with nothing."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def new_page(live_server, settings, chrome: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """The screen of somebody who has not signed in, of some width: a browser that shares nothing with another."""
    # The live server speaks plain http, as the demo does.
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = False
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "sessionid", "csrftoken"
    settings.LANGUAGE_COOKIE_NAME = "language"
    settings.SECOND_FACTOR = False  # as in the demo, whose people these are; tests/e2e/test_login.py asks for it
    contexts = []

    def opened(width: int = 1280) -> Page:
        contexts.append(chrome.new_context(base_url=live_server.url, viewport={"width": width, "height": 900}))
        page = contexts[-1].new_page()
        listen(page, complaints)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(people: dict[str, Person], new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Sign in as the person of a role, at a screen of some width; the desk opens."""

    def signed_in(role: str, width: int = 1280) -> Page:
        person = people[role]
        person.set_password(PASSWORD)
        person.save()
        page = new_page(width)
        page.goto("/admin/")
        page.get_by_label("Gebruikersnaam").fill(person.username)
        page.get_by_label("Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url("**/admin/")
        return page

    return signed_in


@pytest.fixture
def netherlands(db: None) -> None:
    """The organisations, people, houses and beds of the demo, and no child."""
    organisation_seeds.plant(organisation_seeds.NATIONAL + organisation_seeds.INVENTED)
    places.plant_intake_locations()
    places.plant_houses()
    people_seeds.plant()


@pytest.fixture
def arrive_at_work(netherlands: None, new_page: Callable[..., Page]) -> Callable[..., Someone]:
    """Somebody of the demo, by user name, who has signed in at a screen and sees the desk."""

    def arrived(username: str, *, width: int = 1280, secrets: tuple[str, ...] = ()) -> Someone:
        someone = Someone(new_page(width), secrets)
        someone.log_in(username, people_seeds.DEMO_PASSWORD)
        return someone

    return arrived


@pytest.fixture
def sit_down(netherlands: None, live_server, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """The screen of somebody of the demo, by user name, who has signed in already; it is still empty."""

    def seated(username: str, width: int = 1280) -> Page:
        client, page = Client(), new_page(width)
        client.force_login(Person.objects.get(username=username))
        cookies = [{"name": each.key, "value": each.value, "url": live_server.url} for each in client.cookies.values()]
        page.context.add_cookies(cookies)
        return page

    return seated
