"""The one way to write a row as bytes, and the tree over them. `docs/audit-seals.md` says the same for whoever checks.

`tools/verify_audit.py` does this again by itself, on purpose: two readings of that page that must agree.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import models

KINDS = {
    "AutoField": "integer", "BigAutoField": "integer", "BigIntegerField": "integer", "IntegerField": "integer",
    "PositiveIntegerField": "integer", "PositiveSmallIntegerField": "integer", "PositiveBigIntegerField": "integer",
    "SmallIntegerField": "integer", "CharField": "text", "TextField": "text", "SlugField": "text",
    "BooleanField": "boolean", "UUIDField": "uuid", "DateField": "date", "DateTimeField": "time", "JSONField": "json",
}  # fmt: skip


def kind_of(field: models.Field) -> str:
    """How the values of this column are written; a reference is written as what it refers to."""
    while field.remote_field is not None:
        field = field.target_field
    return KINDS[field.get_internal_type()]


def columns_of(model: type[models.Model]) -> dict[str, str]:
    return {field.column: kind_of(field) for field in model._meta.concrete_fields}


def written(value: Any) -> bytes:
    """JSON with sorted names, without spaces, in UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def row(values: Iterable[Any], columns: Mapping[str, str]) -> bytes:
    """One row, from its values in the order of the columns."""
    return written({name: _value(kind, value) for (name, kind), value in zip(columns.items(), values, strict=True)})


def _value(kind: str, value: Any) -> Any:
    """What the database calls by another name in each engine, by one; what is no such thing stays as it is."""
    if value is None or kind not in _READ:
        return value
    try:
        return _READ[kind](value)
    except ValueError:
        return str(value)


def moment(value: datetime) -> str:
    """UTC, to the microsecond; a moment without a zone is in UTC."""
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


_READ: dict[str, Callable[[Any], Any]] = {
    "integer": int,
    "boolean": lambda value: value in (1, "true"),
    "uuid": lambda value: str(UUID(str(value))),
    "date": str,
    "time": lambda value: moment(value if isinstance(value, datetime) else datetime.fromisoformat(value)),
    "json": json.loads,
}


def leaf(entry: bytes, content: str) -> bytes:
    return sha256(b"\x00" + entry + b"\n" + content.encode()).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """The Merkle tree hash of RFC 9162, with one node kept for each height."""
    nodes: list[tuple[int, bytes]] = []
    for digest in leaves:
        height = 0
        while nodes and nodes[-1][0] == height:
            digest, height = _node(nodes.pop()[1], digest), height + 1
        nodes.append((height, digest))
    _height, digest = nodes.pop()
    while nodes:
        digest = _node(nodes.pop()[1], digest)
    return digest


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
