"""One young adult over HTTP: closed by Nidos, out of sight for the others, and back by a signal from outside."""

from types import SimpleNamespace
from typing import Any

import pytest

from policy.dates import nth_birthday
from tests.partner_api import SIGNAL, talk

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("S004-10", "S004-132")]
WHY = {"reason": "Woont bij haar tante."}


@pytest.fixture
def grown(partners: SimpleNamespace, arrival: dict[str, Any], today: Any) -> str:
    """The path of the case of somebody who is eighteen by an official record."""
    birth = {"date": nth_birthday(today, -18).isoformat(), "precision": "DAY", "source": "DOCUMENT",
             "status": "OFFICIAL"}  # fmt: skip
    child = arrival["child"] | {"vNumber": "9900000905"}
    return f"cases/{partners.intake.post('cases', arrival | {'child': child, 'birth': birth})['id']}"


@pytest.fixture
def shut(partners: SimpleNamespace, grown: str) -> str:
    """The path of the closing."""
    row = partners.intake.post(f"{grown}/closings", WHY)
    return f"{grown}/closings/{row['id']}"


def test_the_case_of_a_minor_is_not_closed(partners: SimpleNamespace, case: str) -> None:
    partners.intake.refused(f"{case}/closings", WHY, status=409, code="still-minor", source="S004-58")
    partners.avim.refused(f"{case}/closings", WHY, status=403, code="not_allowed")
    partners.guardian.refused(f"{case}/closings", WHY, status=404, code="not_found")
    partners.intake.refused(f"{case}/closings", {}, status=400, code="invalid")


def test_who_keeps_it_and_who_hears_that_it_is_closed(
    partners: SimpleNamespace, grown: str, shut: str, today: Any
) -> None:
    key = grown.removeprefix("cases/")
    for partner in (partners.avim, partners.ind, partners.coa):
        partner.refused(grown, method="get", status=404, code="not_found")
        [told] = [row for row in partner.rows("notices") if row["kind"] == "CASE_CLOSED"]
        assert (told["about"], told.get("caseId")) == (key, None)
    case = partners.intake.get(grown)
    assert (case["closedOn"], case["grounds"]) == (today.isoformat(), ["CLOSED"])
    assert {row["id"]: row.get("closedOn") for row in partners.intake.rows("cases")} == {key: today.isoformat()}
    found = partners.intake.post("case-searches", {"vNumber": "9900000905"}, status=200)["results"]
    assert [row["closedOn"] for row in found] == [today.isoformat()]
    assert partners.intake.rows(f"{grown}/terms") == partners.intake.rows(f"{grown}/alerts") == []


def test_nothing_is_done_in_it(partners: SimpleNamespace, grown: str, shut: str) -> None:
    for what, body in (("closings", WHY), ("birth-dates", {"date": "2010-01-01", "precision": "DAY",
                                                          "source": "CHILD", "status": "PROVISIONAL"})):  # fmt: skip
        partners.intake.refused(f"{grown}/{what}", body, status=409, code="case-closed", source="C3.13")


def test_nidos_opens_it_again_and_everything_goes_on(
    partners: SimpleNamespace, grown: str, shut: str, today: Any
) -> None:
    partners.intake.refused(f"{shut}/reopenings", {"reopenReason": "x"}, status=428, code="version_missing",
                            If_Match=None)  # fmt: skip
    assert partners.intake.post(f"{shut}/reopenings", {"reopenReason": "Zij kwam terug."})["reopenedAt"]
    assert "closedOn" not in partners.avim.get(grown)
    talk(partners.avim, grown, "IDENTIFICATION", today)
    again = {"reopenReason": "Nog eens."}
    partners.intake.refused(f"{shut}/reopenings", again, status=409, code="already-reopened", source="C3.13")


def test_a_signal_from_outside_opens_it_and_its_answer_is_what_it_always_is(
    partners: SimpleNamespace, grown: str, shut: str
) -> None:
    known, unknown = (
        partners.kmar.post("signals", SIGNAL | {"vNumber": number}, status=202)
        for number in ("9900000905", "9900000999")
    )
    assert known.keys() == unknown.keys()
    partners.kmar.refused(grown, method="get", status=404, code="not_found")
    assert partners.avim.get(grown)["grounds"] == ["SIGNAL"]
    assert partners.avim.post(f"{grown}/signals", SIGNAL)
    assert {row["kind"] for row in partners.avim.rows("notices") if row.get("caseId")} == {"SIGNAL", "CASE_REOPENED"}
    row = partners.intake.get(shut)
    assert (row["reopenedBySignal"], "reopenReason" in row) != (None, True)
