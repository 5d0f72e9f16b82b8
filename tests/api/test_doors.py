"""Every door of the API, whoever made it: who may not come in, and what every answer carries."""

import re
from collections.abc import Callable, Iterable
from itertools import cycle
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import URLPattern

from intake.models import Case
from overview.api.urls import urlpatterns
from partners.models import Organisation
from tests.partner_api import BASE, Partner, counts

pytestmark = pytest.mark.django_db

METHODS = ("get", "post", "put", "patch", "delete")
DOORS: dict[str, URLPattern] = {str(pattern.pattern): pattern for pattern in urlpatterns}
IN_A_CASE = [route for route in DOORS if "<uuid:case>" in route]
ELSEWHERE = [route for route in DOORS if route not in IN_A_CASE]


def address(route: str, **known: Any) -> str:
    """The path of a door with the ids that are known; every other id belongs to nothing."""
    return re.sub(r"<uuid:(\w+)>", lambda found: str(known.get(found[1], uuid4())), route)


def methods(route: str) -> set[str]:
    """What a door takes: the methods its view has and does not keep shut."""
    view = DOORS[route].callback.view_class
    return {method for method in METHODS if hasattr(view, method) and method in view.http_method_names}


@pytest.fixture
def case(open_case: Callable[..., Case]) -> Case:
    return open_case()


@pytest.fixture
def officer(as_partner: Callable[..., Partner]) -> Partner:
    """IND knows of the case."""
    return as_partner("ind.officer")


@pytest.fixture
def stranger(as_partner: Callable[..., Partner]) -> Partner:
    """De Evenaar has roles and rights, and nothing to do with this child."""
    return as_partner("evenaar.clinician")


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == "1.0.0"
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["code"] == code
    return answer.json()


def test_each_door_stands_once_and_none_ends_in_a_slash() -> None:
    assert len(DOORS) == len(urlpatterns)
    assert [route for route in DOORS if route.endswith("/")] == []


def at_each(doors: Iterable[str], subtests: pytest.Subtests, ask: Callable[[str], None]) -> None:
    """Knock at each door in turn, in one world: what is asked here changes nothing in it, and that is looked at."""
    before = counts()
    for route in doors:
        with subtests.test(route=route):
            ask(route)
    assert counts() == before


@pytest.mark.smoke
def test_nobody_comes_in_without_a_token_or_with_a_wrong_one(
    organisations: dict[str, Organisation], subtests: pytest.Subtests
) -> None:
    browser = Browser(raise_request_exception=False)
    # In turn, and each method with both: who comes in is looked at before any method is.
    tried = cycle(({}, {"Authorization": "Bearer wrong"}))

    def ask(route: str) -> None:
        path = f"{BASE}/{address(route)}"
        for method in (*METHODS, "options"):
            headers = next(tried)
            answer = getattr(browser, method)(path, headers=headers)
            problem(answer, 401, "invalid_token" if headers else "not_authenticated")
            assert answer["WWW-Authenticate"].startswith("Bearer")
        assert browser.head(path, headers=next(tried)).status_code == 401

    at_each(DOORS, subtests, ask)


@pytest.mark.smoke
def test_a_stranger_gets_the_same_404_for_this_case_as_for_none(
    stranger: Partner, case: Case, subtests: pytest.Subtests
) -> None:
    nowhere = problem(stranger.send("get", address("cases/<uuid:case>")), 404, "not_found")

    def ask(route: str) -> None:
        for method in methods(route):
            here = stranger.send(method, address(route, case=case.id), {} if method == "post" else None)
            assert problem(here, 404, "not_found") == nowhere

    at_each(IN_A_CASE, subtests, ask)


def test_a_method_that_a_door_does_not_take(officer: Partner, case: Case, subtests: pytest.Subtests) -> None:
    def ask(route: str) -> None:
        path, taken = address(route, case=case.id), methods(route)
        assert taken
        for method in {*METHODS} - taken:
            # Also with a parameter that nothing there takes.
            answer = officer.send(method, f"{path}?pageSize=1")
            problem(answer, 405, "method_not_allowed")
            assert {word.strip().lower() for word in answer["Allow"].split(",")} - {"head", "options"} == taken

    at_each(DOORS, subtests, ask)


def test_with_a_slash_behind_it_there_is_nothing(officer: Partner, case: Case, subtests: pytest.Subtests) -> None:
    def ask(route: str) -> None:
        problem(officer.send("get", f"{address(route, case=case.id)}/"), 404, "not_found")

    at_each(DOORS, subtests, ask)


def test_options_says_what_a_door_takes_and_head_is_get_without_a_body(
    officer: Partner, case: Case, subtests: pytest.Subtests
) -> None:
    def ask(route: str) -> None:
        path = address(route, case=case.id)
        said = officer.send("options", path)
        assert (said.status_code, said["API-Version"]) == (200, "1.0.0")
        assert {word.strip().lower() for word in said["Allow"].split(",")} - {"head", "options"} == methods(route)
        head = officer.send("head", path)
        assert head["API-Version"] == "1.0.0"
        assert not head.content
        expected = officer.send("get", path).status_code if "get" in methods(route) else 405
        assert head.status_code == expected

    at_each(DOORS, subtests, ask)


@pytest.mark.smoke
def test_what_belongs_to_no_case_shows_a_stranger_no_case(
    stranger: Partner, case: Case, subtests: pytest.Subtests
) -> None:
    def ask(route: str) -> None:
        answer = stranger.send("get", address(route))
        assert answer.status_code in {200, 403, 404}
        assert str(case.id).encode() not in answer.content
        assert answer["API-Version"] == "1.0.0"

    at_each([route for route in ELSEWHERE if "get" in methods(route)], subtests, ask)


@pytest.mark.parametrize("where", ["", "nothing", "cases/not-a-uuid", "cases/1/../..", "../v2/cases"])
def test_an_address_that_is_no_door_is_a_problem_too(officer: Partner, where: str) -> None:
    problem(officer.send("get", where), 404, "not_found")


def test_there_are_doors_for_all_of_the_spine() -> None:
    nouns = SimpleNamespace(
        of_a_case={"conversations", "identifications", "birth-dates", "signals", "guardianships", "indications",
                   "coa-notices", "placements", "foster-placements", "rest-extensions", "hearings", "terms"},
        elsewhere={"cases", "case-searches", "signals", "notices", "locations"},
    )  # fmt: skip
    assert {f"cases/<uuid:case>/{noun}" for noun in nouns.of_a_case} <= set(DOORS)
    assert nouns.elsewhere <= set(DOORS)
