"""Who calls: the client by its token, the person and the reason by two headers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from partners.models import Client, Organisation, Person
from tests.api_probe import HEADERS, given_token, problem

pytestmark = pytest.mark.urls("tests.api_probe")

HOUSE, OTHER_HOUSE = uuid4(), uuid4()


def test_the_actor_is_the_clients_organisation_and_role(call: Callable[..., Any], client_of_avim: Client) -> None:
    who = call("get", "echo").json()
    known = {name: who[name] for name in ("organisationId", "kind", "role", "purpose", "origin", "userId")}
    assert known == {
        "organisationId": str(client_of_avim.organisation_id),
        "kind": "AVIM",
        "role": "avim.officer",
        "purpose": "PROTECTION",
        "origin": "API",
        "userId": "staff-1",
    }
    assert len(who["traceId"]) == 32


class TestToken:
    def test_without_one_the_answer_says_how(self, call: Callable[..., Any]) -> None:
        response = call("get", "echo", bearer=None)
        assert problem(response, 401)["code"] == "not_authenticated"
        assert response["WWW-Authenticate"] == "Bearer"

    def test_an_unknown_one_is_refused(self, call: Callable[..., Any]) -> None:
        response = call("get", "echo", bearer="unknown")
        assert problem(response, 401)["code"] == "invalid_token"
        assert response["WWW-Authenticate"] == "Bearer"

    @pytest.mark.parametrize("value", ["Bearer", "Bearer a b", "Basic dXNlcjpwYXNz", "Bearer \u00e9", "x"])
    def test_another_authorization_is_refused(self, db: None, value: str) -> None:
        problem(Browser().get("/api/v1/echo", headers=HEADERS | {"Authorization": value}), 401)

    def test_an_expired_one_is_refused(self, call: Callable[..., Any], client_of_avim: Client) -> None:
        old = given_token(client_of_avim, expires=datetime.now(UTC) - timedelta(seconds=1))
        assert problem(call("get", "echo", bearer=old), 401)["code"] == "invalid_token"

    def test_one_for_something_else_is_refused(self, call: Callable[..., Any], client_of_avim: Client) -> None:
        for other in (
            {"scope": "other"},
            {"scope": ""},
            {"application": None},
            {"resource": ["https://other.example/"]},
        ):
            problem(call("get", "echo", bearer=given_token(client_of_avim, **other)), 401)

    def test_one_of_a_client_of_another_kind_is_refused(
        self, call: Callable[..., Any], client_of_avim: Client
    ) -> None:
        Client.objects.update(authorization_grant_type=Client.GRANT_AUTHORIZATION_CODE)
        problem(call("get", "echo"), 401)

    def test_one_of_a_client_whose_role_is_no_more_is_refused(self, call: Callable[..., Any]) -> None:
        Client.objects.update(role="avim.stoker")
        problem(call("get", "echo"), 401)

    def test_one_sent_as_something_else_is_refused(self, db: None, token: str) -> None:
        problem(Browser().get("/api/v1/echo", headers=HEADERS | {"Authorization": f"Basic {token}"}), 401)

    def test_one_whose_client_is_gone_is_refused(self, call: Callable[..., Any], client_of_avim: Client) -> None:
        client_of_avim.delete()
        problem(call("get", "echo"), 401)

    def test_one_in_the_address_is_refused_even_when_it_is_good(self, call: Callable[..., Any], token: str) -> None:
        for bearer in (None, token):
            response = call("get", f"echo?access_token={token}", bearer=bearer)
            assert problem(response, 401)["code"] == "token_in_address"
            assert token.encode() not in response.content


class TestHeaders:
    @pytest.mark.requirement("B-27")
    @pytest.mark.parametrize("missing", HEADERS)
    def test_without_the_person_or_the_reason_nothing_is_answered(
        self, call: Callable[..., Any], missing: str
    ) -> None:
        headers = {name: value for name, value in HEADERS.items() if name != missing}
        errors = problem(call("get", "echo", headers=headers), 400)["errors"]
        assert [error["field"] for error in errors] == [missing]

    def test_both_are_named_at_once(self, call: Callable[..., Any]) -> None:
        assert len(problem(call("get", "echo", headers={}), 400)["errors"]) == 2

    @pytest.mark.parametrize("user_id", ["", " ", "two words", "x" * 81, "é", "tab\there", "nul\0"])
    def test_an_id_of_a_person_is_visible_characters(self, call: Callable[..., Any], user_id: str) -> None:
        response = call("get", "echo", headers=HEADERS | {"Request-User-Id": user_id})
        assert problem(response, 400)["errors"][0]["field"] == "Request-User-Id"

    @pytest.mark.parametrize("purpose", ["", "protection", "CURIOSITY", "PROTECTION,CARE"])
    def test_a_reason_is_one_of_the_known_ones(self, call: Callable[..., Any], purpose: str) -> None:
        response = call("get", "echo", headers=HEADERS | {"Request-Purpose": purpose})
        assert "ACUTE_DANGER" in problem(response, 400)["errors"][0]["detail"]

    def test_a_bad_token_is_told_before_bad_headers(self, call: Callable[..., Any]) -> None:
        problem(call("get", "echo", bearer="unknown", headers={}), 401)

    def test_a_view_that_touches_no_child_needs_none_but_takes_only_good_ones(self, call: Callable[..., Any]) -> None:
        assert call("get", "nameless", headers={}).json()["purpose"] == ""
        assert call("get", "nameless").json()["userId"] == "staff-1"
        problem(call("get", "nameless", headers={"Request-Purpose": "CURIOSITY"}), 400)


class TestPerson:
    @pytest.fixture
    def officer(self, organisations: dict[str, Organisation]) -> Person:
        return Person.objects.create(
            username="o", name="O.", organisation=organisations["AVIM"], role="avim.officer", staff_id="staff-1",
            location=HOUSE,
        )  # fmt: skip

    def test_a_person_we_know_is_named_by_id_and_house(self, call: Callable[..., Any], officer: Person) -> None:
        who = call("get", "echo").json()
        assert (who["personId"], who["location"]) == (str(officer.id), str(HOUSE))

    @pytest.mark.parametrize(
        "changed", [{"role": "avim.detective"}, {"is_active": False}, {"staff_id": "staff-2"}, {"staff_id": ""}]
    )
    def test_another_role_or_nobody_active_is_no_person_of_ours(
        self, call: Callable[..., Any], officer: Person, client_of_avim: Client, changed: dict[str, Any]
    ) -> None:
        Person.objects.update(**changed)
        Client.objects.update(location=OTHER_HOUSE)
        for where, headers in (("echo", HEADERS), ("nameless", {})):
            who = call("get", where, headers=headers).json()
            assert (who["personId"], who["location"]) == (None, str(OTHER_HOUSE))

    def test_the_same_id_at_another_organisation_is_another_person(
        self, call: Callable[..., Any], officer: Person, organisations: dict[str, Organisation]
    ) -> None:
        Person.objects.update(organisation=organisations["IND"])
        assert call("get", "echo").json()["personId"] is None

    def test_a_person_without_a_house_has_that_of_the_client(self, call: Callable[..., Any], officer: Person) -> None:
        Person.objects.update(location=None)
        Client.objects.update(location=OTHER_HOUSE)
        assert call("get", "echo").json()["location"] == str(OTHER_HOUSE)

    def test_all_of_it_is_one_query(self, call: Callable[..., Any], officer: Person) -> None:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert call("get", "echo").status_code == 200
        assert len([query for query in queries if query["sql"].startswith("SELECT")]) == 1


def test_a_view_that_names_no_permission_lets_nobody_in(call: Callable[..., Any]) -> None:
    problem(call("get", "forgotten"), 403)
    problem(call("get", "forgotten", bearer=None), 401)
