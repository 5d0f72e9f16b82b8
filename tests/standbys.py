"""A server that follows the one of the tests, as PostgreSQL streams; and a web server that reads pages from it."""

import os
import re
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
from django.db import connection

from bench.faults.cluster import children, send
from tests.served import database
from tools import throwaway_postgres
from tools.throwaway_postgres import Cluster

SAYS_EVERYTHING = ("log_statement=all", "log_min_duration_statement=-1")
WRITES = re.compile(r"statement: \s*(INSERT|UPDATE|DELETE|SELECT .* FOR (NO KEY )?UPDATE)", re.IGNORECASE)


class Standby:
    """It runs until the block ends; `said` is what it was asked since the last time."""

    def __init__(self, cluster: Cluster, settings: tuple[str, ...]) -> None:
        self.cluster, self.settings, self.read = cluster, settings, 0

    @property
    def url(self) -> str:
        known = urlsplit(database())
        return known._replace(netloc=known.netloc.rpartition(":")[0] + f":{self.cluster.port}").geturl()

    def ask(self, sql: str) -> Any:
        with closing(psycopg2.connect(self.url)) as line, line.cursor() as cursor:
            line.autocommit = True
            cursor.execute(sql)
            return cursor.fetchone()[0]

    def follow(self) -> None:
        """Wait until it has all that the first has: nothing is written meanwhile."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_insert_lsn()")
            here = cursor.fetchone()[0]
        end = time.monotonic() + 60
        while not self.ask(f"SELECT pg_last_wal_replay_lsn() >= '{here}' FROM pg_sleep(0.05)"):
            assert time.monotonic() < end, "it does not follow"

    def said(self) -> str:
        """What it was asked since this was called last."""
        whole = (self.cluster.home / "log").read_text(errors="replace")
        new, self.read = whole[self.read :], len(whole)
        return new

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It neither answers nor refuses."""
        first = int((self.cluster.data / "postmaster.pid").read_text().split()[0])
        held = [first, *children(first)]
        for pid in held:
            send(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in held:
                send(pid, signal.SIGCONT)

    def stop(self) -> None:
        """As when its machine is gone."""
        throwaway_postgres.stop(self.cluster)

    def start(self) -> None:
        throwaway_postgres.start(self.cluster, *self.settings)


@contextmanager
def saving() -> Iterator[None]:
    """The database of the tests waits for its disk, as every other does, until the block ends."""
    name = connection.ops.quote_name(str(connection.settings_dict["NAME"]))

    def say(word: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {name} {word} synchronous_commit{' = on' if word == 'SET' else ''}")
        connection.close()

    say("SET")
    try:
        yield
    finally:
        say("RESET")


@contextmanager
def standby(*settings: str) -> Iterator[Standby]:
    """A copy of the server of the tests that follows it. Raises NoPostgres."""
    server = urlsplit(database())._replace(path="/postgres").geturl()
    home = Path(tempfile.mkdtemp(prefix="beschut-standby-"))
    try:
        cluster = throwaway_postgres.follower(home, server)
        made = Standby(cluster, (*SAYS_EVERYTHING, *settings))
        with throwaway_postgres.running(cluster, *made.settings):
            yield made
    finally:
        shutil.rmtree(home)


def on_linux() -> bool:
    return os.path.exists("/proc/self/stat")
