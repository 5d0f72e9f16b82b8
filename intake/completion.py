"""What a complete intake ends, and what comes back when it turns out not to be complete (C5, S004-28)."""

from datetime import datetime

from audit import ledger
from config.clock import day_of
from intake import progress
from intake.models import Case, Conversation
from partners import involvement
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import Involvement, InvolvementQuerySet
from policy.terms import term


def is_over(case: Case) -> bool:
    """Complete, and nothing came up: everybody stays while a talk brought up a signal that still has to be raised."""
    heard = case.conversations.filter(outcome=Conversation.Outcome.SIGNAL, aborted_on=None)
    return progress.state(case) == progress.COMPLETE and not heard.exists() and not case.signals.exists()


def correctable_until(at: datetime) -> datetime:
    """Until when what was recorded at this moment is put right in one step, without a reason."""
    return term("CORRECT_AT_ONCE", day_of(at)).deadline(at)


def given_by_intake(case: Case) -> InvolvementQuerySet:
    """The involvement that lasts as long as the intake; that of IND lasts until the first hearing is held."""
    return Involvement.objects.filter(case_id=case.id, ground=Ground.INTAKE).exclude(role="ind.officer")


def end_intake(case: Case, *, by: Actor, at: datetime) -> None:
    """An intake that is over ends the involvement it gave, after the time in which a mis-click is put right.

    Nidos intake stays until a guardian is there, so that nobody loses the child from sight.
    """
    if not is_over(case):
        return
    guarded = Involvement.objects.open(at).filter(case_id=case.id, ground=Ground.GUARDIAN).exists()
    for row in given_by_intake(case).filter(until=None):
        if row.role != "nidos.intake" or guarded:
            involvement.end(row, by=by, at=at, until=correctable_until(at))


def rewrite(row: Conversation, *, by: Actor, at: datetime, reason: str = "") -> Conversation:
    """Record what a conversation says now in place of what it said; whoever lost the child by that comes back."""
    was_over = is_over(row.case)
    ledger.record(row, by=by, at=at, reason=reason)
    if was_over and not is_over(row.case):
        for lost in given_by_intake(row.case).exclude(until=None):
            involvement.end(lost, by=by, at=at, until=None)
    end_intake(row.case, by=by, at=at)
    return row
