"""In the demo every page says that it is one; outside it no page does."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.template.loader import render_to_string
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from residence import guardianship
from tests.intake.consenting import ask
from tests.overview.conftest import text, url

__all__ = ["ask"]
pytestmark = pytest.mark.django_db
SAID = {
    "nl": "Demo: verzonnen kinderen. Niets hier is echt; voer geen echte personen in.",
    "en": "Demo: invented children. Nothing here is real; do not enter real persons.",
}
FILES = {"jsi18n", "arrival_list_template"}
REFUSALS = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html")


def addresses() -> list[str]:
    """Every page of the admin that needs no number in its address."""
    found = []
    for name in {getattr(each, "name", None) or "" for each in admin.site.get_urls()} - FILES - {"", "logout"}:
        try:
            found.append(reverse(f"admin:{name}"))
        except NoReverseMatch:
            continue
    return sorted(found)


def speaking(browser: Client, language: str) -> Client:
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return browser


def everywhere(at_screen, case, language: str) -> dict[str, str]:
    """What each page says, by its address: of a child, of any list, and of a page that is not there or closed."""
    guardian, administrator = speaking(at_screen("guardian"), language), speaking(at_screen("administrator"), language)
    form = reverse("admin:consent_form", args=[case.pk, case.consents.first().pk])
    found = {each: text(guardian.get(each)) for each in (url(case), form, "/admin/sources/none/", *addresses())}
    found |= {f"{each} (administrator)": text(administrator.get(each)) for each in addresses()}
    found["login"] = text(speaking(Client(), language).get("/admin/login/"))
    found["logged out"] = text(guardian.post("/admin/logout/"))
    pages = {each: page for each, page in found.items() if "<html" in page}
    assert len(pages) > 40
    return pages


@pytest.fixture
def case(open_case, people, cast, at, ask):
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
    ask(case)
    return case


@pytest.mark.parametrize("language", ["nl", "en"])
def test_in_the_demo_every_page_says_that_its_children_are_invented(case, at_screen, settings, language):
    settings.DEMO = True
    pages = everywhere(at_screen, case, language)
    assert [each for each, page in pages.items() if page.count(SAID[language]) != 1] == []


def test_outside_the_demo_no_page_says_so(case, at_screen):
    assert [each for each, page in everywhere(at_screen, case, "nl").items() if "Demo" in page] == []


@pytest.mark.parametrize("template", REFUSALS)
def test_a_page_that_says_no_says_so_too(template, settings):
    assert "Demo" not in render_to_string(template)
    settings.DEMO = True
    with translation.override("nl"):
        assert SAID["nl"] in render_to_string(template)


def test_every_template_that_is_a_whole_page_carries_the_line():
    """Also what is printed: a paper of the demo must not pass for one of a child."""
    whole = [path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "<html" in path.read_text()]
    assert len(whole) >= 4
    assert [path.name for path in whole if "{% demo %}" not in path.read_text()] == []
