"""Two signals that may be one: linked by suggestion or by hand, merged by Nidos and never by themselves (EC-18)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from audit.models import Recorded
from config.clock import day_of
from intake import signal_outcome
from intake.models import Case, Signal
from intake.signal_outcome import Outcome, Status
from partners import involvement
from partners.access import visible
from partners.actors import Actor
from partners.acts import Act, Earlier
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind
from policy.terms import term
from policy.workflow import may_follow


def suggestion(case: Case, organisation: UUID | None, at: datetime) -> Signal | None:
    """The first open signal that another organisation raised shortly before about the same child (EC-18).

    A third is linked to the first like the second, and not to the second.
    """
    first = F("linked_to").asc(nulls_first=True), "raised_at"
    others = case.signals.open().exclude(created_by_organisation=organisation).order_by(*first)
    window = term("SAME_SIGNAL", day_of(at))
    return next((row for row in others if window.deadline(row.raised_at) >= at), None)


def advise(case: Case, by: Actor, at: datetime) -> list[Promise]:
    """To who sees that another organisation raised one shortly before: raise yours all the same (EC-18)."""
    same = suggestion(case, by.organisation_id, at)
    seen = visible(case.signals.all(), involvement.standing(by, case.pk, at)) if same else None
    if same is None or seen is None or not seen.filter(pk=same.pk).exists():
        return []
    return [
        _("Another organisation raised a signal about this child shortly before. Raise yours all the same: the two "
          "are linked, and Nidos says whether they are one.")
    ]  # fmt: skip


def others(parent: Recorded) -> QuerySet[Signal]:
    """The other signals about the child."""
    return Signal.objects.valid().filter(case_id=parent.in_case()).exclude(pk=parent.pk)


def offered(signal: Signal, by: Actor, at: datetime) -> QuerySet[Signal]:
    """Of these the ones that the actor sees."""
    assert signal.case_id is not None
    seen = visible(others(signal), involvement.standing(by, signal.case_id, at))
    return Signal.objects.none() if seen is None else seen


def offered_to_merge(signal: Signal, by: Actor, at: datetime) -> QuerySet[Signal]:
    return offered(signal, by, at).filter(status__in=Signal.OPEN)


def among(rows: QuerySet[Signal], chosen: Signal | None) -> Signal:
    """The chosen one as it stands now, if it is one of these. Raises RuleBroken."""
    found = rows.filter(pk=chosen.pk).first() if chosen else None
    if found is None:
        raise RuleBroken("no-such-signal", _("Choose another signal about this child, one that is open."), "EC-18")
    return found


def check_link(signal: Signal, by: Actor, at: datetime) -> None:
    if signal.status in (Status.MERGED_INTO, Status.WRONG_CHILD):
        raise RuleBroken("not-open", _("This signal is part of another one already."), "EC-18")


@transaction.atomic
def link(*, signal: Signal, by: Actor, at: datetime, **said: Signal | None) -> Signal:
    """Say which other signal this one belongs with, or that it belongs with none. Raises RuleBroken."""
    row = signal_outcome.held(signal)
    check_link(row, by, at)
    chosen = said.get("linked_to", row.linked_to)
    row.linked_to = among(offered(row, by, at), chosen) if chosen else None
    if row.linked_to is not None and row.linked_to.linked_to_id == row.pk:
        raise RuleBroken("already-linked", _("These two are linked already."), "EC-18")
    return ledger.record(row, by=by, at=at)


def check_merge(signal: Signal, by: Actor, at: datetime) -> None:
    """Nidos, of a signal that nothing was decided on yet. Raises RuleBroken."""
    if by.role not in ("nidos.guardian", "nidos.intake"):
        raise RuleBroken("only-nidos", _("Only Nidos merges signals; you can link them."), "EC-18")
    if Status.MERGED_INTO not in may_follow("SIGNAL", signal.status):
        raise RuleBroken("not-open", _("Only a signal that is not decided on yet becomes part of another."), "EC-18")


@transaction.atomic
def merge(*, signal: Signal, merged_into: Signal | None, by: Actor, at: datetime) -> Signal:
    """Say that a signal is about the same thing as another one, where one reads on; its notices stay as they are.

    The other one must be open, so no signal is ever merged into itself by a detour. Raises RuleBroken.
    """
    row = signal_outcome.held(signal)
    check_merge(row, by, at)
    row.merged_into, row.linked_to = among(offered_to_merge(row, by, at), merged_into), None
    judged = signal_outcome.judge(row, Outcome.MERGED_INTO, Status.MERGED_INTO, by=by, at=at)
    signal_outcome.tell(judged, NoticeKind.SIGNAL_MERGED, source="EC-18", by=by, at=at)
    return row


def as_linked(signal: Signal, by: Actor, at: datetime) -> dict[str, Any]:
    return {"linked_to": signal.linked_to_id}


EARLIER = Earlier(_("The other signals about this child"), lambda signal: [others(signal)])
LINK = Act(
    path="cases/{case}/signals/{signal}/links",
    label=_("Link to another signal"),
    verb=link,
    model=Signal,
    fields=("linked_to",),
    parent_model=Signal,
    right=(DataClass.SIGNAL, "writes"),
    check=check_link,
    choices={"linked_to": offered},
    prefill=as_linked,
    earlier=EARLIER,
    source="EC-18",
    help=_("Both stay as they are. Do they have nothing to do with each other? Leave it empty."),
)
MERGE = Act(
    path="cases/{case}/signals/{signal}/merges",
    label=_("Merge into another signal"),
    verb=merge,
    model=Signal,
    fields=("merged_into",),
    required=("merged_into",),
    parent_model=Signal,
    right=(DataClass.SIGNAL, "writes"),
    check=check_merge,
    choices={"merged_into": offered_to_merge},
    earlier=EARLIER,
    source="EC-18",
    help=_("Only if both tell of one and the same thing. This one stays readable and says where to read on; a mistake "
           "is put right with “Open again”."),
)  # fmt: skip
