"""How the database is connected to, and the standby that follows it where there is one (decisions 0074, 0075)."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

Connected = dict[str, Any]
SQLITE = "django.db.backends.sqlite3"


def primary(known: Connected, *, lock_seconds: int, seconds: int, name: str, kept: int) -> Connected:
    """The one that is written. A request is one transaction there."""
    if known["ENGINE"] == SQLITE:
        # Without these, SQLite loses writes beside a worker (docs/decisions/0001-databases.md).
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
        return known | {"ATOMIC_REQUESTS": True, "OPTIONS": options}
    # A server that does not even refuse is given up: whoever waits is told so.
    return postgres(known, limits(lock_seconds, seconds), name=name, kept=kept, connect_seconds=5) | {
        "ATOMIC_REQUESTS": True
    }


def standby(known: Connected, *, lock_seconds: int, seconds: int, name: str, kept: int) -> Connected:
    """The one that is only read. Nobody waits long for it: there is the other one."""
    asked = f"{limits(lock_seconds, seconds)} -c default_transaction_read_only=on"
    return postgres(known, asked, name=name, kept=kept, connect_seconds=2)


def limits(lock_seconds: int, seconds: int) -> str:
    """What waits for a lock waits so long and no longer: then it is answered 503.

    A page takes a few rows by an index: workers beside each other, and code compiled for one query, cost a hundred
    times what they save.
    """
    asked = f"-c lock_timeout={lock_seconds}s -c max_parallel_workers_per_gather=0 -c jit=off"
    return f"{asked} -c statement_timeout={seconds}s" if seconds else asked


def postgres(known: Connected, asked: str, *, name: str, kept: int, connect_seconds: int) -> Connected:
    """The name says in the ledger which program changed people or reference data when no person did.

    Behind a pool (`?pooled=true` in the address) a line is another one in each transaction: what it is asked for when
    it begins is for the pool to say (deploy/pgbouncer.ini), and a cursor that outlives a transaction finds nothing.
    """
    options = dict(known.get("OPTIONS", {}))
    pooled = is_pooled(options.pop("pooled", "false"))
    if not pooled:
        options.setdefault("options", asked)
    options.setdefault("application_name", name)
    options.setdefault("connect_timeout", connect_seconds)
    return known | {"CONN_MAX_AGE": kept, "OPTIONS": options, "DISABLE_SERVER_SIDE_CURSORS": pooled}


def is_pooled(word: object) -> bool:
    if str(word).lower() not in {"true", "false"}:
        raise ImproperlyConfigured(f"pooled, in the address of a database, must be true or false, not {word!r}.")
    return str(word).lower() == "true"
