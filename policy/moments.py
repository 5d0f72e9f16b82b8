"""Of two things at one moment, which came later (D-5)."""

from datetime import datetime, timedelta

SHORTEST = timedelta(microseconds=1)


def moment_after(at: datetime) -> datetime:
    """The first moment after this one."""
    return at + SHORTEST
