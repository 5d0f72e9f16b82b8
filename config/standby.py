"""A second server that follows the first: what is only read may be read there (decision 0074).

It is never older than the question. Before it is read, the first server is asked how far it has written, and the
second whether it has come as far. Where it has not, or does not follow this one, the first is read as ever.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from config import patience

STANDBY = "standby"
# One that does not answer, or follows another server, is left alone for so long by the process that found out.
ALONE_SECONDS = 5.0
# Who waits for it could have asked the first one meanwhile.
ANSWER_SECONDS = 1.0
_reading: ContextVar[bool] = ContextVar("reading", default=False)
log = logging.getLogger("beschut.standby")

# A commit is on the disk before anybody sees it, unless the server was told not to wait for its disk.
WRITTEN = """
SELECT here::text, ('x' || left(pg_walfile_name(here), 8))::bit(32)::int, system_identifier,
  current_setting('synchronous_commit') <> 'off'
FROM pg_control_system(), pg_current_wal_flush_lsn() AS written(here)
"""
FOLLOWS = """
SELECT pg_is_in_recovery(), timeline_id, system_identifier FROM pg_control_checkpoint(), pg_control_system()
"""
REACHED = "SELECT coalesce(pg_last_wal_replay_lsn() >= %s::pg_lsn, false)"
A_MOMENT_LATER = f"{REACHED} FROM pg_sleep(0.005)"


class Router:
    """Reads where the request that runs now reads; writes, and makes tables, in the first alone."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return source()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS


def source() -> str:
    """The name of the database that is read now."""
    return STANDBY if _reading.get() else DEFAULT_DB_ALIAS


def line() -> BaseDatabaseWrapper:
    """The same, for who writes SQL by hand."""
    return connections[source()]


@dataclass
class Read:
    """Whether all that was asked of it was answered."""

    broken: bool = False


@contextmanager
def reading() -> Iterator[Read]:
    """What is read in this block is read there, in one transaction. What broke off is to be asked again elsewhere."""
    there, read, token = connections[STANDBY], Read(), _reading.set(True)
    try:
        with transaction.atomic(using=STANDBY):
            yield read
            # Leaving the block connects anew where the line is gone, and forgets that.
            read.broken = there.errors_occurred
            transaction.set_rollback(True, using=STANDBY)
    finally:
        _reading.reset(token)
        if read.broken:
            there.close()


class Unfit(Exception):
    """It is not read now; the word says why."""


class Watch:
    """What one process knows of the standby: since when it is better left alone."""

    def __init__(self) -> None:
        self.alone_until, self.word = 0.0, ""

    def wanting(self) -> str:
        """Why the standby is not read now, a word of SAID; empty: it may be."""
        if time.monotonic() < self.alone_until:
            return self.word
        try:
            caught_up()
        except Unfit as reason:
            word = str(reason)
        else:
            return ""
        if word != "behind":
            self.alone_until, self.word = time.monotonic() + ALONE_SECONDS, word
            log.warning("the standby is not read: %s", SAID[word])
        return word


SAID = {
    "away": "it does not answer",
    "other": "it does not follow the server of DATABASE_URL",
    "behind": "it has not come far enough",
    "unsaved": "the server of DATABASE_URL does not wait for its disk (synchronous_commit)",
}
watch = Watch()


def caught_up() -> None:
    """Wait a little until the standby has all that was there when this was called. Raises Unfit."""
    here, timeline, system, saves = _row(connection, WRITTEN)
    if not saves:
        raise Unfit("unsaved")
    there = connections[STANDBY]
    try:
        with patience.at_most(ANSWER_SECONDS):
            if _row(there, FOLLOWS) != (True, timeline, system):
                raise Unfit("other")
            _wait_for(here, there)
    except Error as fault:
        with suppress(Error):
            there.close()
        raise Unfit("away") from fault


def _wait_for(here: str, there: BaseDatabaseWrapper) -> None:
    end = time.monotonic() + settings.STANDBY_WAIT_MS / 1000
    reached = _row(there, REACHED, here)[0]
    while not reached:
        if time.monotonic() >= end:
            raise Unfit("behind")
        reached = _row(there, A_MOMENT_LATER, here)[0]


def _row(line: BaseDatabaseWrapper, sql: str, *values: Any) -> tuple[Any, ...]:
    with line.cursor() as cursor:
        cursor.execute(sql, values or None)
        return tuple(cursor.fetchone())
