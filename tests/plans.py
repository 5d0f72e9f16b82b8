"""A child in protected shelter since 4 March 2026, with its plan and programme in any state."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from intake.models import Case
from shelter import plan, plan_goal, programme
from shelter.models import GuidancePlan, ProgrammeEnrolment

Moment = Callable[..., datetime]
MODULES = ["SAFETY", "MONEY"]


@pytest.fixture
def child(admit: Callable[..., Case], at: Moment) -> Case:
    return admit(at(2026, 3, 4))


@pytest.fixture
def planned(cast: SimpleNamespace, at: Moment) -> Callable[..., GuidancePlan]:
    """A plan of this child in this state; what ended, ended with a goal that was reached."""

    def made(case: Case, state: str = "ACTIVE", *, on: datetime | None = None) -> GuidancePlan:
        said: dict[str, Any] = {"by": cast.mentor, "at": on or at(2026, 3, 20)}
        row = plan.draft(case=case, child_view="She wants to go to school.", **said)
        if state != "DRAFT":
            goal = plan_goal.add(plan=row, goal="Goes to school every day.", target_on=date(2026, 6, 1), **said)
            row = plan.start(plan=row, **said)
        if state == "COMPLETED":
            plan_goal.settle(target=goal, state="REACHED", **said)
            row = plan.complete(plan=row, **said)
        if state == "STOPPED":
            row = plan.stop(plan=row, stop_cause="CHILD", **said)
        return row

    return made


@pytest.fixture
def enrolled(cast: SimpleNamespace, at: Moment) -> Callable[..., ProgrammeEnrolment]:
    """The programme as offered to this child, in this state."""

    def made(case: Case, state: str = "STARTED", *, on: datetime | None = None) -> ProgrammeEnrolment:
        said: dict[str, Any] = {"by": cast.mentor, "at": on or at(2026, 4, 1)}
        row = programme.offer(case=case, **said)
        if state == "DECLINED":
            return programme.decline(programme=row, **said)
        if state != "OFFERED":
            row = programme.start(programme=row, modules=MODULES, expected_end=date(2026, 9, 1), **said)
        if state == "COMPLETED":
            for module in MODULES:
                programme.do_module(programme=row, module=module, **said)
            row = programme.complete(programme=row, **said)
        if state == "STOPPED":
            row = programme.stop(programme=row, stop_cause="CHILD", **said)
        return row

    return made
