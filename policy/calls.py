"""How long the API remembers what it answered under an idempotency key, how much of strangers is written down,
and how often a calendar may come."""

from datetime import datetime, timedelta

# Ours, not the law's: long enough to try again after a night's outage, short enough to keep little.
KEY_HOURS = 24
# Ours: of refusals to nobody known, so many a minute are in the ledger, of one address and of all together. It keeps
# every try that a person makes; a flood leaves one entry that says that there was more.
STRANGERS_KEPT, STRANGERS_KEPT_TOGETHER = 60, 600

# Ours: so many fetches of one calendar feed a minute; a calendar asks a few times a day, on a few devices.
FEED_FETCHES = 10
# Ours: how often a calendar is asked to come back.
FEED_HOURS = 1


def forgotten_before(at: datetime) -> datetime:
    """What was answered before this moment is forgotten: its key can be used for something else."""
    return at - timedelta(hours=KEY_HOURS)


def feed_pause() -> timedelta:
    """How long a calendar is asked to wait before it asks again."""
    return timedelta(hours=FEED_HOURS)
