"""The ledger broken on purpose, and what must follow: nothing is shown, nothing changes, the answer is 503.

Inside a test's transaction a trigger raises what the database would say; a lock is a real one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.apps import apps
from django.db import connection
from django.http import HttpResponse

from audit.models import Recorded

# As a trigger raises; as PostgreSQL says when the disk is full; as it says when somebody keeps the table locked.
FAULTS = {"a trigger raises": "P0001", "the disk is full": "53100", "the table stays locked": "55P03"}
TRIGGER = """
CREATE OR REPLACE FUNCTION test_fault() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(current_setting('test.fault', true), '') <> '' THEN
    RAISE EXCEPTION 'the ledger is broken' USING ERRCODE = current_setting('test.fault');
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER a_fault BEFORE INSERT ON audit_entry EXECUTE FUNCTION test_fault();
"""
# What is no record of a child, and still tells that something happened.
ALSO_COUNTED = {
    "audit.Entry", "partners.OutboxMessage", "partners.StoredAnswer", "intake.NameKey", "intake.NameWord",
}  # fmt: skip
# Whether what is posted is first posted with a broken ledger; each act once in a run.
watched: ContextVar[bool] = ContextVar("watched", default=False)
tried: set[str] = set()


def make_breakable() -> None:
    """From now on the ledger can break, until the test is over."""
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER)


@contextmanager
def broken(fault: str) -> Iterator[None]:
    set_fault(FAULTS[fault])
    try:
        yield
    finally:
        set_fault("")


def set_fault(code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('test.fault', %s, false)", [code])


@cache
def _everything() -> str:
    """How many rows there are of everything that holds a child's data or tells of it, and of how many versions."""
    parts = []
    for model in apps.get_models():
        table = model._meta.db_table
        if issubclass(model, Recorded):
            parts.append(f"SELECT '{table}' AS t, count(*), coalesce(sum(version), 0) FROM \"{table}\"")
            parts.append(f"SELECT '{model.history.model._meta.db_table}', count(*), 0 "
                         f'FROM "{model.history.model._meta.db_table}"')  # fmt: skip
        elif model._meta.label in ALSO_COUNTED:
            parts.append(f"SELECT '{table}', count(*), 0 FROM \"{table}\"")
    return " UNION ALL ".join(parts) + " ORDER BY 1"


def everything() -> list[tuple[str, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(_everything())
        return list(cursor.fetchall())


def nothing_happens(ask: Callable[[], HttpResponse], what: str) -> None:
    """Asked with a broken ledger: 503 and when to ask again, and not a row more or less."""
    if what in tried:
        return
    tried.add(what)
    before = everything()
    with broken(list(FAULTS)[len(tried) % len(FAULTS)]):
        answer = ask()
    assert answer.status_code == 503, (what, answer.status_code, answer.content)
    assert answer["Retry-After"] == "30"
    assert everything() == before, what
