"""Who hears of a transfer, and from when the receiving house sees the child: from its departure on, no sooner (C5).

No notice says where the child is or where it goes.
"""

from datetime import datetime

from partners import involving, notices
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import NoticeKind, Organisation
from shelter import placement_news
from shelter.models import Transfer

SOURCE = "S004-16"
GUARDIAN, COA = "nidos.guardian", "coa.placement"


def planned(row: Transfer, *, by: Actor, at: datetime) -> None:
    """The guardian and the house it leaves; a place was found, so COA need not answer the indication any more."""
    placement_news.settle_indication(row, by=by, at=at)
    tell(row, NoticeKind.TRANSFER_PLANNED, by=by, at=at)


def departed(row: Transfer, *, by: Actor, at: datetime) -> None:
    """The people of the receiving house, and only of that house, see the child from now on."""
    provider = row.location.provider
    if provider is not None:
        involving.involve(case=row.case_id, number=row.case.number, organisation=provider, ground=Ground.HOUSE,
                          location=row.location_id, about=row.id, by=by, at=at)  # fmt: skip
    tell(row, NoticeKind.TRANSFER_DEPARTED, by=by, at=at)


def arrived(row: Transfer, *, by: Actor, at: datetime) -> None:
    """What the receiving house sees it sees by the stay from now on. Guardian and house hear of the move itself."""
    involving.close(row.case_id, ground=Ground.HOUSE, about=row.id, by=by, at=at)
    notices.tell(kinds=("COA",), role=COA, about=row.id, kind=NoticeKind.TRANSFER_ARRIVED, case=row.case_id,
                 source=SOURCE, by=by, at=at)  # fmt: skip


def cancelled(row: Transfer, *, by: Actor, at: datetime) -> None:
    """The house that expected the child sees it no longer, and with that is asked for nothing; the others hear it."""
    involving.close(row.case_id, ground=Ground.HOUSE, about=row.id, by=by, at=at)
    tell(row, NoticeKind.TRANSFER_CANCELLED, by=by, at=at)


def tell(row: Transfer, kind: NoticeKind, *, by: Actor, at: datetime) -> None:
    """The guardian, COA, and each house that sees the case now; not who tells it."""
    travels = row.departed_at is not None and row.cancelled_at is None
    houses = [row.placement.location.provider_id if row.placement else None,
              row.location.provider_id if travels else None]  # fmt: skip
    roles = {"NIDOS": GUARDIAN, "COA": COA}
    wanted = Organisation.objects.filter(kind__in=roles, is_active=True) | Organisation.objects.filter(
        pk__in=filter(None, houses)
    )
    told = [
        notices.notice(to=each, role=roles.get(each.kind, ""), about=row.id, kind=kind, case=row.case_id,
                       source=SOURCE, by=by, at=at)
        for each in wanted.exclude(pk=by.organisation_id).select_related("webhook")
    ]  # fmt: skip
    notices.send(told, by=by, at=at)
