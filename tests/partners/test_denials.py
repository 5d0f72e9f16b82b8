"""What is refused is in the ledger, and nothing else of the refused call is."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser

from audit.models import Entry, Kind, Origin
from partners import strangers
from partners.api import rate_limits
from partners.middleware import case_of
from partners.models import Client, Organisation, Person
from tests.api_probe import CASE, problem

pytestmark = [pytest.mark.urls("tests.api_probe"), pytest.mark.requirement("B-27")]


def denials() -> list[Entry]:
    return list(Entry.objects.filter(kind=Kind.DENIAL))


class TestApi:
    @pytest.mark.parametrize(
        ("what", "reason"),
        [
            ("hidden", "404 not_found"),
            ("not-allowed", "403 not_allowed"),
            ("rule", "409 rest_running S004-46"),
            ("stale", "412 stale"),
            ("busy", "429 throttled"),
        ],
    )
    def test_a_refusal_says_who_where_and_why(
        self, call: Callable[..., Any], client_of_avim: Client, what: str, reason: str
    ) -> None:
        call("get", f"cases/{CASE}/refusals/{what}")
        (entry,) = denials()
        assert entry.reason == reason
        assert entry.case == CASE
        assert (entry.organisation, entry.role) == (client_of_avim.organisation_id, "avim.officer")
        assert (entry.user_id, entry.purpose, entry.origin) == ("staff-1", "PROTECTION", Origin.API)
        assert entry.client == client_of_avim.client_id
        assert len(entry.trace_id) == 32

    def test_it_outlives_the_rollback_of_what_was_refused(self, call: Callable[..., Any]) -> None:
        call("get", "refusals/rule")
        assert len(denials()) == 1
        assert not Organisation.objects.filter(code="half-done").exists()

    @pytest.mark.django_db(transaction=True)
    def test_it_does_so_in_a_real_transaction_too(self, call: Callable[..., Any]) -> None:
        call("get", "refusals/rule")
        assert len(denials()) == 1
        assert not Organisation.objects.filter(code="half-done").exists()

    def test_a_call_without_a_token_is_nobodys(self, call: Callable[..., Any]) -> None:
        call("get", f"cases/{CASE}/refusals/rule", bearer="unknown")
        (entry,) = denials()
        assert (entry.reason, entry.case) == ("401 invalid_token", CASE)
        assert (entry.organisation, entry.person, entry.role, entry.user_id) == (None, None, "", "")

    @pytest.mark.parametrize(("what", "reason"), [("invalid", "400 invalid"), ("suspicious", "400 refusal")])
    def test_a_mistake_is_one_too_by_its_code_alone(self, call: Callable[..., Any], what: str, reason: str) -> None:
        call("get", f"refusals/{what}")
        (entry,) = denials()
        assert entry.reason.startswith(reason.split()[0])
        assert (entry.outcome, entry.checks, entry.role) == ("REFUSED", [], "avim.officer")

    def test_what_goes_wrong_on_our_side_is_none(self, call: Callable[..., Any]) -> None:
        call("get", "refusals/bug")
        assert denials() == []

    @pytest.mark.parametrize("bearer", ["unknown", None])
    def test_a_flood_of_strangers_leaves_so_many_entries_and_one_that_says_there_were_more(
        self, call: Callable[..., Any], bearer: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(strangers, "STRANGERS_KEPT", 3)
        monkeypatch.setattr(rate_limits.time, "time", lambda: 1_800_000_000)
        for _each in range(6):
            call("get", "refusals/rule", bearer=bearer)
        assert [entry.reason[:3] for entry in denials()] == ["429", "401", "401", "401"]
        call("get", "refusals/rule")
        assert (len(denials()), denials()[0].role) == (5, "avim.officer")

    def test_strangers_of_many_addresses_fill_it_as_little(
        self, call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(strangers, "STRANGERS_KEPT_TOGETHER", 2)
        monkeypatch.setattr(rate_limits.time, "time", lambda: 1_800_000_000)
        for number in range(5):
            Browser(REMOTE_ADDR=f"192.0.2.{number}").post("/oauth/token", {"grant_type": "password"})
        assert [entry.reason for entry in denials()] == [strangers.MORE, "400 token", "400 token"]

    def test_an_address_that_leads_nowhere_is_no_denial(self, call: Callable[..., Any]) -> None:
        problem(call("get", "nowhere"), 404)
        assert denials() == []

    def test_an_answer_is_no_denial(self, call: Callable[..., Any]) -> None:
        call("get", "echo")
        assert denials() == []

    def test_a_failed_try_for_a_token_is_a_log_in_that_failed(self, db: None) -> None:
        answer = Browser().post(
            "/oauth/token", {"grant_type": "client_credentials", "client_id": "x", "client_secret": "y"}
        )
        assert answer.status_code == 401
        assert denials() == []
        (entry,) = Entry.objects.filter(kind=Kind.LOGIN_FAILED)
        assert (entry.reason, entry.client, entry.outcome) == ("401 token", "", "FAILED")


class TestScreens:
    @pytest.fixture
    def browser(self, people: dict[str, Person]) -> Browser:
        browser = Browser(raise_request_exception=False)
        browser.force_login(people["nidos.guardian"])
        return browser

    def test_a_page_one_may_not_open_is_recorded_with_its_person(
        self, browser: Browser, people: dict[str, Person]
    ) -> None:
        assert browser.get("/admin/password_change/done/").status_code == 200
        assert browser.get("/admin/jsi18n/nothing/").status_code == 404
        assert denials() == []
        # Django's model permissions open nothing here, so this page of the stock admin is closed to everybody.
        assert browser.get("/admin/autocomplete/").status_code == 403
        (entry,) = denials()
        assert (entry.person, entry.reason) == (people["nidos.guardian"].id, "403 admin:autocomplete")
        assert entry.origin == Origin.ADMIN

    def test_a_page_that_is_not_there_is_a_denial_to_somebody_only(self, browser: Browser) -> None:
        Browser().get("/gone")
        assert denials() == []
        browser.get("/gone")
        assert [entry.reason for entry in denials()] == ["404 gone"]

    def test_a_forged_form_is_nobodys(self, db: None) -> None:
        browser = Browser(enforce_csrf_checks=True)
        assert browser.post("/admin/login/", {"username": "x", "password": "y"}).status_code == 403
        (entry,) = denials()
        assert (entry.reason, entry.person, entry.role) == ("403 admin:login", None, "")


def test_a_case_that_is_no_uuid_is_left_out() -> None:
    assert case_of({}) is None
    assert case_of({"case": "Semhar"}) is None
    identity = uuid4()
    assert case_of({"case": str(identity)}) == case_of({"case": identity}) == identity
