"""Record a birth date, and with it until when the guardian reads the file: what the intake cannot know of (INV-23)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from intake import birth_date
from intake.models import BirthDateRecord, Case, Precision
from partners.actors import Actor
from partners.acts import Act, Earlier
from partners.data_classes import DataClass
from residence import guardianship


@transaction.atomic
def record(*, case: Case, date: dt.date | None = None, precision: str = Precision.DAY, source: str = "CHILD",
           status: str = "PROVISIONAL", by: Actor, at: dt.datetime) -> BirthDateRecord:  # fmt: skip
    """Add a birth-date record and compute the end of guardianship again (D-5). Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    row = birth_date.record(case=case, date=date, precision=precision, source=source, status=status, by=by, at=at)
    guardianship.set_end(case, by=by, at=at)
    return row


RECORD = Act(
    path="cases/{case}/birth-dates",
    label=_("Record a birth date"),
    verb=record,
    model=BirthDateRecord,
    fields=birth_date.FIELDS,
    parent_model=Case,
    right=(DataClass.IDENTITY, "writes"),
    earlier=Earlier(_("What is recorded of the birth date"), lambda case: [case.birth_dates.all()]),
    source="D-5",
    help=_(
        "An official record counts from now on, never backwards; without one the child counts as a minor. Nothing is "
        "edited: put a slip right by recording it anew."
    ),
)
