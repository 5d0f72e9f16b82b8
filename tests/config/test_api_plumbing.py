"""What every call of the API gets, whatever it asks: problems for refusals, standard headers, strict JSON."""

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client as Browser
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError

from config.api import parsers, problems
from config.api.middleware import trace_id
from partners.models import Organisation
from tests.api_probe import HEADERS, problem

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"

pytestmark = pytest.mark.urls("tests.api_probe")


class TestProblems:
    @pytest.mark.parametrize(
        ("what", "status", "code"),
        [
            ("hidden", 404, "not_found"),
            ("missing", 404, "not_found"),
            ("not-allowed", 403, "not_allowed"),
            ("forbidden", 403, "not_allowed"),
            ("stale", 412, "stale"),
            ("suspicious", 400, "bad_request"),
            ("bug", 500, "internal_error"),
        ],
    )
    def test_each_refusal_is_a_problem_and_nothing_stays(
        self, call: Callable[..., Any], what: str, status: int, code: str
    ) -> None:
        response = call("get", f"refusals/{what}")
        assert problem(response, status)["code"] == code
        assert b"Semhar" not in response.content
        assert not Organisation.objects.filter(code="half-done").exists()

    def test_a_rule_says_its_code_its_sentence_and_its_source(self, call: Callable[..., Any]) -> None:
        body = problem(call("get", "refusals/rule"), 409)
        assert (body["code"], body["detail"], body["source"]) == ("rest_running", "maandag", "S004-46")
        assert body["type"] == "https://beschut.example/problems/rest-running"

    def test_every_fault_of_the_input_has_the_path_of_its_member(self, call: Callable[..., Any]) -> None:
        errors = problem(call("get", "refusals/invalid"), 400)["errors"]
        assert [(error["field"], error["detail"]) for error in errors] == [
            ("child.givenNames", "too long"),
            ("", "neither fits"),
        ]
        assert problem(call("get", "refusals/model"), 400)["errors"][0]["field"] == "heldOn"

    def test_who_calls_too_often_hears_how_long_to_wait(self, call: Callable[..., Any]) -> None:
        response = call("get", "refusals/busy")
        problem(response, 429)
        assert response["Retry-After"] == "7"

    def test_what_you_may_not_know_of_and_what_is_not_there_are_the_same_bytes(self, call: Callable[..., Any]) -> None:
        answers = [call("get", where) for where in ("refusals/hidden", "refusals/missing", "nowhere", "cases/")]
        assert len({answer.content for answer in answers}) == 1
        for answer in answers:
            del answer.headers["traceparent"]
        # A view answers with the methods it has; an address without a view has none.
        known = [
            {name: value for name, value in answer.items() if name not in {"Allow", "Vary"}} for answer in answers
        ]
        assert all(headers == known[0] for headers in known)

    @pytest.mark.parametrize(
        "where", ["/api", "/api/", "/api/v1", "/api/v2/cases", "/api/v1/cases/", "/oauth", "/oauth/token/"]
    )
    def test_an_unknown_address_is_a_problem_not_a_page_or_a_redirect(self, db: None, where: str) -> None:
        problem(Browser().get(where), 404)

    def test_a_wrong_method_names_the_right_ones(self, call: Callable[..., Any]) -> None:
        response = call("put", "echo", data="{}")
        problem(response, 405)
        assert response["Allow"] == "GET, POST, HEAD, OPTIONS"

    def test_another_media_type_is_refused(self, call: Callable[..., Any]) -> None:
        problem(call("post", "echo", data="<x/>", content_type="application/xml"), 415)
        problem(call("post", "echo", data=b"a=b", content_type="application/x-www-form-urlencoded"), 415)

    def test_an_answer_nobody_can_give_is_refused(self, call: Callable[..., Any]) -> None:
        problem(call("get", "echo", headers=HEADERS | {"Accept": "text/csv"}), 406)

    def test_a_forgery_check_of_djangos_own_is_a_problem_too(self, db: None) -> None:
        response = Browser(enforce_csrf_checks=True).post("/api/v1/openapi.json")
        problem(response, 403)

    def test_a_host_that_is_not_ours_is_a_problem(self, db: None) -> None:
        problem(
            Browser(raise_request_exception=False).get("/api/v1/openapi.json", headers={"host": "evil.example"}), 400
        )

    def test_so_is_what_goes_wrong_before_the_api_is_reached(self, db: None, settings: Any) -> None:
        settings.SECURE_SSL_REDIRECT = True
        browser = Browser(raise_request_exception=False)
        problem(browser.get("/api/v1/openapi.json", headers={"host": "evil.example"}), 400)

    @pytest.mark.parametrize("handler", ["bad_request", "forbidden", "not_found", "server_error"])
    def test_each_handler_of_django_answers_the_api_with_a_problem(self, handler: str) -> None:
        exception = [] if handler == "server_error" else [Exception("Semhar")]
        response = getattr(problems, handler)(RequestFactory().get("/api/v1/cases"), *exception)
        assert response.status_code >= 400
        assert (response["Content-Type"], response["Cache-Control"]) == (problems.MEDIA_TYPE, "no-store")
        assert b"Semhar" not in response.content

    @pytest.mark.parametrize(("language", "sentence"), [("nl", "maandag"), ("en", "Monday")])
    def test_a_problem_made_from_a_page_speaks_the_callers_language(
        self, db: None, monkeypatch: pytest.MonkeyPatch, language: str, sentence: str
    ) -> None:
        monkeypatch.setitem(problems.CODES, 403, ("not_allowed", _("Monday")))
        browser = Browser(enforce_csrf_checks=True)
        response = browser.post("/api/v1/openapi.json", headers={"Accept-Language": language})
        assert response.json()["detail"] == sentence

    def test_the_language_of_a_sentence_is_the_callers(self, call: Callable[..., Any]) -> None:
        english = call("get", "refusals/rule", headers=HEADERS | {"Accept-Language": "en"})
        assert problem(english, 409)["detail"] == "Monday"

    def test_a_page_outside_the_api_stays_a_page(self, db: None) -> None:
        response = Browser().get("/nowhere")
        assert response.status_code == 404
        assert response["Content-Type"].startswith("text/html")
        assert "API-Version" not in response

    def test_head_and_options_are_answered(self, call: Callable[..., Any]) -> None:
        head = call("head", "echo")
        assert (head.status_code, head.content) == (200, b"")
        assert call("options", "echo").status_code == 200


