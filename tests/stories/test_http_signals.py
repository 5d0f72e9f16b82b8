"""What becomes of a signal over HTTP: assessed, reopened, linked, merged, withdrawn; and what outside hears of it."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from intake.models import Signal
from partners import involvement, involving
from partners.actors import of_person
from partners.models import Person
from policy.dates import term_last_day
from tests.partner_api import SIGNAL

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]


@pytest.fixture
def watched(today: date) -> dict[str, Any]:
    return {"outcome": "MONITOR", "reviewOn": term_last_day(today, days=20).isoformat(), "reasons": "Nog vaag."}


@pytest.fixture
def raised(partners: SimpleNamespace, case: str) -> str:
    """The path of a signal that AVIM raises."""
    return f"{case}/signals/{partners.avim.post(f'{case}/signals', SIGNAL | {'detail': 'Een busje.'})['id']}"


@pytest.mark.requirement("S001-25", "S001-29", "EC-51")
def test_a_signal_says_what_kind_where_and_what_was_noticed(partners: SimpleNamespace, case: str) -> None:
    said = {"kinds": ["SMUGGLING_DEBT"], "exploitationForms": ["UNKNOWN"], "placePhase": "EN_ROUTE", "place": "Libië",
            "indicators": ["NO_ACCESS_TO_PARENTS"]}  # fmt: skip
    row = partners.ind.post(f"{case}/signals", SIGNAL | said)
    assert {name: row[name] for name in said} == said
    for wrong in ({"placePhase": "SOON"}, {"indicators": ["NOTHING"]}, {"place": "x" * 121}):
        partners.ind.refused(f"{case}/signals", SIGNAL | wrong, status=400, code="invalid")


@pytest.mark.requirement("S004-132", "S004-91", "INV-38")
def test_nidos_assesses_and_each_reads_what_its_role_may(
    partners: SimpleNamespace, case: str, raised: str, watched: dict[str, Any]
) -> None:
    partners.avim.refused(f"{raised}/assessments", watched, status=409, code="only-nidos", source="D-2")
    partners.supervisor.refused(f"{raised}/assessments", watched, status=403, code="not_allowed")
    partners.ggd.refused(f"{raised}/assessments", watched, status=404, code="not_found")
    partners.intake.refused(f"{raised}/assessments", watched | {"reviewOn": None}, status=409, code="review-on",
                            source="S004-132")  # fmt: skip
    partners.intake.refused(f"{raised}/assessments", {"outcome": "MONITOR"}, status=400, code="invalid")
    made = partners.intake.post(f"{raised}/assessments", watched)
    assert (made["outcome"], made["reasons"]) == ("MONITOR", "Nog vaag.")
    assert partners.ind.get(raised)["status"] == "MONITOR"
    for name, reads in (("avim", True), ("ind", False), ("supervisor", False)):
        [row] = getattr(partners, name).rows(f"{case}/signal-assessments")
        assert (row["outcome"], "reasons" in row) == ("MONITOR", reads)
    told = [row for row in partners.ind.rows("notices") if row["kind"] == "SIGNAL_ASSESSED"]
    assert [row["about"] for row in told] == [made["id"]]


@pytest.mark.requirement("S004-91", "INV-41")
def test_any_role_that_sees_it_opens_it_again_and_nothing_deletes_it(
    partners: SimpleNamespace, raised: str, case: str
) -> None:
    partners.ind.refused(f"{raised}/reopenings", {"reasons": "x"}, status=409, code="still-open", source="S004-91")
    partners.intake.post(f"{raised}/assessments", {"outcome": "NOT_SUBSTANTIATED", "reasons": "Een tante."})
    partners.supervisor.refused(f"{raised}/reopenings", {"reasons": "x"}, status=409, code="not-a-supervisor",
                                source="D-10")  # fmt: skip
    assert partners.ind.post(f"{raised}/reopenings", {"reasons": "Hij was er weer."})["outcome"] == "REOPENED"
    assert partners.avim.get(raised)["status"] == "SHARED"
    partners.intake.refused(raised, method="delete", status=405, code="method_not_allowed")
    assert len(partners.intake.rows(f"{case}/signal-assessments")) == 2


@pytest.mark.requirement("EC-18")
def test_two_signals_are_linked_merged_and_separated_again(partners: SimpleNamespace, raised: str, case: str) -> None:
    first = raised.rpartition("/")[2]
    second = partners.ind.post(f"{case}/signals", SIGNAL)
    assert second["linkedTo"] == first
    path = f"{case}/signals/{second['id']}"
    assert partners.ind.post(f"{path}/links", {})["linkedTo"] == first
    assert partners.ind.post(f"{path}/links", {"linkedTo": None})["linkedTo"] is None
    assert partners.avim.post(f"{path}/links", {"linkedTo": first})["linkedTo"] == first
    into = {"mergedInto": first}
    partners.avim.refused(f"{path}/merges", into, status=409, code="only-nidos", source="EC-18")
    partners.intake.refused(f"{path}/merges", {}, status=400, code="invalid")
    merged = partners.intake.post(f"{path}/merges", into)
    assert (merged["status"], merged["mergedInto"]) == ("MERGED_INTO", first)
    back = {"mergedInto": second["id"]}
    partners.intake.refused(f"{raised}/merges", back, status=409, code="no-such-signal", source="EC-18")
    partners.avim.post(f"{path}/reopenings", {"reasons": "Twee verhalen."})
    assert partners.ind.get(path)["status"] == "SHARED"


@pytest.mark.requirement("EC-63", "INV-38")
def test_a_signal_about_the_wrong_child_is_withdrawn_and_raised_where_it_belongs(
    partners: SimpleNamespace, raised: str, case: str, arrival: dict[str, Any], people: dict[str, Person]
) -> None:
    right = partners.intake.post("cases", arrival)["id"]
    said = {"reasons": "Het ging om haar kamergenoot.", "case": right}
    partners.ind.refused(f"{raised}/corrections", said, status=409, code="not-yours", source="EC-63")
    partners.supervisor.refused(f"{raised}/corrections", said, status=403, code="not_allowed")
    actor, now = of_person(people["ind.officer"]), timezone.now()
    for row in involvement.of_actor(actor, now).filter(case_id=case.removeprefix("cases/"), ground="INTAKE"):
        involving.end(row, by=actor, at=now, until=now)
    made = partners.avim.post(f"{raised}/corrections", said)
    assert set(made) == {"id", "version"}
    partners.avim.refused(raised, method="get", status=404, code="not_found")
    partners.avim.refused(f"{raised}/corrections", said, status=404, code="not_found")
    assert [row["summary"] for row in partners.avim.rows(f"cases/{right}/signals")] == [SIGNAL["summary"]]
    partners.ind.refused(case, method="get", status=404, code="not_found")
    [told] = [row for row in partners.ind.rows("notices") if row["kind"] == "SIGNAL_WRONG_CHILD"]
    assert (told["about"], told["caseId"]) == (raised.rpartition("/")[2], None)
    assert partners.ind.post(f"notices/{told['id']}/acknowledgements")["acknowledgedAt"]


@pytest.mark.requirement("EC-63")
def test_who_loses_the_case_by_a_correction_gets_its_answer_all_the_same(
    partners: SimpleNamespace, raised: str, case: str, people: dict[str, Person]
) -> None:
    actor, now = of_person(people["avim.officer"]), timezone.now()
    for row in involvement.of_actor(actor, now).filter(case_id=case.removeprefix("cases/"), ground="INTAKE"):
        involving.end(row, by=actor, at=now, until=now)
    assert set(partners.avim.post(f"{raised}/corrections", {"reasons": "Een ander meisje."})) == {"id", "version"}
    partners.avim.refused(case, method="get", status=404, code="not_found")
    assert Signal.objects.unmatched().count() == 1


@pytest.mark.requirement("S004-88", "EC-63")
def test_outside_it_is_told_that_somebody_looked_and_the_same_whether_or_not_the_child_is_known(
    partners: SimpleNamespace, talked: str, watched: dict[str, Any]
) -> None:
    for number in ("9900000001", "9900000002"):
        partners.ggd.post("signals", SIGNAL | {"vNumber": number}, status=202)
    rows = {row["id"]: row for row in partners.ggd.rows("signals")}
    assert {row["status"] for row in rows.values()} == {"RECEIVED"}
    assert not {"case", "version", "linkedTo", "mergedInto", "replacedBy"} & {
        name for row in rows.values() for name in row
    }
    fits = str(Signal.objects.get(case__isnull=False).pk)
    partners.intake.post(f"{talked}/signals/{fits}/assessments", watched)
    [lost] = rows.keys() - {fits}
    partners.intake.post(f"signals/{lost}/withdrawals", {"reasons": "Past bij niemand."}, status=202)
    for each in (fits, lost):
        assert partners.ggd.get(f"signals/{each}") == rows[each] | {"status": "LOOKED_AT"}
    partners.kmar.refused(f"signals/{fits}", method="get", status=404, code="not_found")
    partners.kmar.refused(f"signals/{fits}/withdrawals", {"reasons": "x"}, status=404, code="not_found")
    partners.ggd.refused(f"signals/{fits}/withdrawals", {}, status=400, code="invalid")
    assert partners.ggd.post(f"signals/{fits}/withdrawals", {"reasons": "Naam verwisseld."}, status=202) == {
        "status": "RECEIVED"
    }
    assert [row["id"] for row in partners.avim.rows(f"{talked}/signals")] == []
    assert {row["id"]: row["status"] for row in partners.ggd.rows("signals")} == {fits: "WITHDRAWN", lost: "LOOKED_AT"}


@pytest.mark.requirement("S004-37")
def test_a_decision_tells_that_the_signal_led_to_it(partners: SimpleNamespace, indicated: str) -> None:
    assert [row["status"] for row in partners.avim.rows(f"{indicated}/signals")] == ["LEADS_TO_INDICATION"]
    assert "SIGNAL_ASSESSED" in {row["kind"] for row in partners.avim.rows("notices")}
