"""Constraints that only PostgreSQL can hold: the migrations run on SQLite too, and lay nothing there."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeBoundary
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import Func


class Period(Func):
    """The time from one moment up to, and without, another; an empty end has no end yet."""

    function = "tstzrange"
    output_field = DateTimeRangeField()

    def __init__(self, *fields: Any, **extra: Any) -> None:
        # A migration gives the boundary back among the fields.
        boundary = () if len(fields) > 2 else (RangeBoundary(),)
        super().__init__(*fields, *boundary, **extra)


class Days(Period):
    """The days from one up to, and without, another; an empty end has no end yet."""

    function = "daterange"
    output_field = DateRangeField()


class NoOverlap(ExclusionConstraint):
    """No two rows with the same value have periods that overlap. Needs the extension btree_gist, laid before it."""

    def constraint_sql(self, model: type[models.Model], schema_editor: Any) -> Any:
        return super().constraint_sql(model, schema_editor) if _on_postgresql(schema_editor) else None

    def create_sql(self, model: type[models.Model], schema_editor: Any) -> Any:
        return super().create_sql(model, schema_editor) if _on_postgresql(schema_editor) else None

    def remove_sql(self, model: type[models.Model], schema_editor: Any) -> Any:
        return super().remove_sql(model, schema_editor) if _on_postgresql(schema_editor) else None

    def validate(self, model: type[models.Model], instance: models.Model, exclude: Any = None,
                 using: str = DEFAULT_DB_ALIAS) -> None:  # fmt: skip
        if connections[using].vendor == "postgresql":
            super().validate(model, instance, exclude=exclude, using=using)


def _on_postgresql(schema_editor: Any) -> bool:
    return bool(schema_editor.connection.vendor == "postgresql")


class DaysAfter(Func):
    """The day that lies so many days after a day that stands in a row; for a constraint, on both databases."""

    template, arg_joiner = "(%(expressions)s)", " + "
    output_field = models.DateField()

    def __init__(self, day: str, days: int, **extra: Any) -> None:
        super().__init__(day, models.Value(days), **extra)
        self.days = days

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        day, _days = self.get_source_expressions()
        counted = self.copy()
        counted.set_source_expressions([day, models.Value(f"+{self.days} days")])
        return counted.as_sql(compiler, connection, template="date(%(expressions)s)", arg_joiner=", ", **context)
