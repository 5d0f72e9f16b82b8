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
TOLD = ("rest-extended-twice", "hearing-at-own-wish", "signals-merged", "signal-that-fits-nobody", "just-arrived")
NARROW = 320
CASE = re.compile(r"/admin/intake/case/[0-9a-f-]{36}/change/$")
MENU = (
    "/admin/intake/case/",
    "/admin/acts/cases/",
    "/admin/arrivals/",
    "/admin/cover/",
    "/admin/day/",
    "/admin/deliveries/",
    "/admin/emergencies/",
    "/admin/incidents/",
    "/admin/signals/",
    "/admin/signals/outside/",
    "/admin/trail/",
)
KINDS = {
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


def fits(someone: Someone) -> None:
    """The page that is open does not scroll sideways."""
    assert someone.page.evaluate("document.documentElement.scrollWidth") <= NARROW, someone.page.url


def visit(someone: Someone, address: str) -> list[str]:
    """Open a page and see that it fits; where it leads."""
    someone.open(address)
    fits(someone)
    return links(someone.page)


def visit_case(someone: Someone, case: str, seen: set[str]) -> set[str]:
    """A case, and the first page of each kind to which it leads; what a paragraph says is the same for everybody."""
    there = visit(someone, case)
    found = {kind: next(filter(shape.search, there), None) for kind, shape in KINDS.items()}
    for kind, address in found.items():
        if address is not None and not (kind == "a source" and kind in seen):
            visit(someone, address)
    return {kind for kind, address in found.items() if address is not None}


@pytest.mark.long  # test_accessible.py asks this of each kind of page once, in the short run
def test_every_page_fits_a_telephone_for_everybody(children, arrive_at_work, new_page):
    visit(Someone(new_page(NARROW)), "/admin/")
    seen: set[str] = set()
    case = ""
    for login in LOGINS:
        someone = arrive_at_work(login.username, width=NARROW)
        fits(someone)
        menu = dict.fromkeys(address for address in links(someone.page) if address in MENU)
        known = [found for address in menu for found in visit(someone, address) if CASE.search(found)]
        if known:
            case = known[0]
            seen |= visit_case(someone, case, seen)
    assert seen == KINDS.keys()
    observer = arrive_at_work("vluchtelingenwerk", width=NARROW)
    visit(observer, case)
    observer.reads(nl("There is nothing here"))
    visit(observer, "/admin/trail/")
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
