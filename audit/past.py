"""Rows as they were known at a moment of the past, from their history."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from audit.models import Recorded


def known_at(model: type[Recorded], at: datetime) -> QuerySet[Any]:
    """The last version that each row had by then, as rows of the history: what was recorded later is not there.

    The version decides, because two changes can have one moment.
    """
    known = model.history.filter(history_date__lte=at)
    later = known.filter(id=OuterRef("id"), version__gt=OuterRef("version"))
    return known.filter(~Exists(later)).order_by()
