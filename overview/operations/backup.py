"""A backup: one moment of the whole database, documents included, with what it must be equal to when it is restored.

Stories, answers, documents and secrets lie in it encrypted, as they lie in the database; names of children do not. The
key ring is not in it and has a place of its own, elsewhere: whoever takes the one has not taken the other.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from audit.seal_models import Seal
from config.encryption import DataKey

DUMP, MANIFEST, ANCHORS = "dump", "manifest.json", "anchors.jsonl"
HAND = 0o077  # what is made here only its maker may read


class NotPossible(Exception):
    """It was not done; the message says why and what helps."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds."""

    made_at: str
    sha256: str
    # The first transaction that had yet to begin: a restored server must not count from lower on.
    next_tx: int
    seal: int
    chain: str
    ring_keys: list[str]
    tables: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(self.tables.values())


def make(folder: Path) -> Manifest:
    """Write a backup into this folder, which must not be there yet. Raises NotPossible."""
    if folder.exists():
        raise NotPossible(f"{folder} is there already: a backup is never written over another.")
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    before = os.umask(HAND)
    try:
        unfinished.mkdir(parents=True)
        manifest = _written(unfinished)
        unfinished.rename(folder)  # whoever sees a folder of this name sees a whole backup
    finally:
        os.umask(before)
    return manifest


def _written(folder: Path) -> Manifest:
    with one_moment() as snapshot:
        # As custom format: compressed, and restored in whatever order is needed.
        run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}",
            f"--file={folder / DUMP}")  # fmt: skip
        manifest = Manifest(sha256=digest(folder / DUMP), **seen())
    if settings.AUDIT_ANCHOR_FILE and Path(settings.AUDIT_ANCHOR_FILE).is_file():
        shutil.copyfile(settings.AUDIT_ANCHOR_FILE, folder / ANCHORS)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1) + "\n")
    return manifest


@contextmanager
def one_moment() -> Iterator[str]:
    """What is counted here and what is dumped elsewhere are of the same moment."""
    if connection.vendor != "postgresql":
        raise NotPossible("Only PostgreSQL is backed up so; of SQLite copy the file while nothing runs.")
    connection.ensure_connection()
    connection.set_autocommit(True)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            cursor.execute("SELECT pg_export_snapshot()")
            yield str(cursor.fetchone()[0])
        finally:
            cursor.execute("ROLLBACK")


def seen() -> dict[str, Any]:
    last = Seal.objects.last()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (next_tx,) = cursor.fetchone()
    ring_keys = sorted(DataKey.objects.order_by().values_list("ring_key", flat=True).distinct())
    return {
        "made_at": timezone.now().isoformat(timespec="seconds"), "next_tx": next_tx, "tables": rows_of_each_table(),
        "seal": last.number if last else 0, "chain": last.chain if last else "", "ring_keys": ring_keys,
    }  # fmt: skip


def rows_of_each_table() -> dict[str, int]:
    with connection.cursor() as cursor:
        counted = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counted[table] = int(cursor.fetchone()[0])
    return counted


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own, on our database. Raises NotPossible."""
    if shutil.which(program) is None:
        raise NotPossible(f"There is no {program} here: install the client of PostgreSQL (postgresql-client).")
    done = subprocess.run([program, *arguments], env={**os.environ, **reached()}, capture_output=True, text=True,
                          check=False)  # fmt: skip
    if done.returncode:
        raise NotPossible(f"{program} ended with {done.returncode}: {done.stderr.strip()}")


def reached() -> dict[str, str]:
    """Where the database is, as PostgreSQL's programs read it: no password stands in a list of processes."""
    known = connection.get_connection_params()
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
    return {name: str(known[key]) for name, key in names.items() if known.get(key)}


def read(folder: Path) -> Manifest:
    """The manifest of a backup that is whole. Raises NotPossible."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (OSError, ValueError, TypeError) as fault:
        raise NotPossible(f"{folder} is no backup: {type(fault).__name__}.") from fault
    if digest(folder / DUMP) != manifest.sha256:
        raise NotPossible(f"{folder / DUMP} is not what was written then.")
    return manifest
