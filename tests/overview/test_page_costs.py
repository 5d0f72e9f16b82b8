"""Every page of the desk costs as many queries with a thousand cases as with a few; on demand with 100,000
(`make check-long`)."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intake.models import Case
from tests.crowd import multiply
from tests.overview.conftest import SHORT
from tools import site_pages

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the cases are copied by PostgreSQL"),
]
SEARCH = "admin:case_search"
# Whoever sees many cases opens the desk, the list and a search; each other page is opened for the first who may.
SEE_CASES = ("supervisor", "guardian", "intake", "avim", "ind", "coa", "mentor")
ROLES = (*SEE_CASES, *(role for role in SHORT if role not in SEE_CASES))


@dataclass(frozen=True)
class Page:
    """A page as somebody opens it, and how many queries that costs."""

    name: str
    browser: Client
    address: str
    typed: str = ""

    def queries(self) -> int:
        # That somebody is still there is written once a minute, on whatever page.
        self.browser.get(reverse("admin:calendar"))
        reset_queries()  # Django keeps no more than 9,000 in all
        with CaptureQueriesContext(connection) as queries:
            answer = self.browser.post(self.address, {"wanted": self.typed}) if self.typed else self.open()
        assert answer.status_code == (302 if self.is_a_number else 200), self.name
        return len(queries)

    @property
    def is_a_number(self) -> bool:
        """A case number leads to the one case that has it."""
        return self.typed.startswith("BO-")

    def open(self):
        return self.browser.get(self.address)


@pytest.fixture
def pages(at_screen) -> Callable[[Case], list[Page]]:
    """The pages of the desk: those that need no number, of which each must have somebody who may open it, and those of
    one case."""

    def found(case: Case) -> list[Page]:
        browsers = {role: at_screen(role) for role in ROLES}
        index, cases = reverse("admin:index"), reverse("admin:intake_case_changelist")
        each = [Page(f"{name} of {role}", browsers[role], address)
                for role in SEE_CASES for name, address in (("desk", index), ("list", cases))]  # fmt: skip
        each += [Page(f"search for {typed}", browsers["supervisor"], reverse(SEARCH), typed)
                 for typed in ("Semhar", "Samhar Tesfay", case.reference, "8-2-2011")]  # fmt: skip
        of_case = [reverse(f"admin:{name}", args=[case.pk]) for name in ("intake_case_change", "trail", "child_log")]
        for address in [*(set(site_pages.bare()) - {index, cases}), *of_case]:
            readers = (Page(address, browsers[role], address) for role in ROLES)
            each.append(next(page for page in readers if page.open().status_code == 200))
        return each

    return found


@pytest.mark.parametrize("size", [1_000, pytest.param(100_000, marks=pytest.mark.long)])
def test_no_page_costs_more_queries_however_many_cases_there_are(pages, known_child, open_case, size):
    case = known_child()
    few = [case, open_case(given_names="Samhar"), open_case(given_names="Yonas", family_name="Haile", sex="M")]
    found = pages(case)
    for page in found:
        page.queries()
    before = {page.name: page.queries() for page in found}
    multiply(few, -(-size // len(few)))
    assert Case.objects.count() >= size
    after = {page.name: page.queries() for page in found}
    # Fewer is possible: of the ten newest notices none may name a person.
    assert {name: (before[name], cost) for name, cost in after.items() if cost > before[name]} == {}
