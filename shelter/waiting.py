"""The children who wait for a place that fits: found in one question, and never stored (S004-15, EC-33)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from policy.locations import ALLOWED
from shelter.models import Indication, Placement


def placed_where_it_belongs() -> Q:
    """Whether the child of an indication lives in a place of a type that its decision and ground ask for."""
    stays = Placement.objects.filter(case=OuterRef("case"), ends_at=None)
    found = Q(pk=None)
    for row in ALLOWED:
        there = Exists(stays.filter(location__kind__in=row.types))
        found |= Q(there, outcome=row.outcome, ground__in=row.grounds)
    return found


def waiting() -> QuerySet[Indication]:
    """The decisions that count, that COA knows of, and whose child does not live where it belongs."""
    told = Indication.objects.filter(ended_on=None, coa_informed_at__isnull=False)
    return told.exclude(outcome=Indication.Outcome.NOT_NEEDED).exclude(placed_where_it_belongs())
