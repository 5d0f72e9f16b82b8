"""What a complete intake ends, and what comes back when it turns out not to be complete (C5, S004-28)."""

from datetime import datetime

from django.db.models import Q

from audit import ledger
from config.clock import day_of, start_of
from intake import joined, progress
from intake.models import Case, Conversation
from partners import involving
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import Involvement, InvolvementQuerySet, Organisation
from policy.terms import term


def is_over(case: Case) -> bool:
    """Complete, and nothing is open: no signal, nor a talk that brought one up which still has to be raised."""
    open_signals = joined.signals(case).open()
    return progress.state(case) == progress.COMPLETE and not open_signals.exists() and not to_be_raised(case)


def to_be_raised(case: Case) -> bool:
    """Whether a talk brought up a signal that nobody raised; one about another child does not count as raised."""
    heard = case.conversations.filter(outcome=Conversation.Outcome.SIGNAL, aborted_on=None, held_on__isnull=False)
    raised = joined.signals(case).valid()
    return any(
        not raised.filter(Q(source_step=talk.step) | Q(raised_at__gte=start_of(talk.held_on))).exists()
        for talk in heard
    )


def correctable_until(at: datetime) -> datetime:
    """Until when what was recorded at this moment is put right in one step, without a reason."""
    return term("CORRECT_AT_ONCE", day_of(at)).deadline(at)


def given_by_intake(case: Case) -> InvolvementQuerySet:
    """The involvement that lasts as long as the intake; that of IND lasts until the first hearing is held."""
    return Involvement.objects.filter(case_id=case.id, ground=Ground.INTAKE, about=None).exclude(role="ind.officer")


def end_intake(case: Case, *, by: Actor, at: datetime) -> None:
    """An intake that is over ends the involvement it gave, after the time in which a mis-click is put right.

    Nidos intake stays until a guardian is there, so that nobody loses the child from sight.
    """
    if not is_over(case):
        return
    guarded = Involvement.objects.open(at).filter(case_id=case.id, ground=Ground.GUARDIAN).exists()
    given = given_by_intake(case).filter(until=None)
    rows = given if guarded else given.exclude(role="nidos.intake")
    involving.end_all(rows, by=by, at=at, until=correctable_until(at))


def back_to_nidos(case: Case, *, by: Actor, at: datetime) -> None:
    """Nidos intake sees the case again, however long ago it left: guardianship is to be asked for anew (INV-23)."""
    for nidos in Organisation.objects.filter(kind="NIDOS"):
        row = involving.involve(case=case.id, number=case.number, organisation=nidos, ground=Ground.INTAKE,
                                role="nidos.intake", by=by, at=at)  # fmt: skip
        if row.until is not None:
            involving.end(row, by=by, at=at, until=None)


def rewrite(row: Conversation, *, by: Actor, at: datetime, reason: str = "") -> Conversation:
    """Record what a conversation says now in place of what it said; whoever lost the child by that comes back."""
    was_over = is_over(row.case)
    ledger.record(row, by=by, at=at, reason=reason)
    if was_over and not is_over(row.case):
        lost = given_by_intake(row.case).exclude(until=None)
        involving.end_all(lost, by=by, at=at, until=None)
    end_intake(row.case, by=by, at=at)
    return row
