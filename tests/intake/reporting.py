"""What the tests of reports to CoMensha share: drafts and sendings of 5 March 2026."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from intake import comensha, comensha_send
from intake.models import Case, ComenshaReport
from policy.comensha import State

TODAY = date(2026, 3, 5)


@pytest.fixture
def now(at: Callable[..., datetime]) -> datetime:
    return at(2026, 3, 5)


@pytest.fixture
def draft(cast: SimpleNamespace, now: datetime) -> Callable[..., ComenshaReport]:
    """The guardian prepares a registration with consent; another actor or kind where it is said."""

    def drafted(case: Case, kind: str = "REGISTRATION", **said: Any) -> ComenshaReport:
        known: dict[str, Any] = {"basis": "CONSENT", "exploitation_forms": ["SEXUAL"], "by": cast.guardian, "at": now}
        if kind == "SHELTER":
            known["situation"] = "Zwanger; spreekt alleen Tigrinya."
        return comensha.draft(case=case, kind=kind, **known | said)

    return drafted


@pytest.fixture
def send(cast: SimpleNamespace, now: datetime) -> Callable[..., Any]:
    """Send, correct or withdraw a report by the verb of that name, as the guardian unless `by` says otherwise."""

    def sent(report: ComenshaReport, verb: str = "send", **said: Any) -> Any:
        return getattr(comensha_send, verb)(report=report, **{"by": cast.guardian, "at": now} | said)

    return sent


def how_far(report: ComenshaReport, on: datetime) -> State:
    return comensha.state_of(ComenshaReport.objects.get(pk=report.pk), on)
