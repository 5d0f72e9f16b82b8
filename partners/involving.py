"""Open and end involvement: each row is a way to a case, with what follows it (design decision 6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audit import ledger
from config.prepared import Prepared
from partners import asking, following
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import Involvement, Organisation, Person


def involve(*, case: UUID, number: int, organisation: Organisation, ground: Ground, by: Actor, at: datetime,
            role: str = "", person: Person | None = None, location: UUID | None = None,
            about: UUID | None = None, since: datetime | None = None,
            until: datetime | None = None) -> Involvement:  # fmt: skip
    """Open an involvement, now or `since` a later moment; if the same one is open already, give that back.

    `number` is the number of the case.
    """
    same = Involvement.objects.open(at).filter(
        case_id=case,
        organisation=organisation,
        ground=ground,
        role=role,
        person=person,
        location=location,
        about=about,
    )
    found = same.first()
    if found:
        return found
    row = Involvement(case_id=case, organisation=organisation, ground=ground, role=role, person=person,
                      location=location, about=about, since=since or at, until=until,
                      sort_key=number)  # fmt: skip
    ledger.record_all([row, *following.copies([row], at)], by=by, at=at)
    return row


def open_all(rows: Sequence[Involvement], *, by: Actor, at: datetime) -> None:
    """Open these, of any cases, together: of a ground that does not follow the child, and none is open already."""
    ledger.record_all(rows, by=by, at=at)


@dataclass(frozen=True)
class Opening:
    """To whom a case opens, and why: every organisation of these kinds, or this one; all of it, or one role."""

    ground: Ground
    kinds: tuple[str, ...] = ()
    organisation: UUID | None = None
    role: str = ""

    def holds(self, organisation: UUID, kind: str) -> bool:
        return kind in self.kinds or organisation == self.organisation


def involve_each(*openings: Opening, case: UUID, number: int, by: Actor, at: datetime,
                 about: UUID | None = None) -> None:  # fmt: skip
    """Open every involvement of these that is not open already, together."""
    same = Involvement.objects.open(at).filter(case_id=case, about=about, person=None, location=None)
    there = set(same.values_list("organisation", "ground", "role"))
    asked = opened_by(*openings, case=case, number=number, at=at, about=about)
    rows = [row for row in asked if (row.organisation_id, row.ground, row.role) not in there]
    ledger.record_all([*rows, *following.copies(rows, at)], by=by, at=at)


def _concerned(kinds: Sequence[str], **named: UUID) -> QuerySet[Organisation, Any]:
    of_kind = Q(kind__in=kinds, is_active=True)
    return Organisation.objects.filter(of_kind | Q(pk__in=list(named.values()))).values_list("id", "kind")


CONCERNED = Prepared(_concerned)


def opened_by(*openings: Opening, case: UUID, number: int, at: datetime,
              about: UUID | None = None) -> list[Involvement]:  # fmt: skip
    """What these open, not saved: of a case that is being opened nothing is there already, and nothing follows it."""
    kinds = tuple(sorted({kind for opening in openings for kind in opening.kinds}))
    named = [opening.organisation for opening in openings if opening.organisation]
    known = CONCERNED.rows(kinds, **asking.many(named))
    return [
        Involvement(case_id=case, organisation_id=organisation, ground=opening.ground, role=opening.role, about=about,
                    since=at, sort_key=number)
        for opening in openings
        for organisation, kind in known
        if opening.holds(organisation, kind)
    ]  # fmt: skip


def involve_kinds(*kinds: str, case: UUID, number: int, ground: Ground, by: Actor, at: datetime,
                  role: str = "", about: UUID | None = None) -> None:  # fmt: skip
    """Open an involvement for every organisation of these kinds."""
    involve_each(Opening(ground, kinds, role=role), case=case, number=number, by=by, at=at, about=about)


def close(*cases: UUID, ground: Ground, by: Actor, at: datetime, about: UUID | None = None) -> None:
    """Close every open involvement of this ground in these cases (about this row, when one is named)."""
    rows = Involvement.objects.not_over(at).filter(case_id__in=cases, ground=ground)
    end_all(rows.filter(about=about) if about else rows, by=by, at=at, until=at)


def end(row: Involvement, *, by: Actor, at: datetime, until: datetime | None) -> None:
    """Set, move or lift the end of one involvement."""
    end_each([(row, until)], by=by, at=at)


def end_all(rows: Iterable[Involvement], *, by: Actor, at: datetime, until: datetime | None) -> None:
    """Set, move or lift the end of these involvements."""
    end_each([(row, until) for row in rows], by=by, at=at)


def end_each(ends: Sequence[tuple[Involvement, datetime | None]], *, by: Actor, at: datetime) -> None:
    """Give each its own end, or none; whatever follows it ends with it."""
    rows = [row for row, _until in ends]
    for row, until in ends:
        row.until = max(until, row.since) if until else None
    ledger.record_changes([*rows, *following.keeping_up(rows)], "until", by=by, at=at)
