"""A signal about the wrong child: out of this file, kept for the ledger, raised anew where it belongs (EC-63)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit import ledger
from intake import completion, correction_told, family, signal_outcome
from intake import signal as signals
from intake.models import Case, Signal, SignalAssessment
from intake.signal_outcome import Outcome, Status
from partners import involvement, involving, notices
from partners.access import Standing, visible
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.grounds import Ground
from partners.models import NoticeKind, Organisation
from policy.workflow import may_follow

SOURCE = "EC-63"


def check_correct(signal: Signal, by: Actor, at: datetime) -> None:
    """Whoever raised it, or Nidos that keeps the file, of a signal that was not withdrawn yet. Raises RuleBroken."""
    raised_it = signal.created_by_organisation == by.organisation_id
    if by.is_supervisor or not (raised_it or by.kind == "NIDOS"):
        raise RuleBroken("not-yours", _("Only Nidos or the organisation that raised the signal withdraws it."), SOURCE)
    if Status.WRONG_CHILD not in may_follow("SIGNAL", signal.status):
        raise RuleBroken("already-withdrawn", _("This signal was withdrawn already."), SOURCE)


def check_right_case(right: Case, wrong: Case | None, by: Actor, at: datetime) -> None:
    """Another case, in which this actor may raise signals; one that is out of sight is none. Raises RuleBroken."""
    try:
        involvement.standing(by, right.pk, at).require(DataClass.SIGNAL, "writes")
    except (NotFound, NotAllowed) as nothing:
        raise RuleBroken("unknown-case", _("You see no case of this number."), SOURCE) from nothing
    if right == wrong:
        raise RuleBroken("same-child", _("This is the child whom the signal is about now."), SOURCE)


@transaction.atomic
def correct(*, signal: Signal, reasons: str, case: Case | None = None, by: Actor, at: datetime) -> SignalAssessment:
    """Take a signal out of the file of a child that it is not about, and raise it anew in the same step: in the case
    of the right child, or else as one that Nidos intake still has to match. Raises RuleBroken.
    """
    row = signal_outcome.held(signal, *([case.pk] if case else []))
    check_correct(row, by, at)
    signal_outcome.check_reasons(reasons)
    if case is not None:
        check_right_case(case, row.case, by, at)
    anew = raise_anew(row, case, reasons, by=by, at=at)
    return supersede(row, reasons, anew=anew, by=by, at=at)


def raise_anew(old: Signal, case: Case | None, reasons: str, *, by: Actor, at: datetime) -> Signal:
    """The same words under the key of the other child; of an unknown child the reasons say what is known of it."""
    said = {name: getattr(old, name) for name in signals.FIELDS} | {"detail": str(old.detail)}
    named = "" if case else " · ".join(filter(None, [str(old.names_child), reasons.strip()]))
    return signals.raise_in(case, names_child=named, by=by, at=at, **said)


@transaction.atomic
def withdraw(*, signal: Signal, reasons: str, by: Actor, at: datetime) -> SignalAssessment:
    """From outside every case: who raised it named the wrong child, or it fits nobody. Raises RuleBroken."""
    row = signal_outcome.held(signal)
    check_withdraw(row, by, at)
    signal_outcome.check_reasons(reasons)
    return supersede(row, reasons, anew=None, by=by, at=at)


def check_withdraw(signal: Signal, by: Actor, at: datetime) -> None:
    """The own signals, and for Nidos intake those without a case. Raises RuleBroken."""
    check_correct(signal, by, at)
    if signal.created_by_organisation != by.organisation_id and signal.case_id is not None:
        raise RuleBroken("in-a-case", _("This signal belongs to a case: withdraw it there."), SOURCE)


def supersede(row: Signal, reasons: str, *, anew: Signal | None, by: Actor, at: datetime) -> SignalAssessment:
    """Nothing of it holds for this child any more: no link, no involvement; and whoever was told hears that."""
    told = signal_outcome.hearers(row, by=by, at=at)
    for other in row.linked.all():
        other.linked_to = None
        ledger.record(other, by=by, at=at)
    free_merged(row, by=by, at=at)
    row.linked_to, row.merged_into, row.replaced_by = None, None, anew
    judged = signal_outcome.judge(row, Outcome.WRONG_CHILD, Status.WRONG_CHILD, reasons=reasons, by=by, at=at)
    if row.case is not None:
        for ground in (Ground.SIGNAL, Ground.OWN_SIGNAL):
            involving.close(row.case.pk, ground=ground, about=row.pk, by=by, at=at)
        family.untell_siblings(row.case, by=by, at=at)
        completion.end_intake(row.case, by=by, at=at)
    tell(row, told, by=by, at=at)
    correction_told.tell(row, DataClass.SIGNAL, DataClass.SIGNAL_DETAIL, by=by, at=at, inside=False)
    return judged


def free_merged(row: Signal, *, by: Actor, at: datetime) -> None:
    """What was merged into it may be about this child after all: Nidos looks at each again."""
    for other in row.merged.all():
        other.merged_into = None
        judged = signal_outcome.judge(other, Outcome.REOPENED, Status.SHARED, by=by, at=at)
        signal_outcome.tell(judged, NoticeKind.SIGNAL_REOPENED, source=SOURCE, by=by, at=at)


def tell(row: Signal, told: Iterable[Organisation], *, by: Actor, at: datetime) -> None:
    """Whoever was told of it hears that it is withdrawn; who saw the case by it alone hears it without the case."""
    sees: set[UUID] = (
        set(signal_outcome.involved(row, at).values_list("organisation", flat=True)) if row.case else set()
    )
    withdrawn = []
    for organisation in told:
        case = row.case_id if organisation.pk in sees else None
        role = signals.MATCHER if organisation.kind == "NIDOS" and case is None else ""
        withdrawn.append(notices.notice(
            to=organisation, role=role, about=row.pk, kind=NoticeKind.SIGNAL_WRONG_CHILD, case=case, source=SOURCE,
            by=by, at=at,
        ))  # fmt: skip
    notices.send(withdrawn, by=by, at=at)
    for kind in signal_outcome.RAISED:
        notices.settle(about=row.pk, kind=kind, by=by, at=at)


def found(signal: UUID, standing: Standing, _at: datetime) -> Signal:
    """One of the own signals, or one without a case: what stands in a case is read there. Raises NotFound."""
    of_own = Q(case=None) | Q(created_by_organisation=standing.actor.organisation_id)
    known = visible(Signal.objects.filter(of_own, pk=signal), standing)
    row: Signal | None = known.first() if known is not None else None
    if row is None:
        raise NotFound
    return row


def seen_cases(signal: Signal, by: Actor, at: datetime) -> Any:
    return Case.objects.filter(pk__in=involvement.visible_cases(by, at)).exclude(pk=signal.case_id)


CORRECT = Act(
    path="cases/{case}/signals/{signal}/corrections",
    label=_("This is about another child"),
    verb=correct,
    model=SignalAssessment,
    fields=("case", "reasons"),
    labels={
        "case": _("Case number of the right child"),
        "reasons": _("What went wrong, and what is known of the right child"),
    },
    parent_model=Signal,
    right=(DataClass.SIGNAL, "writes"),
    check=check_correct,
    choices={"case": seen_cases},
    source=SOURCE,
    help=_("The signal leaves this file, and everybody who was told of it hears that. It is raised anew for the right "
           "child. Do you not see the case of that child? Leave the number empty: Nidos intake looks for it."),
)  # fmt: skip
WITHDRAW = Act(
    path="signals/{signal}/withdrawals",
    label=_("Withdraw: it was about another child"),
    verb=withdraw,
    model=SignalAssessment,
    fields=("reasons",),
    parent_model=Signal,
    parent_from=found,
    right=(DataClass.SIGNAL, "writes"),
    check=check_withdraw,
    source=SOURCE,
    help=_("Everybody who was told of it hears that. Raise a new signal if you know which child it is about."),
)
