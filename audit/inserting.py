"""Add rows of several tables in one statement where the database can: what is new, the history and the entries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.sql import InsertQuery

Row = TypeVar("Row", bound=models.Model)


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


def _written(model: type[models.Model], rows: Sequence[models.Model]) -> tuple[str, Sequence[Any]]:
    """The insert of these rows as Django writes it, without what it would ask back."""
    query = InsertQuery(model)
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    query.insert_values(fields, rows)
    # By its name: behind the `connection` of all threads, each value would ask anew which one is this thread's.
    ((text, parameters),) = query.get_compiler(DEFAULT_DB_ALIAS).as_sql()
    return text, parameters
