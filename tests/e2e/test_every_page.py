"""Every kind of page, for everybody: narrow enough for a telephone, and in reach of a keyboard."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from seeds import stories
from seeds.people import DEMO_PASSWORD, LOGINS
from tests.e2e.browser import Someone, nl

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# Each ends with another part of the case page filled: extensions, a hearing with its deviation, signals, a task.
TOLD = ("rest-extended-twice", "hearing-at-own-wish", "signal-that-fits-nobody", "just-arrived")
NARROW = 320
CASE = re.compile(r"/admin/intake/case/[0-9a-f-]{36}/change/$")
KINDS = {
    "a case": CASE,
    "an act": re.compile(r"/admin/cases/.+/acts/"),
    "a history": re.compile(r"/history/$"),
    "a trail": re.compile(r"/admin/cases/.+/trail/$"),
    "a source": re.compile(r"/admin/sources/"),
}


@pytest.fixture
def children(netherlands: None) -> None:
    for key in TOLD:
        stories.tell(key, timezone.now())


def links(page: Page) -> list[str]:
    """Where the page leads, in its order."""
    found: list[str] = page.eval_on_selector_all("a[href]", "links => links.map(link => link.pathname)")
    return found


def fits(someone: Someone, address: str, width: int = NARROW) -> None:
    someone.open(address)
    assert someone.page.evaluate("document.documentElement.scrollWidth") <= width, address


def visit_all(someone: Someone) -> dict[str, str]:
    """Every page of the menu; and by links the first case, and the first of each kind of page from there."""
    menu = [address for address in links(someone.page) if address.startswith("/admin/")]
    visited: dict[str, str] = {}
    for address in dict.fromkeys(menu):
        fits(someone, address)
    someone.open("/admin/intake/case/")
    case = next(filter(CASE.search, links(someone.page)), None)
    if case is None:
        return visited
    fits(someone, case)
    there = links(someone.page)
    for kind, shape in KINDS.items():
        address = case if shape is CASE else next(filter(shape.search, there), None)
        if address is not None:
            fits(someone, address)
            visited[kind] = address
    return visited


def test_every_page_fits_a_telephone_for_everybody(children, arrive_at_work, new_page):
    fits(Someone(new_page(NARROW)), "/admin/")
    seen: dict[str, str] = {}
    for login in LOGINS:
        seen |= visit_all(arrive_at_work(login.username, width=NARROW))
    assert seen.keys() == KINDS.keys()
    observer = arrive_at_work("vluchtelingenwerk", width=NARROW)
    fits(observer, seen["a case"])
    observer.reads(nl("There is nothing here"))
    fits(observer, "/admin/trail/")
    observer.reads(nl("You may not do or see this"))


def tab_to(page: Page, wanted: str, at_most: int = 40) -> None:
    """Press Tab until the focus stands on what says this, or is called this."""
    for _step in range(at_most):
        page.keyboard.press("Tab")
        focused = page.evaluate("[document.activeElement.textContent.trim(), document.activeElement.name]")
        if wanted in focused:
            return
    pytest.fail(f"Tab does not reach {wanted}")


def test_from_login_to_a_task_without_a_mouse(children, new_page):
    page = new_page()
    page.goto("/admin/")
    for name, answer in (("username", "aanmelding"), ("password", DEMO_PASSWORD)):
        if page.evaluate("document.activeElement.name") != name:
            tab_to(page, name)
        page.keyboard.type(answer)
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=nl("To do"))).to_be_visible()
    tab_to(page, nl("Record a conversation"))
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(nl("Record a conversation"))
    tab_to(page, "held_on")
