"""Whether the key ring opens the data keys of the children that are there."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count

from config.encryption import DataKey, Unreadable, data_key, ring
from overview.operations.findings import Finding

SAMPLE = 50
REMEDY = "Put the key of that name back into BESCHUT_KEY_RING; the backup of the ring has it (docs/operations.md)."


def keys_open(_at: datetime) -> Iterator[Finding]:
    """A sample under each key of the ring that wraps any, and how many still are under an older one."""
    try:
        current = next(iter(ring(settings.KEY_RING)))
    except ImproperlyConfigured as fault:
        yield Finding("keys", False, str(fault), REMEDY)
        return
    counted = DataKey.objects.values_list("ring_key").annotate(count=Count("pk")).order_by("ring_key")
    for name, count in counted:
        asked, closed = sample(name)
        older = "" if name == current else "; not the current one: manage.py rewrap_keys"
        yield Finding("keys", not closed, f"{name}: wraps {count}, opened {asked - closed} of {asked}{older}", REMEDY)
    if not counted:
        yield Finding("keys", True, "no child has one yet")


def sample(name: str) -> tuple[int, int]:
    """How many were tried, and how many of them stayed closed."""
    identities = DataKey.objects.filter(ring_key=name).order_by("pk").values_list("pk", flat=True)[:SAMPLE]
    closed = 0
    for identity in identities:
        try:
            data_key(identity)
        except Unreadable:
            closed += 1
    return len(identities), closed
