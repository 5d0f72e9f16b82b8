"""One child over HTTP: prepared, on an agenda, discussed without police, adopted by two, and out of sight again."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from partners.models import Involvement, Organisation
from shelter.models import CoboMeeting
from tests.partner_api import Partner
from tests.stories.conftest import AsPartner

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.smoke,
    pytest.mark.requirement("S004-98", "S004-102", "S004-103", "INV-22", "EC-58"),
]
ANALYSIS: dict[str, Any] = {
    "vulnerabilities": ["DEBT"], "vulnerabilitiesWhy": "Zij wordt gebeld.", "safetyNeeds": "Rust in de nacht.",
    "canReport": "LATER", "canReportWhy": "Zij is bang.", "canCooperate": "UNKNOWN", "canCooperateWhy": "Nog niet.",
    "canTellStory": "YES", "canTellStoryWhy": "Zij begon zelf.", "childAsked": True, "childView": "Naar school.",
}  # fmt: skip
TEXTS = {"vulnerabilitiesWhy", "canReportWhy", "childView", "safetyNeeds"}


@pytest.fixture
def clinician(as_partner: AsPartner) -> Partner:
    return as_partner("evenaar.clinician")


@pytest.fixture
def meeting(partners: SimpleNamespace) -> str:
    """The path of a meeting in a minute."""
    soon = (timezone.now() + timedelta(minutes=1)).isoformat()
    return f"cobo-meetings/{partners.supervisor.post('cobo-meetings', {'meetsAt': soon})['id']}"


@pytest.fixture
def analysis(partners: SimpleNamespace, placed: str) -> str:
    row = partners.guardian.post(f"{placed}/risk-analyses", ANALYSIS)
    assert (row["edition"], row["adoptedOn"]) == (1, None)
    return f"{placed}/risk-analyses/{row['id']}"


@pytest.fixture
def item(partners: SimpleNamespace, placed: str, meeting: str, analysis: str) -> str:
    """The path of the agenda item, with the agenda published."""
    told = {"meeting": meeting.rpartition("/")[2], "question": "Blijft zij veilig?"}
    row = partners.guardian.post(f"{placed}/agenda-items", told)
    partners.supervisor.post(f"{meeting}/publications")
    return f"{placed}/agenda-items/{row['id']}"


def hold(partners: SimpleNamespace, meeting: str, *missing: str) -> None:
    kinds = {str(key): kind for key, kind in Organisation.objects.values_list("id", "kind")}
    key = meeting.rpartition("/")[2]
    for row in partners.supervisor.rows("cobo-parties"):
        if row["meeting"] == key:
            there = "ABSENT" if kinds[row["organisation"]] in missing else "PRESENT"
            partners.supervisor.post(f"cobo-parties/{row['id']}/attendances", {"attendance": there})
    partners.supervisor.post(f"{meeting}/holdings")


def test_only_nidos_plans_and_publishes_and_others_read_that_there_is_one(
    partners: SimpleNamespace, meeting: str, clinician: Partner
) -> None:
    body = {"meetsAt": "2099-01-01T10:00:00Z"}
    for who in (partners.avim, partners.ind, partners.coa, clinician, partners.mentor):
        who.refused("cobo-meetings", body, status=403, code="not_allowed")
        who.refused(f"{meeting}/publications", {}, status=403, code="not_allowed")
        assert [row["id"] for row in who.rows("cobo-meetings")] == [meeting.rpartition("/")[2]]
    partners.ggd.refused("cobo-meetings", method="get", status=403, code="not_allowed")
    partners.guardian.refused("cobo-meetings", {"meetsAt": "2020-01-01T10:00:00Z"}, status=409, code="meets-in-past",
                              source="S004-103")  # fmt: skip
    partners.guardian.refused(f"{meeting}/publications", {}, status=409, code="empty-agenda", source="S004-103")
    partners.guardian.refused("cobo-meetings", {}, status=400, code="invalid")


def test_the_agenda_opens_the_case_and_taking_it_off_closes_it(
    partners: SimpleNamespace, placed: str, item: str, clinician: Partner
) -> None:
    assert clinician.get(placed)["id"]
    assert [row["childView"] for row in clinician.rows(f"{placed}/risk-analyses")] == ["Naar school."]
    assert [row["kind"] for row in clinician.rows("notices")] == ["COBO_AGENDA"]
    clinician.refused(f"{item}/removals", {}, status=409, code="only-nidos", source="S004-103")
    partners.guardian.post(f"{item}/removals")
    clinician.refused(placed, method="get", status=404, code="not_found")


def test_after_fourteen_days_the_case_is_closed_again(
    partners: SimpleNamespace, placed: str, item: str, clinician: Partner
) -> None:
    """As if the meeting was so long ago: the end is stored, so that no job can be late."""
    row = Involvement.objects.get(ground="AGENDA", organisation__kind="EVENAAR")
    met = CoboMeeting.objects.get().meets_at
    assert isinstance(row.until, datetime)
    assert timedelta(days=14) <= row.until - met <= timedelta(days=15, hours=1)


def test_each_reads_of_the_analysis_what_it_may(
    partners: SimpleNamespace, placed: str, analysis: str, item: str, clinician: Partner
) -> None:
    for who in (partners.avim, partners.ind, partners.mentor, clinician):
        who.post(f"{analysis}/contributions", {"text": f"Van {who.user_id}."})
    partners.coa.refused(f"{analysis}/contributions", {"text": "Iets."}, status=403, code="not_allowed")
    partners.guardian.refused(f"{analysis}/contributions", {}, status=400, code="invalid")
    seen = partners.ind.get(analysis)
    assert {"canReport", "canCooperate", "canTellStory"} <= seen.keys()
    assert not TEXTS & seen.keys()
    texts = [row.get("text") for row in partners.ind.rows(f"{placed}/risk-contributions")]
    assert (len(texts), [text for text in texts if text]) == (4, ["Van staff-ind.officer."])
    assert partners.mentor.get(analysis).keys() >= TEXTS
    assert len([row for row in partners.mentor.rows(f"{placed}/risk-contributions") if row["text"]]) == 4
    assert partners.coa.get(analysis).keys() & {*TEXTS, "canReport"} == {"safetyNeeds"}
    partners.intake.refused(analysis, method="get", status=403, code="not_allowed")


def test_prepared_without_police_and_adopted_by_two(
    partners: SimpleNamespace, placed: str, analysis: str, item: str, meeting: str, clinician: Partner
) -> None:
    agrees = {"position": "AGREES"}
    partners.guardian.refused(f"{analysis}/positions", agrees, status=409, code="not-discussed", source="INV-22")
    hold(partners, meeting, "AVIM")
    assert "COBO_MISSED" in [row["kind"] for row in partners.avim.rows("notices")]
    partners.guardian.post(f"{analysis}/positions", agrees)
    partners.guardian.refused(f"{analysis}/adoptions", {}, status=409, code="too-few-organisations", source="INV-22")
    partners.avim.post(f"{analysis}/positions", agrees)
    partners.guardian.refused(f"{analysis}/adoptions", {}, status=409, code="too-few-organisations", source="INV-22")
    clinician.post(f"{analysis}/positions", agrees)
    partners.ind.refused(f"{analysis}/positions", {"position": "DISSENTS"}, status=409, code="no-reason",
                         source="INV-22")  # fmt: skip
    partners.ind.post(f"{analysis}/positions", {"position": "DISSENTS", "remark": "Te vroeg."})
    partners.guardian.post(f"{analysis}/corrections", {"canReport": "NO"})
    row = partners.guardian.post(f"{analysis}/adoptions")
    assert (row["organisations"], row["canReport"], row["childView"]) == (2, "NO", "Naar school.")
    partners.guardian.refused(f"{analysis}/corrections", {"canReport": "YES"}, status=409, code="already-adopted",
                              source="S004-98")  # fmt: skip
    remarks = [row.get("remark") for row in partners.guardian.rows(f"{placed}/risk-positions")]
    assert [text for text in remarks if text] == ["Te vroeg."]


def test_decisions_and_actions(
    partners: SimpleNamespace, placed: str, item: str, meeting: str, today: Any, organisations: dict[str, Organisation]
) -> None:
    partners.guardian.refused(f"{item}/decisions", {"decision": "Blijft."}, status=409, code="not-discussed",
                              source="S004-103")  # fmt: skip
    hold(partners, meeting)
    assert partners.guardian.post(f"{item}/decisions", {"decision": "Blijft."})["decision"] == "Blijft."
    asked = {"action": "Bel de school.", "owner": str(organisations["AVIM"].id), "dueOn": today.isoformat()}
    far = asked | {"dueOn": "2099-01-01"}
    partners.guardian.refused(f"{item}/actions", far, status=409, code="due-when", source="S004-103")
    row = partners.guardian.post(f"{item}/actions", asked)
    done = f"{placed}/cobo-actions/{row['id']}/completions"
    partners.guardian.refused(done, {}, status=409, code="not-yours-to-do", source="S004-103")
    assert partners.avim.post(done)["doneOn"] == today.isoformat()
    assert [row["action"] for row in partners.mentor.rows(f"{placed}/cobo-actions")] == ["Bel de school."]
