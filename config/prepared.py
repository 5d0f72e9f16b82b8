"""A question that is asked with every call: its SQL is written once, and only the values change (decision 0059).

Django writes the text of a queryset anew each time it is asked. For what each call asks, that costs more than the
answer does. Here the queryset is made once with stand-ins for its values, and afterwards the real ones take their
place. SQLite, which nobody waits for, asks the queryset itself.
"""

import secrets
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from config import standby

Values = Mapping[str, Any]
Row = Sequence[Any]
# For more values than these no text is kept: the queryset is asked itself.
MOST = 300
SECONDS_OF_A_CENTURY = 3_000_000_000
# Of a type there is a value that stands nowhere else, so that it is found again among the parameters.
STAND_INS: dict[type, Callable[[], Any]] = {
    UUID: uuid4,
    str: lambda: secrets.token_hex(16),
    int: lambda: secrets.randbits(30),
    datetime: lambda: datetime.fromtimestamp(secrets.randbelow(SECONDS_OF_A_CENTURY), UTC),
}


@dataclass(frozen=True)
class Text:
    """The SQL, and of each parameter what it is called; or the value itself, when it is always the same."""

    sql: str
    parameters: tuple[tuple[str, Any], ...]
    converted: Callable[[Sequence[Row]], Sequence[Row]]

    def filled(self, values: Values) -> list[Any]:
        return [values[name] if name else fixed for name, fixed in self.parameters]


class Prepared:
    """One question. `make` gives its queryset of tuples; `derive` the values that follow from those that are given."""

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], derive: Callable[[Values], Values] = dict) -> None:
        self.make, self.derive = make, derive
        self._texts: dict[Hashable, Text] = {}

    def rows(self, *shape: Hashable, **values: Any) -> Sequence[Row]:
        """The rows, for these values. `shape` is all else on which the text depends: it goes to `make` before them."""
        if connection.vendor != "postgresql" or len(values) > MOST:
            return list(self.make(*shape, **values))
        text = self._text(shape, values)
        with standby.line().cursor() as cursor:
            cursor.execute(text.sql, text.filled({**values, **self.derive(values)}))
            return text.converted(cursor.fetchall())

    def written(self, *shape: Hashable, **values: Any) -> tuple[str, Sequence[Any]]:
        """The SQL for PostgreSQL and its parameters, for whoever asks several questions at once."""
        if len(values) > MOST:
            sql, parameters = self.make(*shape, **values).query.sql_with_params()
            return sql, parameters
        text = self._text(shape, values)
        return text.sql, text.filled({**values, **self.derive(values)})

    def _text(self, shape: tuple[Hashable, ...], values: Values) -> Text:
        if (known := self._texts.get((shape, *values))) is None:
            known = self._texts[shape, *values] = self._prepare(shape, values)
        return known

    def _prepare(self, shape: tuple[Hashable, ...], values: Values) -> Text:
        """Write it twice. What is not the same both times was made of a value: the real one could not take its place.

        Raises LookupError then, and when a value is not asked for at all.
        """
        text, again = self._write(shape, values), self._write(shape, values)
        if (text.sql, text.parameters) != (again.sql, again.parameters):
            raise LookupError(f"{shape}: a parameter is made of a value that was given, and is not derived")
        if left := set(values) - {name for name, _fixed in text.parameters}:
            raise LookupError(f"{shape}: {', '.join(sorted(left))} is not asked for")
        return text

    def _write(self, shape: tuple[Hashable, ...], values: Values) -> Text:
        stands = {name: STAND_INS[type(value)]() for name, value in values.items()}
        compiler = self.make(*shape, **stands).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        names = {value: name for name, value in {**self.derive(stands), **stands}.items()}
        named = tuple((names[each], None) if each in names else ("", each) for each in parameters)
        return Text(sql, named, _conversion(compiler))


def _conversion(compiler: SQLCompiler) -> Callable[[Sequence[Row]], Sequence[Row]]:
    """What makes rows as Django would give them: JSON read, and so on. Which columns need it is found out once."""
    converters = compiler.get_converters([expression for expression, _sql, _alias in compiler.select or ()])
    return (lambda rows: list(compiler.apply_converters(rows, converters))) if converters else (lambda rows: rows)
