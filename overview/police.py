"""How a police report and an offence read on a page: their status, which no column holds (S001-36)."""

from django.utils.translation import gettext as _

from overview import words
from overview.links import When
from overview.snapshot import Row
from residence.models.police_report import status_of


def title(row: Row) -> str:
    """How it stands, and the day on which it was filed, or else talked about."""
    return f"{status_of(row).label}, {words.day(row['filed_on'] or row['discussed_on'])}"


def chip(row: Row) -> When | None:
    """An offence of which nobody has said whether it is punished."""
    return None if row["considered_on"] else When(_("non-punishment not considered yet"), "late")
