"""Reporting to the police over HTTP: explained, declined, filed later, closed without leads; and a boy (EC-48)."""

from types import SimpleNamespace
from typing import Any

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("S004-73", "S004-74")]


def test_declined_then_filed_and_closed_without_leads(partners: SimpleNamespace, placed: str) -> None:
    declined = partners.avim.post(f"{placed}/police-talks", {"wish": "DECLINES"})
    assert declined["discussedOn"]
    filed = partners.avim.post(f"{placed}/police-reports", {"location": "Utrecht", "leads": "FEW"})
    assert filed["id"] == declined["id"]
    path = f"{placed}/police-reports/{filed['id']}"
    partners.avim.post(f"{path}/investigations", {})
    assert "INVESTIGATION_ONE_YEAR" in [each["name"] for each in partners.avim.rows(f"{placed}/terms")]
    partners.ind.post(f"{path}/scheme-considerations", {})
    stay = partners.coa.rows(f"{placed}/placements")
    closed = partners.avim.post(f"{path}/closings", {"leads": "NONE"})
    assert (closed["leads"], bool(closed["investigationEndedOn"])) == ("NONE", True)
    assert partners.coa.rows(f"{placed}/placements") == stay
    partners.avim.refused(f"{path}/prosecutions", {}, status=409, code="report-closed", source="S004-73")


@pytest.mark.requirement("S004-67")
def test_who_reads_what_of_it(partners: SimpleNamespace, placed: str) -> None:
    partners.avim.post(f"{placed}/police-talks", {"wish": "WANTS"})
    partners.avim.post(f"{placed}/police-reports", {"location": "Utrecht", "leads": "NONE"})
    for who in (partners.ind, partners.guardian):
        [row] = who.rows(f"{placed}/police-reports")
        assert row["filedOn"]
        assert not {"wish", "leads", "location", "prosecutionStartedOn"} & set(row)
        who.refused(f"{placed}/police-reports", {}, status=403, code="not_allowed")
    for who in (partners.coa, partners.mentor):
        who.refused(f"{placed}/police-reports", method="get", status=403, code="not_allowed")


@pytest.mark.requirement("S003-08", "B-61")
def test_an_offence_under_force_is_not_for_ind_or_the_shelter(partners: SimpleNamespace, placed: str) -> None:
    row = partners.avim.post(f"{placed}/offences", {"description": "Hij kweekte hennep in een loods."})
    assert [each["id"] for each in partners.guardian.rows(f"{placed}/offences")] == [row["id"]]
    for who in (partners.ind, partners.coa, partners.mentor):
        who.refused(f"{placed}/offences", method="get", status=403, code="not_allowed")
    path = f"{placed}/offences/{row['id']}/considerations"
    partners.avim.refused(path, {"consideredReason": " "}, status=409, code="no-reason", source="S003-08")
    assert partners.avim.post(path, {"consideredReason": "Gedwongen: geen straf."})["consideredOn"]


@pytest.mark.requirement("EC-48", "S004-27")
class TestABoyWhoSignalsExploitationByAHotelOwner:
    """The sex of a child is a fact about it and decides nothing: every step is the same for a boy and a girl."""

    @pytest.fixture(params=["M", "F"])
    def arrival(self, request: pytest.FixtureRequest, arrival: dict[str, Any]) -> dict[str, Any]:
        return arrival | {"child": arrival["child"] | {"sex": request.param}}

    def test_goes_the_same_way(self, partners: SimpleNamespace, placed: str, arrival: dict[str, Any]) -> None:
        assert partners.avim.get(placed)["child"]["sex"] == arrival["child"]["sex"]
        told = partners.guardian.post(f"{placed}/signals", {
            "kinds": ["TRAFFICKING"], "exploitationForms": ["LABOUR", "SEXUAL"], "certainty": "STRONG",
            "summary": "De eigenaar van een hotel laat het kind zonder loon werken en dreigt.",
        })  # fmt: skip
        assert told["status"] == "SHARED"
        assert partners.avim.post(f"{placed}/police-talks", {"wish": "WANTS"})["wish"] == "WANTS"
        assert partners.avim.post(f"{placed}/police-reports", {"leads": "YES"})["filedOn"]
        assert [row["endsAt"] for row in partners.coa.rows(f"{placed}/placements")] == [None]
