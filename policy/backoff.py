"""When a message that a partner did not take is tried again: soon at first, and within a day at the latest."""

from datetime import datetime, timedelta

# Ours, not the law's: a partner's short outage costs minutes, a long one costs no more than four tries a day.
MINUTES = (1, 2, 5, 15, 60, 180, 360)


def next_attempt(at: datetime, attempts: int) -> datetime:
    """The moment of the next try, after this many were made."""
    return at + timedelta(minutes=MINUTES[min(attempts, len(MINUTES)) - 1])
