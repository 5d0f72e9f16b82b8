"""Two files of one child: who may know of the one may know of the other, as long as they are joined.

The file that is closed has its involvement marked with the case in which it goes on. A row that holds for the child
is copied into the other file; the copy is about the row it follows, and ends with it (docs/decisions/0012-joining.md).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from audit import ledger
from partners.access_table import FOLLOWS_CHILD, GOVERNED_BY_THE_CASE_THAT_GOES_ON, KEPT_BESIDE
from partners.actors import Actor
from partners.models import Involvement

Into = tuple[UUID, int, str]


def join(*, case: UUID, number: int, into: Into, by: Actor, at: datetime) -> None:
    """Close the file of this case: its involvement goes on in the other one, and the other's reaches back."""
    here = list(Involvement.objects.open(at).filter(case_id=case))
    there = list(Involvement.objects.open(at).filter(case_id=into[0], ground__in=FOLLOWS_CHILD))
    running = {row.ground for row in there} | GOVERNED_BY_THE_CASE_THAT_GOES_ON
    for row in here:
        governed = row.ground in FOLLOWS_CHILD and row.ground in running and row.ground not in KEPT_BESIDE
        row.goes_on_in, row.goes_on_as = into[0], into[2]
        row.until = max(at, row.since) if governed else row.until
        ledger.record(row, by=by, at=at)
        if row.ground in FOLLOWS_CHILD and not governed:
            copy(row, case=into[0], number=into[1], by=by, at=at)
    for row in there:
        copy(row, case=case, number=number, marked=into, by=by, at=at)


def part(*, case: UUID, into: UUID, by: Actor, at: datetime) -> None:
    """Undo it: what joining copied ends, and what ended by it or since runs again until it would have ended."""
    marked = list(Involvement.objects.filter(case_id=case, goes_on_in=into))
    theirs = set(Involvement.objects.filter(case_id=into).values_list("pk", flat=True))
    ours = {row.pk for row in marked}
    for row in marked:
        if row.about in theirs:
            release(row, at)
        else:
            row.until = row.history.filter(goes_on_in=None).order_by("-version").values_list("until", flat=True)[0]
        row.goes_on_in, row.goes_on_as = None, ""
        ledger.record(row, by=by, at=at)
    for row in Involvement.objects.filter(case_id=into, about__in=ours):
        ledger.record(release(row, at), by=by, at=at)


def release(row: Involvement, at: datetime) -> Involvement:
    """A copy ends and follows nothing any more."""
    row.about = None
    if row.until is None or row.until > at:
        row.until = max(at, row.since)
    return row


def copy(row: Involvement, *, case: UUID, number: int, marked: Into | None = None, by: Actor, at: datetime) -> None:
    """The same involvement in the other file of the child, for as long."""
    found = Involvement(case_id=case, organisation_id=row.organisation_id, ground=row.ground, role=row.role,
                        person_id=row.person_id, location=row.location, about=row.pk, since=at, until=row.until,
                        sort_key=number)  # fmt: skip
    if marked is not None:
        found.goes_on_in, found.goes_on_as = marked[0], marked[2]
    ledger.record(found, by=by, at=at)


def follow(rows: Sequence[Involvement], *, by: Actor, at: datetime) -> None:
    """New involvements in one case reach the files that go on in it; not those of a case that is being opened."""
    reaching = [row for row in rows if row.ground in FOLLOWS_CHILD - GOVERNED_BY_THE_CASE_THAT_GOES_ON]
    for case, number, name in closed_into(reaching[0].case_id) if reaching else ():
        for row in reaching:
            copy(row, case=case, number=number, marked=(row.case_id, 0, name), by=by, at=at)


def closed_into(case: UUID) -> Iterator[Into]:
    """The files that go on in this case: their id and number, and what this case is called."""
    rows = Involvement.objects.filter(goes_on_in=case).order_by("case_id")
    yield from rows.values_list("case_id", "sort_key", "goes_on_as").distinct()


def keep_up(row: Involvement, *, by: Actor, at: datetime) -> None:
    """The end of an involvement is the end of those that follow it."""
    for each in Involvement.objects.filter(about=row.pk).exclude(Q(until=row.until) if row.until else Q(until=None)):
        each.until = max(row.until, each.since) if row.until else None
        ledger.record(each, by=by, at=at)
