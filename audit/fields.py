"""The number of the database transaction, given by the database itself."""

from typing import Any

from django.db import models
from django.db.models import Func
from django.utils.deconstruct import deconstructible


@deconstructible(path="audit.fields.CurrentTransaction")
class CurrentTransaction(Func):
    """`pg_current_xact_id()` on PostgreSQL, nought on SQLite, which has no transaction numbers."""

    function = "pg_current_xact_id"
    output_field = models.BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return "0", []


class TransactionIdField(models.BigIntegerField):
    """PostgreSQL's `xid8`; a whole number everywhere else."""

    def db_type(self, connection: Any) -> str | None:
        return "xid8" if connection.vendor == "postgresql" else super().db_type(connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        # The driver hands it over as a text. It is made a number here: a number in the question would be what the rows
        # are sorted by, and no index has that.
        return int(value) if isinstance(value, str) else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = super().get_db_prep_value(value, connection, prepared)
        # A number is no xid8 to PostgreSQL, a text in quotes is.
        return str(value) if connection.vendor == "postgresql" and isinstance(value, int) else value
