"""What is malformed, forged or half meant: refused with a problem, changed nothing, and never a 500."""

import json
import re
from collections.abc import Callable
from itertools import cycle
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from audit.models import Entry
from config.api.schema import document
from intake.models import Case
from tests.api.test_doors import DOORS, address, at_each
from tests.api_probe import problem
from tests.partner_api import BASE, SIGNAL, Partner, counts

pytestmark = pytest.mark.django_db

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
NO_IDS = ("1", "not-an-id", "0" * 32, "7b0f3c52-6f0e-4c5f-9a53-3f6f4b1f4d1", "%00", "%ff", "..%2f",
          "7B0F3C52-6F0E-4C5F-9A53-3F6F4B1F4D11")  # fmt: skip
BODIES = {
    "a member twice": b'{"summary": "a", "summary": "b"}',
    "NaN": b'{"summary": NaN}',
    "a NUL": b'{"summary": "\\u0000"}',
    "half a character": b'{"summary": "\\ud800"}',
    "nested without end": b'{"kinds": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "no JSON": b"kinds=TRAFFICKING",
    "no object": b"[]",
    "no UTF-8": b'{"summary": "\xff"}',
    "a number without end": b'{"kinds": ' + b"9" * 10_000 + b"}",
    "members of another kind": b'{"kinds": {"a": 1}, "summary": [], "certainty": 7}',
}


@pytest.fixture
def case(open_case: Callable[..., Case]) -> Case:
    return open_case()


@pytest.fixture
def officer(as_partner: Callable[..., Partner]) -> Partner:
    return as_partner("avim.officer")


def raw(who: Partner, path: str, body: bytes, **headers: str) -> Any:
    sent = {"Authorization": f"Bearer {who.token}", "Request-User-Id": who.user_id, "Request-Purpose": who.purpose,
            "Idempotency-Key": str(uuid4())}  # fmt: skip
    browser = Browser(raise_request_exception=False)
    return browser.post(f"{BASE}/{path}", body, content_type="application/json", headers=sent | headers)


class TestBodies:
    @pytest.mark.parametrize("what", BODIES)
    def test_a_body_that_means_nothing(self, officer: Partner, case: Case, what: str) -> None:
        before = counts()
        problem(raw(officer, f"cases/{case.id}/signals", BODIES[what]), 400)
        assert counts() == before

    @pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2003\n", "\x1c"])
    def test_a_text_of_blanks_says_nothing_and_is_described_so(self, officer: Partner, case: Case, blank: str) -> None:
        refused = problem(
            raw(officer, f"cases/{case.id}/signals", json.dumps(SIGNAL | {"summary": blank}).encode()), 400
        )
        assert [(fault["field"], fault["code"]) for fault in refused["errors"]] == [("summary", "blank")]
        described = json.loads(document("en"))["components"]["schemas"]["SignalsInputRequest"]["properties"]["summary"]
        assert not re.search(described["pattern"], blank)
        assert re.search(described["pattern"], f"{blank}x{blank}")

    def test_a_v_number_in_the_digits_of_another_script_is_refused_with_a_sentence(
        self, officer: Partner, case: Case
    ) -> None:
        arabic = "\u0661" * 10
        refused = problem(officer.send("post", f"cases/{case.id}/identifications", {"vNumber": arabic}), 400)
        assert [fault["field"] for fault in refused["errors"]] == ["vNumber"]

    def test_a_body_that_is_too_large(self, officer: Partner, case: Case) -> None:
        problem(raw(officer, f"cases/{case.id}/signals", b'{"summary": "' + b"x" * 2_000_000 + b'"}'), 413)

    def test_an_unknown_member_is_named(self, officer: Partner, case: Case) -> None:
        told = officer.refused(f"cases/{case.id}/signals", SIGNAL | {"colour": "red"}, status=400, code="invalid")
        assert [(fault["field"], fault["code"]) for fault in told["errors"]] == [("colour", "unknown")]

    @pytest.mark.parametrize(
        "query",
        ["after=%00", "after=%ff", "pageSize=%00", "%00=1", "pageSize=1&pageSize=2", "format=api", "_method=DELETE"],
    )
    def test_a_question_that_means_nothing(self, officer: Partner, case: Case, query: str) -> None:
        officer.refused(f"cases?{query}", method="get", status=400, code="invalid")

    @pytest.mark.parametrize("waiting", ["AAA", "1", "True", ""])
    def test_a_switch_is_true_or_false(self, officer: Partner, waiting: str) -> None:
        told = officer.refused(f"notices?waiting={waiting}", method="get", status=400, code="invalid")
        assert [fault["field"] for fault in told["errors"]] == ["waiting"]

    @pytest.mark.parametrize(
        ("noun", "body", "member"),
        [
            ("signals", SIGNAL | {"summary": 7}, "summary"),
            ("signals", SIGNAL | {"summary": True}, "summary"),
            ("conversations", {"step": "EXTRA", "heldOn": "2026-03-03", "interpreter": "yes"}, "interpreter"),
            ("conversations", {"step": "EXTRA", "heldOn": "2026-03-03", "interpreter": 1}, "interpreter"),
            ("conversations", {"step": "EXTRA", "heldOn": 20260303}, "heldOn"),
        ],
    )
    def test_a_member_of_another_type_is_not_made_to_fit(
        self, officer: Partner, case: Case, noun: str, body: dict[str, Any], member: str
    ) -> None:
        told = officer.refused(f"cases/{case.id}/{noun}", body, status=400, code="invalid")
        assert [fault["field"] for fault in told["errors"]] == [member]

    @pytest.mark.parametrize("spaces", ["", " " * 5, "\n"])
    def test_a_text_is_measured_with_the_spaces_around_it(self, officer: Partner, case: Case, spaces: str) -> None:
        noun, longest = f"cases/{case.id}/signals", "x" * (300 - len(spaces)) + spaces
        for more in ("x", " "):
            told = officer.refused(noun, SIGNAL | {"summary": longest + more}, status=400, code="invalid")
            assert [(fault["field"], fault["code"]) for fault in told["errors"]] == [("summary", "max_length")]
        officer.post(noun, SIGNAL | {"summary": longest})


