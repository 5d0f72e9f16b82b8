"""What Beschut costs at 1,000, 10,000 and 100,000 cases, over HTTP, against bare SQL for the same rows: `make bench`.

It starts a PostgreSQL that is as durable as in production, fills it, serves it with gunicorn, and asks every call in
turns with its floor: the same rows read and written over the driver, and JSON of them. ARGS="--cases 1000" for less,
"--cases 1000000" for more, "--only 'API: a list'" for one line, "--write" for bench/results.md and bench/growth.svg.
"""

import os
import sys
import tempfile
from pathlib import Path

from bench.faults.cluster import Cluster
from bench.faults.stage import Stage
from tools import throwaway_postgres

# As a server with four gigabytes is set, and no more than that.
MEMORY = ("shared_buffers=1GB", "effective_cache_size=3GB", "maintenance_work_mem=256MB", "max_wal_size=4GB")


def main() -> None:
    throwaway_postgres.stop_on_signals()
    print(__doc__)
    with tempfile.TemporaryDirectory(prefix="beschut-bench-") as home:
        folder = Path(home)
        folder.chmod(0o755)
        (folder / "database").mkdir()
        cluster = Cluster(folder / "database")
        try:
            cluster.start(*MEMORY)
            cluster.create()
            stage = Stage(cluster, folder)
            # This process counts what is asked of the database: it is set as the web server is.
            os.environ |= stage.environment
            from bench import run

            run.main(sys.argv[1:], stage)
        finally:
            cluster.stop()


if __name__ == "__main__":
    main()
