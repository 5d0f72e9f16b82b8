"""A key through a crash: what was committed and never answered is answered under it; what was under way is let go."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from bench.faults.clients import Client, opening
from bench.faults.cluster import until
from bench.faults.run import Line, Run

TIMES = 5
# A commit that waits for a second server which does not exist: it is on the disk, and nobody has been told.
COMMITTED = ("SELECT pid, client_port FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query = 'COMMIT' "
             "AND application_name NOT LIKE 'manage.py%'")  # fmt: skip
LET_GO = "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query <> 'COMMIT'"
WAITS = ("SELECT pid, client_port FROM pg_stat_activity WHERE wait_event_type = 'Lock' "
         "AND application_name NOT LIKE 'manage.py%'")  # fmt: skip


class Writer(threading.Thread):
    """One write of a partner that asks again until it knows."""

    def __init__(self, client: Client) -> None:
        super().__init__(daemon=True)
        self.client = client
        self.made: dict[str, Any] = {}

    def run(self) -> None:
        self.made = self.client.write("case", "", "cases", opening)


@contextmanager
def nobody_is_told(run: Run) -> Iterator[None]:
    run.cluster.set("synchronous_standby_names", "nobody")
    try:
        yield
    finally:
        run.cluster.set("synchronous_standby_names", "")


def committed(run: Run) -> bool:
    """Whether the write is on the disk; what else waits, such as the count of calls, is let through."""
    run.cluster.ask(LET_GO)
    return bool(run.cluster.ask(COMMITTED))


def worker_dies(run: Run) -> None:
    """The one that waits; the others serve."""
    ports = [port for _pid, port in run.cluster.ask(COMMITTED) or run.cluster.ask(WAITS)]
    [worker] = [pid for pid in run.stage.web_workers() if speaks_from(pid) & set(ports)]
    os.kill(worker, signal.SIGKILL)


def speaks_from(pid: int) -> set[int]:
    """The ports of this machine that a process speaks from, as the kernel lists them."""
    lines = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    by_inode = {f"socket:[{words[9]}]": int(words[1].rpartition(":")[2], 16) for words in lines}
    held = {os.readlink(each) for each in Path(f"/proc/{pid}/fd").iterdir()}
    return {port for inode, port in by_inode.items() if inode in held}


def database_dies(run: Run) -> None:
    run.cluster.kill()
    run.cluster.start()


def unanswered(run: Run, line: Line, client: Client, dies: Callable[[Run], None]) -> None:
    writer = Writer(client)
    with nobody_is_told(run):
        writer.start()
        until(lambda: committed(run), "the write is committed", pause=0.005)
        dies(run)
    writer.join()
    line.times += 1
    if writer.made.get("replayed") != "true":
        line.wrong.append("what was committed was made again under its key")


def in_flight(run: Run, line: Line, client: Client) -> None:
    """A worker dies while it holds the key and waits for a lock; the partner asks again at once."""
    writer = Writer(client)
    with closing(psycopg2.connect(run.cluster.url)) as blocker, blocker.cursor() as cursor:
        cursor.execute("LOCK TABLE intake_child IN SHARE MODE")
        writer.start()
        until(lambda: run.cluster.ask(WAITS), "the write waits", pause=0.005)
        worker_dies(run)
        before = run.answers.statuses["409"]
        until(lambda: run.answers.statuses["409"] > before, "the key is in flight for who asks again")
        blocker.rollback()
    writer.join()
    line.times += 1


def run(run: Run) -> None:
    client = run.client(-2, patient=True)
    client.write("case", "", "cases", opening)  # it has a token from now on
    for name, dies in (("web worker dies after the commit", worker_dies),
                       ("database dies after the commit", database_dies)):  # fmt: skip
        line = run.line(name)
        for _each in range(1 if run.short else TIMES):
            unanswered(run, line, client, dies)
            run.stage.wait()
    line = run.line("web worker dies under a key")
    for _each in range(1 if run.short else TIMES):
        in_flight(run, line, client)
        run.stage.wait()
