"""One call of Beschut against its floor, in turns: at one connection, and at four that ask at the same time."""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bench.floor import Floor

# At once; the machine serves with two web workers.
AT_ONCE = 4
# How often both take turns, as a share of all rounds, when several ask at once.
TURNS = 5
WARM = 6
Do = Callable[[], Any]


@dataclass(frozen=True)
class Asked:
    """What is asked over HTTP, the bare SQL for the same rows, and the ratio that was promised (design §6)."""

    ours: Do
    floor: Callable[[Floor], Any]
    queries: int
    rounds: int
    most: float | None = None


@dataclass(frozen=True)
class Call:
    """What is asked, by its name in the table."""

    what: str
    asked: Asked

    def begun(self, cases: int, connections: int) -> "Measured":
        return Measured(self.what, cases, self.asked.queries, connections, self.asked.most)


@dataclass
class Measured:
    """Milliseconds of both, in the order they were taken; `most`: the ratio that was promised."""

    what: str
    cases: int
    queries: int
    connections: int = 1
    most: float | None = None
    ours: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        return statistics.median(self.ours)

    @property
    def ratio(self) -> float:
        return self.p50 / self.bare

    @property
    def bare(self) -> float:
        return statistics.median(self.floor)

    def percentile(self, which: int) -> float:
        if len(self.ours) == 1:
            return self.p50
        return statistics.quantiles(self.ours, n=100, method="inclusive")[which - 1]


def timed(do: Do) -> float:
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def alone(call: Call, floor: Floor, cases: int) -> Measured:
    """In turns over one connection each, after some of each that do not count: there are two web workers."""
    asked, found = call.asked, call.begun(cases, 1)
    for _warm in range(WARM):
        asked.ours()
        asked.floor(floor)
    for _round in range(asked.rounds):
        found.ours.append(timed(asked.ours))
        found.floor.append(timed(lambda: asked.floor(floor)))
    return found


def at_once(call: Call, floors: Sequence[Floor], cases: int) -> Measured:
    """Several at the same time: all of them ask Beschut for a while, then all of them the floor, and again."""
    asked, found = call.asked, call.begun(cases, len(floors))
    each = max(1, asked.rounds // TURNS // len(floors))
    for _turn in range(TURNS):
        found.ours += together([asked.ours] * len(floors), each)
        found.floor += together([partial(asked.floor, floor) for floor in floors], each)
    return found


def together(all_do: Sequence[Do], times: int) -> list[float]:
    """How long each took. Raises the first fault of any of them."""
    took: list[float] = []
    faults: list[Exception] = []

    def one(do: Do) -> None:
        try:
            for _time in range(times):
                took.append(timed(do))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=one, args=[do]) for do in all_do]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return took
