"""Advice on plausibility over HTTP: of a report of 2018, recorded afterwards; of one of today it is refused (B-60)."""

from types import SimpleNamespace
from typing import Any

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("B-60", "S004-111")]


@pytest.fixture
def arrival(arrival: dict[str, Any]) -> dict[str, Any]:
    """She arrived in 2018 and was entered afterwards."""
    return arrival | {"arrival": arrival["arrival"] | {"arrivedOn": "2018-01-02"}}


def test_asked_for_the_child_and_read_by_ind(partners: SimpleNamespace, placed: str) -> None:
    report = partners.avim.post(f"{placed}/police-reports", {"filedOn": "2018-02-01", "leads": "NONE"})
    path = f"{placed}/police-reports/{report['id']}"
    asked = {"askedBy": "CHILD", "dismissal": "DISMISSED", "inNetherlands": True, "requestedOn": "2018-06-29"}
    partners.guardian.refused(f"{path}/plausibility-requests", asked, status=409, code="not-dismissed", source="B-60")
    partners.avim.post(f"{path}/closings", {"leads": "NONE", "investigationEndedOn": "2018-06-01"})
    late = asked | {"requestedOn": "2018-06-30"}
    partners.guardian.refused(f"{path}/plausibility-requests", late, status=409, code="too-late", source="B-60")
    now = {name: value for name, value in asked.items() if name != "requestedOn"}
    partners.guardian.refused(f"{path}/plausibility-requests", now, status=409, code="no-pilot", source="B-60")
    partners.ind.refused(f"{path}/plausibility-requests", asked, status=403, code="not_allowed")
    row = partners.guardian.post(f"{path}/plausibility-requests", asked)
    partners.guardian.post(f"{placed}/plausibility-advices/{row['id']}/answers",
                           {"outcome": "PLAUSIBLE", "advisedOn": "2018-09-03"})  # fmt: skip
    [read] = partners.ind.rows(f"{placed}/plausibility-advices")
    assert (read["outcome"], read["advisedOn"]) == ("PLAUSIBLE", "2018-09-03")
    for who in (partners.avim, partners.coa, partners.mentor, partners.intake):
        who.refused(f"{placed}/plausibility-advices", method="get", status=403, code="not_allowed")
