"""What is asked of a connection: limits, straight to a server; behind a pool, nothing that it would drop."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import databases

POSTGRES = {"ENGINE": "django.db.backends.postgresql", "NAME": "beschut"}
ASKED = {"lock_seconds": 7, "seconds": 20, "name": "gunicorn by beschut", "kept": 60}


def test_straight_to_a_server_nobody_waits_for_ever() -> None:
    made = databases.primary(POSTGRES, **ASKED)
    for limit in ("lock_timeout=7s", "statement_timeout=20s", "jit=off", "max_parallel_workers_per_gather=0"):
        assert f"-c {limit}" in made["OPTIONS"]["options"]
    assert (made["ATOMIC_REQUESTS"], made["DISABLE_SERVER_SIDE_CURSORS"]) == (True, False)


def test_a_command_takes_its_time_for_one_answer() -> None:
    assert "statement_timeout" not in databases.limits(7, 0)


def test_behind_a_pool_a_connection_asks_for_nothing_and_keeps_no_cursor() -> None:
    made = databases.primary(POSTGRES | {"OPTIONS": {"pooled": "true", "sslmode": "require"}}, **ASKED)
    assert made["OPTIONS"] == {"sslmode": "require", "application_name": "gunicorn by beschut", "connect_timeout": 5}
    assert (made["ATOMIC_REQUESTS"], made["DISABLE_SERVER_SIDE_CURSORS"]) == (True, True)


def test_the_standby_is_only_read_and_is_no_transaction_of_the_request() -> None:
    made = databases.standby(POSTGRES, **ASKED)
    assert "-c default_transaction_read_only=on" in made["OPTIONS"]["options"]
    assert "ATOMIC_REQUESTS" not in made


@pytest.mark.parametrize("word", ["yes", "1", ""])
def test_a_word_that_is_neither_stops_the_start(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="must be true or false"):
        databases.primary(POSTGRES | {"OPTIONS": {"pooled": word}}, **ASKED)


def test_sqlite_waits_for_other_writers_instead_of_losing_what_it_was_given() -> None:
    made = databases.primary({"ENGINE": databases.SQLITE, "NAME": "demo"}, **ASKED)
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert made["ATOMIC_REQUESTS"] is True
