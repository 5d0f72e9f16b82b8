"""Tell the database who acts, where it writes the entry itself (PostgreSQL; see audit/noted.py)."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from audit.models import Noted

SETTING = "audit.acting"
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')


@cache
def noted_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models() if issubclass(model, Noted))


def told(who: Any) -> str:
    """The actor as the trigger reads it."""
    return json.dumps(
        {
            "person": who.person_id and str(who.person_id),
            "organisation": who.organisation_id and str(who.organisation_id),
            "in_place_of": who.in_place_of and str(who.in_place_of),
            "user_id": who.user_id,
            "client": who.client_id,
            "role": who.role,
            "purpose": who.purpose,
            "origin": who.origin,
            "trace_id": who.trace_id,
        }
    )


@contextmanager
def acting(who: Callable[[], Any]) -> Iterator[None]:
    """Whatever is written here of people, roles and reference data, by whatever path, is this actor's work.

    The actor is asked for when there is such a write, and is taken back with it: nothing later is ascribed to it.
    """
    if connection.vendor != "postgresql":
        yield
        return

    def execute(call: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        match = WRITES.match(sql) if isinstance(sql, str) else None
        if match is None or match[1] not in noted_tables():
            return call(sql, parameters, many, context)
        # Behind a pool the next transaction of this line may be somebody else's: what is told ends with this one.
        with nullcontext() if connection.in_atomic_block else transaction.atomic():
            tell(told(who()))
            answer = call(sql, parameters, many, context)
            tell("")
        return answer

    with connection.execute_wrapper(execute):
        yield


def tell(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, text])
