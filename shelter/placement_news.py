"""Who becomes involved by a placement, who is told of it, and whose involvement ends (C5)."""

from datetime import datetime

from django.db.models import Q

from partners import involving, notices
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import Involvement, NoticeKind
from shelter import indication
from shelter.models import Placement, Transfer


def placed(row: Placement, *, by: Actor, at: datetime) -> None:
    """COA and the people of the house become involved; what COA had for the arrival stay ends."""
    case = row.case
    involving.involve_kinds("COA", case=case.id, number=case.number, ground=Ground.PLACEMENT, role="coa.placement",
                            by=by, at=at)  # fmt: skip
    involving.close(case.id, ground=Ground.RECEPTION, by=by, at=at)
    open_house(row, by=by, at=at)
    settle_indication(row, by=by, at=at)
    tell(row, NoticeKind.PLACEMENT, "S004-37", by=by, at=at)


def moved(old: Placement, row: Placement, *, by: Actor, at: datetime) -> None:
    """The people of the old house see the child no longer, those of the new one do."""
    leave_house(old, by=by, at=at)
    open_house(row, by=by, at=at)
    settle_indication(row, by=by, at=at)
    tell(row, NoticeKind.MOVE, "S004-18", by=by, at=at)


def leave_house(stay: Placement, *, by: Actor, at: datetime) -> None:
    """The people of this house see the child no longer, not by a case consultation either."""
    rows = Involvement.objects.open(at).filter(case_id=stay.case_id)
    here = Q(ground=Ground.HOUSE, about=stay.id) | Q(ground=Ground.AGENDA, location=stay.location_id)
    involving.end_all(rows.filter(here), by=by, at=at, until=at)


def settle_indication(row: Placement | Transfer, *, by: Actor, at: datetime) -> None:
    """Placing the child answers what COA was told of its indication."""
    known = indication.current(row.case)
    if known is not None:
        notices.settle(about=known.id, kind=NoticeKind.INDICATION, by=by, at=at)


def open_house(row: Placement, *, by: Actor, at: datetime) -> None:
    """The provider becomes involved for its people in this house only."""
    provider = row.location.provider
    if provider is not None:
        involving.involve(case=row.case_id, number=row.case.number, organisation=provider, ground=Ground.HOUSE,
                          location=row.location_id, about=row.id, by=by, at=at)  # fmt: skip


def tell(row: Placement, kind: NoticeKind, source: str, *, by: Actor, at: datetime) -> None:
    """The guardian and the house; no notice says where the child is."""
    what = {"about": row.id, "kind": kind, "case": row.case_id, "source": source, "by": by, "at": at}
    notices.tell(kinds=("NIDOS",), role="nidos.guardian", also=row.location.provider_id, **what)
