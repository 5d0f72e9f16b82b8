"""When a message that a partner's webhook did not take is sent again, and when Beschut stops trying."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

# How long a worker keeps a message to itself: longer than a call can last, so that nobody else sends it meanwhile.
HELD_MINUTES = 2


@dataclass(frozen=True)
class Backoff:
    """The minutes between one try and the next; after the last one the message is put aside for a person."""

    minutes: tuple[int, ...]
    source: tuple[str, ...]
    proposal: bool = True

    @property
    def since_first(self) -> tuple[int, ...]:
        """The minutes between the first try and each of the next ones."""
        return tuple(accumulate(self.minutes))


# Ours, not the letter's: a short outage of a partner costs minutes, and after a day a person must know.
BACKOFF = Backoff(minutes=(1, 4, 10, 15, 30, 60, 120, 240, 240, 240, 240, 240), source=("S004-35",))


def held_until(at: datetime) -> datetime:
    """Until when the worker that takes a message now has it alone; if it dies, another takes it then."""
    return at + timedelta(minutes=HELD_MINUTES)


def next_attempt(at: datetime, attempts: int, asked_seconds: int = 0) -> datetime | None:
    """The moment of the next try, after this many were made; None: no more.

    `asked_seconds`: how long the partner asked to wait. It gets that, up to our own longest wait.
    """
    if attempts > len(BACKOFF.minutes):
        return None
    asked = min(asked_seconds, max(BACKOFF.minutes) * 60)
    return at + timedelta(seconds=max(BACKOFF.minutes[attempts - 1] * 60, asked))
