"""Raise a signal, from inside a case or from outside, and tell the others in the same transaction (S004-35)."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.encryption import Secret, new_data_key
from intake import family, match
from intake.models import Case, Signal
from partners import involvement, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import NoticeKind, Organisation
from policy.fan_out import must_inform

MATCHER = "nidos.intake"
FIELDS = ("kinds", "exploitation_forms", "certainty", "source_step", "summary", "detail")


def check_said(kinds: Sequence[str], summary: str) -> None:
    if not kinds or not summary.strip():
        raise RuleBroken(
            "empty-signal", _("Say what the signal is about and summarise it in one sentence."), "S004-35"
        )


@transaction.atomic
def report(*, case: Case, kinds: Sequence[str], summary: str, detail: str = "", certainty: str = "SLIGHT",
           source_step: str = "LATER", exploitation_forms: Sequence[str] = (),
           by: Actor, at: datetime) -> Signal:  # fmt: skip
    """Raise a signal about a child whose case the actor sees. Raises RuleBroken."""
    check_said(kinds, summary)
    signal = _write(
        case=case, data_key=case.data_key, kinds=kinds, summary=summary, detail=detail, certainty=certainty,
        source_step=source_step, exploitation_forms=exploitation_forms, by=by, at=at,
    )  # fmt: skip
    share(signal, case=case, by=by, at=at)
    return signal


@transaction.atomic
def report_from_outside(*, kinds: Sequence[str], summary: str, detail: str = "", certainty: str = "SLIGHT",
                        source_step: str = "LATER", exploitation_forms: Sequence[str] = (), v_number: str = "",
                        name: str = "", birth_date: date | None = None,
                        by: Actor, at: datetime) -> Signal:  # fmt: skip
    """Raise a signal about a child named by V-number, or by name and birth date; matching is done inside (C5).

    Without a match the signal waits for Nidos intake, under a data key of its own. Raises RuleBroken.
    """
    check_said(kinds, summary)
    if not v_number and not (name.strip() and birth_date):
        raise RuleBroken("child-not-named", _("Name the child by V-number, or by name and birth date."), "S004-88")
    case = match.one(v_number=v_number, name=name, born=birth_date)
    signal = _write(
        case=case, data_key=case.data_key if case else new_data_key(uuid4()), kinds=kinds, summary=summary,
        detail=detail, certainty=certainty, source_step=source_step, exploitation_forms=exploitation_forms,
        names_child=" ".join(filter(None, [v_number, name, birth_date.isoformat() if birth_date else ""])),
        by=by, at=at,
    )  # fmt: skip
    share(signal, case=case, by=by, at=at)
    return signal


def _write(*, data_key: UUID, detail: str, names_child: str = "", by: Actor, at: datetime, **known: object) -> Signal:
    """The row, with its confidential texts under the key."""
    secrets = {
        name: Secret(data_key, text=text) if text else ""
        for name, text in (("detail", detail), ("names_child", names_child))
    }
    return ledger.record(Signal(data_key=data_key, raised_at=at, **known, **secrets), by=by, at=at)


def share(signal: Signal, *, case: Case | None, by: Actor, at: datetime) -> None:
    """Tell everybody who must know, and open the case to the core trio (S004-35, S004-87, INV-04)."""
    tell(signal, raised_by=by.kind, case=case, by=by, at=at)
    if case is not None:
        involve(signal, case, raised_by=Organisation.objects.get(id=by.organisation_id), by=by, at=at)


def tell(signal: Signal, *, raised_by: str, case: Case | None, by: Actor, at: datetime) -> None:
    """One notice to each organisation that must hear of it; whoever there sees the case sees the notice (EC-18).

    A signal without a case goes to Nidos intake, which matches it, and not to everybody at Nidos.
    """
    for receiver in must_inform(raised_by):
        notices.tell(
            kinds=(receiver,), about=signal.id, kind=NoticeKind.SIGNAL if case else NoticeKind.SIGNAL_UNMATCHED,
            case=case.id if case else None, role=MATCHER if receiver == "NIDOS" and case is None else "",
            source="S004-35", by=by, at=at,
        )  # fmt: skip
    if case is not None:
        family.tell_siblings(case, by=by, at=at)


def involve(signal: Signal, case: Case, *, raised_by: Organisation, by: Actor, at: datetime) -> None:
    """The event "signal raised" of the table in C5."""
    about = {"case": case.id, "number": case.number, "by": by, "at": at, "about": signal.id}
    involvement.involve(organisation=raised_by, ground=Ground.OWN_SIGNAL, **about)
    involvement.involve_kinds("NIDOS", ground=Ground.SIGNAL, role="nidos.intake", **about)
    involvement.involve_kinds("AVIM", "IND", ground=Ground.SIGNAL, **about)


def check_assign(signal: Signal, by: Actor, at: datetime) -> None:
    if by.role != MATCHER:
        raise RuleBroken("only-intake", _("Nidos intake matches signals from outside."), "S004-92")
    if signal.case_id:
        raise RuleBroken("already-matched", _("This signal already belongs to a case."), "S004-92")


@transaction.atomic
def assign(*, signal: Signal, case: Case, by: Actor, at: datetime) -> Signal:
    """Nidos intake says which child a signal from outside is about; it joins that case. Raises RuleBroken."""
    signal = Signal.objects.select_for_update().get(pk=signal.pk)
    check_assign(signal, by, at)
    signal.case = case
    ledger.record(signal, by=by, at=at)
    raised_by = Organisation.objects.get(id=signal.created_by_organisation)
    involve(signal, case, raised_by=raised_by, by=by, at=at)
    tell(signal, raised_by=raised_by.kind, case=case, by=by, at=at)
    return signal


REPORT = Act(
    path="cases/{case}/signals",
    label=_("Raise a signal"),
    verb=report,
    model=Signal,
    fields=FIELDS,
    parent_model=Case,
    right=(DataClass.SIGNAL, "writes"),
    source="S004-35",
)
# For the caseworker's door; the API takes the child's names beside these fields (intake/api/signals.py).
OUTSIDE = Act(
    path="signals",
    label=_("Raise a signal from outside"),
    verb=report_from_outside,
    model=Signal,
    fields=FIELDS,
    right=(DataClass.SIGNAL, "writes"),
    source="S004-88",
)
