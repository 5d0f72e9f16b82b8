"""The rows of many cases: each with the columns the actor may read in its own case, of one kind or several.

Of several kinds, a selection for each, as the access table allows it, becomes one JSON object a row, and all of them
one statement. What may not be read is not selected here either.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import F, Value
from django.db.models.functions import JSONObject

from audit.models import Recorded
from config import among, standby
from config.prepared import Prepared
from partners import asking
from partners.access import Plan, Standing, columns, elsewhere, kept, plan, split
from partners.actors import Actor
from partners.grounds import Ground

Chosen = tuple["Part", models.QuerySet[Any], Plan, Standing, list[UUID]]
Reader = Callable[[Any], Any]
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
    these, ids = among.as_table(cases, connection)
    asked = " UNION ALL ".join(
        f"SELECT {place} WHERE EXISTS (SELECT 1 FROM {kind._meta.db_table} WHERE case_id IN (SELECT id FROM these))"
        for place, kind in enumerate(kinds)
    )
    with standby.line().cursor() as cursor:
        cursor.execute(f"WITH these (id) AS ({these}) {asked}", ids)
        return [kinds[place] for place in sorted(place for (place,) in cursor.fetchall())]


def read_many(
    rows: models.QuerySet[Any], standings: Mapping[UUID, Standing], case: str = "case_id"
) -> list[dict[str, Any]]:
    """The rows of many cases, each with the columns the actor may read in its own case.

    One query for each kind of standing that reads something else, of which there are a few, however many cases there
    are. `case` names the column that holds the case's id. The order of the rows holds within each case.
    """
    found = []
    for known, chosen, standing, cases in by_kind(rows, standings):
        here = known.filter(**{f"{case}__among": cases})
        found += [told(row, chosen) for row in columns(here, chosen, standing, in_case=F(case))]
    return found


def by_kind(
    rows: models.QuerySet[Any], standings: Mapping[UUID, Standing]
) -> Iterator[tuple[models.QuerySet[Any], Plan, Standing, list[UUID]]]:
    """The rows that may be known of, by what may be read of them; and in which cases it is so."""
    for chosen, here in alike(rows.model, standings):
        standing = next(iter(here.values()))
        yield kept(rows, standing.actor), chosen, standing, list(here)


def alike(model: type[models.Model], standings: Mapping[UUID, Standing]) -> list[tuple[Plan, dict[UUID, Standing]]]:
    """The cases whose rows may be read, together when the same columns may."""
    by_grounds: dict[frozenset[Ground], dict[UUID, Standing]] = {}
    for key, standing in standings.items():
        by_grounds.setdefault(standing.grounds, {})[key] = standing
    groups: list[tuple[Plan, dict[UUID, Standing]]] = []
    for here in by_grounds.values():
        chosen = plan(model, next(iter(here.values())))
        if chosen is None or chosen.rows is not None:
            continue
        same = next((known for other, known in groups if (other.plain, other.own) == (chosen.plain, chosen.own)), None)
        if same is None:
            groups.append((chosen, dict(here)))
        else:
            same.update(here)
    return groups


def told(row: Mapping[str, Any], chosen: Plan) -> dict[str, Any]:
    """A selected row under the names of its fields; of what one reads of own rows only, nothing is somebody else's."""
    if not any(name.startswith("some_") for name in row):
        return dict(row)
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
    chosen = [(part, *kind) for part in parts for kind in by_kind(part.model._default_manager.order_by(), standings)]
    for place, case, values in _asked(chosen):
        part, _rows, kind, *_where = chosen[place]
        model: Any = part.model
        row = _row(_readers(model), values)
        row["in_case"] = case
        found[part.model].append(told(row, kind))
    return found


