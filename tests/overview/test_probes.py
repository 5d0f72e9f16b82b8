"""Is it alive, and can it serve: asked of a running server, also while its database is gone."""

from base64 import b64encode
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client as Browser
from django.test import RequestFactory

from audit import roles
from audit.models import Entry
from overview.operations import ready
from overview.operations.probes import ProbesMiddleware
from tests.audit.test_roles import connected_as, raw
from tests.served import cable, database, get, gunicorn

pytestmark = pytest.mark.django_db
ON_POSTGRES = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has neither roles nor a server")
OTHER_RING = "other:" + b64encode(bytes(range(64))).decode()


def asked(path: str) -> Any:
    """By a machine that knows no name of the host and no https."""
    return Browser(headers={"host": "10.0.0.7:8000"}).get(path)


def test_a_server_that_can_serve_says_so(open_case: Any) -> None:
    open_case()
    answer = asked("/readyz")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (200, b"ready\n", "text/plain")
    assert answer["Cache-Control"] == "no-store"
    assert "Retry-After" not in answer


def test_being_alive_asks_no_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = asked("/livez")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


def test_nobody_is_remembered_and_nothing_is_recorded_for_being_asked(open_case: Any) -> None:
    open_case()
    before = Entry.objects.count()
    for path in ("/livez", "/readyz"):
        answer = asked(path)
        assert not answer.cookies
        assert "API-Version" not in answer
    assert Entry.objects.count() == before


def test_a_handful_of_questions_is_all_it_costs(open_case: Any, django_assert_max_num_queries: Any) -> None:
    open_case()
    asked("/readyz")
    with django_assert_max_num_queries(6):
        asked("/readyz")


def test_it_can_only_be_asked() -> None:
    answer = ProbesMiddleware(lambda _request: None)(RequestFactory().post("/readyz"))
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_a_migration_that_waits_is_a_reason(open_case: Any) -> None:
    MigrationRecorder(connection).record_unapplied("partners", "0001_initial")
    answer = asked("/readyz")
    assert (answer.status_code, answer.content, answer["Retry-After"]) == (503, b"migrations\n", "30")


def test_a_migration_that_only_the_database_has_is_none() -> None:
    MigrationRecorder(connection).record_applied("partners", "9999_of_newer_code")
    assert ready.wanting() == ""


@pytest.mark.parametrize("ring", [OTHER_RING, "no ring at all"])
def test_a_ring_that_opens_nothing_is_a_reason(open_case: Any, settings: Any, ring: str) -> None:
    open_case()
    settings.KEY_RING = ring
    answer = asked("/readyz")
    assert (answer.status_code, answer.content) == (503, b"keys\n")


def test_without_any_key_a_ring_is_enough(settings: Any) -> None:
    settings.KEY_RING = OTHER_RING
    assert ready.wanting() == ""
    settings.KEY_RING = "no ring at all"
    assert ready.wanting() == "keys"


@ON_POSTGRES
def test_a_ledger_that_the_role_cannot_write_is_a_reason() -> None:
    connection.check_constraints()
    roles.lay(roles.Names("test"))
    with connected_as("test_app"):
        assert ready.wanting() == ""
    raw("REVOKE INSERT ON audit_entry FROM test_app")
    with connected_as("test_app"):
        answer = asked("/readyz")
    assert (answer.status_code, answer.content) == (503, b"ledger\n")


@ON_POSTGRES
def test_a_server_that_only_follows_another_is_a_reason() -> None:
    raw("SET TRANSACTION READ ONLY")
    assert ready.wanting() == "ledger"


@ON_POSTGRES
def test_while_the_database_is_gone_it_lives_and_is_not_ready_and_then_goes_on_by_itself(tmp_path: Any) -> None:
    with cable() as to_database, gunicorn(tmp_path, database(to_database.port)) as (port, log):
        assert get(port, "/readyz")[0] == 200
        to_database.pull()
        assert get(port, "/livez")[::2] == (200, "alive\n")
        status, headers, body = get(port, "/readyz")
        assert (status, headers["retry-after"], body) == (503, "30", "database\n")
        token = {"Host": "beschut.example", "Authorization": "Bearer none"}
        for _worker in range(4):
            status, headers, body = get(port, "/api/v1/cases", token)
            assert (status, headers.get("retry-after")) == (503, "30"), body
        to_database.plug_in()
        assert get(port, "/readyz")[::2] == (200, "ready\n")
    assert "Traceback" not in log.read_text()
