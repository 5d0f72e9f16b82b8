"""The pgbouncer of deploy/ in front of the server of the tests."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

from tests.served import database
from tools.machine import ROOT
from tools.throwaway_postgres import free_port, unprivileged_user

PGBOUNCER = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin")
NEEDS_ONE = pytest.mark.skipif(
    PGBOUNCER is None, reason="install pgbouncer (Debian, Ubuntu: apt-get install pgbouncer)"
)
# As docs/operations.md says: the secret that the server keeps serves on both sides, and nobody's password lies there.
SECRET = 'SELECT format(\'"%%s" "%%s"\', rolname, rolpassword) FROM pg_authid WHERE rolname = %s'


class Pool:
    """It runs until the block of `pool` ends."""

    process: "subprocess.Popen[bytes]"
    identity: dict[str, Any]

    def __init__(self, folder: Path, **changed: str) -> None:
        self.folder, self.port = folder, free_port()
        known = connection.get_connection_params()
        ours = {
            "host=127.0.0.1 port=5432 dbname=beschut ":
                f"host={known['host']} port={known['port']} dbname={known['dbname']} ",
            "listen_port = 6432": f"listen_port = {self.port}",
            "/etc/pgbouncer/": f"{folder}/", "/var/log/postgresql/": f"{folder}/",
            "/var/run/postgresql/": f"{folder}/",
        }  # fmt: skip
        text = (ROOT / "deploy" / "pgbouncer.ini").read_text()
        for here, there in {**ours, **changed}.items():
            assert here in text, here
            text = text.replace(here, there)
        self.settings = folder / "pgbouncer.ini"
        self.settings.write_text(text)
        with connection.cursor() as cursor:
            cursor.execute(SECRET, [known["user"]])
            (folder / "userlist.txt").write_text(cursor.fetchone()[0] + "\n")

    def url(self, name: str = "beschut", pooled: str = "?pooled=true") -> str:
        """Of one of the two that it offers."""
        known = urlsplit(database())
        place = f"{known.netloc.rpartition('@')[0]}@127.0.0.1:{self.port}"
        return known._replace(netloc=place, path=f"/{name}").geturl() + pooled

    @contextmanager
    def running(self) -> Iterator[None]:
        command = [str(PGBOUNCER), "--quiet", str(self.settings)]
        self.process = subprocess.Popen(command, cwd="/", stdin=subprocess.DEVNULL, **self.identity)
        try:
            self.wait()
            yield
        finally:
            self.stop()

    def wait(self) -> None:
        while self.process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
        raise AssertionError((self.folder / "pgbouncer.log").read_text())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


@contextmanager
def pool(**changed: str) -> Iterator[Pool]:
    """With words of its settings changed. It refuses to run as root, as PostgreSQL does."""
    user, folder = unprivileged_user(), Path(tempfile.mkdtemp(prefix="beschut-pool-"))
    try:
        made = Pool(folder, **changed)
        identity: dict[str, Any] = {}
        if user:
            identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            for path in (folder, *folder.iterdir()):
                os.chown(path, user.pw_uid, user.pw_gid)
        made.identity = identity
        with made.running():
            yield made
    finally:
        shutil.rmtree(folder)
