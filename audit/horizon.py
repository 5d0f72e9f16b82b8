"""Up to where the ledger is settled: below this transaction nothing commits any more."""

from django.db import connection

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
