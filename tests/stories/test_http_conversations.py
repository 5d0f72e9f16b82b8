"""Conversations as partners tell them: planned, explained, held, broken off, put right, over HTTP."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from policy.dates import term_last_day
from tests.partner_api import talk

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]


@pytest.fixture
def plan(today: date) -> dict[str, Any]:
    """IND plans its talk for the day after tomorrow."""
    return {"step": "REGISTRATION", "plannedAt": f"{term_last_day(today, days=2)}T10:00:00Z",
            "interpreterBooking": "ASKED", "conductor": "N. Bloemhard"}  # fmt: skip


@pytest.mark.requirement("S004-28", "S004-32", "S004-77")
def test_a_talk_is_planned_explained_and_held(
    partners: SimpleNamespace, case: str, plan: dict[str, Any], today: date
) -> None:
    row = partners.ind.post(f"{case}/conversation-plans", plan)
    assert (row["language"], row["heldOn"], row["plannedAt"]) == ("ti", None, plan["plannedAt"])
    assert partners.intake.get(case)["intakeState"] == "IN_PROGRESS"
    assert partners.intake.rows("notices?waiting=true")[0]["kind"] == "CONVERSATION_PLANNED"
    talk_at, held = f"{case}/conversations/{row['id']}", {"heldOn": today.isoformat()}
    partners.ind.refused(f"{talk_at}/holdings", held, status=409, code="purpose-not-explained", source="S004-77")
    assert partners.intake.post(f"{talk_at}/explanations")["purposeExplained"] is True
    assert partners.intake.rows("notices?waiting=true") == []
    row = partners.ind.post(f"{talk_at}/holdings", held | {"outcome": "SIGNAL"})
    assert (row["outcome"], row["interpreter"], row["conductor"]) == ("SIGNAL", True, "N. Bloemhard")
    partners.ind.refused(f"{talk_at}/holdings", held, status=409, code="not-planned", source="S004-28")


@pytest.mark.requirement("S004-28", "S004-34")
def test_what_a_plan_cannot_be(partners: SimpleNamespace, case: str, plan: dict[str, Any], today: date) -> None:
    path = f"{case}/conversation-plans"
    for said, code, source in (
        ({"plannedAt": "2026-01-01T00:00:00Z"}, "time-impossible", "S004-28"),
        ({"language": "vi"}, "language-not-spoken", "S004-34"),
        ({"step": "FOLLOW_UP"}, "not-your-step", "S004-33"),
    ):
        partners.ind.refused(path, plan | said, status=409, code=code, source=source)
    partners.ind.refused(path, plan | {"plannedAt": None}, status=400, code="invalid")
    partners.ind.post(path, plan)
    partners.ind.refused(path, plan, status=409, code="already-planned", source="S004-28")
    partners.guardian.refused(path, plan, status=404, code="not_found")
    partners.coa.refused(path, plan, status=403, code="not_allowed")


def test_a_plan_is_moved_and_broken_off_by_whoever_made_it(
    partners: SimpleNamespace, case: str, plan: dict[str, Any]
) -> None:
    row = partners.ind.post(f"{case}/conversation-plans", plan)
    talk_at = f"{case}/conversations/{row['id']}"
    moved = partners.ind.post(f"{talk_at}/moves", {"interpreterBooking": "CONFIRMED"})
    assert (moved["interpreterBooking"], moved["plannedAt"]) == ("CONFIRMED", row["plannedAt"])
    broken = {"abortReason": "De tolk kwam niet."}
    partners.avim.refused(f"{talk_at}/interruptions", broken, status=409, code="not-your-step", source="S004-28")
    assert partners.ind.post(f"{talk_at}/interruptions", broken)["abortedOn"]
    partners.ind.post(f"{case}/conversation-plans", plan)


@pytest.mark.requirement("S004-29", "INV-02")
def test_the_first_talk_is_skipped_opened_again_and_held(
    partners: SimpleNamespace, case: str, plan: dict[str, Any], today: date
) -> None:
    row = partners.intake.post(f"{case}/conversation-plans", plan | {"step": "ACQUAINTANCE"})
    talk_at = f"{case}/conversations/{row['id']}"
    partners.intake.post(f"{talk_at}/skips", {"skipReason": "Geen tolk Tigrinya."})
    path, held = f"{case}/conversations", {"step": "ACQUAINTANCE", "heldOn": today.isoformat()}
    partners.intake.refused(path, held, status=409, code="already-held", source="S004-28")
    assert partners.intake.post(f"{talk_at}/reopenings")["reopenedOn"] == today.isoformat()
    partners.intake.refused(f"{talk_at}/reopenings", {}, status=409, code="not-skipped", source="S004-29")
    partners.intake.post(path, held)


@pytest.mark.requirement("S004-28", "EC-64")
def test_a_mis_click_is_put_right_and_the_case_is_not_lost(partners: SimpleNamespace, case: str, today: date) -> None:
    """AVIM's talk is the last one, and its outcome was clicked wrong."""
    talk(partners.intake, case, "ACQUAINTANCE", today)
    talk(partners.ind, case, "REGISTRATION", today)
    talk(partners.intake, case, "FOLLOW_UP", today, explainedNidosTask=True, explainedProcedure=True)
    row = talk(partners.avim, case, "IDENTIFICATION", today, language="ti", note="Zwijgt.")
    assert partners.avim.get(case)["intakeState"] == "COMPLETE"
    path = f"{case}/conversations/{row['id']}/corrections"
    partners.ind.refused(path, {"outcome": "SIGNAL"}, status=409, code="not-your-step", source="S004-28")
    fixed = partners.avim.post(path, {"outcome": "SIGNAL", "othersPresent": ["oom"]})
    assert (fixed["outcome"], fixed["language"], fixed["note"], fixed["version"]) == ("SIGNAL", "ti", "Zwijgt.", 2)
    assert partners.intake.get(case)["intakeState"] == "IN_PROGRESS"
    talk(partners.avim, case, "EXTRA", today)
    assert partners.ind.get(case)["intakeState"] == "COMPLETE"


