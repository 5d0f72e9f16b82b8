"""Every door of the API, whoever made it: who may not come in, and what every answer carries."""

import re
from collections.abc import Callable
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

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]

METHODS = ("get", "post", "put", "patch", "delete")
NAMES = sorted(pattern.name for pattern in urlpatterns)
IN_A_CASE = sorted(pattern.name for pattern in urlpatterns if "<uuid:case>" in str(pattern.pattern))
ELSEWHERE = sorted({*NAMES} - {*IN_A_CASE})


def door(name: str) -> URLPattern:
    return next(pattern for pattern in urlpatterns if pattern.name == name)


def address(name: str, **known: Any) -> str:
    """The path of a door with the ids that are known; every other id belongs to nothing."""
    return re.sub("<uuid:(\\w+)>", lambda found: str(known.get(found[1], uuid4())), str(door(name).pattern))


def methods(name: str) -> set[str]:
    """What a door takes: the methods its view has and does not keep shut."""
    view = door(name).callback.view_class
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


def test_no_two_doors_have_one_name_and_none_ends_in_a_slash() -> None:
    assert len(set(NAMES)) == len(urlpatterns)
    assert [pattern.name for pattern in urlpatterns if str(pattern.pattern).endswith("/")] == []


@pytest.mark.parametrize("name", NAMES)
def test_nobody_comes_in_without_a_token_or_with_a_wrong_one(
    organisations: dict[str, Organisation], name: str
) -> None:
    browser, path = Browser(raise_request_exception=False), f"{BASE}/{address(name)}"
    for method in (*METHODS, "options"):
        for headers in ({}, {"Authorization": "Bearer wrong"}):
            answer = getattr(browser, method)(path, headers=headers)
            problem(answer, 401, "invalid_token" if headers else "not_authenticated")
            assert answer["WWW-Authenticate"].startswith("Bearer")
    assert browser.head(path).status_code == 401


@pytest.mark.parametrize("name", IN_A_CASE)
def test_a_stranger_gets_the_same_404_for_this_case_as_for_none(stranger: Partner, case: Case, name: str) -> None:
    before = counts()
    for method in methods(name):
        here = stranger.send(method, address(name, case=case.id), {} if method == "post" else None)
        nowhere = stranger.send(method, address(name), {} if method == "post" else None)
        assert problem(here, 404, "not_found") == problem(nowhere, 404, "not_found")
    assert counts() == before


@pytest.mark.parametrize("name", NAMES)
def test_a_method_that_a_door_does_not_take(officer: Partner, case: Case, name: str) -> None:
    path, taken = address(name, case=case.id), methods(name)
    assert taken
    for method in {*METHODS} - taken:
        answer = officer.send(method, path)
        problem(answer, 405, "method_not_allowed")
        assert {word.strip().lower() for word in answer["Allow"].split(",")} - {"head", "options"} == taken


@pytest.mark.parametrize("name", NAMES)
def test_with_a_slash_behind_it_there_is_nothing(officer: Partner, case: Case, name: str) -> None:
    problem(officer.send("get", f"{address(name, case=case.id)}/"), 404, "not_found")


@pytest.mark.parametrize("name", NAMES)
def test_options_says_what_a_door_takes_and_head_is_get_without_a_body(
    officer: Partner, case: Case, name: str
) -> None:
    path = address(name, case=case.id)
    said = officer.send("options", path)
    assert (said.status_code, said["API-Version"]) == (200, "1.0.0")
    assert {word.strip().lower() for word in said["Allow"].split(",")} - {"head", "options"} == methods(name)
    head = officer.send("head", path)
    assert head["API-Version"] == "1.0.0"
    assert not head.content
    expected = officer.send("get", path).status_code if "get" in methods(name) else 405
    assert head.status_code == expected


@pytest.mark.parametrize("name", [name for name in ELSEWHERE if "get" in methods(name)])
def test_what_belongs_to_no_case_shows_a_stranger_no_case(stranger: Partner, case: Case, name: str) -> None:
    answer = stranger.send("get", address(name))
    assert answer.status_code in {200, 403, 404}
    assert str(case.id).encode() not in answer.content
    assert answer["API-Version"] == "1.0.0"


@pytest.mark.parametrize("where", ["", "nothing", "cases/not-a-uuid", "cases/1/../..", "../v2/cases"])
def test_an_address_that_is_no_door_is_a_problem_too(officer: Partner, where: str) -> None:
    problem(officer.send("get", where), 404, "not_found")


def test_there_are_doors_for_all_of_the_spine() -> None:
    nouns = SimpleNamespace(
        of_a_case={"conversations", "identifications", "birth-dates", "signals", "guardianships", "indications",
                   "coa-notices", "placements", "foster-placements", "rest-extensions", "hearings", "terms"},
        elsewhere={"cases", "case-searches", "signals", "notices", "locations"},
    )  # fmt: skip
    paths = {str(pattern.pattern) for pattern in urlpatterns}
    assert {f"cases/<uuid:case>/{noun}" for noun in nouns.of_a_case} <= paths
    assert nouns.elsewhere <= paths
