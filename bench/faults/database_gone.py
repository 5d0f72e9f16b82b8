"""The database is gone for a while, then silent: 503 and when to come back, and all goes on by itself."""

import time

from bench.faults.cluster import until
from bench.faults.kills import NEWEST_SEAL
from bench.faults.run import Line, Run

# A probe is answered within this, or whoever asks restarts a server that is well.
PROBE_SECONDS = 10.0
# What a person or a partner waits at most, whatever the database does.
ANSWER_SECONDS = 45.0


def gone(run: Run, line: Line, seconds: float) -> None:
    began = time.monotonic()
    run.cluster.stop()
    while time.monotonic() - began < seconds:
        probes(run, line)
        time.sleep(0.5)
    again = time.monotonic()
    run.cluster.start()
    run.serves_again(line, again)
    workers_go_on(run)
    line.times += 1


def probes(run: Run, line: Line) -> None:
    """The process lives, and cannot serve, and says why. What partners hear, the clients judge."""
    alive, cannot = run.stage.probe("/livez", PROBE_SECONDS), run.stage.probe("/readyz", PROBE_SECONDS)
    if alive[:2] != (200, "alive"):
        line.wrong.append(f"/livez: {alive}")
    if (cannot[0], cannot[1], cannot[2].isdigit()) != (503, "database", True):
        line.wrong.append(f"/readyz: {cannot}")


def workers_go_on(run: Run) -> None:
    """Both deliver and seal again by themselves."""
    arrived = run.receiver.journal.written
    newest = until(lambda: run.cluster.ask(NEWEST_SEAL), "the database answers")[0][0]
    until(lambda: run.receiver.journal.written > arrived, "notices are delivered again")
    until(lambda: run.cluster.ask(NEWEST_SEAL)[0][0] > newest, "there is a new seal")


def frozen(run: Run, line: Line, seconds: float) -> None:
    """Its lines stay open and nothing comes: nobody waits for longer than is bearable, and no worker is lost."""
    workers = set(run.stage.web_workers())
    run.answers.slowest = 0.0
    with run.cluster.frozen():
        alive = longest_probe(run, seconds)
    line.must(alive <= ANSWER_SECONDS, f"/livez took {alive:.0f} s at most, behind calls that wait")
    run.serves_again(line, time.monotonic())
    line.times += 1
    slowest = run.answers.slowest
    line.must(slowest <= ANSWER_SECONDS, f"the slowest answer took {slowest:.0f} s of {seconds:.0f}")
    line.must(set(run.stage.web_workers()) == workers, "no web worker was lost")


def longest_probe(run: Run, seconds: float) -> float:
    longest, end = 0.0, time.monotonic() + seconds
    while (began := time.monotonic()) < end:
        run.stage.probe("/livez", seconds)
        longest = max(longest, time.monotonic() - began)
        time.sleep(0.2)
    return longest


def run(run: Run) -> None:
    with run.writing():
        run.acknowledged(run.clients)
        gone(run, run.line("database gone"), run.outage)
        frozen(run, run.line("database frozen"), run.outage)
