"""A web server in a process of its own on the database of the test, and a cable to it that can be pulled."""

import http.client
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.db import connection

from tools.machine import ROOT, clean_environment, settings_of_a_run
from tools.throwaway_postgres import free_port


class Cable:
    """Carries what is said to a server and back, until it is pulled; then whoever is connected is cut off."""

    def __init__(self, host: str, port: int) -> None:
        self.there = (host, port)
        self.port = free_port()
        self.open: list[socket.socket] = []
        self.ear: socket.socket | None = None

    def plug_in(self) -> None:
        self.ear = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._take, args=[self.ear], daemon=True).start()

    def pull(self) -> None:
        assert self.ear is not None
        with suppress(OSError):
            self.ear.shutdown(socket.SHUT_RDWR)
        self.ear.close()
        for each in self.open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self.open.clear()

    def _take(self, ear: socket.socket) -> None:
        while True:
            try:
                near, _address = ear.accept()
            except OSError:
                return
            far = socket.create_connection(self.there)
            self.open += [near, far]
            for source, target in ((near, far), (far, near)):
                threading.Thread(target=_carry, args=[source, target], daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@contextmanager
def cable() -> Iterator[Cable]:
    """To the server of the tests."""
    known = connection.get_connection_params()
    made = Cable(known.get("host", "127.0.0.1"), int(known.get("port", 5432)))
    made.plug_in()
    yield made
    made.pull()


def database(port: int | None = None) -> str:
    """The address of the test's database; through a cable, that of its near end."""
    known = connection.get_connection_params()
    server = f"127.0.0.1:{port}" if port else f"{known.get('host', '127.0.0.1')}:{known.get('port', 5432)}"
    return f"postgres://{known['user']}:{known.get('password', '')}@{server}/{known['dbname']}"


def environment(url: str) -> dict[str, str]:
    return clean_environment() | settings_of_a_run(url) | {"ALLOWED_HOSTS": "beschut.example"}


@contextmanager
def gunicorn(folder: Path, url: str, **settings: str) -> Iterator[tuple[int, Path]]:
    """One that listens already, where, and where its log stands; its settings are those of production."""
    log = folder / "server.log"
    with socket.create_server(("127.0.0.1", 0)) as ear, log.open("wb") as said:
        port = ear.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"fd://{ear.fileno()}"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment(url) | settings, pass_fds=[ear.fileno()],
                                   stdout=said, stderr=said)  # fmt: skip
    # Here nobody listens any more: once the server has ended, whoever calls is refused.
    try:
        yield port, log
    finally:
        process.terminate()
        process.wait()


def get(port: int, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], str]:
    """Ask, wait until it is answered, and say with what."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as asked:
        asked.request("GET", path, headers=dict(headers or {}))
        answer = asked.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()


def python(code: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A process of its own with these settings and none of the caller's."""
    given = {name: value for name, value in settings.items() if value is not None}
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=clean_environment() | given,
                          capture_output=True, text=True, check=False, timeout=120)  # fmt: skip
