"""The cases in which somebody was involved last, of those an actor may know of: a few, however many there are."""

from datetime import datetime
from itertools import chain
from uuid import UUID

from partners import involvement
from partners.actors import Actor
from partners.models import InvolvementQuerySet


def most_pressing(actor: Actor, at: datetime, most: int) -> tuple[list[UUID], bool]:
    """Of the open cases this actor may know of the ids of so many, and whether there are more: in front those by which
    somebody is meant in person, then those in which an involvement was opened last.

    A supervisor stands in the cases of everybody: that a person is meant in one says nothing there.
    """
    rows = (
        involvement.not_closed(involvement.seeing(each).filter(goes_on_in=None), at)
        for each in involvement.apart(actor, at)
    )
    named, *others = [newest(each, most + 1) for each in rows]
    last = sorted(chain(*others), key=lambda each: (-each[0].timestamp(), each[1]))
    found = list(dict.fromkeys(case for _since, case in chain(named, last)))
    return found[:most], len(found) > most


def when_few(actor: Actor, at: datetime, most: int) -> list[UUID] | None:
    """The ids of all cases this actor may know of, the closed ones too, where that are no more than so many."""
    found = {case for rows in involvement.apart(actor, at) for _since, case in newest(rows, most + 1)}
    return sorted(found) if len(found) <= most else None


def newest(rows: InvolvementQuerySet, most: int) -> list[tuple[datetime, UUID]]:
    """Of so many cases the newest of these involvements and, it may be, older ones; of the rest none is read."""
    ordered = rows.order_by("-since", "case_id").values_list("since", "case_id")
    wanted, found = 0, list[tuple[datetime, UUID]]()
    while len(found) == wanted and len({case for _since, case in found}) < most:
        wanted = 2 * most + 2 * wanted
        found = list(ordered[:wanted])
    return found
