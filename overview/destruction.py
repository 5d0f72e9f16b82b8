"""To destroy a file two people say so: one proposes, another one confirms, and nothing may change meanwhile (B-24).

What carries it out stands in overview/destroying.py, under a role of the database that nobody at a screen has.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from audit.models import Entry, Kind
from config.clock import day_of
from intake import family, joined
from intake.legal_hold import DECIDES, SOURCE, check_person, check_words
from intake.models import Case, Destruction
from overview import retention, words
from partners.access import Standing
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotFound, RuleBroken
from partners.roles import OrganisationKind
from policy.retention import lapses_after

LAPSED = _("It was not carried out in time, or something was recorded in the file since.")


def changes(cases: Collection[UUID]) -> int:
    """How much was ever recorded in these cases, but for proposals themselves. It only ever rises."""
    written = Entry.objects.filter(case__in=cases, kind__in=[Kind.CREATE, Kind.CHANGE])
    return written.exclude(table=Destruction._meta.db_table).count()


def last_day(row: Destruction) -> date:
    """The last day on which it may be confirmed, or carried out."""
    return lapses_after(day_of(row.confirmed_at or row.created_at))


def lapsed(row: Destruction, cases: Collection[UUID], at: datetime) -> bool:
    return day_of(at) > last_day(row) or changes(cases) != row.changes


def check_due(file: retention.File) -> None:
    """Nothing keeps it. Raises RuleBroken."""
    if not file.is_due:
        raise file.obstacles[0].refusal.with_traceback(None)


def check_propose(file: Case, by: Actor, at: datetime) -> None:
    """A whole file that is due, and of which nobody proposed it already. Raises RuleBroken."""
    check_person(by)
    if joined.surviving(file) != file:
        raise RuleBroken("goes-on", _("This case goes on in another one: the file is destroyed as a whole."), SOURCE)
    found = retention.of_case(file, at)
    check_due(found)
    standing = Destruction.objects.standing().filter(case=file).first()
    if standing is not None and not lapsed(standing, found.cases, at):
        raise RuleBroken("already-proposed", _("It is proposed already to destroy this file."), SOURCE)


@transaction.atomic
def propose(*, file: Case, by: Actor, at: datetime) -> Destruction:
    """This file may go: somebody else is asked to confirm it. Raises RuleBroken."""
    cases = retention.of_case(file, at).cases
    family.hold(*cases)
    check_propose(file, by, at)
    for earlier in Destruction.objects.standing().filter(case=file):
        end(earlier, str(LAPSED), by=by, at=at)
    return ledger.record(Destruction(case=file, changes=changes(cases)), by=by, at=at)


def end(row: Destruction, reason: str, *, by: Actor, at: datetime) -> Destruction:
    row.withdrawn_at, row.withdrawal_reason = at, reason
    return ledger.record(row, by=by, at=at)


def check_standing(destruction: Destruction, by: Actor, at: datetime) -> None:
    """It was not taken back. Raises RuleBroken."""
    check_person(by)
    if destruction.withdrawn_at is not None:
        raise RuleBroken("already-withdrawn", _("This was taken back already."), SOURCE)


def check_confirm(destruction: Destruction, by: Actor, at: datetime) -> None:
    """Once, by somebody else, of what is due still and as it was proposed. Raises RuleBroken."""
    check_standing(destruction, by, at)
    if destruction.confirmed_at is not None:
        raise RuleBroken("already-confirmed", _("This was confirmed already."), SOURCE)
    if by.same_person(destruction.created_by):
        raise RuleBroken("own-proposal", _("Somebody else confirms it: nobody destroys a file alone."), SOURCE)
    check_carried_out(destruction, at)


def check_carried_out(destruction: Destruction, at: datetime) -> retention.File:
    """It is due still, and nothing changed since it was proposed. Raises RuleBroken."""
    found = retention.of_case(destruction.case, at)
    check_due(found)
    if lapsed(destruction, found.cases, at):
        raise RuleBroken("lapsed", _("This proposal has lapsed: it is too old, or something was recorded in the file "
                                     "since. Propose it anew."), SOURCE)  # fmt: skip
    return found


def held(destruction: Destruction) -> Destruction:
    """The row as it stands, with its case locked."""
    family.hold(destruction.case_id)
    return Destruction.objects.select_related("case").get(pk=destruction.pk)


@transaction.atomic
def confirm(*, destruction: Destruction, by: Actor, at: datetime) -> Destruction:
    """A second person says the same: the next run of `destroy_due` carries it out. Raises RuleBroken."""
    row = held(destruction)
    check_confirm(row, by, at)
    row.confirmed_at, row.confirmed_by = at, by.person_id
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def withdraw(*, destruction: Destruction, withdrawal_reason: str, by: Actor, at: datetime) -> Destruction:
    """It is not destroyed for now, also when it was confirmed; it stays due. Raises RuleBroken."""
    row = held(destruction)
    check_standing(row, by, at)
    check_words(withdrawal_reason)
    return end(row, withdrawal_reason.strip(), by=by, at=at)


def find(file: UUID, standing: Standing, at: datetime) -> Case:
    """The case of a file, for who may know which are due. Raises NotFound."""
    knows = standing.right(DataClass.RETENTION).anything
    row = Case.objects.filter(pk=file).first() if knows else None
    if row is None:
        raise NotFound
    return row


def said(file: Case, by: Actor, at: datetime) -> Sequence[str | Promise]:
    """Which file it is, by which terms it is due, and what goes."""
    found = retention.of_case(file, at)
    return [
        _("Case %(case)s, due since %(since)s.") % {
            "case": file.reference, "since": words.day(found.since) if found.since else "–",
        },
        *(reason_said(each) for each in found.reasons),
        _("Everything goes: every record and its history, scans, notices and the key of the child. Nothing brings it "
          "back. What stays is the record of who did and saw what, without content, and a certificate."),
    ]  # fmt: skip


def reason_said(reason: retention.Reason) -> str:
    return str(_("%(organisation)s: %(years)s years, to %(day)s (%(source)s)") % {
        "organisation": OrganisationKind(reason.rule.kind).label, "years": reason.rule.years,
        "day": words.day(reason.last_day), "source": reason.rule.source,
    })  # fmt: skip


def said_of(destruction: Destruction, by: Actor, at: datetime) -> Sequence[str | Promise]:
    return said(destruction.case, by, at)


PROPOSE = Act(
    path="retained-files/{file}/destructions",
    label=_("Propose to destroy"),
    verb=propose,
    model=Destruction,
    fields=(),
    parent_from=find,
    right=DECIDES,
    check=check_propose,
    advise=said,
    proof=True,
    source=SOURCE,
    help=_("Somebody else confirms it before anything happens. Anything that is recorded in the file meanwhile ends "
           "the proposal."),
)  # fmt: skip
CONFIRM = Act(
    path="destructions/{destruction}/confirmations",
    label=_("Confirm the destruction"),
    verb=confirm,
    model=Destruction,
    fields=(),
    parent_model=Destruction,
    right=DECIDES,
    check=check_confirm,
    advise=said_of,
    proof=True,
    source=SOURCE,
    help=_("You are the second person. After this the file is destroyed by the next run of the server."),
)
WITHDRAW = Act(
    path="destructions/{destruction}/withdrawals",
    label=_("Do not destroy"),
    verb=withdraw,
    model=Destruction,
    fields=("withdrawal_reason",),
    required=("withdrawal_reason",),
    parent_model=Destruction,
    right=DECIDES,
    check=check_standing,
    source=SOURCE,
)
ACTS = (PROPOSE, CONFIRM, WITHDRAW)
