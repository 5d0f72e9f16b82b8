"""Reporting to CoMensha over HTTP: the police by duty, a guardian with consent, and the withdrawal of it."""

import base64
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from intake.document_code import code_of
from intake.models import ComenshaMessage
from partners.models import Person
from tests import scan_files
from tests.houses import make_house
from tests.partner_api import Partner, as_partner
from tests.stories.conftest import arrival, case, house, partners, today

__all__ = ["arrival", "as_partner", "case", "house", "make_house", "partners", "today"]
pytestmark = pytest.mark.django_db
ASKED = {"purpose": "COMENSHA_REGISTRATION", "explainedBy": "P. guardian, voogd", "language": "ti",
         "formLanguage": "en", "interpreter": True}  # fmt: skip
REPORT = {"kind": "REGISTRATION", "exploitationForms": ["SEXUAL"]}


@pytest.fixture
def clerk(as_partner: Any) -> Partner:
    return as_partner("comensha.clerk")


@pytest.fixture
def asked(partners: SimpleNamespace, case: str, people: dict[str, Person], today: date) -> str:
    """The path of the consent that the guardian asks of a child of fifteen."""
    partners.intake.post(f"{case}/guardianships", {"guardian": str(people["nidos.guardian"].id)})
    row = partners.guardian.post(f"{case}/consents", ASKED | {"explainedOn": today.isoformat()})
    return f"{case}/consents/{row['id']}"


def alerts(partner: Partner, case: str) -> list[str]:
    return [row["code"] for row in partner.rows(f"{case}/alerts")]


@pytest.mark.requirement("EC-11", "INV-30", "AL-24", "S001-13")
def test_the_police_report_a_child_that_refused_and_the_draft_of_its_guardian_stays_where_it_is(
    partners: SimpleNamespace, case: str, asked: str, clerk: Partner, today: date
) -> None:
    draft = partners.guardian.post(f"{case}/comensha-reports", REPORT | {"basis": "CONSENT"})
    partners.guardian.post(f"{asked}/refusals", {"capacity": "GUARDIAN", "saidOn": today.isoformat()})
    partners.guardian.refused(
        f"{case}/comensha-reports/{draft['id']}/sendings", status=409, code="consent-refused", source="S001-13"
    )
    assert "AL-24" in alerts(partners.guardian, case)
    own = partners.avim.post(f"{case}/comensha-reports", REPORT | {"basis": "POLICE_DUTY"})
    shelter = REPORT | {"kind": "SHELTER", "basis": "POLICE_DUTY", "situation": "Zwanger."}
    partners.avim.refused(f"{case}/comensha-reports", shelter, status=409, code="shelter-needs-consent", source="B-03")
    partners.avim.post(f"{case}/comensha-reports/{own['id']}/sendings")
    [message] = clerk.rows("comensha-messages")
    told = clerk.get(f"comensha-messages/{message['id']}/contents")
    assert (told["basis"], told["reporter"]["type"], told["exploitationForms"]) == ("POLICE_DUTY", "AVIM", ["SEXUAL"])
    assert [row["id"] for row in partners.avim.rows(f"{case}/comensha-reports")] == [own["id"]]


@pytest.mark.requirement("EC-09", "INV-29", "AL-25", "B-07")
def test_reported_with_consent_corrected_and_withdrawn(
    partners: SimpleNamespace, case: str, asked: str, clerk: Partner, today: date
) -> None:
    on = {"saidOn": today.isoformat()}
    partners.guardian.post(f"{asked}/views", {"says": "AGREES", **on})
    scan = partners.guardian.post(f"{case}/documents", {
        "formCode": code_of(UUID(asked.rpartition("/")[2])), "kind": "CONSENT_FORM",
        "content": base64.b64encode(scan_files.png()).decode(),
    })  # fmt: skip
    signed = {"capacity": "GUARDIAN", "evidence": "FORM", "document": scan["id"], **on}
    partners.guardian.post(f"{asked}/signatures", signed)
    report = f"{case}/comensha-reports/"
    report += partners.guardian.post(f"{case}/comensha-reports", REPORT | {"basis": "CONSENT"})["id"]
    partners.guardian.post(f"{report}/changes", {"exploitationForms": ["LABOUR"]})
    partners.guardian.post(f"{report}/sendings")
    partners.guardian.post(f"{report}/corrections", {"exploitationForms": ["LABOUR", "CRIMINAL"]})
    assert [row["what"] for row in clerk.rows("comensha-messages")] == ["CORRECTION", "REPORT"]
    partners.guardian.post(f"{asked}/withdrawals", {"capacity": "CHILD", **on})
    assert clerk.rows("comensha-messages") == []
    assert "AL-25" in alerts(partners.guardian, case)
    again = {"exploitationForms": ["OTHER"]}
    partners.guardian.refused(f"{report}/corrections", again, status=409, code="consent-withdrawn", source="INV-29")
    partners.guardian.post(f"{report}/withdrawals")
    assert "AL-25" not in alerts(partners.guardian, case)
    [last] = clerk.rows("comensha-messages")
    assert clerk.get(f"comensha-messages/{last['id']}/contents").keys() == {
        "message", "report", "number", "what", "sentAt",
    }  # fmt: skip
    assert ComenshaMessage.objects.count() == 3
