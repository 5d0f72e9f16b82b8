"""One child over HTTP: not in, missing, looked for by police, back in its own bed, and out of their sight again."""

from types import SimpleNamespace
from typing import Any

import pytest

from policy.dates import term_last_day

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.smoke,
    pytest.mark.requirement("INV-35", "INV-36", "EC-20", "S004-81"),
]
GONE = {"circumstances": "Niet terug van school.", "whereaboutsKnownBy": "MENTOR", "whereabouts": "Bij haar tante."}


@pytest.fixture
def missing(partners: SimpleNamespace, placed: str) -> str:
    """The path of the absence that the mentor reports after calling the roll."""
    partners.mentor.post(f"{placed}/roll-calls", {"status": "IN"})
    partners.mentor.post(f"{placed}/roll-calls", {"status": "NOT_IN"})
    row = partners.mentor.post(f"{placed}/absences", GONE)
    assert (row["concernLevel"], row["whereabouts"]) == ("UNASSESSED", "Bij haar tante.")
    return f"{placed}/absences/{row['id']}"


def test_the_roll_is_for_the_house_and_the_guardian(partners: SimpleNamespace, placed: str) -> None:
    partners.guardian.refused(f"{placed}/roll-calls", {"status": "IN"}, status=403, code="not_allowed")
    partners.avim.refused(f"{placed}/roll-calls", method="get", status=403, code="not_allowed")
    partners.mentor.post(f"{placed}/roll-calls", {"status": "IN"})
    [row] = partners.guardian.rows(f"{placed}/roll-calls")
    assert (row["status"], row["lastSeenAt"]) == ("IN", row["calledAt"])


def test_a_report_needs_what_it_is_about(partners: SimpleNamespace, placed: str) -> None:
    partners.mentor.refused(f"{placed}/absences", {}, status=400, code="invalid")
    partners.mentor.refused(f"{placed}/absences", GONE, status=409, code="last-seen", source="S004-82")
    partners.ind.refused(f"{placed}/absences", GONE, status=403, code="not_allowed")
    partners.ggd.refused(f"{placed}/absences", GONE, status=404, code="not_found")
    partners.mentor.refused(f"{placed}/absences", GONE | {"concernLevel": "LOW"}, status=400, code="invalid")


def test_an_intake_is_broken_off_and_goes_on(partners: SimpleNamespace, case: str, today: Any) -> None:
    seen = f"{term_last_day(today, days=-1)}T12:00:00Z"
    row = partners.intake.post(f"{case}/absences", {"circumstances": "Weg.", "lastSeenAt": seen})
    for name in ("intake", "avim", "ind"):
        assert getattr(partners, name).get(case)["intakeState"] == "ABORTED"
    partners.avim.post(f"{case}/absences/{row['id']}/returns", {})
    assert partners.ind.get(case)["intakeState"] == "OPEN"


def test_everybody_is_told_and_reads_what_they_may(partners: SimpleNamespace, placed: str, missing: str) -> None:
    key = missing.rpartition("/")[2]
    for name in ("guardian", "avim", "ind", "coa"):
        [told] = [row for row in getattr(partners, name).rows("notices") if row["kind"] == "ABSENCE"]
        assert told["about"] == key
        assert "tante" not in str(told)
    partners.mentor.refused(f"{placed}/absences", GONE, status=409, code="already-absent", source="INV-35")
    summary = partners.ind.get(missing)
    assert not {"circumstances", "whereabouts", "whereaboutsKnownBy", "concernLevel"} & summary.keys()
    assert "circumstances" in partners.intake.get(missing)
    assert "whereabouts" not in partners.intake.get(missing)
    [place] = partners.coa.rows(f"{placed}/whereabouts")
    assert place["missingSince"] == partners.guardian.get(missing)["lastSeenAt"]


@pytest.mark.requirement("EC-23")
def test_police_see_where_it_was_and_look_for_it_as_long_as_it_is_missing(
    partners: SimpleNamespace, placed: str, missing: str
) -> None:
    [place] = partners.avim.rows(f"{placed}/whereabouts")
    assert place["address"]
    assert partners.avim.get(missing)["whereabouts"] == "Bij haar tante."
    partners.avim.post(f"{missing}/actions", {"action": "Langs geweest."})
    level = {"concernLevel": "LOW", "concernReason": "Zij belt elke dag."}
    partners.coa.refused(f"{missing}/concern-assessments", level, status=409, code="not-yours-to-assess",
                         source="S004-80")  # fmt: skip
    assert partners.guardian.post(f"{missing}/concern-assessments", level)["concernLevel"] == "LOW"
    partners.avim.refused(f"{missing}/whereabouts", {}, status=400, code="invalid")
    known = {"whereaboutsKnownBy": "POLICE", "whereabouts": "Op het station."}
    assert partners.avim.post(f"{missing}/whereabouts", known)["tracingSince"]
    partners.mentor.post(f"{missing}/returns", {})
    partners.avim.refused(f"{placed}/whereabouts", method="get", status=403, code="not_allowed")
    assert "whereabouts" not in partners.avim.get(missing)
    assert partners.avim.rows(f"{placed}/absence-actions")


def test_back_in_its_own_bed_with_a_talk_and_a_look_at_the_risks(
    partners: SimpleNamespace, placed: str, missing: str, today: Any
) -> None:
    [before], clocks = partners.coa.rows(f"{placed}/placements"), partners.guardian.rows(f"{placed}/terms")
    partners.coa.refused(f"{missing}/bed-releases", {}, status=409, code="bed-held", source="T-21")
    row = partners.mentor.post(f"{missing}/returns", {})
    assert (row["endedAs"], partners.coa.rows(f"{placed}/placements")) == ("RETURNED", [before])
    assert partners.guardian.rows(f"{placed}/terms") == clocks
    talked = {"returnTalkOn": today.isoformat(), "returnTalkWith": "MENTOR"}
    assert partners.mentor.post(f"{missing}/return-talks", talked)["returnTalkOn"]
    review = {"riskReview": "De man belt nog."}
    partners.mentor.refused(f"{missing}/risk-reviews", review, status=403, code="not_allowed")
    assert partners.guardian.post(f"{missing}/risk-reviews", review)["riskReviewedOn"] == today.isoformat()
    everybody = ("guardian", "mentor", "avim", "ind", "coa", "intake")
    assert {name for name in everybody if "riskReview" in getattr(partners, name).get(missing)} == {
        "guardian", "mentor",
    }  # fmt: skip


def test_it_ends_otherwise_only_by_nidos_or_as_found_by_police(
    partners: SimpleNamespace, placed: str, missing: str
) -> None:
    said = {"endedAs": "UNRESOLVED_CLOSED", "endReason": "Nergens gevonden."}
    partners.avim.refused(f"{missing}/endings", said, status=409, code="no-such-end", source="C3.10")
    found = partners.avim.post(f"{missing}/endings", said | {"endedAs": "FOUND_ELSEWHERE"})
    assert found["endedAs"] == "FOUND_ELSEWHERE"
    assert partners.coa.rows(f"{placed}/placements")[0]["endsAt"]
    partners.mentor.refused(missing, method="get", status=404, code="not_found")
