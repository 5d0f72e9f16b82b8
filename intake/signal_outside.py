"""What a reporter from outside hears of its own signal: that it was received, and whether somebody looked at it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models import Signal, SignalAssessment

Row = dict[str, Any]
# Which version a row has tells whether a case was found for it.
UNTOLD = {"case", "version", "linked_to", "merged_into", "replaced_by"}


class Told(models.TextChoices):
    RECEIVED = "RECEIVED", _("received")
    LOOKED_AT = "LOOKED_AT", _("somebody looked at it")
    WITHDRAWN = "WITHDRAWN", _("withdrawn by your organisation")


def told(rows: list[Row]) -> list[Row]:
    """Rows of the own organisation, with this status in place of what Nidos made of them: that an indication followed
    is not for everybody, nor whether the child has a case (docs/decisions/0014-signals.md)."""
    ids = [row["id"] for row in rows]
    waiting = set(Signal.objects.filter(pk__in=ids, status=Signal.Status.SHARED).values_list("pk", flat=True))
    by_whom = SignalAssessment.objects.filter(signal__in=ids, outcome=SignalAssessment.Outcome.WRONG_CHILD)
    withdrawn = set(by_whom.values_list("signal", "created_by_organisation"))

    def status(row: Row) -> Told:
        if (row["id"], row["created_by_organisation"]) in withdrawn:
            return Told.WITHDRAWN
        return Told.RECEIVED if row["id"] in waiting else Told.LOOKED_AT

    return [
        {name: value for name, value in row.items() if name not in UNTOLD} | {"status": status(row)} for row in rows
    ]
