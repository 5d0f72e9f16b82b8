"""The servers of the database: limits hold on what is connected, and the standby follows."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from config import standby
from config.database_checks import POOL_HINT, STANDBY_HINT, missing_limits
from overview.operations.findings import Finding


def limits_hold(_at: datetime) -> Iterator[Finding]:
    missing = missing_limits("default")
    yield Finding(
        "limits", not missing, f"no {', no '.join(missing)}" if missing else "nobody waits for ever", POOL_HINT
    )


def standby_follows(_at: datetime) -> Iterator[Finding]:
    """One that is a little behind is asked again at the next page; it catches up by itself, or does not."""
    if settings.STANDBY_URL:
        word = standby.Watch().wanting()
        yield Finding("standby", not word, standby.SAID[word] if word else "it follows", STANDBY_HINT)
