"""What the case page says of a consultation at a glance: how far it is, what is late, who does not agree."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from audit.models import Recorded
from overview.case_file import CaseFile
from overview.links import When
from shelter.models import AgendaItem, CoboAction, RiskAnalysis, RiskPosition


def of_item(row: dict[str, Any], file: CaseFile) -> When:
    if row["removed_at"] is not None:
        return When(_("taken off"), "calm")
    return When(_("discussed"), "ok") if row["discussed_at"] is not None else When(_("on the agenda"), "soon")


def of_action(row: dict[str, Any], file: CaseFile) -> When:
    if row["done_on"] is not None:
        return When(_("done"), "ok")
    return When(_("late"), "late") if row["due_on"] < file.today else When(_("to do"), "soon")


def of_analysis(row: dict[str, Any], file: CaseFile) -> When:
    if row["adopted_on"] is None:
        return When(_("not adopted yet"), "soon")
    if row["superseded_on"] is not None:
        return When(_("replaced"), "calm")
    return When(_("review is late"), "late") if row["review_by"] < file.today else When(_("adopted"), "ok")


def of_position(row: dict[str, Any], file: CaseFile) -> When | None:
    return When(_("does not agree"), "soon") if row["position"] == RiskPosition.Position.DISSENTS else None


CHIPS: dict[type[Recorded], Callable[[dict[str, Any], CaseFile], When | None]] = {
    AgendaItem: of_item,
    CoboAction: of_action,
    RiskAnalysis: of_analysis,
    RiskPosition: of_position,
}
