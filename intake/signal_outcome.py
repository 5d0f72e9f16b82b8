"""What every judgement of a signal does: hold it, write down what became of it, and tell who was told before."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import family
from intake.models import Signal, SignalAssessment
from partners import notices
from partners.actors import Actor
from partners.errors import RuleBroken
from partners.grounds import INVOLVES_NOBODY_ELSE
from partners.models import Involvement, Notice, NoticeKind, Organisation

Outcome, Status = SignalAssessment.Outcome, Signal.Status
RAISED = (NoticeKind.SIGNAL, NoticeKind.SIGNAL_UNMATCHED)


def held(signal: Signal, *cases: UUID) -> Signal:
    """The signal as its actor saw it, held with its case (and these) until the transaction ends. Raises RuleBroken."""
    known = {case.pk: case for case in family.hold(*filter(None, (signal.case_id, *cases)))}
    row = Signal.objects.select_for_update().get(pk=signal.pk)
    if row.version != signal.version:
        raise RuleBroken(
            "overtaken", _("Somebody else changed this in the meantime. Look again and try once more."), ""
        )
    row.case = known[row.case_id] if row.case_id else None
    return row


def check_reasons(reasons: str) -> None:
    if not reasons.strip():
        raise RuleBroken("no-reasons", _("Say why."), "S004-91")


def judge(signal: Signal, outcome: str, status: str, *, reasons: str = "", review_on: date | None = None,
          by: Actor, at: datetime) -> SignalAssessment:  # fmt: skip
    """Write down what became of a signal. It counts from now on, and what was written before stays (INV-41)."""
    signal.status = status
    ledger.record(signal, by=by, at=at)
    key = signal.case.data_key if signal.case else signal.data_key
    row = SignalAssessment(
        case=signal.case, signal=signal, outcome=outcome, assessed_on=day_of(at), review_on=review_on,
        reasons=secret(key, reasons),
    )  # fmt: skip
    return ledger.record(row, by=by, at=at)


def involved(signal: Signal, at: datetime) -> "QuerySet[Involvement, dict[str, UUID]]":
    """The organisations that see the signal's case now."""
    rows = Involvement.objects.open(at).filter(case_id=signal.case_id).exclude(ground__in=INVOLVES_NOBODY_ELSE)
    return rows.values("organisation")


def hearers(signal: Signal, *, by: Actor, at: datetime) -> list[Organisation]:
    """Who was told of the signal, and who raised it if that is one that sees the case; not who acts now."""
    told = Notice.objects.filter(about=signal.pk, kind__in=RAISED).values("to_organisation")
    raised_it = Q(pk=signal.created_by_organisation, pk__in=involved(signal, at))
    rows = Organisation.objects.filter(Q(pk__in=told) | raised_it).exclude(pk=by.organisation_id)
    return list(rows.select_related("webhook"))


def tell(judged: SignalAssessment, kind: NoticeKind, *, source: str, by: Actor, at: datetime) -> None:
    """One notice to each about what became of the signal; what the own organisation was told is answered by it."""
    told = [
        notices.notice(to=each, about=judged.pk, kind=kind, case=judged.case_id, source=source, by=by, at=at)
        for each in hearers(judged.signal, by=by, at=at)
    ]
    notices.send(told, by=by, at=at)
    notices.settle(about=judged.signal_id, kind=NoticeKind.SIGNAL, by=by, at=at)
