"""Strangers, mistakes and signals from outside over HTTP: a clear answer, nothing given away and nothing written."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from audit.models import Entry, Kind
from intake.models import Signal
from partners.models import Notice
from policy.dates import term_last_day
from tests.partner_api import SIGNAL

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]


class TestStrangersAndMistakes:
    @pytest.mark.parametrize("path", ["", "/conversations", "/signals", "/placements", "/terms"])
    def test_a_stranger_gets_what_a_case_that_is_not_there_gives(
        self, partners: SimpleNamespace, placed: str, path: str
    ) -> None:
        known = partners.ggd.refused(f"{placed}{path}", method="get", status=404, code="not_found")
        nowhere = "cases/00000000-0000-4000-8000-000000000000"
        assert partners.ggd.refused(f"{nowhere}{path}", method="get", status=404, code="not_found") == known

    def test_who_sees_the_case_without_the_right_is_told_so(self, partners: SimpleNamespace, placed: str) -> None:
        partners.mentor.refused(f"{placed}/placements", {}, status=403, code="not_allowed")
        partners.ind.refused(f"{placed}/placements", method="get", status=403, code="not_allowed")
        partners.mentor.refused("cases", {}, status=403, code="not_allowed")
        assert Entry.objects.filter(kind=Kind.DENIAL).count() == 3

    def test_all_faults_of_a_body_at_once(self, partners: SimpleNamespace, case: str) -> None:
        missing = partners.ind.refused(f"{case}/signals", {}, status=400, code="invalid")
        assert {fault["field"] for fault in missing["errors"]} == {"kinds", "summary"}
        body = {"kinds": ["LOVE"], "sumary": "x", "certainty": "MAYBE"}
        told = partners.ind.refused(f"{case}/signals", body, status=400, code="invalid")
        faults = {(fault["field"], fault["code"]) for fault in told["errors"]}
        assert {name for name, _code in faults} == {"kinds.0", "sumary", "certainty", "summary"}
        assert ("sumary", "unknown") in faults

    @pytest.mark.requirement("S000-23")
    def test_every_call_names_the_person_and_the_reason(self, partners: SimpleNamespace, case: str) -> None:
        for name, value in (("Request_Purpose", None), ("Request_User_Id", None), ("Request_Purpose", "CURIOSITY")):
            told = partners.ind.refused(case, method="get", status=400, code="invalid", **{name: value})
            assert [fault["field"] for fault in told["errors"]] == [name.replace("_", "-")]

    def test_a_birth_date_or_an_arrival_in_the_future(
        self, partners: SimpleNamespace, arrival: dict[str, Any], today: date
    ) -> None:
        tomorrow = term_last_day(today, days=1).isoformat()
        born = arrival | {"birth": arrival["birth"] | {"date": tomorrow}}
        partners.intake.refused("cases", born, status=409, code="birth-date-in-future", source="S004-27")
        late = arrival | {"arrival": arrival["arrival"] | {"arrivedOn": tomorrow}}
        partners.intake.refused("cases", late, status=409, code="arrival-in-future", source="S004-27")
        nameless = arrival | {"child": arrival["child"] | {"givenNames": "", "familyName": ""}}
        partners.intake.refused("cases", nameless, status=409, code="no-name", source="S004-27")

    @pytest.mark.parametrize("birth", [None, {"precision": "UNKNOWN"}, {"date": "2010-01-01", "precision": "YEAR"}])
    def test_a_birth_date_as_far_as_it_is_known(
        self, partners: SimpleNamespace, arrival: dict[str, Any], birth: dict[str, Any] | None
    ) -> None:
        body = {name: value for name, value in (arrival | {"birth": birth}).items() if value is not None}
        made = partners.intake.post("cases", body)
        assert made["birth"]["precision"] == (birth or {"precision": "UNKNOWN"})["precision"]


class TestFromOutside:
    @pytest.mark.requirement("S004-88", "S004-92", "EC-03")
    def test_known_or_not_the_answer_is_the_same(self, partners: SimpleNamespace, talked: str) -> None:
        known, unknown = (
            partners.ggd.send("post", "signals", SIGNAL | {"vNumber": number})
            for number in ("9900000001", "9900000002")
        )
        assert (
            (known.status_code, known.content)
            == (unknown.status_code, unknown.content)
            == (202, b'{"status":"RECEIVED"}')
        )
        same = {"Content-Type", "API-Version", "Cache-Control", "Content-Length"}
        assert {name: known.get(name) for name in same} == {name: unknown.get(name) for name in same}

    @pytest.mark.requirement("EC-03", "INV-04")
    def test_it_reaches_the_case_and_the_reporter_does_not(self, partners: SimpleNamespace, placed: str) -> None:
        partners.ggd.post("signals", SIGNAL | {"name": "ኪዳነ ሳባ", "birthDate": "2011-02-28"}, status=202)
        signal = Signal.objects.order_by("-raised_at").first()
        assert str(signal.case_id) in placed
        told = Notice.objects.filter(about=signal.id).values_list("to_organisation__kind", flat=True)
        assert sorted(told) == ["AVIM", "IND", "NIDOS"]
        assert str(signal.id) in [row["id"] for row in partners.avim.rows(f"{placed}/signals")]
        assert partners.ggd.rows("cases") == []
        partners.ggd.refused(placed, method="get", status=404, code="not_found")

    def test_it_sees_its_own_again_and_not_whether_it_fits(self, partners: SimpleNamespace, talked: str) -> None:
        for number in ("9900000001", "9900000002"):
            partners.kmar.post("signals", SIGNAL | {"vNumber": number}, status=202)
        own = partners.kmar.rows("signals")
        assert len(own) == 2
        assert {frozenset(row) for row in own} == {frozenset(own[0])}
        assert not {"case", "version"} & set(own[0])
        assert partners.ggd.rows("signals") == []

    def test_without_a_child_it_is_refused(self, partners: SimpleNamespace) -> None:
        partners.ggd.refused("signals", SIGNAL, status=409, code="child-not-named", source="S004-88")
        partners.ggd.refused(
            "signals", SIGNAL | {"name": "Saba"}, status=409, code="child-not-named", source="S004-88"
        )
