"""Up to where the ledger is settled: below this transaction nothing commits any more."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

BIGGEST = 2**63 - 1


def horizon() -> int:
    """The number of the oldest transaction that still runs: every lower one has committed, or never will.

    SQLite writes one transaction after the other, so there nothing is open once somebody reads.
    """
    if connection.vendor != "postgresql":
        return BIGGEST
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Frontier:
    """Where the ledger stands at one moment, all four seen at once."""

    at: datetime
    settled: int
    next_tx: int
    newest_entry: int


def frontier() -> Frontier:
    """The moment, the horizon, the first transaction that has yet to begin, and the highest entry that is there."""
    newest = "(SELECT coalesce(max(id), 0) FROM audit_entry)"
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute(f"SELECT {newest}")
            return Frontier(timezone.now(), BIGGEST, BIGGEST, int(cursor.fetchone()[0]))
        cursor.execute(
            "SELECT statement_timestamp(), pg_snapshot_xmin(seen)::text::bigint, "
            f"pg_snapshot_xmax(seen)::text::bigint, {newest} FROM pg_current_snapshot() seen"
        )
        return Frontier(*cursor.fetchone())
