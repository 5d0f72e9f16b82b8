"""A partner's server: keeps what it was sent, and answers as it is told."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook as Verifier


class Hook(BaseHTTPRequestHandler):
    server: "Receiver"

    def do_POST(self) -> None:  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, dict(self.headers), body))
        self.server.arrived.set()
        self.server.answers.wait()
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def do_GET(self) -> None:  # noqa: N802
        """A page, as every server has one; nobody who sends something may take it for an answer."""
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


class Receiver(ThreadingHTTPServer):
    """`status` and `headers` are what it answers, as soon as `answers` is set; `arrived` says that it was called."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Hook)
        self.received: list[tuple[str, dict[str, str], bytes]] = []
        self.status, self.headers = 204, {}
        self.arrived, self.answers = threading.Event(), threading.Event()
        self.answers.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?key=geheim"

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for _path, headers, _body in self.received]

    def verified(self, secret: str) -> list[Any]:
        """The bodies, as far as a receiver with this secret accepts them; the others raise."""
        return [Verifier(secret).verify(body, headers) for _path, headers, body in self.received]


@pytest.fixture
def new_receiver(settings: Any) -> Iterator[Callable[[], Receiver]]:
    """Servers on this machine, which may be called as in the demo."""
    settings.DEMO, settings.WEBHOOK_PORTS, settings.WEBHOOK_NETWORKS = True, range(1, 65536), ["127.0.0.0/8"]
    made: list[tuple[Receiver, threading.Thread]] = []

    def receiver() -> Receiver:
        server = Receiver()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        made.append((server, thread))
        return server

    yield receiver
    for server, thread in made:
        server.answers.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def receiver(new_receiver: Callable[[], Receiver]) -> Receiver:
    return new_receiver()
