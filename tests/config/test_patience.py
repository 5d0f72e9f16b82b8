"""A database that says nothing is given up: whoever waits for it hears 503, and the worker serves on."""

import socket
from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from django.db import OperationalError, connection
from django.test import Client as Browser
from psycopg2 import extensions

from config import patience
from tests.served import python
from tools.machine import settings_of_a_run

MOMENT = 1
QUESTION = "SELECT pg_sleep(600)"
LIMITS = "from django.conf import settings as s; print(s.DATABASES['default']['OPTIONS']['options'])"
pytestmark = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite is in the process itself")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[None]:
    """For as long as the test itself lasts: what clears up after it takes its time."""
    monkeypatch.setattr(patience, "CONNECT_SECONDS", MOMENT)
    monkeypatch.setattr(patience, "GRACE_SECONDS", MOMENT)
    patience.begin(MOMENT)
    yield
    extensions.set_wait_callback(None)
    connection.close()


@pytest.mark.usefixtures("impatient")
class TestPatience:
    def test_a_server_that_takes_a_line_and_says_nothing_is_given_up(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as ear, pytest.raises(patience.Silent):
            psycopg2.connect(host="127.0.0.1", port=ear.getsockname()[1], user="nobody", dbname="nothing")

    def test_a_question_without_an_answer_is_given_up_and_the_next_one_has_a_new_line(self) -> None:
        with pytest.raises(OperationalError), connection.cursor() as cursor:
            cursor.execute(QUESTION)
        connection.close_if_unusable_or_obsolete()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
            # The server itself would go on, and keep the database of the tests in use.
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = %s", [QUESTION])
            assert cursor.fetchall() == [(True,)]

    def test_a_partner_that_waits_for_it_is_told_when_to_come_back(self) -> None:
        with psycopg2.connect(**_params()) as other, other.cursor() as cursor:
            cursor.execute("LOCK TABLE partners_ratewindow")
            answer = Browser(raise_request_exception=False).get("/api/v1/cases")
            other.rollback()
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        other.close()

    def test_long_answers_and_cursors_of_the_server_come_through(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT repeat('x', 4000000)")
            assert len(cursor.fetchone()[0]) == 4_000_000
        with connection.chunked_cursor() as cursor:
            cursor.execute("SELECT generate_series(1, 300)")
            assert len(cursor.fetchall()) == 300


def _params() -> dict[str, Any]:
    known = connection.get_connection_params()
    given = {key: known[key] for key in ("user", "password", "host", "port") if known.get(key)}
    return {"dbname": connection.settings_dict["NAME"], **given}


def limits(**changed: str) -> str:
    given = settings_of_a_run("postgres://nobody@localhost/nothing") | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    return python(LIMITS, **given, **changed).stdout


def test_the_server_gives_up_by_itself_where_somebody_waits() -> None:
    assert "statement_timeout=30s" in limits(DATABASE_SECONDS="30")


def test_a_command_takes_as_long_as_it_takes() -> None:
    assert "statement_timeout" not in limits()
