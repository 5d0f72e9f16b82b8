"""Screenings for tests: answers that point at nothing, and a screening with them."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from config.clock import day_of
from intake import screening
from intake.models import Case, Screening
from policy import instruments
from policy.instrument_row import Kind

Moment = Callable[..., datetime]


def calm(name: str = "NIDOS", number: int = 1, **answers: str) -> dict[str, str]:
    """Every question that must be answered, with its first answer that points at nothing; `answers` are told apart."""
    row = instruments.version(name, number)
    asked = [question for question in row.questions if question.required and question.kind is not Kind.TEXT]
    return {
        question.code: next(option.code for option in question.options if not option.points_at) for question in asked
    } | answers


@pytest.fixture
def screen(cast: SimpleNamespace, at: Moment) -> Callable[..., Screening]:
    """Nidos screens on 3 March 2026, with version 1 and no concern, unless told otherwise."""

    def screened(case: Case, *, on: datetime | None = None, **said: Any) -> Screening:
        moment = on or at(2026, 3, 3)
        known = {"screened_on": day_of(moment), "answers": calm(), "reported_concern": "NONE", "caveat_shown": True}
        return screening.record(case=case, **known | {"by": cast.intake, "at": moment} | said)

    return screened
