"""Add rows of several tables in one statement where the database can: what is new, the history and the entries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.expressions import DatabaseDefault

Row = TypeVar("Row", bound=models.Model)
# Most values are of these, and Django's own fields change nothing of them.
AS_IT_IS = {models.UUIDField: UUID, models.CharField: str, models.TextField: str, models.BooleanField: bool}


def insert(rows: Iterable[models.Model]) -> None:
    """Add the rows. What the database gives them, such as a number, is not told. Raises DatabaseError.

    A row may point at one of another model among them: whether it is there is asked when the transaction ends.
    """
    sorted_out = by_model(rows)
    if connection.vendor != "postgresql" or len(sorted_out) < 2:
        for model, each in sorted_out.items():
            model._default_manager.bulk_create(each)
        return
    texts, parameters = zip(*(_written(model, each) for model, each in sorted_out.items()), strict=True)
    *beside, last = texts
    named = ", ".join(f"part_{number} AS ({text})" for number, text in enumerate(beside))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {named} {last}", [each for part in parameters for each in part])
    for row in chain.from_iterable(sorted_out.values()):
        row._state.adding, row._state.db = False, connection.alias


def by_model(rows: Iterable[Row]) -> dict[type[Row], list[Row]]:
    """The rows of each model, in the order in which they came."""
    found: dict[type[Row], list[Row]] = defaultdict(list)
    for row in rows:
        found[type(row)].append(row)
    return found


def _written(model: Any, rows: Sequence[models.Model]) -> tuple[str, Sequence[Any]]:
    """The insert of these rows as Django would write it, without what it would ask back.

    Django works it out anew for every row and column, which takes longer than the database does.
    """
    begin, fields, taken = _columns(model)
    database = connections[DEFAULT_DB_ALIAS]
    marks: list[str] = []
    parameters: list[Any] = []
    for row in rows:
        each = [field.pre_save(row, True) for field in fields]
        given = [isinstance(value, DatabaseDefault) for value in each]
        marks.append(f"({', '.join('DEFAULT' if by_database else '%s' for by_database in given)})")
        parameters += [value if type(value) is kind else field.get_db_prep_save(value, database)
                       for field, kind, value, by_database in zip(fields, taken, each, given, strict=True)
                       if not by_database]  # fmt: skip
    return f"{begin} {', '.join(marks)}", parameters


@cache
def _columns(model: Any) -> "tuple[str, list[models.Field[Any, Any]], list[type | None]]":
    """How the insert begins, its fields, and of each the type of value that it hands to the driver as it is."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    begin = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES"
    return begin, fields, [_as_it_is(field) for field in fields]


def _as_it_is(field: "models.Field[Any, Any]") -> type | None:
    if field.is_relation:
        # An empty text that points at a row points at none: Django knows.
        return UUID if type(field.target_field) is models.UUIDField else None
    return AS_IT_IS.get(type(field))
