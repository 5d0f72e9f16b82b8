"""The rows of many cases: each with the columns the actor may read in its own case, of one kind or several.

Of several kinds, a selection for each, as the access table allows it, becomes one JSON object a row, and all of them
one statement. What may not be read is not selected here either.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import F, Value
from django.db.models.functions import JSONObject

from audit.models import Recorded
from partners.access import Plan, Standing, columns, kept, plan, split
from partners.grounds import Ground

Rows = dict[type[Recorded], list[dict[str, Any]]]


@dataclass(frozen=True)
class Part:
    """One kind of record, and the column that holds its case."""

    model: type[Recorded]
    case: str = "case_id"


def present(kinds: Sequence[type[Recorded]], cases: Collection[UUID]) -> list[type[Recorded]]:
    """Of which of these kinds there is any row in these cases, in one question: of most there is none.

    It tells whoever reads the rows next which kinds to select; by itself it shows nobody anything.
    """
    if not kinds or not cases:
        return []
    key, values = models.UUIDField(), ", ".join(["(%s)"] * len(cases))
    asked = " UNION ALL ".join(
        f"SELECT {place} WHERE EXISTS (SELECT 1 FROM {kind._meta.db_table} WHERE case_id IN (SELECT id FROM these))"
        for place, kind in enumerate(kinds)
    )
    with connection.cursor() as cursor:
        ids = [key.get_db_prep_value(case, connection) for case in cases]
        cursor.execute(f"WITH these (id) AS (VALUES {values}) {asked}", ids)
        return [kinds[place] for place in sorted(place for (place,) in cursor.fetchall())]


def read_many(
    rows: models.QuerySet[Any], standings: Mapping[UUID, Standing], case: str = "case_id"
) -> list[dict[str, Any]]:
    """The rows of many cases, each with the columns the actor may read in its own case.

    One query for each kind of standing that reads something else, of which there are a few, however many cases there
    are. `case` names the column that holds the case's id. The order of the rows holds within each case.
    """
    found = []
    for known, chosen, standing in by_kind(rows, standings, case):
        found += [told(row, chosen) for row in columns(known, chosen, standing, in_case=F(case))]
    return found


def by_kind(
    rows: models.QuerySet[Any], standings: Mapping[UUID, Standing], case: str
) -> Iterator[tuple[models.QuerySet[Any], Plan, Standing]]:
    """The rows that may be known of in these cases, by what may be read of them."""
    for chosen, among in alike(rows.model, standings):
        standing = next(iter(among.values()))
        yield kept(rows, standing.actor).filter(**{f"{case}__in": list(among)}), chosen, standing


def alike(model: type[models.Model], standings: Mapping[UUID, Standing]) -> list[tuple[Plan, dict[UUID, Standing]]]:
    """The cases whose rows may be read, together when the same columns may."""
    by_grounds: dict[frozenset[Ground], dict[UUID, Standing]] = {}
    for key, standing in standings.items():
        by_grounds.setdefault(standing.grounds, {})[key] = standing
    groups: list[tuple[Plan, dict[UUID, Standing]]] = []
    for among in by_grounds.values():
        chosen = plan(model, next(iter(among.values())))
        if chosen is None or chosen.rows is not None:
            continue
        same = next((known for other, known in groups if (other.plain, other.own) == (chosen.plain, chosen.own)), None)
        if same is None:
            groups.append((chosen, dict(among)))
        else:
            same.update(among)
    return groups


def told(row: Mapping[str, Any], chosen: Plan) -> dict[str, Any]:
    """A selected row under the names of its fields; of what one reads of own rows only, nothing is somebody else's."""
    named = {name.removeprefix("some_"): value for name, value in row.items()}
    return {
        name: value
        for name, value in named.items()
        if name == "in_case" or name in chosen.plain or (name in chosen.own and value is not None)
    }


def read_together(parts: Sequence[Part], standings: Mapping[UUID, Standing]) -> Rows:
    """The rows of every part in these cases that the actor may read, in no order; each says in which case it is.

    One selection for each part and each kind of standing in it, all in one statement.
    """
    found: Rows = {part.model: [] for part in parts}
    chosen = [
        (part, *kind)
        for part in parts
        for kind in by_kind(part.model._default_manager.order_by(), standings, part.case)
    ]
    if not chosen:
        return found
    first, *others = [_as_json(place, *selection) for place, selection in enumerate(chosen)]
    for place, case, values in first.union(*others, all=True):
        part, _rows, kind, _standing = chosen[place]
        row = {name: _value(part.model, name.removeprefix("some_"), value) for name, value in values.items()}
        found[part.model].append(told(row | {"in_case": case}, kind))
    return found


def _as_json(
    place: int, part: Part, rows: models.QuerySet[Any], chosen: Plan, standing: Standing
) -> models.QuerySet[Any]:
    plain, some = split(part.model, chosen, standing)
    names = {name: F(name) for name in (*plain, *some)}
    return rows.annotate(
        **some, in_case=F(part.case), place=Value(place), columns=JSONObject(**names)
    ).values_list("place", "in_case", "columns")  # fmt: skip


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
