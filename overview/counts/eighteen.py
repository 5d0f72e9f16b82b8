"""Turning eighteen in protected shelter (RP-13): is the programme done, who stays, who is helped, who moves on."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from intake import majority
from overview.counts import stays
from overview.counts.division import Division, Group, Said, Unit, divide
from overview.counts.files import Files
from shelter.models import CareCoordination, ProgrammeEnrolment, StepDownAssessment

State = ProgrammeEnrolment.State
TURNED = Group(
    _("The children who came of age in this period while they lived in protected shelter or Fier."), Unit.CHILDREN
)
NOT_OFFERED = "NOT_OFFERED"
PROGRAMME = Said(
    "programme", _("Resilience programme"), _("How far the programme was on the last day that is counted."), TURNED,
    dict(State.choices) | {NOT_OFFERED: _("not offered")},
)  # fmt: skip
LIVES = Said(
    "lives", _("Protected shelter after eighteen"),
    _("Whether they still lived there on the last day that is counted."), TURNED,
    {"THERE": _("still there"), "GONE": _("moved on, or left")},
)  # fmt: skip
CARE = Said(
    "care", _("Care after eighteen"),
    _("Whether Nidos coordinated their care at any time up to the last day that is counted."), TURNED,
    {"YES": _("care was coordinated"), "NO": _("not")},
)  # fmt: skip
STEP_DOWN = Said(
    "step-down", _("Outcomes of step-down"), _("What COA and Nidos agreed on."),
    Group(_("The assessments of moving on that COA and Nidos agreed on in this period."), Unit.EPISODES),
    dict(StepDownAssessment.Outcome.choices),
)  # fmt: skip


def count(files: Files) -> Iterator[Division]:
    turned = came_of_age(files)
    cases = files.of(turned)
    programmes, cared = programme(files, cases), care(files, cases)
    yield divide(PROGRAMME, (programmes.get(child, NOT_OFFERED) for child in turned))
    yield divide(LIVES, ("THERE" if still else "GONE" for still in turned.values()))
    yield divide(CARE, ("YES" if child in cared else "NO" for child in turned))
    agreed = files.rows(StepDownAssessment).filter(agreed_on__gte=files.since, agreed_on__lte=files.until)
    yield divide(STEP_DOWN, agreed.values_list("outcome", flat=True))


def came_of_age(files: Files) -> dict[UUID, bool]:
    """Who came of age in the period while it lived there, as it was on the last day; and whether it still does."""
    lived: dict[UUID, list[stays.Stay]] = defaultdict(list)
    for each in stays.stays(files):
        lived[each.child].append(each)
    ages = majority.of_cases(lived, files.rows)
    found = {}
    for child, rows in lived.items():
        day = majority.adult_since(majority.judged(ages[child], files.until))
        if day is not None and files.within(day) and any(stay.covers(day) for stay in rows):
            found[child] = rows[-1].until is None
    return found


def programme(files: Files, cases: list[UUID]) -> dict[UUID, str]:
    """How far the last programme that was offered to each child was on the last day."""
    rows = files.rows(ProgrammeEnrolment).filter(case__in=cases, created_at__lt=files.end).order_by("created_at")
    return {files.child(row["case_id"]): state(row, files) for row in rows.values("case_id", "state", *DAYS)}


DAYS = ("answered_on", "ended_on")


def state(row: dict[str, Any], files: Files) -> str:
    if files.by_now(row["ended_on"]):
        return row["state"]
    if not files.by_now(row["answered_on"]):
        return State.OFFERED
    return State.DECLINED if row["state"] == State.DECLINED else State.STARTED


def care(files: Files, cases: list[UUID]) -> set[UUID]:
    rows = files.rows(CareCoordination).filter(case__in=cases, starts_on__lte=files.until)
    return {files.child(case) for case in rows.values_list("case_id", flat=True)}
