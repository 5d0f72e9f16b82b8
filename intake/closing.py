"""A closed case: which it is, and what opens it again (C3.13). What closing asks first stands in residence/closing.py,
the room that knows what still runs."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.encryption import Secret
from intake import completion, family, joined
from intake.models import Case, Closing, Signal
from partners import closed_case, involvement, involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Notice, NoticeKind, Organisation

SOURCE = "C3.13"


def current(case: Case) -> Closing | None:
    """By what the case is closed now."""
    return Closing.objects.filter(case=case, reopened_at=None).first()


def among(cases: Iterable[UUID]) -> set[UUID]:
    """Of these cases the closed ones."""
    return set(Closing.objects.filter(case__in=list(cases), reopened_at=None).values_list("case", flat=True))


def check_all_open(cases: Iterable[UUID]) -> None:
    """A child never goes on in a closed case. Raises RuleBroken."""
    if among(cases):
        raise RuleBroken(
            "one-is-closed", _("One of these two cases is closed: open it again first, then join them."), SOURCE
        )


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say why."), SOURCE)


def tell(row: Closing, kind: NoticeKind, receivers: Iterable[tuple[Organisation, str, UUID | None]], *, by: Actor,
         at: datetime) -> None:  # fmt: skip
    """One notice to each of these, or a role of it. It is about the case: who no longer sees it (None in place of the
    case) hears which it was. Each time anew."""
    times = Closing.objects.filter(case=row.case_id).count()
    known = Notice.objects.filter(about=row.case_id, kind=kind).values_list("to_organisation", "to_role")
    before = set(known)
    told = [
        notices.notice(to=to, role=role, about=row.case_id, kind=kind, case=case, by=by, at=at,
                       source=f"{SOURCE} ({times})" if (to.pk, role) in before else SOURCE)
        for to, role, case in receivers
    ]  # fmt: skip
    notices.send(told, by=by, at=at)


def open_again(row: Closing, *, by: Actor, at: datetime) -> None:
    row.reopened_at = at
    ledger.record(row, by=by, at=at)
    involving.close(row.case_id, ground=Ground.CLOSED, by=by, at=at)


def announce(row: Closing, *, by: Actor, at: datetime) -> None:
    """Everybody who sees the case now hears that it goes on."""
    seen_by = [(each, "", row.case_id) for each in involvement.organisations(row.case_id, at)]
    tell(row, NoticeKind.CASE_REOPENED, seen_by, by=by, at=at)


def reopen_by(signal: Signal, case: Case, *, by: Actor, at: datetime) -> None:
    """A new signal opens a closed case again, whoever raised it: for those to whom a signal opens it, and no more.

    Nidos intake does not see it by that signal alone: it may turn out to be about another child, and the case is open.
    """
    row = current(case)
    if row is not None:
        row.reopened_by_signal = signal
        open_again(row, by=by, at=at)
        completion.back_to_nidos(case, by=by, at=at)
        announce(row, by=by, at=at)


def check_reopen(closing: Closing, by: Actor, at: datetime) -> None:
    """Nidos, of what is closed still. Raises RuleBroken."""
    if by.kind != "NIDOS":
        raise RuleBroken(
            "only-nidos", _("Only Nidos opens a case again; anybody who sees it can raise a signal."), SOURCE
        )
    if closing.reopened_at is not None:
        raise RuleBroken("already-reopened", _("This case was opened again already."), SOURCE)


@transaction.atomic
def reopen(*, closing: Closing, reopen_reason: str, by: Actor, at: datetime) -> Closing:
    """Open it again: who lost the case by its closing sees it again, Nidos intake in any case. Raises RuleBroken."""
    family.hold(closing.case_id)
    row = Closing.objects.select_related("case").get(pk=closing.pk)
    check_reopen(row, by, at)
    check_reason(reopen_reason)
    row.reopen_reason = Secret(row.case.data_key, text=reopen_reason.strip())
    open_again(row, by=by, at=at)
    closed_case.give_back(files=joined.files(row.case), shut_at=row.created_at, by=by, at=at)
    completion.back_to_nidos(row.case, by=by, at=at)
    announce(row, by=by, at=at)
    return row


REOPEN = Act(
    path="cases/{case}/closings/{closing}/reopenings",
    label=_("Open the case again"),
    verb=reopen,
    model=Closing,
    fields=("reopen_reason",),
    required=("reopen_reason",),
    parent_model=Closing,
    right=(DataClass.CLOSING, "writes"),
    check=check_reopen,
    when_closed=True,
    source=SOURCE,
    help=_("Whoever saw the case when it was closed, and would see it still, sees it again and is told. Is there a "
           "new suspicion? Raise a signal: that opens the case by itself."),
)  # fmt: skip
