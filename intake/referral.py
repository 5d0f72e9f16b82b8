"""Refer a child to another organisation, with no more of its data than the purpose asks (S000-41, S001-31, S002-18).

What goes along is a disclosure, under its rules: on consent or for a weighty interest, in the child's own log. It goes
by letter or telephone; nobody sees the case by it (docs/decisions/0053-referral.md).
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from config.language import say
from intake import disclosure
from intake.models import Case, Disclosure, Referral
from intake.models.referral import Status
from partners.actors import Actor
from partners.acts import Act, Group
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Organisation
from partners.resources import Resource
from policy.referral import KINDS, TARGETS, target

SOURCE = "S000-41"
WRITES = (DataClass.REFERRAL, "writes")
GIVEN = ("recipient", "data_classes", "basis", "expires_on", *disclosure.WEIGHED)


def receivers(case: Case, by: Actor, at: datetime) -> QuerySet[Organisation]:
    """To whom a child can be referred."""
    return Organisation.objects.filter(kind__in=KINDS, is_active=True).order_by("name")


@transaction.atomic
def refer(*, case: Case, organisation: Organisation, question: str, given: Mapping[str, Any],
          sent_on: date | None = None, by: Actor, at: datetime) -> Referral:  # fmt: skip
    """Ask another organisation something about the child; record what of its data went along. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if organisation.kind not in KINDS:
        raise RuleBroken("not-a-target", _("A child is not referred to this organisation."), SOURCE)
    if not question.strip():
        raise RuleBroken("no-question", _("Say what this organisation is asked, and why."), SOURCE)
    if running(case, organisation):
        raise RuleBroken("referred-already", _("A referral to this organisation runs already."), SOURCE)
    disclosure.check_within(organisation.kind, given["data_classes"])
    day = sent_on or day_of(at)
    gone = disclosure.record(case=case, organisation=organisation, purpose=target(organisation.kind).purpose,
                             given_on=day, by=by, at=at, **given)  # fmt: skip
    row = Referral(case=case, organisation=organisation, question=secret(case.data_key, question.strip()),
                   sent_on=day, disclosure=gone)  # fmt: skip
    return ledger.record(row, by=by, at=at)


def running(case: Case, organisation: Organisation) -> bool:
    rows = case.referrals.filter(organisation=organisation, ended_on=None)
    return rows.exclude(answer=Referral.Answer.DECLINED).exists()


def locked(referral: Referral) -> Referral:
    Case.objects.select_for_update().get(pk=referral.case_id)
    return Referral.objects.select_for_update(of=("self",)).select_related("case").get(pk=referral.pk)


def check_answer(referral: Referral, by: Actor, at: datetime) -> None:
    """Raises RuleBroken."""
    if referral.status is not Status.SENT:
        raise RuleBroken("answered-already", _("This was answered or ended already."), SOURCE)


@transaction.atomic
def record_answer(*, referral: Referral, answer: str, answered_on: date | None = None, by: Actor,
                  at: datetime) -> Referral:  # fmt: skip
    """The other organisation takes it up, or does not. Raises RuleBroken."""
    row = locked(referral)
    check_answer(row, by, at)
    row.answer, row.answered_on = answer, check_day(row, answered_on, at)
    return ledger.record(row, by=by, at=at)


def check_day(row: Referral, day: date | None, at: datetime) -> date:
    """A day from that on which it was sent, or today. Raises RuleBroken."""
    day = day or day_of(at)
    if not (row.answered_on or row.sent_on) <= day <= day_of(at):
        raise RuleBroken(
            "day-impossible", _("Give a day after it was sent or answered, not later than today."), SOURCE
        )
    return day


def check_end(referral: Referral, by: Actor, at: datetime) -> None:
    """Raises RuleBroken."""
    if referral.status in (Status.DECLINED, Status.ENDED):
        raise RuleBroken("ended-already", _("This has ended already."), SOURCE)


@transaction.atomic
def end(*, referral: Referral, outcome: str, ended_on: date | None = None, outcome_note: str = "", by: Actor,
        at: datetime) -> Referral:  # fmt: skip
    """What came of it; before there is an answer it can only be taken back, or come to nothing. Raises RuleBroken."""
    row = locked(referral)
    check_end(row, by, at)
    if row.status is Status.SENT and outcome not in UNANSWERED:
        raise RuleBroken("not-answered", _("First record what the organisation answered."), SOURCE)
    row.outcome, row.ended_on = outcome, check_day(row, ended_on, at)
    row.outcome_note = secret(row.case.data_key, outcome_note.strip())
    return ledger.record(row, by=by, at=at)


UNANSWERED = (Referral.Outcome.WITHDRAWN, Referral.Outcome.NOTHING)


def offered(referral: Referral, by: Actor, at: datetime) -> dict[str, list[str] | None]:
    return {"outcome": [*UNANSWERED]} if referral.status is Status.SENT else {}


def advise(case: Case, by: Actor, at: datetime) -> list[str | Promise]:
    """What each organisation does, and what it may be given; more is refused."""
    names = dict(DataClass.choices)
    lines: list[str | Promise] = [*disclosure.advise(case, by, at)]
    for row in TARGETS:
        may = "; ".join(str(names[code]) for code in row.gives)
        lines.append(f"{say(row.label)} {say(row.does)}. {_('May be given')}: {may}.")
    return lines


RESOURCE = Resource("cases/{case}/referrals", Referral, _("referrals"), order="-sent_on")
REFER = Act(
    path=RESOURCE.path,
    label=_("Refer to another organisation"),
    verb=refer,
    model=Referral,
    fields=("organisation", "question", "sent_on"),
    groups=(Group("given", Disclosure, GIVEN, _("What goes along, and on which basis")),),
    parent_model=Case,
    right=WRITES,
    choices={"organisation": receivers},
    advise=advise,
    source=SOURCE,
)
ANSWER = Act(
    path=f"{RESOURCE.path}/{{referral}}/answers",
    label=_("Record the answer"),
    verb=record_answer,
    model=Referral,
    fields=("answer", "answered_on"),
    required=("answer",),
    parent_model=Referral,
    right=WRITES,
    check=check_answer,
    source=SOURCE,
)
END = Act(
    path=f"{RESOURCE.path}/{{referral}}/endings",
    label=_("End the referral"),
    verb=end,
    model=Referral,
    fields=("outcome", "ended_on", "outcome_note"),
    required=("outcome",),
    parent_model=Referral,
    right=WRITES,
    check=check_end,
    narrow=offered,
    source=SOURCE,
)
ACTS = (REFER, ANSWER, END)
