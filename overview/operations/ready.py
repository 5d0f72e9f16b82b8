"""Whether this process can serve: asked every few seconds, so it is a handful of cheap questions."""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from audit.models import Entry
from config import standby
from config.encryption import Unreadable, ring_opens_something

WRITABLE = """
SELECT has_table_privilege(%s, 'INSERT') AND NOT current_setting('transaction_read_only')::boolean
"""


def reachable() -> bool:
    """Anew, when what this process was connected to is gone: a server that began again is there."""
    if connection.connection is not None and not connection.is_usable():
        connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


@cache
def migrations_of_the_code() -> frozenset[tuple[str, str]]:
    """Read from the disk once: the code of a process does not change."""
    return frozenset(MigrationLoader(None).disk_migrations)


def migrations_to_apply() -> frozenset[tuple[str, str]]:
    """What the code has and the database has not. What only the database has is a newer code's, and no fault here."""
    return migrations_of_the_code() - frozenset(MigrationRecorder(connection).applied_migrations())


def ledger_is_writable() -> bool:
    """By the role that is connected, on this server: one that only follows another takes nothing."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(WRITABLE, [Entry._meta.db_table])
        return bool(cursor.fetchone()[0])


CHECKS: dict[str, Callable[[], bool]] = {
    "database": reachable,
    "migrations": lambda: not migrations_to_apply(),
    "ledger": ledger_is_writable,
    "keys": ring_opens_something,
}


def wanting() -> str:
    """The word for the first thing that is not as it must be; empty when this process can serve."""
    for word, holds in CHECKS.items():
        try:
            if not holds():
                return word
        except (Unreadable, ImproperlyConfigured):
            return word
        except Error:
            return "database"
    return ""


def aside() -> str:
    """What is wrong with the standby; without it this process serves all the same."""
    word = standby.watch.wanting() if settings.STANDBY_URL else ""
    return f"standby: {standby.SAID[word]}" if word else ""
