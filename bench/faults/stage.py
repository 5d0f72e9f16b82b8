"""Beschut as it runs in production, on this machine: the web server and the workers, each begun again when it ends."""

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.faults.cluster import Cluster, children, until
from tools.machine import ROOT, clean_environment, settings_of_a_run
from tools.throwaway_postgres import free_port

# As deploy/beschut@.service does, and sooner: the bench does not measure systemd.
RESTART_SECONDS = 0.5
WEB_WORKERS = 2
OTHERS = {"deliver": ["manage.py", "deliver", "--forever"], "seal": ["-m", "bench.faults.seal_often"]}


class Stage:
    """`kept_up` begins all of it and keeps it running; `said` counts what ended by itself."""

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self.cluster, self.folder, self.port = cluster, folder, free_port()
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.ended: Counter[str] = Counter()
        self.expected: set[int] = set()
        self.begun_at: dict[str, float] = {}
        self.stopping = threading.Event()
        made = settings_of_a_run(cluster.url) | {
            # The demo lets a webhook be on this machine; nobody's data is here, and no story of the demo either.
            "BESCHUT_DEMO": "true", "AUDIT_ANCHOR_FILE": str(folder / "anchors.jsonl"), "PYTHONUNBUFFERED": "1",
            # Longer than a web worker takes to begin again: what a dead one left waiting is still there then.
            "LOCK_SECONDS": "25", "PYTHONPATH": str(ROOT),
            "CALLS_PER_MINUTE": "1000000", "TOKENS_PER_MINUTE": "1000000",
        }  # fmt: skip
        self.environment = clean_environment() | made

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def anchors(self) -> Path:
        return self.folder / "anchors.jsonl"

    def command(self, name: str) -> list[str]:
        if name == "web":
            return [sys.executable, "-m", "gunicorn", "--workers", str(WEB_WORKERS), "--bind",
                    f"127.0.0.1:{self.port}", "config.wsgi"]  # fmt: skip
        return [sys.executable, *OTHERS[name]]

    def manage(self, *arguments: str) -> str:
        with (self.folder / "manage.log").open("ab") as log:
            done = subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment,
                                  stdout=subprocess.PIPE, stderr=log, text=True, check=True)  # fmt: skip
        return done.stdout

    def fill(self) -> None:
        """A database as a new installation has it."""
        self.cluster.create()
        self.manage("migrate", "--verbosity", "0")
        self.manage("seed", "--reference-only", "--verbosity", "0")

    def client(self, organisation: str, role: str) -> dict[str, str]:
        made: dict[str, str] = json.loads(self.manage("partner_client", organisation, role, "--name", "faults"))
        return made

    def begin(self, name: str, **changed: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(self.command(name), cwd=ROOT, env=self.environment | changed,
                                                    stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # fmt: skip
        self.begun_at[name] = time.monotonic()

    @contextmanager
    def kept_up(self, *names: str) -> Iterator[None]:
        """All of it, or these, until the block ends."""
        self.stopping.clear()
        for name in names or ("web", *OTHERS):
            self.begin(name)
        watch = threading.Thread(target=self.watch)
        watch.start()
        try:
            yield
        finally:
            self.stopping.set()
            watch.join()
            self.end()

    def watch(self) -> None:
        """What ended is begun again, whoever ended it; what nobody killed is counted."""
        while not self.stopping.wait(0.1):
            for name, process in list(self.processes.items()):
                since = time.monotonic() - self.begun_at[name]
                if process.poll() is not None and since > RESTART_SECONDS:
                    if process.pid not in self.expected:
                        self.ended[name] += 1
                    self.begin(name)

    def end(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()

    def kill(self, name: str) -> int:
        """The process itself, without a word of warning."""
        process = self.processes[name]
        self.expected.add(process.pid)
        process.kill()
        return process.pid

    def changed(self, **environment: str) -> None:
        """All of it begins again, in another environment from now on."""
        self.environment |= environment
        for process in self.processes.values():
            self.expected.add(process.pid)
            process.terminate()
            process.wait()

    def web_workers(self) -> list[int]:
        return children(self.processes["web"].pid) if "web" in self.processes else []

    def probe(self, path: str = "/readyz", seconds: float = 5) -> tuple[int, str, str]:
        """Status, what it says and Retry-After; status 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=seconds) as answer:
                return answer.status, answer.read().decode().strip(), ""
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode().strip(), refusal.headers.get("Retry-After", "")
        except OSError:
            return 0, "", ""

    def ready(self) -> bool:
        return self.probe()[0] == 200

    def wait(self) -> None:
        until(self.ready, "/readyz says that it can serve")
