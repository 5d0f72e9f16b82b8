"""How often a partner may call, and what it hears after that."""

import base64
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from audit.models import Entry, Kind
from config.environment import number
from intake.models import Case
from partners.models import Client, RateWindow
from tests.api_probe import given_token, problem
from tests.partner_api import BASE, Partner

pytestmark = pytest.mark.django_db

AsPartner = Callable[..., Partner]


@pytest.fixture
def officer(as_partner: AsPartner) -> Partner:
    return as_partner("ind.officer")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """The clock stands still in the middle of a minute until somebody moves it."""

    def at(second: int) -> None:
        monkeypatch.setattr("partners.api.rate_limits.time.time", lambda: 1_764_000_000 + second)

    at(20)
    return at


@pytest.fixture
def few(settings: Any, clock: Any) -> None:
    settings.CALLS_PER_MINUTE = settings.TOKENS_PER_MINUTE = 3


def called(who: Partner, times: int) -> list[int]:
    return [who.send("get", "cases").status_code for _time in range(times)]


def denials() -> list[Entry]:
    return list(Entry.objects.filter(kind="DENIAL").order_by("id"))


@pytest.mark.usefixtures("few")
class TestCalls:
    def test_after_the_last_one_of_a_minute_the_answer_says_how_long_to_wait(self, officer: Partner) -> None:
        assert called(officer, 3) == [200, 200, 200]
        answer = officer.send("get", "cases")
        assert problem(answer, 429)["code"] == "rate_limited"
        assert answer["Retry-After"] == "40"

    def test_with_the_next_minute_one_may_go_on(self, officer: Partner, clock: Callable[[int], None]) -> None:
        assert called(officer, 4)[-1] == 429
        clock(59)
        assert called(officer, 1) == [429]
        clock(60)
        assert called(officer, 4) == [200, 200, 200, 429]

    def test_each_answer_says_how_many_are_left(self, officer: Partner) -> None:
        answer = officer.send("get", "cases")
        assert answer["RateLimit-Policy"] == '"calls";q=3;w=60'
        assert answer["RateLimit"] == '"calls";r=2;t=40'
        called(officer, 3)
        assert officer.send("get", "cases")["RateLimit"] == '"calls";r=0;t=40'

    def test_every_client_has_its_own(self, officer: Partner, as_partner: AsPartner) -> None:
        assert called(officer, 4)[-1] == 429
        assert called(as_partner("avim.officer"), 1) == [200]

    def test_a_new_token_makes_no_new_client(self, officer: Partner) -> None:
        called(officer, 3)
        other = Partner(given_token(Client.objects.get()), officer.user_id, officer.purpose)
        assert called(other, 1) == [429]

    def test_nothing_happens_and_refusals_count_too(self, officer: Partner, open_case: Callable[..., Case]) -> None:
        path = f"cases/{open_case().id}/signals"
        assert [officer.send("post", path, {}).status_code for _time in range(4)] == [400, 400, 400, 429]
        assert not Entry.objects.filter(table="intake_signal", kind="CREATE").exists()

    @pytest.mark.requirement("B-27")
    def test_it_is_in_the_ledger_once_a_minute_with_whose_call_it_was(self, officer: Partner) -> None:
        called(officer, 9)
        (entry,) = denials()
        client = Client.objects.get()
        assert (entry.reason, entry.client, entry.role) == ("429 rate_limited", client.client_id, "ind.officer")
        assert entry.organisation == client.organisation_id

    @pytest.mark.parametrize("token", ["wrong", "", "é"])
    def test_who_has_no_token_is_counted_by_address(self, officer: Partner, token: str) -> None:
        stranger = Partner(token, "x", "ASYLUM")
        assert called(stranger, 5) == [401, 401, 401, 429, 429]
        assert [entry.reason.split()[0] for entry in denials()] == ["401", "401", "401", "429"]
        assert called(officer, 1) == [200]

    def test_what_a_header_claims_about_the_address_changes_nothing(self) -> None:
        answers = [
            Browser(headers={"X-Forwarded-For": f"10.0.0.{number}", "Forwarded": f"for=10.0.0.{number}"})
            .get(f"{BASE}/cases").status_code for number in range(4)
        ]  # fmt: skip
        assert answers == [401, 401, 401, 429]

    def test_no_address_stands_in_the_table(self) -> None:
        Browser().get(f"{BASE}/cases", REMOTE_ADDR="192.0.2.7")
        assert RateWindow.objects.count() == 3  # the call, and its refusal twice (partners/strangers.py)
        assert not RateWindow.objects.filter(subject__contains="192.0.2").exists()

    def test_the_description_is_free(self) -> None:
        assert [Browser().get(f"{BASE}/openapi.json").status_code for _time in range(5)] == [200] * 5


