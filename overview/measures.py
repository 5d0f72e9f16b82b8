"""How a safety measure reads on a page (S004-83)."""

from datetime import date

from django.utils.translation import gettext as _

from overview.links import When
from overview.measure_tasks import unconfirmed
from overview.snapshot import Row
from shelter.models import SafetyMeasure


def chip(row: Row, today: date) -> When | None:
    """How a measure stands: what waits for somebody strikes the eye."""
    if row["ended_at"] is not None:
        return When(str(SafetyMeasure.End(row["ended_as"]).label), "calm")
    if row["review_by"] < today:
        return When(_("past its review"), "late")
    return When(_("not confirmed yet"), "soon") if unconfirmed(row) else When(_("in force"), "ok")
