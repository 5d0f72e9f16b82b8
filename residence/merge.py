"""A supervisor of Nidos joins two files of one child, or separates them again; what still runs says which goes on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from intake import completion, duplicate, merge
from intake.merge import SOURCE
from intake.models import Case, CaseMerge
from partners import notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind
from residence import guardianship
from shelter import indication, whereabouts


def check_supervisor(joining: CaseMerge, by: Actor) -> None:
    """The second person: a supervisor of Nidos who did not ask for it (D-10). Raises RuleBroken."""
    if by.role != merge.APPROVER:
        raise RuleBroken("only-supervisor", _("A supervisor of Nidos decides on joining two cases."), "D-10")
    if by.same_person(joining.created_by, joining.requested_user_id):
        raise RuleBroken("own-request", _("Nobody approves their own request; ask another supervisor."), "D-10")


def check_approve(joining: CaseMerge, by: Actor, at: datetime) -> None:
    check_supervisor(joining, by)
    merge.check_pending(joining, by, at)


def check_running(case: Case, into: Case, at: datetime) -> None:
    """What still runs in a file must not fall silent with it. Raises RuleBroken."""
    said = {"case": case.reference}
    if whereabouts.current(case, at) is not None or whereabouts.has_journey(case):
        raise RuleBroken(
            "still-placed",
            _("The child still has a place in %(case)s: let that case go on, or end that stay first.") % said,
            "INV-08",
        )
    if whereabouts.is_absent(case):
        raise RuleBroken(
            "absence-open",
            _("In %(case)s the child is missing: let that case go on, or record first that it is back.") % said,
            "INV-35",
        )
    if indication.current(case) is not None and indication.current(into) is None:
        raise RuleBroken(
            "still-indicated",
            _("The indication stands in %(case)s: let that case go on, or decide in the other one first.") % said,
            "INV-05",
        )


@transaction.atomic
def approve(*, joining: CaseMerge, by: Actor, at: datetime) -> CaseMerge:
    """Two files become one child's: from now on the child goes on in one of them. Raises RuleBroken."""
    row = merge.lock(joining)
    check_approve(row, by, at)
    merge.check_empty(row.case)
    check_running(row.case, row.into, at)
    row.approved_at, row.approved_by = at, by.person_id
    ledger.record(row, by=by, at=at)
    notices.settle(about=row.id, kind=NoticeKind.MERGE_REQUESTED, by=by, at=at)
    merge.close_file(row, by=by, at=at)
    duplicate.carry_over(row.case_id, row.into_id, by=by, at=at)
    return row


def check_undo(joining: CaseMerge, by: Actor, at: datetime) -> None:
    check_supervisor(joining, by)
    if joining.undone_at is not None:
        raise RuleBroken("already-undone", _("This was taken back already."), SOURCE)


@transaction.atomic
def undo(*, joining: CaseMerge, undo_reason: str, by: Actor, at: datetime) -> CaseMerge:
    """Refuse a request, or separate two files again: each is then as open as it would have been. Raises RuleBroken."""
    row = merge.lock(joining)
    check_undo(row, by, at)
    merge.take_back(row, undo_reason, by=by, at=at)
    if row.approved_at is not None:
        merge.open_file(row, by=by, at=at)
        for case in (row.case, row.into):
            completion.end_intake(case, by=by, at=at)
            guardianship.set_end(case, by=by, at=at)
            duplicate.look(case=case, by=by, at=at)
    return row


APPROVE = Act(
    path="cases/{case}/merges/{joining}/approvals",
    label=_("Join the two cases"),
    proof=True,
    verb=approve,
    model=CaseMerge,
    fields=(),
    parent_model=CaseMerge,
    right=(DataClass.DUPLICATE, "decides"),
    check=check_approve,
    source=SOURCE,
    help=_("Nothing moves: the closed case can still be read, and says where the child goes on. It can be undone."),
)
UNDO = Act(
    path="cases/{case}/merges/{joining}/undoings",
    label=_("Refuse or undo"),
    proof=True,
    verb=undo,
    model=CaseMerge,
    fields=("undo_reason",),
    required=("undo_reason",),
    parent_model=CaseMerge,
    right=(DataClass.DUPLICATE, "decides"),
    check=check_undo,
    when_joined=True,
    source=SOURCE,
    help=_("Each case is then open again to those who would see it if the two had never been joined."),
)
ACTS = (APPROVE, UNDO)
