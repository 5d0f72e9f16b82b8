"""Put a backup into an empty database, and prove that all of it is there."""

from pathlib import Path

from django.db import connection

from config.encryption import DataKey, Unreadable, data_key
from overview.operations import backup
from overview.operations.backup import Manifest, NotPossible

# So many transactions are counted on by beginning and ending each; more is for `pg_resetwal`, on a stopped server.
MOST_COUNTED_ON = 5_000_000
AT_ONCE = 10_000
COUNT_ON = """
DO $$ BEGIN FOR number IN 1..%s LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$
"""


def put_back(folder: Path) -> Manifest:
    """Restore and compare. Raises NotPossible, and then the database is to be thrown away and made anew."""
    manifest = backup.read(folder)
    if there := backup.rows_of_each_table():
        raise NotPossible(f"This database is not empty ({len(there)} tables): name a new one in DATABASE_URL.")
    backup.run("pg_restore", "--exit-on-error", "--no-owner", "--no-privileges", "--single-transaction",
               f"--dbname={connection.settings_dict['NAME']}", str(folder / backup.DUMP))  # fmt: skip
    count_on(manifest.next_tx)
    compare(manifest)
    return manifest


def compare(manifest: Manifest) -> None:
    found = backup.rows_of_each_table()
    names = sorted(manifest.tables.keys() | found.keys())
    other = [f"{name}: {manifest.tables.get(name)} then, {found.get(name)} now"
             for name in names if manifest.tables.get(name) != found.get(name)]  # fmt: skip
    if other:
        raise NotPossible(f"Not everything is back: {'; '.join(other)}.")


def next_tx() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def count_on(until: int) -> None:
    """This server counts its transactions on from where the other was, or seals and changes stand in wrong order."""
    lacking = until - next_tx()
    if lacking > MOST_COUNTED_ON:
        epoch, number = divmod(until, 2**32)
        raise NotPossible(
            f"The data is back, and {lacking} transactions are to be counted on: stop the server, run "
            f"pg_resetwal -e {epoch} -x {number} on it, start it, and run this again with --compare-only."
        )
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        while (lacking := until - next_tx()) > 0:
            cursor.execute(COUNT_ON, [min(lacking, AT_ONCE)])
        cursor.execute("RESET synchronous_commit")


def keys_that_open() -> tuple[int, int]:
    """How many data keys there are, and how many of them this ring opens."""
    opened = 0
    identities = DataKey.objects.values_list("pk", flat=True)
    for identity in identities.iterator():
        try:
            data_key(identity)
            opened += 1
        except Unreadable:
            continue
    return identities.count(), opened