@pytest.mark.requirement("S004-30")
def test_intake_hands_over_to_the_guardian(partners: SimpleNamespace, signalled: str, people: dict[str, Any]) -> None:
    path, note = f"{signalled}/handovers", {"note": "Slaapt met het licht aan."}
    partners.avim.refused(path, note, status=409, code="only-intake", source="S004-30")
    partners.intake.post(path, note)
    partners.intake.post(f"{signalled}/guardianships", {"guardian": str(people["nidos.guardian"].id)})
    assert [row["note"] for row in partners.guardian.rows(path)] == [note["note"]]
    assert partners.avim.rows(path) == []


@pytest.mark.requirement("S004-106", "S004-107", "S004-108", "EC-35")
def test_the_story_is_told_once_and_used_twice(
    partners: SimpleNamespace, case: str, plan: dict[str, Any], today: date
) -> None:
    told = {"toldOn": today.isoformat(), "toldTo": "N. Bloemhard", "language": "ti", "purpose": "ASYLUM",
            "text": "Zij liep drie dagen."}  # fmt: skip
    account = partners.ind.post(f"{case}/accounts", told)
    again = plan | {"retellsStory": True}
    partners.ind.refused(f"{case}/conversation-plans", again, status=409, code="told-before", source="S004-108")
    row = partners.ind.post(f"{case}/conversation-plans", again | {"retellingReason": "Twee dagen ontbreken."})
    assert row["retellingReason"] == "Twee dagen ontbreken."
    uses = f"{case}/accounts/{account['id']}/uses"
    partners.ind.refused(uses, {"usedFor": "REPORT"}, status=409, code="not-yours-to-use", source="S004-107")
    assert partners.ind.post(uses, {"usedFor": "ASYLUM"})["usedOn"] == today.isoformat()
    assert partners.ind.post(uses, {"usedFor": "TRAFFICKING"})["usedFor"] == "TRAFFICKING"
    partners.ind.refused(uses, {"usedFor": "ASYLUM"}, status=409, code="used-already", source="S004-107")
    partners.avim.refused(uses, {"usedFor": "REPORT"}, status=403, code="not_allowed")
    known = partners.avim.rows(f"{case}/account-uses")
    assert {each["usedFor"] for each in known} == {"ASYLUM", "TRAFFICKING"}
    assert [sorted(each.keys() & {"usedFor", "usedOn"}) for each in partners.intake.rows(f"{case}/account-uses")] == [
        ["usedOn"], ["usedOn"],
    ]  # fmt: skip
