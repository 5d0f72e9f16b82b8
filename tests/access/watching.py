"""Everything that leaves the database and everything that is logged while a request is answered.

What may not be read must not be fetched either: an error page, a template or a later line of code cannot spill what
was never there. Values are known by their canaries; a yes or no and a code by the column from which PostgreSQL says
that they come.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import zip_longest
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models.fields import AutoFieldMixin

from audit.models import Recorded
from config.logs import WithoutPersonalData

Column = tuple[type[Recorded], str]


@dataclass
class Seen:
    """What was fetched, as text and by column, and what was logged."""

    rows: list[str] = field(default_factory=list)
    columns: set[Column] = field(default_factory=set)
    lines: list[str] = field(default_factory=list)

    @property
    def fetched(self) -> str:
        return "\n".join(self.rows)


def telling(rows: Any, counted: list[bool]) -> list[Any]:
    """Every value but days, moments and counted ids, known by their column: each may hold anybody's number."""
    every = rows if isinstance(rows, list) else [rows]
    flat = [each for row in every for each, skip in zip_longest(row, counted, fillvalue=False) if not skip]
    return [each for each in flat if not isinstance(each, date)]


class Listening(logging.Handler):
    """A log of our own with the filter of the one in production."""

    def __init__(self, seen: Seen) -> None:
        super().__init__()
        self.seen = seen
        self.addFilter(WithoutPersonalData())
        self.setFormatter(logging.Formatter("%(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.lines.append(self.format(record))


@contextmanager
def watching() -> Iterator[Seen]:
    seen = Seen()
    known = tables() if connection.vendor == "postgresql" else {}
    counted = counters() if known else frozenset()

    class Watched(CursorWrapper):
        """The cursor that Django would use, which also keeps what it hands over."""

        def noted(self, rows: Any) -> Any:
            if rows:
                described = self.cursor.description if known else ()
                origins = [(column.table_oid, column.table_column) for column in described]
                seen.rows.append(repr(telling(rows, [origin in counted for origin in origins])))
                seen.columns |= {known[origin] for origin in origins if origin in known} if known else set()
            return rows

        def fetchone(self) -> Any:
            return self.noted(self.cursor.fetchone())

        def fetchmany(self, *size: int) -> Any:
            return self.noted(self.cursor.fetchmany(*size))

        def fetchall(self) -> Any:
            return self.noted(self.cursor.fetchall())

        def __iter__(self) -> Any:
            return iter(self.fetchall())

    listener = Listening(seen)
    with attached(listener):
        connection.make_cursor = lambda cursor: Watched(cursor, connection)
        try:
            yield seen
        finally:
            del connection.make_cursor


@contextmanager
def attached(listener: logging.Handler) -> Iterator[None]:
    """To the root, from DEBUG on, and to each logger that keeps its lines to itself."""
    root = logging.getLogger()
    apart = [each for each in root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    listened = [root, *(each for each in apart if not each.propagate)]
    before = root.level
    root.setLevel(logging.DEBUG)
    for each in listened:
        each.addHandler(listener)
    try:
        yield
    finally:
        root.setLevel(before)
        for each in listened:
            each.removeHandler(listener)


@cache
def tables() -> dict[tuple[int, int], Column]:
    """Each column of each kind of record and of its history, as PostgreSQL numbers them."""
    known = {}
    for model in apps.get_models():
        if issubclass(model, Recorded):
            names = {each.column: each.name for each in model._meta.concrete_fields}
            for table in (model._meta.db_table, model.history.model._meta.db_table):
                known |= {(table, column): (model, name) for column, name in names.items()}
    return as_numbered(known)


@cache
def counters() -> frozenset[tuple[int, int]]:
    """The columns in which the database counts its rows."""
    keys = [model._meta.pk for model in apps.get_models(include_auto_created=True)]
    return frozenset(
        as_numbered({(key.model._meta.db_table, key.column): key for key in keys if isinstance(key, AutoFieldMixin)})
    )


def as_numbered(columns: dict[tuple[str, str], Any]) -> dict[tuple[int, int], Any]:
    """The same by the numbers of table and column, as PostgreSQL tells of which column a value is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT c.oid, a.attnum, c.relname, a.attname FROM pg_class c JOIN pg_attribute a "
                       "ON a.attrelid = c.oid WHERE c.relkind = 'r' AND a.attnum > 0")  # fmt: skip
        return {(oid, number): columns[table, column] for oid, number, table, column in cursor.fetchall()
                if (table, column) in columns}  # fmt: skip
