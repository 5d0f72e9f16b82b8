"""Deciding, placing and moving can overtake a planned first hearing: it stays, and IND is warned (INV-14, AL-09)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.models import Recorded
from partners.actors import Actor
from partners.acts import Act
from residence import hearing
from shelter import indication, placement, transfer


def warned(verb: Callable[..., Any]) -> Callable[..., Recorded]:
    """The verb, and after it the warning when a planned first hearing now comes too early."""

    @transaction.atomic
    def with_warning(*, by: Actor, at: datetime, **given: Any) -> Recorded:
        row = verb(by=by, at=at, **given)
        hearing.warn_of_conflict(row.case, by=by, at=at)
        return row

    return with_warning


DECIDE, PLACE, FOSTER, MOVE, FOSTER_MOVE, ARRIVE = (
    replace(act, verb=warned(act.verb))
    for act in (indication.DECIDE, placement.PLACE, placement.FOSTER, placement.MOVE, placement.FOSTER_MOVE,
                transfer.ARRIVE)
)  # fmt: skip
ACTS: tuple[Act, ...] = (DECIDE, PLACE, FOSTER, MOVE, FOSTER_MOVE, ARRIVE)
