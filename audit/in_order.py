"""Where an entry stands in the order of the ledger: behind a key of (transaction, entry), or no further than that.

Both columns in one comparison: of two, PostgreSQL takes each for a condition of its own, expects far fewer rows than
there are, and sorts them instead of reading the first few off the index.
"""

from typing import Any

from django.db.models import BigIntegerField, BooleanField, F, Func, Value

from audit.fields import TransactionIdField

Key = tuple[int, int]


class Compared(Func):
    """`(tx, id) > (1, 2)`, as a condition of a query over entries."""

    output_field = BooleanField()

    def __init__(self, operator: str, key: Key) -> None:
        tx, entry = key
        super().__init__(F("tx"), F("id"), Value(tx, TransactionIdField()), Value(entry, BigIntegerField()))
        self.operator = operator

    def as_sql(self, compiler: Any, connection: Any, **_more: Any) -> tuple[str, list[Any]]:
        texts, parameters = zip(*(compiler.compile(each) for each in self.get_source_expressions()), strict=True)
        tx, entry, *key = texts
        said = f"({tx}, {entry}) {self.operator} ({', '.join(key)})"
        return said, [each for part in parameters for each in part]


def behind(key: Key) -> Compared:
    return Compared(">", key)


def up_to(key: Key) -> Compared:
    """The entry with this key is among them."""
    return Compared("<=", key)
