"""One line and one count for each request, without its address; and the figures, for who knows the token."""

import json
import logging
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser
from prometheus_client.parser import text_string_to_metric_families

from config.rounds import Rounds
from partners.models import Person
from tests.served import database, get, gunicorn

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-more-than-thirty-two-characters"
ON_POSTGRES = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a server of its own needs one")


@pytest.fixture
def on(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


def figures(**headers: str) -> Any:
    return Browser(headers=headers).get("/metrics")


def read(text: str) -> dict[str, float]:
    """Each figure by its name, with its labels where it has any."""
    return {
        sample.name + "".join(f" {value}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


class TestLine:
    @pytest.fixture
    def lines(self, caplog: Any) -> Any:
        caplog.set_level(logging.INFO, logger="beschut.requests")
        return lambda: [record for record in caplog.records if record.name == "beschut.requests"]

    def test_it_says_the_route_and_never_the_address(
        self, open_case: Any, people: dict[str, Person], lines: Any
    ) -> None:
        case = open_case()
        browser = Browser()
        browser.force_login(people["nidos.intake"])
        browser.get(f"/admin/intake/case/{case.pk}/change/?q=Semhar")
        browser.get("/calendar/secret-of-somebody.ics")
        page, feed = lines()
        assert (page.method, page.status, page.route) == ("GET", 200, "/admin/intake/case/<uuid:case>/change/")
        assert page.milliseconds > 0
        assert re.fullmatch("[0-9a-f]{32}", page.trace)
        assert (feed.status, feed.route) == (404, "/calendar/<slug:secret>.ics")
        for line in lines():
            said = str(line.__dict__)
            assert str(case.pk) not in said
            assert "Semhar" not in said
            assert "secret-of-somebody" not in said

    def test_what_keeps_the_server_running_writes_none(self, lines: Any) -> None:
        for path in ("/livez", "/readyz"):
            Browser().get(path)
        assert lines() == []

    def test_a_method_that_nobody_knows_is_one_word(self, lines: Any) -> None:
        Browser().generic("SEMHAR", "/admin/login/")
        assert [line.method for line in lines()] == ["OTHER"]


class TestFigures:
    def test_without_a_token_in_the_settings_there_are_none(self) -> None:
        assert figures().status_code == 404
        assert figures(authorization="Bearer ").status_code == 404

    @pytest.mark.parametrize("said", ["", "Bearer", "Bearer x", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
    def test_who_does_not_know_the_token_finds_no_such_address(self, on: None, said: str) -> None:
        nowhere = Browser().get("/metricz")
        answer = figures(authorization=said)
        assert (answer.status_code, answer.content) == (404, nowhere.content)

    def test_requests_are_counted_by_route_and_class_of_status(self, on: None, open_case: Any) -> None:
        before = read(figures(authorization=f"Bearer {TOKEN}").content.decode())
        Browser().get("/admin/login/")
        Browser().get("/nobody/Semhar")
        after = read(figures(authorization=f"Bearer {TOKEN}").content.decode())
        for name in ("GET /admin/login/ 2xx", "GET (no such address) 4xx"):
            assert after[f"beschut_requests_total {name}"] == before.get(f"beschut_requests_total {name}", 0) + 1
        assert after["beschut_request_seconds_count GET /admin/login/"] >= 1
        assert "Semhar" not in str(after)

    def test_what_waits_and_how_old_it_is(self, on: None, open_case: Any) -> None:
        open_case()
        Rounds("seal").done()
        found = read(figures(authorization=f"Bearer {TOKEN}").content.decode())
        assert found["beschut_database_up"] == 1
        assert found["beschut_ledger_newest_entry"] > 0
        assert found["beschut_ledger_unsealed"] > 0
        assert found["beschut_outbox_waiting"] == found["beschut_dead_letters"] == 0
        assert found["beschut_worker_age_seconds seal"] >= 0

    def test_nobody_is_in_them(self, on: None, open_case: Any, people: dict[str, Person]) -> None:
        case = open_case()
        browser = Browser()
        browser.force_login(people["nidos.intake"])
        browser.get(f"/admin/intake/case/{case.pk}/change/")
        text = figures(authorization=f"Bearer {TOKEN}").content.decode()
        for person in ("Semhar", "Tesfay", str(case.pk), *(each.username for each in people.values())):
            assert person not in text

    @ON_POSTGRES
    def test_all_processes_of_a_server_count_together(self, tmp_path: Any) -> None:
        settings = {"METRICS_TOKEN": TOKEN, "METRICS_FOLDER": str(tmp_path / "metrics"), "WEB_CONCURRENCY": "2"}
        with gunicorn(tmp_path, database(), **settings) as (port, log):
            for _each in range(12):
                assert get(port, "/admin/login/", {"Host": "beschut.example"})[0] == 200
            status, _headers, text = get(port, "/metrics", {"Authorization": f"Bearer {TOKEN}"})
        assert (connection.vendor, status) == ("postgresql", 200)
        assert read(text)["beschut_requests_total GET /admin/login/ 2xx"] == 12
        lines = [json.loads(line) for line in log.read_text().splitlines()]
        assert sum(line["message"] == "200 GET /admin/login/" for line in lines) == 12
        assert len({line["trace"] for line in lines if line["message"] == "200 GET /admin/login/"}) == 12
