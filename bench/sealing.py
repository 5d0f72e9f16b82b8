"""What it costs to seal the ledger and to check it, against reading, hashing and writing the same rows bare."""

import json
from hashlib import sha256
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit import seal
from audit.seal_models import Leaf
from bench.floor import Floor
from bench.measure import Measured, timed
from tools import verify_audit

NAME = "the ledger"
BATCHES = 20
BATCH = seal.MOST_ENTRIES
SEALED = "SELECT e.*, l.content, l.digest FROM audit_leaf l JOIN audit_entry e ON e.id = l.entry ORDER BY l.entry"
LEAF = "CREATE TEMP TABLE IF NOT EXISTS leaf (entry bigint, position int, content text, digest text)"


def measured(floor: Floor, url: str, cases: int) -> list[Measured]:
    """A batch sealed, some times over; then all that is sealed checked once."""
    with CaptureQueriesContext(connection) as queries:
        seal.close()
    reads = [query["sql"] for query in queries if query["sql"].lstrip("(").startswith("SELECT")]
    sealing = Measured(f"{NAME}: {BATCH} entries sealed", cases, len(queries))
    for _batch in range(BATCHES):
        sealing.ours.append(timed(seal.close))
        sealing.floor.append(timed(lambda: sealed_bare(floor, reads)))
    leaves = Leaf.objects.count()
    checking = Measured(f"{NAME}: {leaves} entries verified", cases, 0)
    checking.ours.append(timed(lambda: verify_audit.Check(verify_audit.Database(url)).seals()))
    checking.floor.append(timed(lambda: read_bare(floor)))
    return [sealing, checking]


def sealed_bare(floor: Floor, reads: list[str]) -> None:
    """The questions of a seal; of so many entries the digest, and a row of each."""
    floor.cursor.execute(LEAF)
    for sql in reads:
        floor.cursor.execute(sql)
        # A version has an id of another kind.
        entries = [row for row in floor.cursor.fetchall() if isinstance(row.get("id"), int)]
        leaves = [(row["id"], place, "", digest(row)) for place, row in enumerate(entries)]
        floor.insert_all("leaf", ("entry", "position", "content", "digest"), leaves)
    floor.connection.commit()


def read_bare(floor: Floor) -> None:
    floor.cursor.execute(SEALED)
    for row in floor.cursor.fetchall():
        digest(row)
    floor.connection.rollback()


def digest(row: Any) -> str:
    return sha256(json.dumps(dict(row), default=str).encode()).hexdigest()
