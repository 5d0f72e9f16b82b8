"""Joining two files of one child: asked by who sees both, approved by a second person, undone in one step (AL-31).

Nothing moves: what was recorded stays where it was recorded. Approving and undoing stand in residence/merge.py, the
room that knows what still runs in a file.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from intake import closing, family, joined
from intake.models import Case, CaseMerge, PossibleDuplicate, Relation
from partners import following, involvement, involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.grounds import Ground
from partners.models import NoticeKind, Organisation

SOURCE = "AL-31"
APPROVER = "nidos.supervisor"


def check_sees(other: UUID, by: Actor, at: datetime) -> None:
    """Who compares two children may read both, and write in both. Raises RuleBroken."""
    try:
        involvement.standing(by, other, at).require(DataClass.DUPLICATE, "writes")
    except (NotFound, NotAllowed) as nothing:
        raise RuleBroken(
            "other-out-of-sight",
            _("The other case is not one you see: a supervisor of Nidos can let you compare the two."),
            SOURCE,
        ) from nothing


def held(duplicate: PossibleDuplicate) -> tuple[PossibleDuplicate, PossibleDuplicate | None]:
    """The row and its copy in the other file, with both cases locked."""
    family.hold(duplicate.case_id, duplicate.other_case_id)
    row = PossibleDuplicate.objects.get(pk=duplicate.pk)
    return row, PossibleDuplicate.objects.filter(case=row.other_case_id, other_case=row.case_id).first()


def judge(*rows: PossibleDuplicate | None, verdict: str, reason: str, by: Actor, at: datetime) -> None:
    """The verdict in both files; what asked for it waits no longer."""
    for row in filter(None, rows):
        row.verdict, row.verdict_reason = verdict, reason
        ledger.record(row, by=by, at=at)
        notices.settle(about=row.id, kind=NoticeKind.DUPLICATE, by=by, at=at)
        if verdict == row.Verdict.DIFFERENT:
            end_comparing(row, by=by, at=at)


def end_comparing(row: PossibleDuplicate, *, by: Actor, at: datetime) -> None:
    """What was opened to compare the two is closed."""
    involving.close(row.case_id, row.other_case_id, ground=Ground.INTAKE, about=row.pk, by=by, at=at)


def pending() -> QuerySet[CaseMerge]:
    """What was asked and is neither approved nor withdrawn."""
    return CaseMerge.objects.filter(approved_at=None, undone_at=None)


def check_ask(duplicate: PossibleDuplicate, by: Actor, at: datetime) -> None:
    """Two open files, of which nobody asked already; also two that were taken for two children. Raises RuleBroken."""
    check_sees(duplicate.other_case_id, by, at)
    check_unrelated(duplicate)
    two = [duplicate.case_id, duplicate.other_case_id]
    if duplicate.verdict == duplicate.Verdict.SAME or pending().filter(Q(case__in=two) | Q(into__in=two)).exists():
        raise RuleBroken("already-asked", _("It was asked already to join one of these two."), SOURCE)
    if joined.goes_on_in(two):
        raise RuleBroken("case-joined", _("One of these two was joined with another case: compare that one."), SOURCE)
    closing.check_all_open(two)


def check_unrelated(duplicate: PossibleDuplicate) -> None:
    """Who linked them as brother and sister, or keeps them apart, has said that they are two. Raises RuleBroken."""
    two = [duplicate.case_id, duplicate.other_case_id]
    if Relation.objects.filter(case__in=two, other_case__in=two, ended_on=None).exists():
        raise RuleBroken("related", _("The two are linked as two people: end that link first if it is wrong."), SOURCE)


def older(duplicate: PossibleDuplicate) -> tuple[Case, Case]:
    """The older of the two cases, in which the child goes on unless somebody says otherwise, and the younger."""
    first, second = sorted((duplicate.case, duplicate.other_case), key=lambda case: case.number)
    return first, second


def prefill(duplicate: PossibleDuplicate, by: Actor, at: datetime) -> Mapping[str, Any]:
    return {"into": older(duplicate)[0]}


def check_empty(case: Case) -> None:
    """No file goes on in this one: never more than one step. Raises RuleBroken."""
    if joined.closed_into(case).exists():
        raise RuleBroken(
            "others-go-on-here", _("Another case goes on in %(case)s already: let that one go on.") % {
                "case": case.reference}, SOURCE,
        )  # fmt: skip


@transaction.atomic
def ask(*, duplicate: PossibleDuplicate, into: Case | None = None, reason: str, by: Actor, at: datetime) -> CaseMerge:
    """They are one child: ask a supervisor of Nidos to join the two files. Raises RuleBroken."""
    row, copy = held(duplicate)
    check_ask(row, by, at)
    first, second = older(row)
    into = into or first
    if into not in (first, second):
        raise RuleBroken("not-one-of-two", _("The child goes on in one of these two cases."), SOURCE)
    closed = second if into == first else first
    check_empty(closed)
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say by what you know that this is one child."), SOURCE)
    judge(row, copy, verdict=row.Verdict.SAME, reason=reason.strip(), by=by, at=at)
    made = CaseMerge(case=closed, into=into, reason=reason.strip(), requested_user_id=by.user_id)
    ledger.record(made, by=by, at=at)
    own = Organisation.objects.select_related("webhook").get(pk=by.organisation_id)
    notices.tell_one(to=own, about=made.id, case=closed.id, role=APPROVER,
                     kind=NoticeKind.MERGE_REQUESTED, source=SOURCE, by=by, at=at)  # fmt: skip
    return made


def check_pending(joining: CaseMerge, by: Actor, at: datetime) -> None:
    if joining.undone_at is not None:
        raise RuleBroken("already-undone", _("This was taken back already."), SOURCE)
    if joining.approved_at is not None:
        raise RuleBroken("already-joined", _("These two cases were joined already."), SOURCE)


def lock(joining: CaseMerge) -> CaseMerge:
    """The row as it stands now, with both cases locked."""
    family.hold(joining.case_id, joining.into_id)
    return CaseMerge.objects.select_related("case", "into").get(pk=joining.pk)


def between(joining: CaseMerge) -> list[PossibleDuplicate]:
    """The two rows of the pair that this joins."""
    two = [joining.case_id, joining.into_id]
    return list(PossibleDuplicate.objects.filter(case__in=two, other_case__in=two))


def take_back(row: CaseMerge, reason: str, *, by: Actor, at: datetime) -> CaseMerge:
    """It holds no longer, and the pair is open again."""
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say why."), SOURCE)
    row.undone_at, row.undo_reason = at, reason.strip()
    ledger.record(row, by=by, at=at)
    notices.settle(about=row.id, kind=NoticeKind.MERGE_REQUESTED, by=by, at=at)
    for each in between(row):
        each.verdict, each.verdict_reason = each.Verdict.OPEN, ""
        ledger.record(each, by=by, at=at)
    return row


@transaction.atomic
def withdraw(*, joining: CaseMerge, undo_reason: str, by: Actor, at: datetime) -> CaseMerge:
    """Who asked thinks better of it, before it is approved. Raises RuleBroken."""
    row = lock(joining)
    check_pending(row, by, at)
    return take_back(row, undo_reason, by=by, at=at)


def close_file(row: CaseMerge, *, by: Actor, at: datetime) -> None:
    """The closed file goes on in the other; everybody who sees either is told."""
    case, into = row.case, row.into
    for each in between(row):
        end_comparing(each, by=by, at=at)
    following.join(case=case.pk, number=case.number, into=(into.pk, into.number, into.reference), by=by, at=at)
    announce(row, NoticeKind.MERGED, by=by, at=at)


def open_file(row: CaseMerge, *, by: Actor, at: datetime) -> None:
    """What joining opened is closed, and what it closed opens."""
    announce(row, NoticeKind.MERGE_UNDONE, by=by, at=at)
    following.part(case=row.case_id, into=row.into_id, by=by, at=at)


def announce(row: CaseMerge, kind: NoticeKind, *, by: Actor, at: datetime) -> None:
    """To every organisation that sees the case that goes on."""
    told = [
        notices.notice(to=each, about=row.id, kind=kind, case=row.into_id, source=SOURCE, by=by, at=at)
        for each in involvement.organisations(row.into_id, at)
    ]
    notices.send(told, by=by, at=at)


def offered(duplicate: PossibleDuplicate, by: Actor, at: datetime) -> QuerySet[Case]:
    return Case.objects.filter(pk__in=[duplicate.case_id, duplicate.other_case_id])


ASK = Act(
    path="cases/{case}/possible-duplicates/{duplicate}/merges",
    label=_("The same child"),
    proof=True,
    verb=ask,
    model=CaseMerge,
    fields=("into", "reason"),
    required=("reason",),
    parent_model=PossibleDuplicate,
    right=(DataClass.DUPLICATE, "writes"),
    check=check_ask,
    choices={"into": offered},
    prefill=prefill,
    source=SOURCE,
    help=_("Nothing moves. A supervisor of Nidos approves it; from then on the child goes on in one case, and the "
           "other can still be read. It can be undone."),
)  # fmt: skip
WITHDRAW = Act(
    path="cases/{case}/merges/{joining}/withdrawals",
    label=_("Take back"),
    verb=withdraw,
    model=CaseMerge,
    fields=("undo_reason",),
    required=("undo_reason",),
    parent_model=CaseMerge,
    right=(DataClass.DUPLICATE, "writes"),
    check=check_pending,
    source=SOURCE,
)
