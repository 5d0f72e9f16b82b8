"""System checks of the connections: limits hold on them, also behind a pool; and the standby follows the first."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import OperationalError, connections

from config import standby

POOL_HINT = "Behind a pool, connect_query sets it (deploy/pgbouncer.ini); elsewhere take “pooled” out of the address."
STANDBY_HINT = "Name one that streams from it, as the same role, or leave STANDBY_URL empty (docs/operations.md, 15)."


def missing_limits(using: str) -> list[str]:
    """What waits for ever on this connection, of what must not."""
    if connections[using].vendor != "postgresql":
        return []
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
        lock, statement = cursor.fetchone()
    found = ["lock_timeout"] if lock == "0" else []
    return found + (["statement_timeout"] if settings.DATABASE_SECONDS and statement == "0" else [])


def limits_hold(app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None,
                **kwargs: Any) -> list[CheckMessage]:  # fmt: skip
    """Nobody waits for ever: a pool drops what a connection asks for when it begins."""
    return [
        Error(f"The database sets no {name}: who waits would wait for ever.", hint=POOL_HINT, id="config.E002")
        for using in databases or ()
        for name in missing_limits(using)
    ]


def standby_follows(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The server of STANDBY_URL follows the one that is written. Without it everything is served all the same.

    So it stops no start: after the standby took over, the web server must begin again with what there is.
    """
    try:
        word = standby.Watch().wanting() if settings.STANDBY_URL else ""
    except OperationalError:  # of the first, which others ask after
        return []
    if word in {"", "behind"}:
        return []
    return [Error(f"STANDBY_URL: {standby.SAID[word]}.", hint=STANDBY_HINT, id="config.E003")]
