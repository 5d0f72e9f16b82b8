"""A row with its case, for nobody else to change: the case is locked first, as every verb does it."""

from typing import TypeVar

from audit.models import Recorded
from intake.models import Case

RowT = TypeVar("RowT", bound=Recorded)


def held(row: RowT) -> RowT:
    """The row as it stands now, with its case, until the transaction ends."""
    Case.objects.select_for_update().get(pk=row.in_case())
    rows = type(row)._default_manager.select_for_update(of=("self",)).select_related("case")
    found: RowT = rows.get(pk=row.pk)
    return found
