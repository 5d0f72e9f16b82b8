"""SIGKILL of each process of Beschut and of its database, at any moment of its work."""

import os
import signal
import time
from collections.abc import Callable

from bench.faults.cluster import until
from bench.faults.run import Line, Run

SOMEWHERE_SECONDS = 0.15  # about as long as one write takes
LOOKING_SECONDS = 90.0
NEWEST_SEAL = "SELECT coalesce(max(number), 0) FROM audit_seal"


def somewhere(run: Run) -> None:
    """A moment of its own: after some lines of the journal, so that writes are under way, and a bit of a second."""
    run.journal.wait_for(run.random.randint(1, 8), LOOKING_SECONDS)
    time.sleep(run.random.uniform(0, SOMEWHERE_SECONDS))


def web_worker(run: Run, line: Line) -> None:
    workers = run.stage.web_workers()
    somewhere(run)
    began = time.monotonic()
    os.kill(run.random.choice(workers), signal.SIGKILL)
    run.serves_again(line, began)
    until(lambda: len(run.stage.web_workers()) == len(workers), "there are as many web workers again")


def outbox_worker(run: Run, line: Line) -> None:
    """While a partner has the call before it, or a moment later: sent, and not marked as sent."""
    run.receiver.journal.wait_for(1, LOOKING_SECONDS)
    time.sleep(run.random.uniform(0, 0.02))
    began = time.monotonic()
    run.stage.kill("deliver")
    arrived = run.receiver.journal.written + 1  # what was on its way, and one more
    until(lambda: run.receiver.journal.written > arrived, "notices are delivered again")
    line.recovered.append(time.monotonic() - began)


def sealer(run: Run, line: Line) -> None:
    """While it is in its transaction."""
    until(lambda: run.cluster.backends("manage.py seal"), "the sealer seals", LOOKING_SECONDS, pause=0.001)
    time.sleep(run.random.uniform(0, 0.05))
    began = time.monotonic()
    run.stage.kill("seal")
    newest = run.cluster.ask(NEWEST_SEAL)[0][0]
    until(lambda: run.cluster.ask(NEWEST_SEAL)[0][0] > newest, "there is a new seal")
    line.recovered.append(time.monotonic() - began)


def backend(run: Run, line: Line) -> None:
    """One that is in a transaction: the server ends all others, and recovers."""
    somewhere(run)
    found = until(run.cluster.backends, "somebody is in a transaction", LOOKING_SECONDS, pause=0.001)
    began = time.monotonic()
    os.kill(run.random.choice(found), signal.SIGKILL)
    run.serves_again(line, began)


def postmaster(run: Run, line: Line) -> None:
    somewhere(run)
    began = time.monotonic()
    run.cluster.kill()
    run.cluster.start()
    run.serves_again(line, began)


KILLS: dict[str, Callable[[Run, Line], None]] = {
    "web worker killed": web_worker,
    "outbox worker killed": outbox_worker,
    "sealer killed": sealer,
    "database backend killed": backend,
    "postmaster killed": postmaster,
}


def run(run: Run) -> None:
    """As many as were asked, of each kind as many, in an order drawn from the seed."""
    names = [list(KILLS)[number % len(KILLS)] for number in range(run.kills)]
    run.random.shuffle(names)
    with run.writing():
        run.acknowledged(run.clients)
        for name in names:
            line = run.line(name)
            KILLS[name](run, line)
            line.times += 1
