"""Record special data of a child, and put it right. It informs and decides nothing (INV-20, S000-48, C5 rule g)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import correction_told
from intake.models import Case, CaseCategory
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource
from policy.vulnerability import EDITION

SOURCE = "D-10"
WRITES = (DataClass.CATEGORY, "writes")
SECRETS = ("group", "basis", "safety_note")
FIELDS = (*SECRETS, "reviewed_on")


def sealed(case: Case, said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, with what is confidential under the key of the child."""
    texts = {name: said[name] for name in SECRETS if name in said}
    return {**said, **{name: secret(case.data_key, text) for name, text in texts.items()}}


def check_said(row: CaseCategory, today: date) -> None:
    """What stands on it fits together, and each group stands in a case once. Raises RuleBroken."""
    if not row.basis:
        raise RuleBroken("no-basis", _("Say what this rests on."), SOURCE)
    if row.reviewed_on is not None and row.reviewed_on > today:
        raise RuleBroken("day-impossible", _("A day on which this was looked at lies not in the future."), SOURCE)
    if row.safety_note and not row.applies:
        raise RuleBroken("over", _("What no longer holds is nothing a house must know."), SOURCE)
    if CaseCategory.objects.filter(case=row.case_id, group=row.group).exclude(pk=row.pk).exists():
        raise RuleBroken("recorded-already", _("This group was recorded already: correct that record."), SOURCE)


@transaction.atomic
def record(*, case: Case, group: str, basis: str, safety_note: str = "", reviewed_on: date | None = None,
           by: Actor, at: datetime) -> CaseCategory:  # fmt: skip
    """Record that the child may belong to a group. Nothing follows from it. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    said = sealed(case, {"group": group, "basis": basis, "safety_note": safety_note, "reviewed_on": reviewed_on})
    row = CaseCategory(case=case, edition=EDITION, **said)
    check_said(row, day_of(at))
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def correct(*, category: CaseCategory, correction_reason: str = "", by: Actor, at: datetime,
            **said: Any) -> CaseCategory:  # fmt: skip
    """Write the next version: looked at again, put right, or it no longer holds. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=category.case_id)
    row = CaseCategory.objects.select_for_update().get(pk=category.pk)
    if not correction_reason.strip():
        raise RuleBroken("no-reason", _("Say why this changes."), SOURCE)
    for name, value in (sealed(case, said) | {"correction_reason": correction_reason.strip()}).items():
        setattr(row, name, value)
    check_said(row, day_of(at))
    ledger.record(row, by=by, at=at, reason=row.correction_reason)
    correction_told.tell(row, DataClass.CATEGORY, by=by, at=at)
    return row


def as_recorded(category: CaseCategory, by: Actor, at: datetime) -> dict[str, Any]:
    stands = {name: str(getattr(category, name)) for name in SECRETS}
    return stands | {"reviewed_on": category.reviewed_on, "applies": category.applies}


RESOURCE = Resource("cases/{case}/case-categories", CaseCategory, _("special data"))
RECORD = Act(
    path=RESOURCE.path,
    label=_("Record special data"),
    verb=record,
    model=CaseCategory,
    fields=FIELDS,
    required=("group", "basis"),
    parent_model=Case,
    right=WRITES,
    source="S003-01",
    help=_("It informs and decides nothing. Only who is authorised in person reads it, one record at a time."),
)
CORRECT = Act(
    path=f"{RESOURCE.path}/{{category}}/corrections",
    label=_("Correct"),
    verb=correct,
    model=CaseCategory,
    fields=(*FIELDS, "applies", "correction_reason"),
    parent_model=CaseCategory,
    right=WRITES,
    prefill=as_recorded,
    source="S003-01",
)
ACTS = (RECORD, CORRECT)
