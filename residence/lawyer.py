"""The child's lawyer: Nidos records who it is, and access follows at once and ends at once (S004-71, C5 rule f)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import joined
from intake.models import Case
from partners import involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Involvement, NoticeKind, Person
from residence.models import Lawyer

ROLE = "lawyer.lawyer"


def current(case: Case) -> Lawyer | None:
    return case.lawyers.filter(ended_on=None).first()


def lawyers(parent: Any, by: Actor, at: datetime) -> QuerySet[Person]:
    """The lawyers who work with Beschut."""
    rows = Person.objects.filter(role=ROLE, is_active=True)
    return rows.select_related("organisation__webhook").order_by("name")


def check(case: Case, by: Actor, at: datetime) -> None:
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Nidos records who the child's lawyer is."), "S004-71")


def check_who(lawyer: Person | None, name: str, by: Actor, at: datetime) -> None:
    """One of the two, and who is chosen works as a lawyer. Raises RuleBroken."""
    if (lawyer is None) == (not name):
        raise RuleBroken("lawyer-or-name", _("Choose the lawyer, or give the name of another one."), "S004-71")
    if lawyer is not None and not lawyers(None, by, at).filter(pk=lawyer.pk).exists():
        raise RuleBroken("no-lawyer", _("Choose somebody who works as a lawyer."), "S004-71")


def check_day(day: date, first: date, at: datetime) -> None:
    if not first <= day <= day_of(at):
        raise RuleBroken("day-impossible", _("Give a day that has come, and not before it began."), "S004-71")


@transaction.atomic
def assign(*, case: Case, lawyer: Person | None = None, name: str = "", bar_number: str = "",
           since: date | None = None, by: Actor, at: datetime) -> Lawyer:  # fmt: skip
    """Record the lawyer, who sees the case from now on; the one before sees it no longer. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    since = since or day_of(at)
    check(case, by, at)
    check_who(lawyer, name.strip(), by, at)
    check_day(since, case.arrived_on, at)
    replaced = current(case)
    if replaced is not None:
        finish(replaced, str(_("Another lawyer took over.")), by=by, at=at)
    row = Lawyer(case=case, lawyer=lawyer, name=name.strip(), bar_number=bar_number.strip(), since=since)
    ledger.record(row, by=by, at=at)
    if lawyer is not None:
        involve(row, lawyer, by=by, at=at)
    return row


def involve(row: Lawyer, person: Person, *, by: Actor, at: datetime) -> None:
    involving.involve(case=row.case_id, number=row.case.number, organisation=person.organisation,
                      ground=Ground.ASSIGNED, role=ROLE, person=person, about=row.id, by=by, at=at)  # fmt: skip
    notices.tell_one(to=person.organisation, person=person, role=ROLE, about=row.id, case=row.case_id,
                     kind=NoticeKind.LAWYER_ASSIGNED, source="S004-71", by=by, at=at)  # fmt: skip


def finish(row: Lawyer, reason: str, *, by: Actor, at: datetime) -> Lawyer:
    """End it, and with it what the lawyer saw, in whichever file of the child."""
    row.ended_on, row.end_reason = max(day_of(at), row.since), reason
    ledger.record(row, by=by, at=at)
    files = [row.case_id, *joined.closed_into(row.case)]
    theirs = Involvement.objects.open(at).filter(case_id__in=files, ground=Ground.ASSIGNED, role=ROLE)
    involving.end_all(theirs, by=by, at=at, until=at)
    return row


def held(lawyer: Lawyer) -> Lawyer:
    """The row, for nobody else to change until the transaction ends."""
    Case.objects.select_for_update().get(pk=lawyer.case_id)
    return Lawyer.objects.select_for_update(of=("self",)).select_related("case").get(pk=lawyer.pk)


def check_open(lawyer: Lawyer) -> None:
    if lawyer.ended_on is not None:
        raise RuleBroken("lawyer-ended", _("This is no longer the child's lawyer."), "S004-71")


def check_end(lawyer: Lawyer, by: Actor, at: datetime) -> None:
    check(lawyer.case, by, at)
    check_open(lawyer)


@transaction.atomic
def end(*, lawyer: Lawyer, end_reason: str, by: Actor, at: datetime) -> Lawyer:
    """The lawyer stops, without another one yet: the desk asks for one. Raises RuleBroken."""
    row = held(lawyer)
    check_end(row, by, at)
    if not end_reason.strip():
        raise RuleBroken("no-reason", _("Say why the lawyer stops."), "S004-71")
    return finish(row, end_reason.strip(), by=by, at=at)


def check_talk(lawyer: Lawyer, by: Actor, at: datetime) -> None:
    check_open(lawyer)
    if by.kind not in ("NIDOS", "LAWYER"):
        raise RuleBroken("not-yours", _("Nidos or the lawyer says when the two talked."), "S004-71")
    if lawyer.talked_on is not None:
        raise RuleBroken("talked-already", _("Their first talk is recorded already."), "S004-71")


@transaction.atomic
def talk(*, lawyer: Lawyer, talked_on: date | None = None, by: Actor, at: datetime) -> Lawyer:
    """Child and lawyer have talked, before the hearing; about what is theirs. Raises RuleBroken."""
    row = held(lawyer)
    check_talk(row, by, at)
    check_day(talked_on or day_of(at), row.since, at)
    row.talked_on = talked_on or day_of(at)
    return ledger.record(row, by=by, at=at)


RIGHT = (DataClass.LAWYER, "writes")
ASSIGN = Act(
    path="cases/{case}/lawyers",
    label=_("Record the lawyer"),
    verb=assign,
    model=Lawyer,
    fields=("lawyer", "name", "bar_number", "since"),
    parent_model=Case,
    right=RIGHT,
    check=check,
    choices={"lawyer": lawyers},
    source="S004-71",
    help=_("A lawyer who works with Beschut sees the case from now on; the one before no longer does."),
)
END = Act(
    path="cases/{case}/lawyers/{lawyer}/endings",
    label=_("The lawyer stops"),
    verb=end,
    model=Lawyer,
    fields=("end_reason",),
    required=("end_reason",),
    parent_model=Lawyer,
    right=RIGHT,
    check=check_end,
    source="S004-71",
)
TALK = Act(
    path="cases/{case}/lawyers/{lawyer}/talks",
    label=_("Child and lawyer have talked"),
    verb=talk,
    model=Lawyer,
    fields=("talked_on",),
    parent_model=Lawyer,
    right=RIGHT,
    check=check_talk,
    source="S004-71",
    help=_("Only that they talked, and when: what was said is between the child and the lawyer."),
)
ACTS = (ASSIGN, END, TALK)
