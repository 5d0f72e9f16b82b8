"""The lookup `among`: one of many ids, handed over as one value.

`in` writes each id into the text of the question, and Django looks at each of them several times: for the thousand
cases of a desk that cost more than the answer.
"""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import ForeignObject, Lookup, UUIDField


class Among(Lookup):
    """`case_id__among=ids`, for any collection of ids; of none it finds nothing."""

    lookup_name = "among"
    prepare_rhs = False

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::uuid[])", [*parameters, as_array(self.rhs)]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, parameters = self.process_lhs(compiler, connection)
        ids = written(self.rhs, connection)
        return f"{column} IN ({', '.join(['%s'] * len(ids))})", [*parameters, *ids]


def register() -> None:
    """Make it known to every field that holds an id, and to every one that points at a row."""
    UUIDField.register_lookup(Among)
    ForeignObject.register_lookup(Among)


def as_array(ids: Iterable[UUID]) -> str:
    """The ids as PostgreSQL reads an array of them."""
    return f"{{{','.join(map(str, ids))}}}"


def written(ids: Iterable[UUID], connection: Any) -> list[Any]:
    field = UUIDField()
    return [field.get_db_prep_value(each, connection) for each in ids]


def as_table(ids: Collection[UUID], connection: Any) -> tuple[str, list[Any]]:
    """What stands behind `WITH these (id) AS`, and its parameters; there is at least one."""
    if connection.vendor == "postgresql":
        return "SELECT unnest(%s::uuid[])", [as_array(ids)]
    return f"VALUES {', '.join(['(%s)'] * len(ids))}", written(ids, connection)
