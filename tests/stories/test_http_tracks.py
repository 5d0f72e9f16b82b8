"""The residence tracks over HTTP, each story named by its edge case (C9)."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from policy.dates import nth_birthday, term_last_day

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("S004-64", "S004-66")]
NOTHING: dict[str, Any] = {}


@pytest.fixture
def counselled(partners: SimpleNamespace, placed: str) -> str:
    """The child has a lawyer who works with Beschut."""
    [lawyer] = partners.guardian.rows("lawyers")
    partners.guardian.post(f"{placed}/lawyers", {"lawyer": lawyer["id"]})
    return placed


def reject(partners: SimpleNamespace, case: str) -> str:
    """IND records an application and rejects it; the path of the test that it opens."""
    applied = partners.ind.post(f"{case}/asylum-procedures", {"requestedByChild": True})
    row = partners.ind.post(f"{case}/asylum-procedures/{applied['id']}/decisions", {"decision": "REJECTED"})
    [test] = [each for each in partners.ind.rows(f"{case}/ex-officio-tests") if each["id"] == row["test"]]
    assert test["outcome"] == "CANNOT_DETERMINE"
    return f"{case}/ex-officio-tests/{test['id']}"


def investigate(partners: SimpleNamespace, case: str) -> None:
    report = partners.avim.post(f"{case}/police-reports", {"leads": "YES"})
    partners.avim.post(f"{case}/police-reports/{report['id']}/investigations", NOTHING)


def alerts(who: Any, case: str) -> list[str]:
    return [row["code"] for row in who.rows(f"{case}/alerts")]


@pytest.mark.requirement("EC-35", "S004-65", "INV-17", "S004-106")
def test_ec_35_both_procedures_run_side_by_side(partners: SimpleNamespace, placed: str, today: date) -> None:
    partners.ind.post(f"{placed}/asylum-procedures", NOTHING)
    partners.ind.post(f"{placed}/trafficking-procedures", {"openedByChoiceOf": "CHILD"})
    for who in (partners.ind, partners.guardian):
        assert [row["finalOn"] for row in who.rows(f"{placed}/asylum-procedures")] == [None]
        assert [row["endedOn"] for row in who.rows(f"{placed}/trafficking-procedures")] == [None]
    early = {"type": "FIRST", "plannedOn": term_last_day(today, weeks=4).isoformat()}
    partners.ind.refused(f"{placed}/hearings", early, status=409, code="hearing-too-early", source="S004-47")
    clocks = [row["name"] for row in partners.ind.rows(f"{placed}/terms")]
    assert {"HEARING_WAIT", "DECISION_9M", "DECISION_11M", "DECISION_12M"} <= set(clocks)


@pytest.mark.requirement("EC-37", "S004-69", "S004-118", "INV-18", "AL-14")
def test_ec_37_rejected_with_a_report_and_an_investigation(partners: SimpleNamespace, counselled: str) -> None:
    investigate(partners, counselled)
    test = reject(partners, counselled)
    for who in (partners.ind, partners.lawyer):
        assert "AL-14" in alerts(who, counselled)
    partners.ind.refused(f"{test}/answers", {"reportFiled": "NO"}, status=409, code="police-recorded-otherwise",
                         source="S004-67")  # fmt: skip
    answered = partners.ind.post(f"{test}/answers", {"earlierPermitSameFacts": "NO"})
    assert (answered["outcome"], answered["reportCheckedWith"]) == ("GRANT", "FILE")
    assert "AL-14" not in alerts(partners.lawyer, counselled)
    [permit] = partners.lawyer.rows(f"{counselled}/trafficking-procedures")
    assert (permit["openedByChoiceOf"], permit["ground"], permit["grantedOn"]) == (
        "EX_OFFICIO", "A", answered["carriedOutOn"],
    )  # fmt: skip
    path = f"{counselled}/trafficking-procedures/{permit['id']}"
    partners.ind.refused(f"{path}/continued-stay-considerations", NOTHING, status=403, code="not_allowed")
    assert partners.lawyer.post(f"{path}/continued-stay-considerations", NOTHING)["continuedStayConsideredOn"]
    partners.guardian.post(f"{path}/renewal-requests", NOTHING)
    [seen] = partners.ind.rows(f"{counselled}/trafficking-procedures")
    assert not {"continuedStayConsideredOn", "renewalAskedOn"} & set(seen)
    partners.ind.post(f"{path}/continued-stay-applications", NOTHING)
    assert partners.ind.post(f"{path}/endings", {"endedAs": "STAYS"})["endedOn"]


@pytest.mark.requirement("EC-38", "B-29", "AL-15")
def test_ec_38_rejected_without_a_report(partners: SimpleNamespace, counselled: str) -> None:
    test = reject(partners, counselled)
    partners.ind.post(f"{test}/answers", {"earlierPermitSameFacts": "NO"})
    for who in (partners.ind, partners.avim):
        assert "AL-15" in alerts(who, counselled)
    partners.avim.refused(f"{test}/answers", {"earlierPermitSameFacts": "YES"}, status=409, code="only-ind",
                          source="S004-68")  # fmt: skip
    answered = partners.avim.post(f"{test}/answers", {"reportFiled": "NO", "investigationStarted": "NO"})
    assert answered["outcome"] == "NO_GRANT"
    assert "earlierPermitSameFacts" not in answered
    assert "AL-15" not in alerts(partners.ind, counselled)
    assert partners.lawyer.post(f"{test}/other-grounds", NOTHING)["otherGroundsOn"]
    # Nothing is lost by it: a report and the scheme remain possible.
    report = partners.avim.post(f"{counselled}/police-reports", NOTHING)
    opened = partners.ind.post(f"{counselled}/trafficking-procedures", {"openedByChoiceOf": "POLICE_REPORT"})
    assert (bool(report["filedOn"]), opened["endedOn"]) == (True, None)


@pytest.mark.requirement("EC-40", "S004-68")
@pytest.mark.parametrize(("same", "outcome"), [("YES", "NO_GRANT"), ("NO", "GRANT")])
def test_ec_40_rejected_with_an_earlier_permit(
    partners: SimpleNamespace, counselled: str, same: str, outcome: str
) -> None:
    opened = partners.ind.post(f"{counselled}/trafficking-procedures", {"openedByChoiceOf": "CHILD"})
    path = f"{counselled}/trafficking-procedures/{opened['id']}"
    partners.ind.post(f"{path}/permits", {"ground": "A"})
    partners.ind.post(f"{path}/endings", {"endedAs": "EXPIRED"})
    investigate(partners, counselled)
    test = reject(partners, counselled)
    assert partners.ind.post(f"{test}/answers", {"earlierPermitSameFacts": same})["outcome"] == outcome
    permits = partners.ind.rows(f"{counselled}/trafficking-procedures")
    assert len(permits) == (2 if outcome == "GRANT" else 1)
    if outcome == "NO_GRANT":
        said = {"earlierPermitSameFacts": "NO"}
        partners.ind.refused(f"{test}/answers", said, status=409, code="no-reason", source="S004-67")
        said |= {"correctionReason": "De eerdere vergunning ging over andere feiten."}
        assert partners.ind.post(f"{test}/answers", said)["outcome"] == "GRANT"


@pytest.mark.requirement("EC-52", "B-28", "S004-39", "S004-41", "INV-10")
def test_ec_52_a_child_that_never_applies_for_asylum(partners: SimpleNamespace, placed: str) -> None:
    assert partners.ind.rows(f"{placed}/reflection-periods") == []
    stay = partners.coa.rows(f"{placed}/placements")
    row = partners.avim.post(f"{placed}/reflection-periods", {"offeredBy": "KMAR"})
    assert (row["lawfulStay"], bool(row["indInformedOn"])) == (False, True)
    assert "REFLECTION" in [told["kind"] for told in partners.ind.rows("notices")]
    assert "REFLECTION" in [each["name"] for each in partners.avim.rows(f"{placed}/terms")]
    partners.ind.refused(f"{placed}/reflection-periods", {"offeredBy": "POLICE"}, status=403, code="not_allowed")
    ended = partners.avim.post(f"{placed}/reflection-periods/{row['id']}/endings", {"outcome": "DECLINED"})
    assert ended["endedOn"]
    assert partners.coa.rows(f"{placed}/placements") == stay
    assert partners.ind.rows(f"{placed}/asylum-procedures") == []


@pytest.mark.requirement("S004-40", "INV-11", "AL-13")
def test_a_child_that_has_lawful_stay_chooses_the_reflection_period_itself(
    partners: SimpleNamespace, placed: str
) -> None:
    partners.ind.post(f"{placed}/asylum-procedures", NOTHING)
    path, said = f"{placed}/reflection-periods", {"offeredBy": "POLICE"}
    partners.avim.refused(path, said, status=409, code="lawful-stay", source="S004-40")
    said |= {"explicitChoice": True}
    partners.avim.refused(path, said, status=409, code="not-informed", source="INV-11")
    told = {"topic": "REFLECTION", "language": "ti", "understood": "YES"}
    partners.avim.post(f"{placed}/information-records", told)
    row = partners.avim.post(path, said)
    assert (row["lawfulStay"], row["explicitChoice"], bool(row["informedOn"])) == (True, True, True)
    assert "AL-13" not in alerts(partners.avim, placed)


@pytest.mark.requirement("AL-13", "S004-63")
def test_an_application_during_the_reflection_period_is_recorded_and_the_child_asked(
    partners: SimpleNamespace, placed: str
) -> None:
    row = partners.avim.post(f"{placed}/reflection-periods", {"offeredBy": "POLICE"})
    partners.ind.post(f"{placed}/asylum-procedures", NOTHING)
    for who in (partners.ind, partners.avim):
        assert "AL-13" in alerts(who, placed)
    told = {"topic": "REFLECTION", "language": "ti", "understood": "YES"}
    partners.avim.post(f"{placed}/information-records", told)
    assert partners.avim.post(f"{placed}/reflection-periods/{row['id']}/choices", NOTHING)["explicitChoice"] is True
    assert "AL-13" not in alerts(partners.ind, placed)


@pytest.mark.requirement("INV-16", "S004-59", "S004-95", "S004-126")
def test_the_child_chooses_when_it_wants_to_and_nobody_reads_it_but_who_speaks_for_it(
    partners: SimpleNamespace, counselled: str
) -> None:
    partners.lawyer.post(f"{counselled}/track-choices", {"track": "SCHEME", "madeBy": "CHILD_LAWYER"})
    partners.guardian.post(f"{counselled}/track-choices", {"madeBy": "CHILD"})
    assert [row["track"] for row in partners.guardian.rows(f"{counselled}/track-choices")] == ["", "SCHEME"]
    partners.guardian.refused(f"{counselled}/track-choices", {"track": "ASYLUM"}, status=400, code="invalid")
    for made_by in ("LAWYER", "GUARDIAN", ""):
        partners.guardian.refused(f"{counselled}/track-choices", {"track": "ASYLUM", "madeBy": made_by}, status=400,
                                  code="invalid")  # fmt: skip
    for who in (partners.ind, partners.avim, partners.coa):
        who.refused(f"{counselled}/track-choices", method="get", status=403, code="not_allowed")


@pytest.mark.requirement("S004-67")
def test_who_reads_what_of_a_rejection(partners: SimpleNamespace, counselled: str) -> None:
    reject(partners, counselled)
    [row] = partners.lawyer.rows(f"{counselled}/asylum-procedures")
    assert row["decision"] == "REJECTED"
    for who in (partners.avim, partners.coa, partners.intake):
        [row] = who.rows(f"{counselled}/asylum-procedures")
        assert row["decidedOn"]
        assert not {"decision", "test", "requestedByChild"} & set(row)
    partners.mentor.refused(f"{counselled}/asylum-procedures", method="get", status=403, code="not_allowed")
    for who in (partners.coa, partners.intake, partners.mentor):
        who.refused(f"{counselled}/ex-officio-tests", method="get", status=403, code="not_allowed")


@pytest.mark.requirement("AL-15", "S004-67", "S004-63")
def test_without_an_outcome_the_case_of_a_young_adult_stays_open_and_closed_it_takes_an_application(
    partners: SimpleNamespace, arrival: dict[str, Any], today: date
) -> None:
    birth = {"date": nth_birthday(today, -18).isoformat(), "precision": "DAY", "source": "DOCUMENT",
             "status": "OFFICIAL"}  # fmt: skip
    case = f"cases/{partners.intake.post('cases', arrival | {'birth': birth})['id']}"
    test = reject(partners, case)
    why = {"reason": "Woont bij haar tante."}
    partners.intake.refused(f"{case}/closings", why, status=409, code="test-undetermined", source="AL-15")
    facts = dict.fromkeys(("reportFiled", "investigationStarted", "earlierPermitSameFacts"), "NO")
    partners.ind.post(f"{test}/answers", facts)
    partners.intake.post(f"{case}/closings", why)
    assert partners.ind.post(f"{case}/asylum-procedures", NOTHING)["appliedOn"]


@pytest.mark.requirement("INV-18")
def test_what_a_court_sets_aside_is_decided_anew_with_a_test_of_its_own(
    partners: SimpleNamespace, placed: str
) -> None:
    reject(partners, placed)
    [first] = partners.ind.rows(f"{placed}/asylum-procedures")
    path = f"{placed}/asylum-procedures/{first['id']}"
    partners.ind.post(f"{path}/appeals", NOTHING)
    assert partners.ind.post(f"{path}/endings", {"appealOutcome": "ANNULLED"})["finalOn"]
    rows = partners.ind.rows(f"{placed}/asylum-procedures")
    [anew] = [row for row in rows if row["afterAppeal"] == first["id"]]
    partners.ind.refused(f"{path}/decisions", {"decision": "GRANTED"}, status=409, code="asylum-step", source="C3.6")
    partners.ind.post(f"{placed}/asylum-procedures/{anew['id']}/decisions", {"decision": "REJECTED"})
    assert len(partners.ind.rows(f"{placed}/ex-officio-tests")) == 2


def test_taken_up_and_a_permit_renewed(partners: SimpleNamespace, placed: str, today: date) -> None:
    row = partners.ind.post(f"{placed}/asylum-procedures", NOTHING)
    assert partners.ind.post(f"{placed}/asylum-procedures/{row['id']}/admissions", NOTHING)["takenUpOn"]
    opened = partners.ind.post(f"{placed}/trafficking-procedures", {"openedByChoiceOf": "CHILD", "ground": "D"})
    path = f"{placed}/trafficking-procedures/{opened['id']}"
    granted = partners.ind.post(f"{path}/permits", {"ground": "D"})
    longer = {"validUntil": nth_birthday(today, 2).isoformat()}
    assert partners.ind.post(f"{path}/renewals", longer)["validUntil"] > granted["validUntil"]
