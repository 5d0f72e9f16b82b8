"""Two partners' servers, which write down what they were sent before they answer; and answer as they are told."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.faults.journal import Journal

PARTNERS = ("avim", "ind")


class Hook(BaseHTTPRequestHandler):
    server: "Receiver"

    def do_POST(self) -> None:  # noqa: N802
        to = self.path.strip("/")
        self.rfile.read(int(self.headers["Content-Length"]))
        manner = self.server.manners.get(to, "")
        if manner == "resets":
            self.close_connection = True
            self.connection.setsockopt(1, 13, b"\x01\x00\x00\x00\x00\x00\x00\x00")  # hang up with a reset
            self.connection.close()
            return
        if manner == "hangs":
            self.server.released.wait()
            manner = "refuses"  # whoever called has hung up by now
        self.server.came(to, self.headers["webhook-id"], 503 if manner == "refuses" else 204)
        self.send_response(503 if manner == "refuses" else 204)
        self.end_headers()

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except OSError:  # who called is gone, or was sent away
            self.close_connection = True

    def log_message(self, *args: Any) -> None:
        pass


class Receiver(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Hook)
        self.journal = Journal(folder / "received.journal")
        self.manners: dict[str, str] = {}
        self.released = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def behaves(self, to: str, manner: str) -> None:
        self.released.clear()
        self.manners[to] = manner

    def well(self) -> None:
        """All of them take what comes."""
        self.manners.clear()
        self.released.set()

    def url(self, to: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{to}"

    def came(self, to: str, notice: str, status: int) -> None:
        self.journal.write("received", to=to, notice=notice, status=status, at=time.monotonic())

    def taken(self) -> list[tuple[str, str]]:
        """What was taken, in order: by whom, and which notice."""
        return [(line["to"], line["notice"]) for line in self.journal.of_kind("received") if line["status"] == 204]
