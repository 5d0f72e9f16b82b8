"""Without a mouse: Tab reaches everything in the order of the page, one sees where one is, and a form goes out."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from intake.models import Child
from seeds import stories
from tests.e2e import barriers
from tests.e2e.browser import nl

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
CASES, REGISTER = "/admin/intake/case/", "/admin/acts/cases/"
# What can have the focus, in the order of the page; of some radio buttons with one name, one.
IN_ORDER = """() => {
    const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const groups = new Set(), all = [...document.querySelectorAll(wanted)].filter(each => each.checkVisibility());
    window.inOrder = all.filter(each => each.type !== "radio" || !groups.has(each.name) && groups.add(each.name));
    return window.inOrder.length;
}"""
HERE = """() => {
    const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
    return {
        place: window.inOrder.indexOf(here), html: here.outerHTML.slice(0, 120),
        seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
            && box.bottom > 0 && box.top < innerHeight && box.width > 0,
    };
}"""


def tab(page: Page) -> dict[str, Any]:
    page.keyboard.press("Tab")
    where: dict[str, Any] = page.evaluate(HERE)
    return where


def walk(page: Page) -> None:
    """From the top to the last control; a date is one control in which Tab stops at its day, month and year."""
    controls, place, steps = page.evaluate(IN_ORDER), -1, 0
    while place < controls - 1:
        where, steps = tab(page), steps + 1
        assert where["place"] in (place, place + 1), f"{page.url}: {where['html']} comes out of turn"
        assert where["seen"], f"{page.url}: nobody sees that {where['html']} has the focus"
        place = where["place"]
        assert steps < 6 * controls


def focus(page: Page, name: str) -> None:
    """Press Tab until the field of this name has the focus."""
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    pytest.fail(f"Tab does not reach {name}")


@pytest.fixture
def guardian(netherlands: None, sit_down: Callable[..., Page]) -> Page:
    stories.tell("rest-extended-twice", timezone.now())
    return sit_down("voogd")


def test_tab_reaches_every_control_in_order_and_shows_where_it_is(guardian: Page) -> None:
    guardian.goto("/admin/")
    walk(guardian)
    guardian.goto(CASES)
    guardian.get_by_role("row").get_by_role("link").first.click()
    guardian.wait_for_url("**/change/")
    walk(guardian)
    guardian.locator(".case-head .acts a").first.click()
    guardian.wait_for_url("**/acts/**")
    walk(guardian)


def test_the_first_tab_leads_past_the_menu(guardian: Page) -> None:
    guardian.goto("/admin/")
    guardian.keyboard.press("Tab")
    expect(guardian.locator(".skip-to-content-link")).to_be_focused()
    expect(guardian.locator(".skip-to-content-link")).to_be_in_viewport(ratio=1)
    guardian.keyboard.press("Enter")
    guardian.keyboard.press("Tab")
    assert guardian.evaluate("document.activeElement.closest('main') !== null")


def test_a_child_is_registered_without_a_mouse(netherlands: None, sit_down: Callable[..., Page]) -> None:
    page = sit_down("aanmelding")
    page.goto(REGISTER)
    answers = {
        "child-given_names": "ليلى (Layla)", "child-family_name": "حداد", "child-sex": nl("girl"),
        "child-nationality": nl("Syria"), "child-languages": " ", "birth-date_year": "2012",
        "birth-status": nl("provisional"), "arrival-intake_location": "Ter Apel",
        "arrival-arrived_on": f"{timezone.localdate():%m%d%Y}",
    }  # fmt: skip
    for name, answer in answers.items():
        focus(page, name)
        page.keyboard.type(answer)
    with page.expect_event("load"):
        page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    child = Child.objects.get()
    assert (child.given_names, child.sex, child.nationality) == ("ليلى (Layla)", "F", "SY")
    heading = page.get_by_role("heading", level=1).locator("bdi")
    expect(heading).to_have_text("ليلى (Layla) حداد")
    assert barriers.of(page) == []


def test_a_child_is_found_and_opened_without_a_mouse(guardian: Page) -> None:
    """Enter searches; the one case that is found has the focus, and Enter opens it. A number opens it at once."""
    case = Child.objects.get().case
    guardian.goto("/admin/")
    box = guardian.get_by_role("search").get_by_role("searchbox")
    expect(box).to_have_attribute("accesskey", "z")
    focus(guardian, "wanted")
    guardian.keyboard.type(case.child.aliases[0])
    with guardian.expect_event("load"):
        guardian.keyboard.press("Enter")
    expect(guardian.get_by_role("row").get_by_role("link")).to_be_focused()
    assert barriers.of(guardian) == []
    guardian.keyboard.press("Enter")
    guardian.wait_for_url(f"**/{case.pk}/change/")
    guardian.goto("/admin/")
    focus(guardian, "wanted")
    guardian.keyboard.type(case.reference.lower().replace("-", " "))
    guardian.keyboard.press("Enter")
    guardian.wait_for_url(f"**/{case.pk}/change/")
