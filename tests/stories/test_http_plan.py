"""One child over HTTP: a plan with its goals, the programme refused and later done, a review, a move out."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from policy.dates import term_last_day

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.smoke,
    pytest.mark.requirement("S004-44", "S004-48", "S004-119", "S004-123"),
]


@pytest.fixture
def later(today: date) -> str:
    return term_last_day(today, months=3).isoformat()


@pytest.fixture
def plan(partners: SimpleNamespace, placed: str) -> str:
    """The path of the plan that the mentor drafts with the child."""
    row = partners.mentor.post(f"{placed}/guidance-plans", {"childView": "Zij wil naar school."})
    assert (row["state"], row["childView"]) == ("DRAFT", "Zij wil naar school.")
    return f"{placed}/guidance-plans/{row['id']}"


def test_a_plan_is_made_with_the_child_and_worked_through(
    partners: SimpleNamespace, placed: str, plan: str, later: str
) -> None:
    mentor, goal = partners.mentor, {"goal": "Elke dag naar school.", "targetOn": later}
    mentor.refused(f"{plan}/starts", {}, status=409, code="no-goal", source="S004-119")
    row = mentor.post(f"{plan}/goals", goal)
    path = f"{placed}/plan-goals/{row['id']}"
    assert mentor.post(f"{path}/corrections", goal | {"goal": "Vier dagen naar school."})["goal"] != goal["goal"]
    assert mentor.post(f"{plan}/views", {"childView": "Liever koken."})["childView"] == "Liever koken."
    assert mentor.post(f"{plan}/starts", {})["state"] == "ACTIVE"
    mentor.refused(f"{plan}/completions", {}, status=409, code="goal-open", source="S004-119")
    mentor.refused(f"{path}/outcomes", {"state": "DROPPED"}, status=409, code="no-reason", source="S004-119")
    assert mentor.post(f"{path}/outcomes", {"state": "REACHED"})["settledOn"]
    assert mentor.post(f"{plan}/completions", {})["state"] == "COMPLETED"
    mentor.refused(f"{plan}/stops", {"stopCause": "CHILD"}, status=409, code="plan-state", source="C3.12")


def test_the_mentor_writes_the_guardian_reads_and_coa_sees_how_far_it_is(
    partners: SimpleNamespace, placed: str, plan: str, later: str
) -> None:
    partners.mentor.post(f"{plan}/goals", {"goal": "Koken.", "targetOn": later})
    partners.guardian.refused(f"{plan}/starts", {}, status=403, code="not_allowed")
    partners.coa.refused(f"{placed}/programmes", {}, status=403, code="not_allowed")
    assert partners.guardian.get(plan)["childView"] == "Zij wil naar school."
    assert partners.guardian.rows(f"{placed}/plan-goals")[0]["goal"] == "Koken."
    summary = partners.coa.get(plan)
    assert (summary["state"], "childView" in summary) == ("DRAFT", False)
    assert "goal" not in partners.coa.rows(f"{placed}/plan-goals")[0]
    for name in ("avim", "ind", "intake"):
        getattr(partners, name).refused(plan, method="get", status=403, code="not_allowed")
    partners.ggd.refused(plan, method="get", status=404, code="not_found")


@pytest.mark.requirement("S004-137")
def test_it_prepares_for_a_long_stay_or_for_return_as_far_as_that_is_clear(
    partners: SimpleNamespace, placed: str, plan: str
) -> None:
    assert partners.mentor.get(plan)["perspective"] == "UNCLEAR"
    [stay], clocks = partners.coa.rows(f"{placed}/placements"), partners.guardian.rows(f"{placed}/terms")
    for perspective in ("RETURN", "LONG_STAY"):
        assert partners.mentor.post(f"{plan}/perspectives", {"perspective": perspective})["perspective"] == perspective
    assert (partners.coa.rows(f"{placed}/placements"), partners.guardian.rows(f"{placed}/terms")) == ([stay], clocks)
    partners.mentor.refused(f"{plan}/perspectives", {"perspective": "DEPORTED"}, status=400, code="invalid")
    partners.guardian.refused(f"{plan}/perspectives", {"perspective": "RETURN"}, status=403, code="not_allowed")
    assert partners.guardian.get(plan)["perspective"] == "LONG_STAY"
    assert "perspective" not in partners.coa.get(plan)
    partners.mentor.post(f"{plan}/stops", {"stopCause": "CHILD"})
    partners.mentor.refused(f"{plan}/perspectives", {"perspective": "RETURN"}, status=409, code="plan-ended",
                            source="C3.12")  # fmt: skip


def test_a_refusal_is_a_good_answer_and_the_programme_is_offered_again(
    partners: SimpleNamespace, placed: str, later: str, today: date
) -> None:
    mentor, programmes = partners.mentor, f"{placed}/programmes"
    first = mentor.post(programmes, {})
    mentor.refused(programmes, {}, status=409, code="already-offered", source="S004-123")
    [stay] = partners.coa.rows(f"{placed}/placements")
    assert mentor.post(f"{programmes}/{first['id']}/refusals", {})["state"] == "DECLINED"
    assert partners.coa.rows(f"{placed}/placements") == [stay]
    path = f"{programmes}/{mentor.post(programmes, {})['id']}"
    mentor.refused(f"{path}/starts", {"expectedEnd": later, "modules": []}, status=409, code="no-modules",
                   source="S004-48")  # fmt: skip
    mentor.refused(f"{path}/starts", {"expectedEnd": later, "modules": ["DANCE"]}, status=400, code="invalid")
    begun = mentor.post(f"{path}/starts", {"expectedEnd": later, "modules": ["SAFETY"]})
    assert (begun["state"], begun["answeredOn"]) == ("STARTED", today.isoformat())
    mentor.refused(f"{path}/completions", {}, status=409, code="modules-left", source="S004-48")
    mentor.refused(f"{path}/modules", {"module": "MONEY"}, status=409, code="not-to-do", source="S004-48")
    assert mentor.post(f"{path}/modules", {"module": "SAFETY"})["doneOn"] == today.isoformat()
    assert partners.guardian.rows(f"{placed}/programme-modules")[0]["module"] == "SAFETY"
    assert mentor.post(f"{path}/completions", {})["state"] == "COMPLETED"
    assert [row["state"] for row in partners.coa.rows(programmes)] == ["COMPLETED", "DECLINED"]


def test_a_programme_stops_for_a_cause(partners: SimpleNamespace, placed: str, later: str) -> None:
    path = f"{placed}/programmes/{partners.mentor.post(f'{placed}/programmes', {})['id']}"
    partners.mentor.post(f"{path}/starts", {"expectedEnd": later, "modules": ["SAFETY"]})
    stop = {"stopCause": "NO_USE"}
    partners.mentor.refused(f"{path}/stops", stop, status=409, code="no-reason", source="C3.12")
    assert partners.mentor.post(f"{path}/stops", stop | {"stopReason": "Te veel tegelijk."})["state"] == "STOPPED"


def test_a_review_says_what_was_looked_at(partners: SimpleNamespace, placed: str, today: date) -> None:
    said = {"lookedAt": "Plan en veiligheid.", "conclusion": "PREPARE_MOVING_ON"}
    row = partners.mentor.post(f"{placed}/stay-reviews", said)
    assert row["reviewedOn"] == today.isoformat()
    assert "lookedAt" in partners.guardian.get(f"{placed}/stay-reviews/{row['id']}")
    partners.guardian.refused(f"{placed}/stay-reviews", said, status=403, code="not_allowed")


def test_leaving_before_it_is_finished_needs_a_reason_and_ends_what_ran(
    partners: SimpleNamespace, placed: str, plan: str, later: str, make_house: Any
) -> None:
    partners.mentor.post(f"{plan}/goals", {"goal": "Koken.", "targetOn": later})
    partners.mentor.post(f"{plan}/starts", {})
    offered = partners.mentor.post(f"{placed}/programmes", {})
    [stay] = partners.coa.rows(f"{placed}/placements")
    move = {
        "bed": str(make_house("AMV").beds.first().pk),
        "moveReason": "Bij haar zus in de buurt.",
        "avoidable": "NO",
    }
    moves = f"{placed}/placements/{stay['id']}/moves"
    partners.coa.refused(moves, move, status=409, code="plan-unfinished", source="S004-119")
    moved = partners.coa.post(moves, move | {"unfinishedReason": "Zij wil bij haar zus wonen."})
    assert moved["unfinishedReason"] == "Zij wil bij haar zus wonen."
    stopped = partners.guardian.get(plan)
    assert (stopped["state"], stopped["stopCause"]) == ("STOPPED", "LEFT")
    assert partners.guardian.get(f"{placed}/programmes/{offered['id']}")["state"] == "STOPPED"
    partners.mentor.refused(f"{plan}/stops", {"stopCause": "CHILD"}, status=404, code="not_found")
