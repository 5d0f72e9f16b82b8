"""One run: the server, Beschut on it, clients that write all the while, and the comparison when all is over."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.faults import compare, facts
from bench.faults.clients import Access, Answers, Client
from bench.faults.cluster import Cluster, until
from bench.faults.compare import Deliveries, Findings, Message
from bench.faults.journal import Journal
from bench.faults.receiver import PARTNERS, Receiver
from bench.faults.stage import Stage
from tools.machine import ROOT

CALM = 4  # cases, before the first fault
WAITING = "SELECT count(*) FROM partners_outboxmessage WHERE sent_at IS NULL AND given_up_at IS NULL"
# What a worker that died held back, or what waits for a next try: the bench does not wait for the hour of it.
TIME_PASSES = "UPDATE partners_outboxmessage SET next_attempt_at = now() WHERE sent_at IS NULL RETURNING id"


@dataclass
class Line:
    """One kind of fault in the table: how often, how soon all went on, and what else was seen."""

    name: str
    times: int = 0
    recovered: list[float] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def must(self, holds: bool, what: str) -> None:
        (self.seen if holds else self.wrong).append(what)


class Run:
    def __init__(self, folder: Path, *, seed: int, clients: int, kills: int, outage: float, short: bool) -> None:
        self.folder, self.seed, self.clients, self.kills, self.outage = folder, seed, clients, kills, outage
        self.short = short
        self.random = random.Random(seed)
        (folder / "postgres").mkdir()
        self.cluster = Cluster(folder / "postgres")
        self.stage = Stage(self.cluster, folder)
        self.journal, self.receiver = Journal(folder / "written.journal"), Receiver(folder)
        self.answers = Answers()
        self.lines: list[Line] = []
        self.credentials: dict[str, str] = {}
        self.whole: dict[str, compare.Shape] = {}

    def prepare(self) -> None:
        """Filled as fast as it goes, and from then on as durable as in production."""
        self.cluster.start("fsync=off")
        self.stage.fill()
        self.credentials = self.stage.client("nidos", "intake")
        for name in PARTNERS:
            self.stage.manage("webhook", "set", name, "--url", self.receiver.url(name))
        self.cluster.stop()
        self.cluster.start()

    def client(self, number: int, *, patient: bool = False) -> Client:
        access = Access("127.0.0.1", self.stage.port, self.credentials)
        return Client(access, self.journal, self.answers, f"{self.seed} {number}", patient)

    def calm(self) -> None:
        """What a whole write looks like, and how long one takes."""
        self.stage.wait()
        patient = self.client(-1, patient=True)
        for _each in range(CALM):
            patient.work_on_a_case()
        found, _messages = facts.read(self.cluster.url)
        self.whole = compare.shapes(self.journal.intents(), found.changes)

    @contextmanager
    def writing(self) -> Iterator[None]:
        clients = [self.client(number) for number in range(self.clients)]
        for client in clients:
            client.start()
        try:
            yield
        finally:
            for client in clients:
                client.enough.set()
            for client in clients:
                client.join()

    def line(self, name: str) -> Line:
        """The line of this fault in the table; from now on writes end during it."""
        self.journal.write("fault", name=name)
        known = next((line for line in self.lines if line.name == name), None)
        if known is None:
            known = Line(name)
            self.lines.append(known)
        return known

    def acknowledged(self, more: int, seconds: float = 180) -> None:
        """Until so many more writes are acknowledged. Raises Late."""
        wanted = self.answers.statuses["201"] + more
        until(lambda: self.answers.statuses["201"] >= wanted, f"{more} more writes are acknowledged", seconds)

    def serves_again(self, line: Line, since: float) -> None:
        """Ready, and as many writes acknowledged as there are clients, and one: one of them began afterwards."""
        self.stage.wait()
        self.acknowledged(self.clients + 1)
        line.recovered.append(time.monotonic() - since)

    def time_passes(self) -> None:
        self.cluster.ask(TIME_PASSES)

    def all_delivered(self) -> None:
        def empty() -> bool:
            left = self.cluster.ask(WAITING)
            self.time_passes()
            return bool(left) and left[0][0] == 0

        self.receiver.well()
        until(empty, "every notice is delivered", 600, pause=2)


@dataclass
class Result:
    """What the comparison found when all was over."""

    by_fault: dict[str, Findings]
    gaps: list[str]
    strays: list[str]
    messages: list[Message]
    deliveries: Deliveries
    verified: str

    @property
    def faults(self) -> list[str]:
        found = [fault for findings in self.by_fault.values() for fault in findings.faults]
        return [*found, *self.gaps, *self.strays, *self.deliveries.undelivered, *self.deliveries.out_of_order]


def result(run: Run) -> Result:
    run.stage.manage("seal")
    found, messages = facts.read(run.cluster.url)
    intents = run.journal.intents()
    return Result(
        by_fault=compare.compare(intents, found, run.whole),
        gaps=list(found.gaps),
        strays=compare.strays(intents, found),
        messages=messages,
        deliveries=compare.deliveries(messages, run.receiver.taken()),
        verified=verified(run),
    )


def verified(run: Run) -> str:
    """What the verifier that imports nothing of Beschut says of ledger, history, seals and anchors."""
    command = [sys.executable, "tools/verify_audit.py", "--database", run.cluster.url, "--anchors",
               str(run.stage.anchors)]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = (done.stdout + done.stderr).strip().splitlines()
    return said[-1] if said and done.returncode == 0 else f"FAILED: {said[-1] if said else done.returncode}"
