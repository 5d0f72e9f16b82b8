"""Conversations of a child that arrived on 2 March 2026: planned for noon on the 5th, or recorded on the 3rd."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from intake import conversation, conversation_plan
from intake.models import Case, Conversation

EXPLAINED = {"explained_nidos_task": True, "explained_procedure": True}


@pytest.fixture
def holder(cast: Any) -> dict[str, Any]:
    """Who holds each of the four."""
    return {"ACQUAINTANCE": cast.intake, "IDENTIFICATION": cast.avim, "REGISTRATION": cast.ind,
            "FOLLOW_UP": cast.intake, "EXTRA": cast.intake, "C1_GIRL": cast.intake,
            "C2_PARTNER": cast.intake}  # fmt: skip


@pytest.fixture
def held(holder: dict[str, Any], at: Callable[..., Any]) -> Callable[..., Conversation]:
    """Record a conversation of the case, by whoever holds that step, on 3 March 2026."""

    def record(case: Case, step: str, **more: Any) -> Conversation:
        explained = EXPLAINED if step == "FOLLOW_UP" else {}
        known = {"step": step, "held_on": date(2026, 3, 3), "by": holder[step], "at": at(2026, 3, 3)}
        return conversation.record(case=case, **known | explained | more)

    return record


@pytest.fixture
def planned(holder: dict[str, Any], at: Callable[..., Any]) -> Callable[..., Conversation]:
    """Plan a conversation on 3 March for noon on 5 March, by whoever holds that step."""

    def plan(case: Case, step: str = "REGISTRATION", **more: Any) -> Conversation:
        known = {"step": step, "planned_at": at(2026, 3, 5), "by": holder[step], "at": at(2026, 3, 3)}
        return conversation_plan.plan(case=case, **known | more)

    return plan