class TestStandardHeaders:
    def test_an_answer_says_its_version_and_is_not_kept(self, call: Callable[..., Any]) -> None:
        response = call("get", "echo")
        assert response["API-Version"] == "1.0.0"
        assert response["Cache-Control"] == "no-store"

    def test_the_callers_trace_goes_on(self, call: Callable[..., Any]) -> None:
        parent = f"00-{TRACE}-00f067aa0ba902b7-01"
        response = call("get", "echo", headers=HEADERS | {"traceparent": parent})
        assert response.json()["traceId"] == TRACE
        assert response["traceparent"].startswith(f"00-{TRACE}-")
        assert response["traceparent"] != parent

    @pytest.mark.parametrize(
        "header",
        ["", "x", f"00-{TRACE.upper()}-00f067aa0ba902b7-01", f"ff-{TRACE}-00f067aa0ba902b7-01",
         f"00-{'0' * 32}-00f067aa0ba902b7-01", f"00-{TRACE}-{'0' * 16}-01", f"00-{TRACE}-00f067aa0ba902b7-01\n"],
    )  # fmt: skip
    def test_a_trace_that_is_none_gets_a_new_one(self, header: str) -> None:
        made = trace_id(header)
        assert made not in {TRACE, "0" * 32}
        assert len(made) == 32
        assert set(made) <= set("0123456789abcdef")


class TestStrictJson:
    @pytest.mark.parametrize(
        "body",
        [
            b"", b"{", b"[]", b'"text"', b"null", b"3", b"\xff\xfe", b'\xef\xbb\xbf{"a": 1}', b'{"a": 1, "a": 2}',
            b'{"b": {"a": 1, "a": 2}}', b'{"a": NaN}', b'{"a": -Infinity}', b'{"a": 1e999}', b'{"a": "\\u0000"}',
            b'{"\\u0000": 1}', b'{"a": "\\ud800"}', b'{"\\udfff": [1]}', b'{"a": ' + b"9" * 5000 + b"}",
            b'{"a": 1} {}', b'{"a":' * 21 + b"1" + b"}" * 21, b"[" * 100_000, b'{"a":' * 100_000,
            b'{"a": ' + b"[" * 20 + b"]" * 20 + b"}",
        ],
    )  # fmt: skip
    def test_a_body_without_one_clear_meaning_is_refused(self, body: bytes) -> None:
        with pytest.raises(ParseError):
            parsed(body)

    @pytest.mark.parametrize(
        ("body", "sentence"),
        [(b"\xff", "UTF-8"), (b'{"a": ' + b"9" * 5000 + b"}", "too large"), (b"{\n  x", "line 2, column 3")],
    )
    def test_the_sentence_says_what_is_wrong(self, body: bytes, sentence: str) -> None:
        with translation.override("en"), pytest.raises(ParseError, match=sentence):
            parsed(body)

    def test_a_refused_body_is_a_problem_that_repeats_nothing_of_it(self, call: Callable[..., Any]) -> None:
        response = call("post", "echo", data=b'{"name": "Semhar", "name": "Semhar"}')
        assert problem(response, 400)["code"] == "parse_error"
        assert b"Semhar" not in response.content

    def test_a_body_that_is_too_large_is_refused_whatever_its_length_says(self, call: Callable[..., Any]) -> None:
        body = b'{"a": "' + b"x" * (parsers.MAX_BYTES - 8) + b'"}'
        assert len(body) == parsers.MAX_BYTES + 1
        problem(call("post", "echo", data=body), 413)
        assert call("post", "echo", data=body.replace(b"xx", b"x", 1)).status_code == 200

    def test_what_is_plain_json_comes_through(self, call: Callable[..., Any]) -> None:
        sent = {"name": "Şêmḥar 🌊", "nested": [[1, 2.5, None, True]]}
        for body in (json.dumps(sent), json.dumps(sent, ensure_ascii=False)):
            assert call("post", "echo", data=body).json() == sent

    def test_twenty_levels_are_deep_enough(self) -> None:
        body = b'{"a":' * 20 + b"1" + b"}" * 20
        assert parsed(body)["a"]

    def test_only_utf_8_is_read_whatever_the_header_says(self, call: Callable[..., Any]) -> None:
        kind = "application/json; charset=latin-1"
        assert call("post", "echo", data=b'{"a": "x"}', content_type=kind).json() == {"a": "x"}
        with pytest.raises(ParseError):
            parsed('{"a": "é"}'.encode("latin-1"))


def parsed(body: bytes) -> dict[str, Any]:
    return parsers.StrictJSONParser().parse(BytesIO(body))
