"""AVIM records what the identification produced; the child gets its V-number (S004-31, B-14)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from intake import duplicate
from intake.models import Case, Identification
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken


def check(case: Case, by: Actor, at: datetime) -> None:
    if by.kind != "AVIM":
        raise RuleBroken("only-avim", _("AVIM identifies the child."), "S004-31")
    if Identification.objects.filter(case=case).exists():
        raise RuleBroken("already-identified", _("The identification has already been recorded."), "S004-31")


@transaction.atomic
def record(*, case: Case, v_number: str, fingerprints_taken: bool = False, photo_taken: bool = False,
           application_signed_on: date | None = None, by: Actor, at: datetime) -> Identification:  # fmt: skip
    """Record the identification and give the child its V-number. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check(case, by, at)
    child = case.child
    child.v_number = v_number
    ledger.record(child, by=by, at=at, reason="S004-31")
    row = Identification(case=case, v_number=v_number, fingerprints_taken=fingerprints_taken,
                         photo_taken=photo_taken, application_signed_on=application_signed_on)  # fmt: skip
    ledger.record(row, by=by, at=at)
    duplicate.look(case=case, by=by, at=at)
    return row


RECORD = Act(
    path="cases/{case}/identifications",
    label=_("Record the identification"),
    verb=record,
    model=Identification,
    fields=("v_number", "fingerprints_taken", "photo_taken", "application_signed_on"),
    parent_model=Case,
    right=(DataClass.IDENTITY, "writes"),
    check=check,
    source="S004-31",
)
