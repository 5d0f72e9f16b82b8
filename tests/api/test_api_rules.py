"""The government's API Design Rules that only a running server shows, and the page that lists all of them."""

import ast
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser

from audit.models import Entry, Kind
from config.api.schema import document
from intake import conversation
from intake.models import Case
from tests.api.test_doors import DOORS, address, methods
from tests.partner_api import BASE, Partner, counts

pytestmark = pytest.mark.django_db

PAGE = Path(settings.BASE_DIR) / "docs" / "api-design-rules.md"
RULE = re.compile(r"^\| (/core/[\w/-]+) \| ([^|]+) \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)
# Named for a person or a thing of which there is one at a time; everything else ends in a plural.
KEBAB = re.compile(r"[a-z]+(-[a-z]+)*s")
# What may be asked in an address: how many, after which key, and what waits.
ASKED = {"after", "from", "nights", "pageSize", "waiting"}


@pytest.fixture
def officer(as_partner: Callable[..., Partner]) -> Partner:
    return as_partner("ind.officer")


def paths() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(document("en"))["paths"]
    return found


def test_every_segment_is_a_plural_noun_in_kebab_case() -> None:
    segments = {part for path in paths() for part in path.split("/") if part and not part.startswith("{")}
    # A timeline, a waiting list and a capacity are one each, of many lines; children are many without an s.
    assert {part for part in segments if not KEBAB.fullmatch(part)} == {
        "capacity",
        "children",
        "timeline",
        "waiting-list",
        "training-coverage",
    }


def test_reading_changes_nothing(officer: Partner, open_case: Callable[..., Case]) -> None:
    case = open_case()
    before = counts()
    for route in (route for route in DOORS if "get" in methods(route)):
        officer.send("get", address(route, case=case.id))
    assert counts() == before
    written = Entry.objects.filter(kind__in=[Kind.CREATE, Kind.CHANGE], origin="API")
    assert not written.exists()


def test_no_answer_sets_a_cookie(officer: Partner, open_case: Callable[..., Case]) -> None:
    case = open_case()
    for route in DOORS:
        for method in methods(route):
            answer = officer.send(method, address(route, case=case.id), {} if method == "post" else None)
            assert not answer.cookies, route


def test_a_record_under_another_case_is_not_there(
    officer: Partner, open_case: Callable[..., Case], cast: Any, at: Callable[..., Any]
) -> None:
    case, other = open_case(), open_case()
    row = conversation.record(case=case, step="EXTRA", held_on=case.arrived_on, by=cast.ind, at=at(2026, 3, 3))
    assert officer.send("get", f"cases/{case.id}/conversations/{row.id}").status_code == 200
    there = f"cases/{other.id}/conversations/{row.id}"
    officer.refused(there, method="get", status=404, code="not_found")
    officer.refused(f"{there}/corrections", {}, status=404, code="not_found", If_Match='"1"')


def test_plain_http_is_sent_on_to_https(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Browser().get(f"{BASE}/cases")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/api/v1/cases")


def test_no_address_takes_anything_about_a_child() -> None:
    asked = {each["name"] for item in paths().values() for operation in item.values()
             for each in operation.get("parameters", []) if each["in"] == "query"}  # fmt: skip
    assert asked <= ASKED
    held = {name for path in paths() for name in re.findall(r"{(\w+)}", path)}
    described = [each for item in paths().values() for operation in item.values()
                 for each in operation.get("parameters", []) if each["in"] == "path"]  # fmt: skip
    assert held
    assert all(each["schema"].get("format") == "uuid" for each in described)


def test_the_changelog_speaks_to_partners() -> None:
    assert "**For partners**" in (Path(settings.BASE_DIR) / "CHANGELOG.md").read_text()


class TestPage:
    def test_it_says_of_every_rule_whether_it_is_kept_and_by_which_test(self) -> None:
        rows = RULE.findall(PAGE.read_text())
        assert len(rows) == len({rule for rule, *_rest in rows}) == 32
        for rule, kept, _how, tests in rows:
            assert kept.startswith("pass") or kept == "not applicable", rule
            assert bool(tests.strip()) == kept.startswith("pass"), rule


def test_the_page_of_the_rules_names_tests_that_exist() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::([\w:]+)`", PAGE.read_text())
    assert named
    for file, test in named:
        tree = ast.parse((Path(settings.BASE_DIR) / file).read_text())
        names = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        assert set(test.split("::")) <= names, f"{file}::{test}"
    assert "`Deprecation` (RFC 9745)" in PAGE.read_text()
    assert "`Sunset` (RFC 8594)" in PAGE.read_text()
