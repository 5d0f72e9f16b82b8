"""Who is told of an absence, and to whom it opens the case: police, as long as it lasts (C5, S004-81).

A notice says that there is an absence and no more; what it says is read in the case, by right.
"""

from datetime import datetime

from partners import involvement, involving, notices
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.grounds import Ground
from partners.models import Involvement, NoticeKind, Organisation
from shelter.models import Absence

SOURCE = "S004-81"


def opened(row: Absence, *, by: Actor, at: datetime) -> None:
    """Police may know of the case and of where the child was; everybody who may read of the absence is told."""
    involving.involve_kinds("AVIM", case=row.case_id, number=row.case.number, ground=Ground.ABSENCE, about=row.id,
                            by=by, at=at)  # fmt: skip
    tell(row, NoticeKind.ABSENCE, parties(row, at), by=by, at=at)


def ended(row: Absence, *, by: Actor, at: datetime) -> None:
    """The same hear that it is over; who saw the case for that alone no longer sees it, and hears it without."""
    told = parties(row, at)
    involving.close(row.case_id, ground=Ground.ABSENCE, about=row.id, by=by, at=at)
    tell(row, NoticeKind.ABSENCE_ENDED, told, by=by, at=at)


def parties(row: Absence, at: datetime) -> list[Organisation]:
    """Every organisation of which somebody may read of an absence in this case."""
    return involvement.readers(row.case_id, DataClass.ABSENCE, at)


def tell(row: Absence, kind: NoticeKind, receivers: list[Organisation], *, by: Actor, at: datetime) -> None:
    """Each organisation once, but not who reports it. At Nidos it is for the guardian, as soon as there is one."""
    seeing = {each.id for each in involvement.organisations(row.case_id, at)}
    guarded = Involvement.objects.open(at).filter(case_id=row.case_id, ground=Ground.GUARDIAN).exists()
    nidos = "nidos.guardian" if guarded else "nidos.intake"
    told = [
        notices.notice(to=each, role=nidos if each.kind == "NIDOS" else "", about=row.id, kind=kind,
                       case=row.case_id if each.id in seeing else None, source=SOURCE, by=by, at=at,
                       term_name="MISSING_ACK")
        for each in receivers
        if each.id != by.organisation_id or (each.kind == "NIDOS" and nidos != by.role)
    ]  # fmt: skip
    notices.send(told, by=by, at=at)