@pytest.mark.usefixtures("few")
class TestTokens:
    @staticmethod
    def ask(client: str, address: str = "192.0.2.7", **headers: str) -> Any:
        body = {"grant_type": "client_credentials", "client_secret": "wrong"} | (
            {"client_id": client} if client else {}
        )
        return Browser(headers=headers).post("/oauth/token", body, REMOTE_ADDR=address)

    def test_guessing_a_secret_ends_soon(self, officer: Partner) -> None:
        client = Client.objects.get().client_id
        answers = [self.ask(client) for _time in range(4)]
        assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
        assert problem(answers[-1], 429)["code"] == "rate_limited"
        assert answers[-1]["Retry-After"] == "40"
        failed = Entry.objects.filter(kind=Kind.LOGIN_FAILED, client=client)
        assert [entry.reason for entry in failed] == ["401 token"] * 3
        assert [entry.reason for entry in denials()] == ["429 rate_limited"]

    def test_in_a_header_it_is_the_same_client(self, officer: Partner) -> None:
        client = Client.objects.get().client_id
        for _time in range(3):
            self.ask(client)
        encoded = base64.b64encode(f"{client}:wrong".encode()).decode()
        assert self.ask("", Authorization=f"Basic {encoded}").status_code == 429

    def test_from_elsewhere_the_client_still_gets_its_token(self, officer: Partner) -> None:
        client = Client.objects.get().client_id
        for _time in range(4):
            self.ask(client)
        assert self.ask(client, address="192.0.2.8").status_code == 401

    def test_names_that_are_no_clients_share_one_count(self) -> None:
        assert [self.ask(f"guess-{number}").status_code for number in range(4)] == [401, 401, 401, 429]
        assert RateWindow.objects.exclude(subject__startswith="refused:").count() == 1

    @pytest.mark.parametrize("value", ["Basic", "Basic é", "Basic ====", "Basic //8=", "Basic AAAA", "Bearer x"])
    def test_a_header_that_says_nothing_is_nobodys(self, value: str) -> None:
        assert self.ask("", Authorization=value).status_code in {400, 401}


def test_counting_costs_one_query(officer: Partner) -> None:
    called(officer, 1)
    with CaptureQueriesContext(connection) as queries:
        called(officer, 1)
    assert len([query for query in queries if "partners_ratewindow" in query["sql"]]) == 1


def test_old_minutes_are_forgotten(officer: Partner) -> None:
    called(officer, 1)
    old = RateWindow.objects.filter(subject__startswith="client:")
    old.update(minute=old.get().minute - 24 * 60 - 1)
    call_command("forget_answers", stdout=StringIO())
    assert not old.exists()
    assert RateWindow.objects.count() == 1  # that of the token


@pytest.mark.parametrize("value", ["0", "-1"])
def test_a_limit_that_lets_nobody_in_stops_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CALLS_PER_MINUTE", value)
    with pytest.raises(ImproperlyConfigured, match="CALLS_PER_MINUTE"):
        number("CALLS_PER_MINUTE", 1200)


@pytest.mark.django_db(transaction=True)
def test_all_workers_count_together(officer: Partner, settings: Any, clock: Any) -> None:
    settings.CALLS_PER_MINUTE = 5

    def ask(_number: int) -> int:
        try:
            return called(officer, 1)[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(ask, range(9)))
    assert sorted(statuses) == [200] * 5 + [429] * 4
