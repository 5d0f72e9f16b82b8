"""How long what somebody typed waits until they have logged in again, and how much of it."""

from datetime import datetime, timedelta

# Ours: what was typed at the end of a working day is still there the next morning.
DRAFT_HOURS = 16
# Ours: more than anybody types into a form; in the letters in which it travels it fits in one form again.
DRAFT_BYTES = 500_000


def draft_too_old(typed_at: datetime, now: datetime) -> bool:
    return now - typed_at > timedelta(hours=DRAFT_HOURS)
