"""Rows of several kinds in one query, each kind with the columns the actor may read: for a page made of many.

A selection for each kind, as the access table allows it, becomes one JSON object a row, and the selections one
statement. What may not be read is not selected here either.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import JSONObject

from audit.models import Recorded
from partners.access import Many, Standing, of_many

Rows = dict[type[Recorded], list[dict[str, Any]]]


@dataclass(frozen=True)
class Part:
    """One kind of record, and the column that holds its case."""

    model: type[Recorded]
    case: str = "case_id"


def read_together(parts: Sequence[Part], standings: Mapping[UUID, Standing]) -> Rows:
    """The rows of every part in these cases that the actor may read, in no order; each says in which case it is."""
    found: Rows = {part.model: [] for part in parts}
    if not standings:
        return found
    chosen = [of_many(part.model._default_manager.order_by(), standings, part.case) for part in parts]
    first, *others = [_as_json(place, many) for place, many in enumerate(chosen)]
    for place, case, told in first.union(*others, all=True):
        model = parts[place].model
        row = {name: _value(model, name.removeprefix("some_"), value) for name, value in told.items()}
        found[model].append(chosen[place].told(row | {"in_case": case}))
    return found


def _as_json(place: int, many: Many) -> models.QuerySet[Any]:
    columns = {name: F(name) for name in (*many.plain, *many.some)}
    return many.rows.annotate(place=Value(place), columns=JSONObject(**columns)).values_list(
        "place", "in_case", "columns"
    )


def _value(model: type[Recorded], name: str, value: Any) -> Any:
    """A value from JSON as its field gives it from the database."""
    if value is None:
        return None
    field: Any = model._meta.get_field(name)
    field = field.target_field if field.is_relation else field
    if isinstance(field, models.JSONField):
        return json.loads(value) if isinstance(value, str) else value  # SQLite has JSON as text
    if isinstance(field, models.DateTimeField):
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    if hasattr(field, "from_db_value"):
        return field.from_db_value(value, None, None)
    return field.to_python(value)
