"""Two files of one child: who may know of the one may know of the other, as long as they are joined.

The file that is closed has its involvement marked with the case in which it goes on. A row that holds for the child
is copied into the other file; the copy is about the row it follows, and ends with it (docs/decisions/0012-joining.md).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from audit import ledger
from partners.access_grounds import FOLLOWS_CHILD, GOVERNED_BY_THE_CASE_THAT_GOES_ON, KEPT_BESIDE
from partners.actors import Actor
from partners.models import Involvement

Into = tuple[UUID, int, str]
MARKS = ("goes_on_in", "goes_on_as")


def join(*, case: UUID, number: int, into: Into, by: Actor, at: datetime) -> None:
    """Close the file of this case: its involvement goes on in the other one, and the other's reaches back."""
    here = list(Involvement.objects.not_over(at).filter(case_id=case))
    there = list(Involvement.objects.not_over(at).filter(case_id=into[0], ground__in=FOLLOWS_CHILD))
    running = {row.ground for row in there} | GOVERNED_BY_THE_CASE_THAT_GOES_ON
    reaching = [copy(row, at, case=case, number=number, marked=into) for row in there]
    for row in here:
        governed = row.ground in FOLLOWS_CHILD and row.ground in running and row.ground not in KEPT_BESIDE
        row.goes_on_in, row.goes_on_as = into[0], into[2]
        row.until = max(at, row.since) if governed else row.until
        if row.ground in FOLLOWS_CHILD and not governed:
            reaching.append(copy(row, at, case=into[0], number=into[1]))
    ledger.record_changes(here, *MARKS, "until", by=by, at=at)
    ledger.record_all(reaching, by=by, at=at)


def part(*, case: UUID, into: UUID, by: Actor, at: datetime) -> None:
    """Undo it: what joining copied ends, and what ended by it or since runs again until it would have ended."""
    marked = list(Involvement.objects.filter(case_id=case, goes_on_in=into))
    theirs = set(Involvement.objects.filter(case_id=into).values_list("pk", flat=True))
    ours = [row.pk for row in marked]
    earlier = Involvement.history.filter(id__in=ours, goes_on_in=None).order_by("version")
    ended = dict(earlier.values_list("id", "until"))
    for row in marked:
        if row.about in theirs:
            release(row, at)
        else:
            row.until = ended[row.pk]
        row.goes_on_in, row.goes_on_as = None, ""
    copied = [release(row, at) for row in Involvement.objects.filter(case_id=into, about__in=ours)]
    ledger.record_changes([*marked, *copied], *MARKS, "about", "until", by=by, at=at)


def release(row: Involvement, at: datetime) -> Involvement:
    """A copy ends and follows nothing any more."""
    row.about = None
    if row.until is None or row.until > at:
        row.until = max(at, row.since)
    return row


def copy(row: Involvement, at: datetime, *, case: UUID, number: int, marked: Into | None = None) -> Involvement:
    """The same involvement in the other file of the child, for as long."""
    found = Involvement(case_id=case, organisation_id=row.organisation_id, ground=row.ground, role=row.role,
                        person_id=row.person_id, location=row.location, about=row.pk, since=max(at, row.since),
                        until=row.until, sort_key=number)  # fmt: skip
    if marked is not None:
        found.goes_on_in, found.goes_on_as = marked[0], marked[2]
    return found


def copies(rows: Sequence[Involvement], at: datetime) -> list[Involvement]:
    """New involvements in one case reach the files that go on in it; not those of a case that is being opened."""
    reaching = [row for row in rows if row.ground in FOLLOWS_CHILD - GOVERNED_BY_THE_CASE_THAT_GOES_ON]
    return [
        copy(row, at, case=case, number=number, marked=(row.case_id, 0, name))
        for case, number, name in (closed_into(reaching[0].case_id) if reaching else ())
        for row in reaching
    ]


def closed_into(case: UUID) -> Iterator[Into]:
    """The files that go on in this case: their id and number, and what this case is called."""
    rows = Involvement.objects.filter(goes_on_in=case).order_by("case_id")
    yield from rows.values_list("case_id", "sort_key", "goes_on_as").distinct()


def keeping_up(rows: Sequence[Involvement]) -> list[Involvement]:
    """Those that follow one of these and end with it: as they end now, where that is another moment than before."""
    ends = {row.pk: row.until for row in rows}
    found = []
    for row in Involvement.objects.filter(about__in=ends).exclude(pk__in=ends) if ends else ():
        until = ends[row.about]
        if row.until != until:
            row.until = max(until, row.since) if until else None
            found.append(row)
    return found
