"""Write down what a child told, so that it need not tell it again (S004-106, S004-108); only named persons read it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import Secret
from intake import correction_told, naming
from intake.models import Account, Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource
from policy.steps import STORY_FOR

SOURCE = "S004-106"
FIELDS = ("told_on", "told_to", "language", "purpose", "text")
# The cell of C5 only reads; who writes is for the check to say.
READS = (DataClass.CONVERSATION, "reads")


def check(case: Case, by: Actor, at: datetime) -> None:
    """Whether this role hears the story of a child, and we know who it is. Raises RuleBroken."""
    if by.role not in STORY_FOR:
        raise RuleBroken(
            "not-yours-to-write",
            _("Nidos, a trafficking detective of AVIM or an IND officer writes down what a child told."),
            SOURCE,
        )
    if by.person_id is None:
        raise RuleBroken(
            "person-unknown", _("We must know who you are: have your staff number registered here."), SOURCE
        )


def check_said(row: Account, today: date) -> None:
    if not row.case.arrived_on <= row.told_on <= today:
        raise RuleBroken("day-impossible", _("A story is told after the arrival and not later than today."), SOURCE)
    if not row.text or not row.told_to:
        raise RuleBroken("nothing-told", _("Say what the child told, and to whom."), SOURCE)


@transaction.atomic
def write(*, case: Case, told_on: date, told_to: str, language: str, purpose: str, text: str,
          by: Actor, at: datetime) -> Account:  # fmt: skip
    """Write down what the child told; who wrote it is the first who may read it. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check(case, by, at)
    row = Account(case=case, told_on=told_on, told_to=told_to.strip(), language=language, purpose=purpose,
                  text=Secret(case.data_key, text=text.strip()))  # fmt: skip
    check_said(row, day_of(at))
    ledger.record(row, by=by, at=at)
    naming.open_to_author(row, by=by, at=at)
    return row


def check_correct(account: Account, by: Actor, at: datetime) -> None:
    """Only who wrote it puts it right. Raises RuleBroken."""
    if by.person_id is None or account.created_by != by.person_id:
        raise RuleBroken("not-yours", _("Only who wrote this down corrects it."), SOURCE)


@transaction.atomic
def correct(*, account: Account, correction_reason: str = "", by: Actor, at: datetime, **said: Any) -> Account:
    """Write the next version of what was written down. Raises RuleBroken."""
    row = Account.objects.select_for_update(of=("self",)).select_related("case").get(pk=account.pk)
    check_correct(row, by, at)
    if not correction_reason.strip():
        raise RuleBroken("no-reason", _("Say why this changes."), SOURCE)
    if "text" in said:
        said["text"] = Secret(row.case.data_key, text=said["text"].strip())
    for name, value in (said | {"correction_reason": correction_reason.strip()}).items():
        setattr(row, name, value)
    check_said(row, day_of(at))
    ledger.record(row, by=by, at=at, reason=row.correction_reason)
    correction_told.tell(row, DataClass.STORY, by=by, at=at)
    return row


def as_written(account: Account, by: Actor, at: datetime) -> dict[str, Any]:
    return {name: getattr(account, name) for name in FIELDS} | {"text": str(account.text)}


RESOURCE = Resource("cases/{case}/accounts", Account, _("accounts of the story"), order="-told_on")
WRITE = Act(
    path=RESOURCE.path,
    label=_("Write down the story"),
    verb=write,
    model=Account,
    fields=FIELDS,
    required=FIELDS,
    parent_model=Case,
    right=READS,
    check=check,
    source=SOURCE,
    help=_("Others see that the child told its story, when and to whom. What it told is read by who is named for it."),
)
CORRECT = Act(
    path=f"{RESOURCE.path}/{{account}}/corrections",
    label=_("Correct"),
    verb=correct,
    model=Account,
    fields=(*FIELDS, "correction_reason"),
    parent_model=Account,
    right=(DataClass.STORY, "reads"),
    check=check_correct,
    prefill=as_written,
    source=SOURCE,
)
ACTS = (WRITE, CORRECT)