def test_an_address_that_takes_no_post_says_so_before_it_asks_for_a_key(officer: Partner, case: Case) -> None:
    answer = officer.send("post", f"cases/{case.id}/terms", {}, Idempotency_Key=None)
    problem(answer, 405)
    assert "GET" in answer["Allow"]


def test_an_id_that_is_none_is_the_404_of_any_other(officer: Partner, subtests: pytest.Subtests) -> None:
    """One at each door in turn; all of them at the first, as every door knows an id by the same words."""
    unknown = problem(officer.send("get", address("cases/<uuid:case>")), 404)
    doors, in_turn = [route for route in DOORS if "<uuid:" in route], cycle(NO_IDS)

    def ask(route: str) -> None:
        for no_id in NO_IDS if route == doors[0] else [next(in_turn)]:
            path = re.sub("<uuid:[a-z_]+>", no_id, route, count=1)
            assert problem(officer.send("get", address(path)), 404) == unknown, no_id

    at_each(doors, subtests, ask)


@pytest.mark.requirement("B-27")
def test_an_id_that_is_none_is_in_the_ledger_with_whose_call_it_was(officer: Partner) -> None:
    officer.refused("cases/not-an-id/signals", SIGNAL, status=404, code="not_found")
    (entry,) = Entry.objects.filter(kind="DENIAL")
    assert (entry.reason, entry.role, entry.user_id) == ("404 not_found", "avim.officer", officer.user_id)
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        problem(Browser(headers=headers).get(f"{BASE}/cases/not-an-id"), 404)
    nobody = [entry.reason for entry in Entry.objects.filter(kind="DENIAL", role="")]
    assert nobody == ["404 not_found", "404 not_found"]


class TestForgery:
    @pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
    def test_a_method_is_what_it_says(self, officer: Partner, case: Case, header: str) -> None:
        before = counts()
        for method in ("DELETE", "PUT", "GET"):
            problem(raw(officer, f"cases/{case.id}", b"{}", **{header: method}), 405)
        assert officer.send("get", f"cases/{case.id}", **{header: "DELETE"}).status_code == 200
        assert counts() == before

    @pytest.mark.parametrize(
        ("header", "value"),
        [("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Port", "64999"), ("X-Forwarded-Proto", "http"),
         ("X-Forwarded-For", "192.0.2.7"), ("X-Forwarded-Prefix", "/evil"), ("Forwarded", "host=evil.example"),
         ("X-Original-URL", "/admin/"), ("X-Rewrite-URL", "/admin/"), ("X-Real-IP", "192.0.2.7")],
    )  # fmt: skip
    def test_what_a_header_claims_about_the_way_here_changes_nothing(
        self, officer: Partner, case: Case, header: str, value: str
    ) -> None:
        plain, forged = officer.send("get", "cases"), officer.send("get", "cases", **{header: value})
        assert (forged.status_code, forged.content) == (plain.status_code, plain.content)
        assert value not in str(forged.headers)
        made = officer.send("post", f"cases/{case.id}/signals", SIGNAL, **{header: value})
        assert made["Location"].startswith(f"{BASE}/cases/")

    def test_the_host_of_an_address_is_one_of_ours(self, officer: Partner) -> None:
        answer = officer.send("get", "cases", Host="evil.example")
        problem(answer, 400)


class TestWhatEveryAnswerCarries:
    def test_the_headers_that_protect_it(self, officer: Partner, settings: Any) -> None:
        for answer in (
            officer.send("get", "cases"),
            officer.send("get", "cases/none"),
            Browser().get(f"{BASE}/cases"),
        ):
            assert answer["Cache-Control"] == "no-store"
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["X-Frame-Options"] == "DENY"
            assert answer["Referrer-Policy"] == "same-origin"
            assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
            assert "Server" not in answer
        secure = Browser().get(f"{BASE}/openapi.json", secure=True)
        assert secure["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"

    def test_the_trace_of_the_caller(self, officer: Partner) -> None:
        answer = officer.send("get", "cases", traceparent=f"00-{TRACE}-00f067aa0ba902b7-01")
        assert answer["traceparent"].startswith(f"00-{TRACE}-")
        assert Entry.objects.order_by("-id")[0].trace_id == TRACE
