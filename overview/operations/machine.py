"""The machine: room on its disks, and its clock."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from overview.operations.findings import Finding

LEAST_FREE = 0.1
MOST_SECONDS_APART = 5.0


def disk_has_room(_at: datetime) -> Iterator[Finding]:
    """Where this machine writes: anchors, figures and what is temporary. Documents lie in the database."""
    places = {
        "anchors": settings.AUDIT_ANCHOR_FILE and str(Path(settings.AUDIT_ANCHOR_FILE).parent),
        "metrics": settings.METRICS_FOLDER,
        "temporary": tempfile.gettempdir(),
    }
    for name, folder in places.items():
        if folder:
            yield of_disk(name, Path(folder))


def of_disk(name: str, folder: Path, least: float = LEAST_FREE) -> Finding:
    if not folder.is_dir():
        return Finding("disk", False, f"{name}: there is no {folder}", "Make it, for the user of the web server.")
    seen = shutil.disk_usage(folder)
    free = seen.free / seen.total if seen.total else 1.0
    return Finding("disk", free >= least, f"{name}: {free:.0%} of {folder} is free", "Make room.")


def clock_is_right(_at: datetime, most: float = MOST_SECONDS_APART) -> Iterator[Finding]:
    """Against the database's: entries have the moment of the one, seals that of the other."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        there = cursor.fetchone()[0]
    apart = abs((timezone.now() - there).total_seconds())
    yield Finding("clock", apart <= most, f"{apart:.1f} s from the database's",
                  "Let both machines follow the same time server.")  # fmt: skip
