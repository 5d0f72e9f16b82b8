"""Add rows of several tables in one statement where the database can: the history and the entries of a change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.sql import InsertQuery


def insert(rows: Iterable[models.Model]) -> None:
    """Add the rows. What the database gives them, such as a number, is not told. Raises DatabaseError."""
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    if connection.vendor != "postgresql" or len(by_model) < 2:
        for model, each in by_model.items():
            model._default_manager.bulk_create(each)
        return
    texts, parameters = zip(*(_written(model, each) for model, each in by_model.items()), strict=True)
    *beside, last = texts
    named = ", ".join(f"part_{number} AS ({text})" for number, text in enumerate(beside))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {named} {last}", [each for part in parameters for each in part])


def _written(model: type[models.Model], rows: Sequence[models.Model]) -> tuple[str, Sequence[Any]]:
    """The insert of these rows as Django writes it, without what it would ask back."""
    query = InsertQuery(model)
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    query.insert_values(fields, rows)
    ((text, parameters),) = query.get_compiler(connection=connection).as_sql()
    return text, parameters
