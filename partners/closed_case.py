"""A closed case: whose involvement ends with it, who keeps it, and what comes back when it is opened again.

Closing is written in the involvement, because that is the only way in: somebody keeps the case by a ground of its own,
and as long as that is open the case is closed (docs/decisions/0018-closing.md).
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from partners import involving
from partners.access_grounds import ENDS_WITH_THE_CASE, KEEPS_CLOSED
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import Involvement, Organisation


def shut(*, case: UUID, number: int, files: Iterable[UUID], by: Actor, at: datetime) -> None:
    """End in every file of the child what was for the work on it; the organisation that closes it keeps it."""
    for each in files:
        rows = Involvement.objects.open(at).filter(case_id=each, ground__in=ENDS_WITH_THE_CASE)
        involving.end_all(rows, by=by, at=at, until=at)
    involving.involve(case=case, number=number, organisation=Organisation.objects.get(pk=by.organisation_id),
                      ground=Ground.CLOSED, role=KEEPS_CLOSED, by=by, at=at)  # fmt: skip


def give_back(*, files: Iterable[UUID], shut_at: datetime, by: Actor, at: datetime) -> None:
    """Give every involvement that was ended at that moment the end it had before."""
    for each in files:
        ends = [(row, until) for row, until in _ended(each, shut_at) if until is None or until > at]
        involving.end_each(ends, by=by, at=at)


def _ended(case: UUID, shut_at: datetime) -> Iterator[tuple[Involvement, datetime | None]]:
    """What ended at this moment in one file, each with the end it had before."""
    rows = {
        row.pk: row for row in Involvement.objects.filter(case_id=case, ground__in=ENDS_WITH_THE_CASE, until=shut_at)
    }
    earlier = Involvement.history.filter(id__in=rows).order_by("version").values_list("id", "version", "until")
    ends = {key: until for key, version, until in earlier if version != rows[key].version}
    for key, until in ends.items():
        yield rows[key], until
