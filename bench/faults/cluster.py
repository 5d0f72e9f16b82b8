"""A PostgreSQL of the bench's own, as durable as in production, that can be killed, frozen and begun again."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2

from tools import throwaway_postgres

NAME = "beschut_faults"
# What a server in production does by itself is said here, so that nobody's configuration changes it. The last one is
# worth setting there too: a server that died opens and syncs each of its thousands of files before it recovers.
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "restart_after_crash=on",
           "recovery_init_sync_method=syncfs")  # fmt: skip
# A machine that does much else at the time takes its time to begin a process.
SECONDS = 180.0


class Late(Exception):
    """Something did not happen in time."""


def until(holds: Any, what: str, seconds: float = SECONDS, pause: float = 0.05) -> Any:
    """The first answer that is not empty. Raises Late."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(pause)
    raise Late(f"after {seconds:.0f} seconds still not: {what}")


class Cluster:
    """The server and its one database."""

    def __init__(self, home: Path) -> None:
        self.made = throwaway_postgres.new_cluster(home)
        self.data = self.made.data
        self.process: subprocess.Popen[bytes] | None = None
        self.line: psycopg2.extensions.connection | None = None
        self.changed: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"{self.made.url.rpartition('/')[0]}/{NAME}"

    def start(self, *changed: str) -> None:
        """As soon as what the last one left is gone; a server that cannot start yet is started again."""
        self.changed = changed
        until(self._started, "the server of the database runs")

    def _started(self) -> bool:
        if self.ended():
            settings = [word for setting in (*DURABLE, *self.changed) for word in ("-c", setting)]
            command = [str(self.made.binaries / "postgres"), "-D", str(self.data), *self.made.options, *settings]
            user = self.made.user
            identity: Any = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
            with (self.made.home / "log").open("ab") as log:
                self.process = subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                                start_new_session=True, **identity)  # fmt: skip
        return self.answers()

    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def answers(self) -> bool:
        try:
            psycopg2.connect(self.made.url, connect_timeout=2).close()
        except psycopg2.OperationalError:
            return False
        return True

    def create(self) -> None:
        with closing(psycopg2.connect(self.made.url)) as connection:
            connection.autocommit = True
            connection.cursor().execute(f"CREATE DATABASE {NAME}")

    def kill(self) -> None:
        """The postmaster, as by a machine that has no memory left; its children notice by themselves."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """In order, and without waiting for who is connected."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(SECONDS)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()

    def processes(self) -> list[int]:
        """The server and all of its children."""
        assert self.process
        return [self.process.pid, *children(self.process.pid)]

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It neither answers nor refuses: its lines stay open, and nothing comes."""
        with frozen(self.processes()):
            yield

    def backends(self, program: str = "") -> list[int]:
        """Those that are inside a transaction now, for a program of Beschut whose name begins so."""
        sql = ("SELECT pid FROM pg_stat_activity WHERE datname = %s AND xact_start IS NOT NULL "
               "AND pid <> pg_backend_pid() AND application_name LIKE %s ORDER BY pid")  # fmt: skip
        return [row[0] for row in self.ask(sql, NAME, f"{program}%")]

    def set(self, name: str, value: str) -> None:
        """A setting of the running server; a line that broke meanwhile is no excuse."""

        def holds() -> bool:
            self.ask(f"ALTER SYSTEM SET {name} = %s", value)
            self.ask("SELECT pg_reload_conf()")
            return self.ask("SELECT 1 FROM pg_settings WHERE name = %s AND setting = %s", name, value) != []

        until(holds, f"{name} is {value!r}")

    def ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Of the server, past Beschut, over a line that is kept or a new one; nothing when it cannot answer now."""
        for _line in ("the one that was kept", "a new one"):
            try:
                return self._ask(sql, *values)
            except (psycopg2.OperationalError, psycopg2.InterfaceError):
                self.line = None
        return []

    def _ask(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        if self.line is None:
            self.line = psycopg2.connect(self.url, connect_timeout=2)
            self.line.autocommit = True
        with self.line.cursor() as cursor:
            cursor.execute(sql, values or None)
            return list(cursor.fetchall()) if cursor.description else []


@contextmanager
def frozen(held: Sequence[int]) -> Iterator[None]:
    """These processes stand still until the block ends."""
    for pid in held:
        send(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in held:
            send(pid, signal.SIGCONT)


def send(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def children(pid: int) -> list[int]:
    """The processes that this one began, from the kernel."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []
