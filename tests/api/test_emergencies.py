"""Emergency access and requests for access over the API: who, why, how often, and what is left in the ledger."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import Entry, Kind
from intake import emergency
from intake.models import AccessRequest, EmergencyAccess
from partners.models import Person

pytestmark = pytest.mark.django_db
DANGER = "Zij belde: er staat een man voor de deur."
WHY = "Zij staat hier aan de balie."


@pytest.fixture
def case(open_case):
    return open_case(v_number="2900000017")


@pytest.fixture
def mentor(as_partner):
    return replace(as_partner("bo_provider.mentor"), purpose="ACUTE_DANGER")


@pytest.fixture
def opened(mentor, case):
    return mentor.post("emergency-accesses", {"named": case.reference, "reason": DANGER})


@pytest.mark.usefixtures("first_without_the_ledger")
@pytest.mark.requirement("B-27", "D-10")
def test_the_case_opens_for_the_caller_in_list_search_and_page(mentor, case, as_partner):
    path = f"cases/{case.pk}"
    assert mentor.send("get", path).status_code == 404
    made = mentor.post("emergency-accesses", {"named": case.reference, "reason": DANGER})
    assert made["case"] == str(case.pk)
    assert mentor.get(path)["grounds"] == ["EMERGENCY"]
    assert [row["id"] for row in mentor.rows("cases")] == [str(case.pk)]
    found = mentor.post("case-searches", {"name": "Semhar"}, status=200)
    assert [row["id"] for row in found["results"]] == [str(case.pk)]
    assert [row["id"] for row in mentor.rows("emergency-accesses")] == [made["id"]]
    assert mentor.get(f"emergency-accesses/{made['id']}")["reason"] == DANGER


@pytest.mark.requirement("B-27")
def test_a_colleague_another_purpose_and_a_stranger_see_nothing_of_it(mentor, case, opened, organisations, as_partner):
    Person.objects.create(username="ander", name="P. Ander", role="bo_provider.mentor", staff_id="ander",
                          organisation=organisations["BO_PROVIDER"])  # fmt: skip
    for who in (
        replace(mentor, purpose="CARE"), replace(mentor, user_id="ander"), replace(mentor, user_id="niemand"),
        replace(as_partner("bo_provider.supervisor"), purpose="ACUTE_DANGER"),
    ):  # fmt: skip
        assert who.send("get", f"cases/{case.pk}").status_code == 404
        assert who.rows("cases") == []
        assert who.post("case-searches", {"name": "Semhar"}, status=200)["results"] == []
    colleague = replace(mentor, user_id="ander")
    assert colleague.rows("emergency-accesses") == []
    assert colleague.send("get", f"emergency-accesses/{opened['id']}").status_code == 404


@pytest.mark.requirement("B-27")
@pytest.mark.parametrize(("ago", "status"), [(timedelta(hours=23, minutes=59), 200), (timedelta(hours=24), 404)])
def test_after_a_day_the_next_request_finds_nothing(mentor, case, cast, ago, status):
    emergency.open_case(named=case.reference, reason=DANGER, by=cast.mentor, at=timezone.now() - ago)
    assert mentor.send("get", f"cases/{case.pk}").status_code == status
    assert len(mentor.rows("cases")) == (status == 200)


@pytest.mark.requirement("B-27", "INV-39")
def test_a_refused_attempt_is_in_the_ledger_as_an_attempt(mentor, case):
    for named in ("2900000099", "BO-2020-0001", "Semhar"):
        mentor.refused("emergency-accesses", {"named": named, "reason": DANGER}, status=409, code="no-such-case",
                       source="B-27")  # fmt: skip
    entries = Entry.objects.filter(kind=Kind.EMERGENCY)
    assert {(entry.reason, entry.purpose, entry.case) for entry in entries} == {
        ("409 no-such-case B-27", "ACUTE_DANGER", None)
    }
    assert entries.count() == 3
    assert not EmergencyAccess.objects.exists()


@pytest.mark.requirement("B-27")
def test_after_so_many_attempts_nobody_guesses_on(mentor, case):
    for number in range(5):
        mentor.refused("emergency-accesses", {"named": f"29000001{number}", "reason": DANGER}, status=409,
                       code="no-such-case", source="B-27")  # fmt: skip
    mentor.refused("emergency-accesses", {"named": case.reference, "reason": DANGER}, status=409,
                   code="too-many-attempts", source="B-27")  # fmt: skip


@pytest.mark.requirement("B-27", "D-10")
def test_another_purpose_and_other_roles_are_refused(mentor, case, as_partner):
    body = {"named": case.reference, "reason": DANGER}
    replace(mentor, purpose="CARE").refused("emergency-accesses", body, status=409, code="not-acute-danger",
                                            source="B-27")  # fmt: skip
    for role in ("system.administrator", "dpo.officer", "nr.analyst", "comensha.clerk", "kmar.reporter",
                 "lawyer.lawyer", "nidos.supervisor"):  # fmt: skip
        caller = replace(as_partner(role), purpose="ACUTE_DANGER")
        caller.refused("emergency-accesses", body, status=403, code="not_allowed")


@pytest.mark.requirement("B-27")
def test_nothing_is_written_through_it(mentor, case, opened):
    mentor.refused(f"cases/{case.pk}/signals", {"kinds": ["ABUSE"], "summary": "Bang."}, status=403,
                   code="not_allowed")  # fmt: skip


@pytest.mark.usefixtures("first_without_the_ledger")
@pytest.mark.requirement("AL-32", "B-27")
def test_the_officer_is_alerted_reviews_and_ends_it_without_seeing_the_case(as_partner, mentor, case, opened):
    officer = as_partner("dpo.officer")
    [alert] = officer.rows("alerts")
    assert (alert["code"], alert["severity"], alert["about"], alert["case"]) == (
        "AL-32", "HIGH", opened["id"], str(case.pk),
    )  # fmt: skip
    assert officer.send("get", f"cases/{case.pk}").status_code == 404
    path = f"emergency-accesses/{opened['id']}/reviews"
    made = officer.post(path, {"verdict": "NOT_JUSTIFIED", "reviewWords": "Er was geen gevaar."})
    assert (made["verdict"], made["reviewWords"]) == ("NOT_JUSTIFIED", "Er was geen gevaar.")
    assert officer.rows("alerts") == []
    assert mentor.send("get", f"cases/{case.pk}").status_code == 404
    assert mentor.rows("emergency-accesses")[0]["verdict"] == "NOT_JUSTIFIED"
    officer.refused(path, {"verdict": "JUSTIFIED", "reviewWords": "Toch."}, status=409, code="already-reviewed",
                    source="B-27")  # fmt: skip


@pytest.mark.requirement("B-27")
def test_it_stands_in_the_file_for_who_reads_who_is_involved(as_partner, case, opened):
    intake = as_partner("nidos.intake")
    [row] = intake.rows(f"cases/{case.pk}/emergency-accesses")
    assert (row["id"], row["role"], "reason" in row) == (opened["id"], "bo_provider.mentor", False)
    [event] = [event for event in intake.rows(f"cases/{case.pk}/timeline") if "oodtoegang" in str(event)]
    assert DANGER not in str(event)


@pytest.mark.requirement("D-10")
def test_a_request_is_answered_the_same_whoever_is_known(as_partner, case):
    ggd, answers, costs = as_partner("ggd.health_worker"), [], []
    ggd.rows("signals")
    for number in ("2900000017", "2900000099"):
        with CaptureQueriesContext(connection) as queries:
            answers.append(ggd.send("post", "access-requests", {"vNumber": number, "reason": WHY}))
        costs.append(len(queries))
    first, second = answers
    assert first.status_code == second.status_code == 202
    assert first.content == second.content
    assert set(first.headers) == set(second.headers)
    assert costs[0] == costs[1]


@pytest.mark.requirement("D-10")
def test_a_request_sent_twice_under_one_key_is_one(as_partner, case):
    ggd = as_partner("ggd.health_worker")
    body = {"name": "Semhar Tesfay", "birthDate": "2011-02-08", "reason": WHY}
    sent = [ggd.send("post", "access-requests", body, Idempotency_Key="een") for _time in range(2)]
    assert [answer.status_code for answer in sent] == [202, 202]
    assert sent[0].content == sent[1].content
    assert AccessRequest.objects.count() == 1


@pytest.mark.usefixtures("first_without_the_ledger")
@pytest.mark.requirement("D-10")
def test_nidos_reads_and_answers_and_who_asked_reads_only_its_notice(as_partner, case):
    ggd, intake = as_partner("ggd.health_worker"), as_partner("nidos.intake")
    for _time in range(2):
        ggd.post("access-requests", {"vNumber": "2900000017", "reason": WHY}, status=202)
    ggd.refused("access-requests", status=403, code="not_allowed", method="get")
    rows = intake.rows("access-requests")
    assert [(row["vNumber"], row["reason"]) for row in rows] == [("2900000017", WHY)] * 2
    intake.post(f"access-requests/{rows[0]['id']}/refusals", {"answerWords": "Geen reden."})
    assert ggd.rows("cases") == []
    until = "2026-12-01"
    intake.post(f"access-requests/{rows[1]['id']}/grants", {"case": str(case.pk), "until": until})
    assert [(row["kind"], row["caseId"]) for row in ggd.rows("notices")] == [
        ("ACCESS_GRANTED", str(case.pk)), ("ACCESS_ANSWERED", None),
    ]  # fmt: skip
    assert [row["id"] for row in ggd.rows("cases")] == [str(case.pk)]
    assert ggd.get(f"cases/{case.pk}")["grounds"] == ["GRANTED"]


@pytest.mark.requirement("INV-38", "B-27")
def test_the_police_are_told_the_address_in_an_emergency_and_otherwise_not(as_partner, open_case, make_house, place,
                                                                            indicate, raise_signal):  # fmt: skip
    child = open_case()
    raise_signal(child)
    indicate(child)
    place(child, make_house("BO", name="Huis de Iep"))
    avim = as_partner("avim.officer")
    path = f"cases/{child.pk}/whereabouts"
    avim.refused(path, status=403, code="not_allowed", method="get")
    caller = replace(avim, purpose="ACUTE_DANGER")
    caller.post("emergency-accesses", {"named": child.reference, "reason": DANGER})
    [where] = caller.rows(path)
    assert (where["place"], where["kind"], where["address"]) == ("Huis de Iep", "BO", "Invented Lane 1")
    assert "ADDRESS" in Entry.objects.filter(kind=Kind.READ).latest("id").data_classes
    avim.refused(path, status=403, code="not_allowed", method="get")


def test_before_a_placement_it_is_the_place_of_arrival(as_partner, case):
    path, arrived = f"cases/{case.pk}/whereabouts", [{"place": "Ter Apel", "kind": None, "since": None}]
    assert as_partner("nidos.intake").rows(path) == arrived
    caller = replace(as_partner("avim.officer"), purpose="ACUTE_DANGER")
    caller.refused(path, status=403, code="not_allowed", method="get")
    caller.post("emergency-accesses", {"named": case.reference, "reason": DANGER})
    assert caller.rows(path) == arrived