def _asked(chosen: Sequence[Chosen]) -> Iterable[tuple[int, UUID, dict[str, Any]]]:
    """The place among the selections, the case and the columns of each row."""
    if not chosen:
        return []
    if connection.vendor != "postgresql":
        first, *others = [_as_json(place, *selection) for place, selection in enumerate(chosen)]
        return first.union(*others, all=True)
    texts, parameters = zip(*(_written(place, *selection) for place, selection in enumerate(chosen)), strict=True)
    with standby.line().cursor() as cursor:
        cursor.execute(" UNION ALL ".join(texts), [each for part in parameters for each in part])
        return [(place, case, json.loads(values)) for place, case, values in cursor.fetchall()]


def _written(
    place: int, part: Part, rows: models.QuerySet[Any], chosen: Plan, standing: Standing, cases: list[UUID]
) -> tuple[str, Sequence[Any]]:
    """A selection as SQL; its text is known already, unless it depends on which other cases may be known of."""
    organisation, linked = standing.actor.organisation_id, elsewhere(part.model)
    if rows.query.where or organisation is None or any(name in linked for name in chosen.names):
        text, parameters = _as_json(place, part, rows, chosen, standing, cases).query.sql_with_params()
    elif chosen.own:
        named = asking.many(cases)
        text, parameters = OWN.written(place, part, chosen.plain, chosen.own, organisation=organisation, **named)
    else:
        text, parameters = _plain_text(place, part, chosen.plain), [cases]
    return f"({text})", parameters


def _own(place: int, part: Part, plain: tuple[str, ...], own: tuple[str, ...], *, organisation: UUID,
         **cases: UUID) -> models.QuerySet[Any]:  # fmt: skip
    """A selection that knows of the actor only which rows are of its organisation."""
    actor = Actor(organisation, "", "", "", "")
    standing, chosen = Standing(actor, None, frozenset()), Plan(plain, own, None, ())
    return _as_json(place, part, part.model._default_manager.order_by(), chosen, standing, list(cases.values()))


OWN = Prepared(_own)


@cache
def _plain_text(place: int, part: Part, names: tuple[str, ...]) -> str:
    """These columns of every row in some cases, as Django would write it; it would do so anew each time."""
    quote, meta = connection.ops.quote_name, part.model._meta
    columns = ", ".join(f"'{name}', {quote(meta.get_field(name).column)}" for name in names)
    case = quote(meta.get_field(part.case).column)
    table = quote(meta.db_table)
    return f"SELECT {place}, {case}, jsonb_build_object({columns}) FROM {table} WHERE {case} = ANY(%s)"


def _as_json(
    place: int, part: Part, rows: models.QuerySet[Any], chosen: Plan, standing: Standing, cases: list[UUID]
) -> models.QuerySet[Any]:
    plain, some = split(part.model, chosen, standing)
    names = {name: F(name) for name in (*plain, *some)}
    return rows.filter(**{f"{part.case}__in": cases}).annotate(
        **some, in_case=F(part.case), place=Value(place), columns=JSONObject(**names)
    ).values_list("place", "in_case", "columns")  # fmt: skip


@cache
def _readers(model: Any) -> dict[str, Reader]:
    """How the value of each field is made of what JSON has of it; what is as it should be already has none."""
    readers = {field.name: _reader(field) for field in model._meta.concrete_fields}
    return {name: reader for name, reader in readers.items() if reader is not None}


def _reader(field: Any) -> Reader | None:
    field = field.target_field if field.is_relation else field
    if isinstance(field, models.JSONField):
        return lambda value: json.loads(value) if isinstance(value, str) else value  # SQLite has JSON as text
    if isinstance(field, models.DateTimeField):
        return _moment
    if isinstance(field, models.UUIDField):
        return UUID
    if hasattr(field, "from_db_value"):
        return lambda value: field.from_db_value(value, None, None)
    return None if isinstance(field, models.CharField | models.IntegerField) else field.to_python


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _row(readers: Mapping[str, Reader], values: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(values)
    for name, value in values.items():
        if value is not None and (reader := readers.get(name.removeprefix("some_"))):
            found[name] = reader(value)
    return found
