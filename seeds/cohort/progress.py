"""How far it is, how fast it goes and how long it still takes: a line now and then."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

# A line after so many children.
EVERY = 100


@dataclass
class Progress:
    """Says it by `write`; `begun_at` children had been done in an earlier run, and say nothing of the speed."""

    total: int
    write: Callable[[str], object]
    begun_at: int = 0
    said: int = 0
    clock: Callable[[], float] = monotonic
    since: float = field(init=False)

    def __post_init__(self) -> None:
        self.since = self.clock()
        self.said = self.begun_at

    def reached(self, done: int) -> None:
        """A line when enough were done since the last one, and when all are."""
        if done > self.said and (done - self.said >= EVERY or done == self.total):
            self.said = done
            self.write(self.line(done))

    def line(self, done: int) -> str:
        rate = (done - self.begun_at) / max(self.clock() - self.since, 0.001)
        left = round((self.total - done) / rate)
        return f"{done}/{self.total} children, {rate:.1f} a second, {left // 60}:{left % 60:02d} left"
