"""Nidos intake writes down what whoever goes on with the child must know."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.encryption import Secret
from intake.models import Case, Handover
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken

WRITER = "nidos.intake"


def check(case: Case, by: Actor, at: datetime) -> None:
    if by.role != WRITER:
        raise RuleBroken("only-intake", _("Nidos intake hands the child over to the guardian."), "S004-30")


@transaction.atomic
def write(*, case: Case, note: str, by: Actor, at: datetime) -> Handover:
    """Write a handover note; the newest one stands at the top of the guardian's page. Raises RuleBroken."""
    check(case, by, at)
    if not note.strip():
        raise RuleBroken("empty-note", _("Write down what the next one must know."), "S004-30")
    row = Handover(case=case, note=Secret(case.data_key, text=note.strip()))
    return ledger.record(row, by=by, at=at)


WRITE = Act(
    path="cases/{case}/handovers",
    label=_("Write a handover note"),
    verb=write,
    model=Handover,
    fields=("note",),
    parent_model=Case,
    right=(DataClass.CONVERSATION_NOTE, "writes"),
    check=check,
    source="S004-30",
)
