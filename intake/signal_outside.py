"""What a reporter from outside hears of its own signal: that it was received, and whether somebody looked at it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from intake.models import Signal

Row = dict[str, Any]
# Which version a row has tells whether a case was found for it.
UNTOLD = {"case", "version", "linked_to", "merged_into", "replaced_by"}


class Told(models.TextChoices):
    RECEIVED = "RECEIVED", _("received")
    LOOKED_AT = "LOOKED_AT", _("somebody looked at it")


def told(rows: list[Row]) -> list[Row]:
    """Rows of the own organisation, with this status in place of what Nidos made of them: that an indication followed
    is not for everybody, nor whether the child has a case (docs/decisions/0014-signals.md)."""
    waiting = Signal.objects.filter(pk__in=[row["id"] for row in rows], status=Signal.Status.SHARED)
    untouched = set(waiting.values_list("pk", flat=True))
    return [
        {name: value for name, value in row.items() if name not in UNTOLD}
        | {"status": Told.RECEIVED if row["id"] in untouched else Told.LOOKED_AT}
        for row in rows
    ]
