"""How long the API remembers what it answered under an idempotency key."""

from datetime import datetime, timedelta

# Ours, not the law's: long enough to try again after a night's outage, short enough to keep little.
KEY_HOURS = 24


def forgotten_before(at: datetime) -> datetime:
    """What was answered before this moment is forgotten: its key can be used for something else."""
    return at - timedelta(hours=KEY_HOURS)
