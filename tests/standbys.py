"""A server that follows the one of the tests, as PostgreSQL streams; and a web server that reads pages from it."""

import http.client
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.db import connection
from django.test import Client as Browser

from bench.faults.cluster import children, frozen
from partners.models import Person
from tests.partner_api import Partner
from tests.served import database, get
from tools import throwaway_postgres
from tools.throwaway_postgres import Cluster

SAYS_EVERYTHING = ("log_statement=all", "log_min_duration_statement=-1")
TOKEN = "a-token-of-more-than-thirty-two-characters"
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
        with frozen([first, *children(first)]):
            yield

    def stop(self) -> None:
        """As when its machine is gone."""
        throwaway_postgres.stop(self.cluster)

    def start(self) -> None:
        throwaway_postgres.start(self.cluster, *self.settings)


@dataclass
class Site:
    """The web server, and how a person with a cookie and a partner with a token come to it."""

    port: int
    standby: Standby
    log: Path

    def page(self, person: Person, path: str) -> tuple[int, str]:
        browser = Browser()
        browser.force_login(person)
        cookie = "; ".join(f"{each.key}={each.value}" for each in browser.cookies.values())
        status, _headers, text = get(self.port, path, {"Host": "beschut.example", "Cookie": cookie})
        return status, text

    def call(self, partner: Partner, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {"Host": "beschut.example", "Authorization": f"Bearer {partner.token}", "Idempotency-Key": path,
                   "Request-User-Id": partner.user_id, "Request-Purpose": partner.purpose,
                   "Content-Type": "application/json"}  # fmt: skip
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as asked:
            asked.request(method, f"/api/v1/{path}", json.dumps(body) if body else None, headers)
            answer = asked.getresponse()
            return answer.status, json.loads(answer.read())

    def read(self) -> dict[str, float]:
        """How many pages were read there, or why not."""
        text = get(self.port, "/metrics", {"Authorization": f"Bearer {TOKEN}"})[2]
        return {name: float(count) for name, count in re.findall(r'beschut_standby_total\{read="(\w+)"\} (\S+)', text)}

    def counted(self, word: str, do: Callable[[], Any]) -> Any:
        """What came of it; all of it was read so."""
        before = self.read()
        answer = do()
        after = self.read()
        assert {name for name in after if after[name] > before.get(name, 0)} == {word}, (before, after)
        return answer

    def ready(self) -> str:
        status, _headers, text = get(self.port, "/readyz")
        assert status == 200
        return text

    def until_ready(self) -> None:
        """It leaves the standby alone no more. There is one process; of two it is not known which of them answers."""
        end = time.monotonic() + 60
        while self.ready() != "ready\n":
            assert time.monotonic() < end


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
    """A copy of the server of the tests that follows it; where there can be none, the test is skipped and says why."""
    server = urlsplit(database())._replace(path="/postgres").geturl()
    home = Path(tempfile.mkdtemp(prefix="beschut-standby-"))
    try:
        try:
            cluster = throwaway_postgres.follower(home, server)
        except throwaway_postgres.NoPostgres as problem:
            pytest.skip(str(problem))
        made = Standby(cluster, (*SAYS_EVERYTHING, *settings))
        with throwaway_postgres.running(cluster, *made.settings):
            yield made
    finally:
        shutil.rmtree(home)


def on_linux() -> bool:
    return os.path.exists("/proc/self/stat")
