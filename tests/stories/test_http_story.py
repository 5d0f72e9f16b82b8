"""One child from arrival to a planned first hearing, as partners tell it: each with a client of its own, over HTTP."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from audit.models import Entry, Kind
from intake.models import IntakeLocation, Signal
from partners import notices
from partners.models import Notice, Person
from policy.clocks import earliest_hearing, hearing_wait_last_day, rest_last_day
from policy.dates import term_last_day
from residence.models import Hearing
from shelter.models import Location
from tests.partner_api import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]
AsPartner = Callable[..., Partner]

SIGNAL = {"kinds": ["TRAFFICKING"], "summary": "Meisje moest onderweg werken.", "certainty": "REASONABLE"}
INDICATION = {"outcome": "BO", "ground": "TRAFFICKING", "reasons": "Zij is bang.", "consulted": ["COA", "POLICE"]}


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def house(make_house: Callable[..., Location]) -> Location:
    return make_house("BO")


@pytest.fixture
def partners(as_partner: AsPartner, house: Location) -> SimpleNamespace:
    """Everybody who calls, each with a client and a token of its own."""
    roles = {
        "intake": "nidos.intake", "guardian": "nidos.guardian", "supervisor": "nidos.supervisor",
        "avim": "avim.officer", "ind": "ind.officer", "coa": "coa.placement",
        "ggd": "ggd.health_worker", "kmar": "kmar.reporter",
    }  # fmt: skip
    made = {name: as_partner(role) for name, role in roles.items()}
    return SimpleNamespace(**made, mentor=as_partner("bo_provider.mentor", location=house.id))


@pytest.fixture
def arrival(ter_apel: IntakeLocation, today: date) -> dict[str, Any]:
    """What Nidos sends of a child that arrived a week ago."""
    return {
        "child": {"givenNames": "ሳባ", "familyName": "ኪዳነ", "aliases": ["Saba Kidane", "سابا"], "sex": "F",
                  "nationality": "ER", "languages": ["ti", "ar"]},
        "birth": {"date": "2011-02-28", "precision": "DAY", "source": "CHILD", "status": "PROVISIONAL"},
        "arrival": {"intakeLocation": ter_apel.code, "arrivedOn": term_last_day(today, days=-7).isoformat()},
    }  # fmt: skip


@pytest.fixture
def case(partners: SimpleNamespace, arrival: dict[str, Any]) -> str:
    """The path of the case that Nidos intake opens."""
    return f"cases/{partners.intake.post('cases', arrival)['id']}"


def talk(who: Partner, case: str, step: str, held_on: date, **said: Any) -> dict[str, Any]:
    return who.post(
        f"{case}/conversations", {"step": step, "heldOn": held_on.isoformat(), "interpreter": True, **said}
    )


@pytest.fixture
def talked(partners: SimpleNamespace, case: str, today: date) -> str:
    """Nidos, AVIM, IND and Nidos again talk with the child."""
    talk(partners.intake, case, "ACQUAINTANCE", today, language="ti", othersPresent=["tolk"])
    talk(partners.avim, case, "IDENTIFICATION", today)
    partners.avim.post(f"{case}/identifications", {"vNumber": "9900000001", "fingerprintsTaken": True})
    talk(partners.ind, case, "REGISTRATION", today, outcome="SIGNAL")
    talk(partners.intake, case, "FOLLOW_UP", today, explainedNidosTask=True, explainedProcedure=True)
    return case


@pytest.fixture
def signalled(partners: SimpleNamespace, talked: str) -> str:
    partners.ind.post(f"{talked}/signals", SIGNAL | {"sourceStep": "REGISTRATION", "detail": "Een man met een busje."})
    return talked


@pytest.fixture
def indicated(partners: SimpleNamespace, signalled: str, people: dict[str, Person]) -> str:
    """Nidos names a guardian; the guardian decides and tells COA."""
    partners.intake.post(f"{signalled}/guardianships", {"guardian": str(people["nidos.guardian"].id)})
    partners.guardian.post(f"{signalled}/indications", INDICATION)
    partners.guardian.post(f"{signalled}/coa-notices")
    return signalled


@pytest.fixture
def placed(partners: SimpleNamespace, indicated: str, house: Location) -> str:
    """COA looks for a free bed and places the child in it."""
    assert str(house.id) in [row["id"] for row in partners.coa.rows("locations")]
    bed = next(row for row in partners.coa.rows(f"locations/{house.id}/beds") if row["free"])
    partners.coa.post(f"{indicated}/placements", {"bed": bed["id"]})
    return indicated


class TestIntake:
    @pytest.mark.requirement("S004-27")
    def test_a_child_is_registered_under_the_name_it_gives(self, partners: SimpleNamespace, case: str) -> None:
        told = partners.intake.get(case)
        assert (told["child"]["givenNames"], told["child"]["familyName"]) == ("ሳባ", "ኪዳነ")
        assert told["child"]["aliases"] == ["Saba Kidane", "سابا"]
        assert (told["birth"]["date"], told["intakeState"]) == ("2011-02-28", "OPEN")

    @pytest.mark.requirement("S004-27")
    @pytest.mark.parametrize(
        ("given", "family"), [("Mamadou", ""), ("", "D'Ñuñez-O'Brien"), ("فرزانه", "نوری"), ("ليلى", "الحمداني")]
    )
    def test_names_in_every_script_and_one_name_alone(self, partners: SimpleNamespace, arrival: dict[str, Any],
                                                      given: str, family: str) -> None:  # fmt: skip
        arrival["child"] |= {"givenNames": given, "familyName": family}
        made = partners.intake.post("cases", arrival)
        assert (made["child"]["givenNames"], made["child"]["familyName"]) == (given, family)
        found = partners.intake.send("post", "case-searches", {"name": given or family}).json()["results"]
        assert [row["id"] for row in found] == [made["id"]]

    @pytest.mark.requirement("S004-28", "S004-29", "S004-31", "S004-32", "S004-33", "S004-34", "INV-01", "INV-03")
    def test_each_organisation_holds_its_own_talk_and_then_the_intake_is_complete(
        self, partners: SimpleNamespace, case: str, today: date
    ) -> None:
        path, held = f"{case}/conversations", {"heldOn": today.isoformat()}
        talk(partners.avim, case, "IDENTIFICATION", today)
        talk(partners.ind, case, "REGISTRATION", today)
        partners.ind.refused(path, held | {"step": "FOLLOW_UP"}, status=409, code="not-your-step", source="S004-33")
        partners.intake.refused(path, held | {"step": "FOLLOW_UP"}, status=409, code="not-explained", source="INV-03")
        talk(partners.intake, case, "FOLLOW_UP", today, explainedNidosTask=True, explainedProcedure=True)
        assert partners.intake.get(case)["intakeState"] == "IN_PROGRESS"
        partners.intake.post(path, {"step": "ACQUAINTANCE", "skipReason": "Er was geen tolk."})
        assert partners.ind.get(case)["intakeState"] == "COMPLETE"

    @pytest.mark.requirement("S004-31")
    def test_avim_gives_the_child_its_v_number(self, partners: SimpleNamespace, talked: str) -> None:
        assert partners.ind.get(talked)["child"]["vNumber"] == "9900000001"
        assert partners.ind.rows(f"{talked}/identifications")[0]["fingerprintsTaken"] is True


class TestSignal:
    @pytest.mark.requirement("S004-35", "S004-87", "INV-04")
    def test_nidos_and_avim_are_told_at_once_and_say_that_they_saw_it(
        self, partners: SimpleNamespace, signalled: str
    ) -> None:
        signal = partners.ind.rows(f"{signalled}/signals")[0]
        for who in (partners.intake, partners.avim):
            notice = who.rows("notices?waiting=true")[0]
            assert (notice["kind"], notice["about"], notice["source"]) == ("SIGNAL", signal["id"], "S004-35")
            seen = who.post(f"notices/{notice['id']}/acknowledgements")
            assert seen["acknowledgedAt"]
            again = f"notices/{notice['id']}/acknowledgements"
            who.refused(again, {}, status=409, code="already-acknowledged", source="S004-35")
            assert who.rows("notices?waiting=true") == []
        assert partners.ind.rows("notices") == []

    @pytest.mark.requirement("INV-04")
    def test_a_signal_of_which_somebody_cannot_be_told_is_not_kept(
        self, partners: SimpleNamespace, talked: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def breaks_off(**told: Any) -> None:
            raise RuntimeError("the second notice fails")

        whole, sent = notices.tell_one, []
        monkeypatch.setattr(
            notices, "tell_one", lambda **told: (breaks_off if sent else whole)(**(sent.append(1) or told))
        )
        partners.ind.refused(f"{talked}/signals", SIGNAL, status=500, code="internal_error")
        assert not Signal.objects.exists()

    @pytest.mark.requirement("EC-18")
    def test_two_signals_in_the_same_minute_are_both_kept_and_told_once_each(
        self, partners: SimpleNamespace, case: str
    ) -> None:
        for who in (partners.intake, partners.avim):
            who.post(f"{case}/signals", SIGNAL)
        told = Notice.objects.filter(kind="SIGNAL").values_list("about", "to_organisation__kind")
        assert len(told) == len(set(told)) == 4
        assert sorted(kind for _about, kind in told) == ["AVIM", "IND", "IND", "NIDOS"]

    def test_its_detail_is_for_who_may_read_it(self, partners: SimpleNamespace, signalled: str) -> None:
        detail = {name: getattr(partners, name).rows(f"{signalled}/signals")[0].get("detail")
                  for name in ("intake", "avim", "ind")}  # fmt: skip
        assert detail == dict.fromkeys(("intake", "avim", "ind"), "Een man met een busje.")
        partners.avim.post(f"{signalled}/signals", SIGNAL | {"detail": "Kenteken bekend."})
        assert [row.get("detail") for row in partners.ind.rows(f"{signalled}/signals")] == [
            None,
            "Een man met een busje.",
        ]


class TestProtection:
    @pytest.mark.requirement("S004-36", "S004-70", "INV-05")
    def test_the_guardian_decides_and_tells_coa_once(self, partners: SimpleNamespace, indicated: str) -> None:
        row = partners.guardian.rows(f"{indicated}/indications")[0]
        assert row["restsOn"] == [partners.guardian.rows(f"{indicated}/signals")[0]["id"]]
        assert partners.coa.rows("notices?waiting=true")[0]["kind"] == "INDICATION"
        again = f"{indicated}/coa-notices"
        partners.guardian.refused(again, {}, status=409, code="already-informed", source="INV-05")
        partners.ind.refused(again, {}, status=403, code="not_allowed")

    @pytest.mark.requirement("S004-30")
    def test_another_guardian_of_the_same_organisation_does_not_know_of_the_case(
        self, partners: SimpleNamespace, as_partner: AsPartner, indicated: str
    ) -> None:
        """The same client, another person at its side: the guardian of this child is one person."""
        assert partners.guardian.get(indicated)["grounds"] == ["GUARDIAN"]
        someone_else = as_partner("nidos.guardian", user_id="somebody-else")
        someone_else.refused(indicated, method="get", status=404, code="not_found")

    @pytest.mark.requirement("S004-37", "S004-70", "INV-06", "INV-07")
    def test_coa_places_and_only_when_it_was_told_of_an_indication(
        self, partners: SimpleNamespace, signalled: str, people: dict[str, Person], house: Location
    ) -> None:
        path, bed = f"{signalled}/placements", {"bed": str(house.beds.get(label="1").id)}
        partners.intake.post(f"{signalled}/guardianships", {"guardian": str(people["nidos.guardian"].id)})
        partners.guardian.post(f"{signalled}/indications", INDICATION)
        partners.coa.refused(path, bed, status=409, code="no-indication", source="INV-07")
        partners.guardian.refused(path, bed, status=403, code="not_allowed")
        partners.guardian.post(f"{signalled}/coa-notices")
        assert partners.coa.post(path, bed)["location"] == str(house.id)
        partners.coa.refused(path, bed, status=409, code="already-placed", source="INV-08")

    @pytest.mark.requirement("INV-07")
    def test_a_child_that_needs_no_protected_shelter_gets_no_place_in_one(
        self, partners: SimpleNamespace, signalled: str, people: dict[str, Person], house: Location
    ) -> None:
        partners.intake.post(f"{signalled}/guardianships", {"guardian": str(people["nidos.guardian"].id)})
        partners.guardian.post(f"{signalled}/indications", INDICATION | {"outcome": "NOT_NEEDED"})
        partners.guardian.post(f"{signalled}/coa-notices")
        bed = {"bed": str(house.beds.get(label="1").id)}
        partners.coa.refused(
            f"{signalled}/placements", bed, status=409, code="indication-does-not-fit", source="INV-07"
        )

    @pytest.mark.requirement("INV-08")
    def test_a_bed_that_is_taken_is_not_on_offer(
        self, partners: SimpleNamespace, placed: str, house: Location
    ) -> None:
        free = {row["label"]: row["free"] for row in partners.coa.rows(f"locations/{house.id}/beds")}
        assert free == {"1": False, "2": True}

    def test_the_mentor_of_the_house_sees_the_child_and_not_the_mentor_of_another(
        self, partners: SimpleNamespace, as_partner: AsPartner, placed: str, make_house: Callable[..., Location]
    ) -> None:
        told = partners.mentor.get(placed)
        assert (told["grounds"], told["child"]["givenNames"]) == (["HOUSE"], "ሳባ")
        assert [row["id"] for row in partners.mentor.rows("cases")] == [told["id"]]
        elsewhere = as_partner("bo_provider.mentor", location=make_house("BO", name="Elsewhere").id)
        elsewhere.refused(placed, method="get", status=404, code="not_found")
        assert elsewhere.rows("cases") == []

    @pytest.mark.requirement("S004-45", "S004-46", "S004-47", "INV-13")
    def test_every_clock_with_its_source(self, partners: SimpleNamespace, placed: str, today: date) -> None:
        clocks = {row["name"]: row for row in partners.guardian.rows(f"{placed}/terms")}
        assert (clocks["REST"]["countsFrom"], clocks["REST"]["source"][0]) == (today.isoformat(), "S004-46")
        assert clocks["REST"]["lastDay"] == rest_last_day(today).isoformat()
        wait = hearing_wait_last_day(today)
        assert clocks["HEARING_WAIT"]["lastDay"] == wait.isoformat()
        assert clocks["HEARING_WAIT"]["earliest"] == earliest_hearing(rest_last_day(today), wait).isoformat()
        assert clocks["MAJORITY"]["provisional"] is True

    @pytest.mark.requirement("S004-46", "INV-13")
    def test_more_rest_counts_once_a_supervisor_approved_it(
        self, partners: SimpleNamespace, placed: str, today: date
    ) -> None:
        path = f"{placed}/rest-extensions"
        asked = partners.guardian.post(path, {"days": 14, "reason": "Zij slaapt niet."})
        approval = f"{path}/{asked['id']}/approvals"
        partners.guardian.refused(approval, {}, status=403, code="not_allowed")
        partners.coa.refused(path, {"days": 7, "reason": "x"}, status=403, code="not_allowed")
        assert partners.supervisor.rows("notices?waiting=true")[0]["kind"] == "REST_REQUESTED"
        assert partners.supervisor.post(approval)["approvedAt"]
        partners.supervisor.refused(approval, {}, status=409, code="already-approved", source="S004-46")
        rest = next(row for row in partners.ind.rows(f"{placed}/terms") if row["name"] == "REST")
        assert rest["lastDay"] == term_last_day(rest_last_day(today), days=14).isoformat()


class TestHearing:
    @pytest.mark.requirement("S004-47", "EC-15", "INV-14")
    def test_not_on_the_last_day_of_the_wait_but_on_the_day_after(
        self, partners: SimpleNamespace, placed: str, today: date
    ) -> None:
        path, wait = f"{placed}/hearings", hearing_wait_last_day(today)
        first = earliest_hearing(rest_last_day(today), wait)
        for day in (today, wait):
            partners.ind.refused(
                path, {"plannedOn": day.isoformat()}, status=409, code="hearing-too-early", source="S004-47"
            )
        assert partners.ind.post(path, {"plannedOn": first.isoformat()})["plannedOn"] == first.isoformat()
        assert "HEARING_PLANNED" in [row["kind"] for row in partners.guardian.rows("notices")]
        assert partners.mentor.rows(path)[0]["plannedOn"] == first.isoformat()

    @pytest.mark.requirement("S004-45", "INV-15")
    def test_not_while_the_child_rests_longer_than_three_months(
        self, partners: SimpleNamespace, placed: str, today: date
    ) -> None:
        asked = partners.guardian.post(f"{placed}/rest-extensions", {"days": 100, "reason": "Zij is opgenomen."})
        partners.supervisor.post(f"{placed}/rest-extensions/{asked['id']}/approvals")
        rest = term_last_day(rest_last_day(today), days=100).isoformat()
        partners.ind.refused(
            f"{placed}/hearings", {"plannedOn": rest}, status=409, code="hearing-too-early", source="S004-45"
        )

    @pytest.mark.requirement("EC-16", "INV-14")
    def test_earlier_only_with_all_five_members(self, partners: SimpleNamespace, placed: str, today: date) -> None:
        path = f"{placed}/hearings"
        wish = {"requestedBy": "CHILD", "reason": "Haar getuige vertrekt.", "lawyerConsulted": True,
                "guardianAgrees": True, "indAgrees": True}  # fmt: skip
        planned = {"plannedOn": term_last_day(today, days=7).isoformat()}
        for name in wish:
            lacking = {key: value for key, value in wish.items() if key != name}
            partners.ind.refused(
                path, planned | {"deviation": lacking}, status=409, code="deviation-incomplete", source="INV-14"
            )
        made = partners.ind.post(path, planned | {"deviation": wish})
        assert partners.ind.rows(f"{placed}/hearing-deviations")[0]["hearing"] == made["id"]

    @pytest.mark.requirement("S004-72")
    def test_not_before_the_child_has_its_place(self, partners: SimpleNamespace, indicated: str, today: date) -> None:
        far = {"plannedOn": term_last_day(today, months=12).isoformat()}
        partners.ind.refused(f"{indicated}/hearings", far, status=409, code="hearing-not-plannable", source="S004-72")

    @pytest.mark.requirement("AL-09")
    def test_more_rest_leaves_the_plan_as_it_is_and_warns_ind(
        self, partners: SimpleNamespace, placed: str, today: date
    ) -> None:
        first = earliest_hearing(rest_last_day(today), hearing_wait_last_day(today))
        partners.ind.post(f"{placed}/hearings", {"plannedOn": first.isoformat()})
        asked = partners.guardian.post(f"{placed}/rest-extensions", {"days": 120, "reason": "Zij is opgenomen."})
        partners.supervisor.post(f"{placed}/rest-extensions/{asked['id']}/approvals")
        assert partners.ind.rows("notices")[0]["kind"] in {"HEARING_CONFLICT", "REST_EXTENDED"}
        assert "HEARING_CONFLICT" in [row["kind"] for row in partners.ind.rows("notices")]
        assert Hearing.objects.get().planned_on == first


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


@pytest.mark.requirement("S004-58", "INV-23")
def test_guardianship_ends_by_itself_when_the_child_proves_to_be_of_age(
    partners: SimpleNamespace, placed: str, people: dict[str, Person]
) -> None:
    """AVIM establishes that she is twenty: the guardianship has ended, and nobody can ask for it again."""
    partners.avim.post(f"{placed}/birth-dates", {"date": "2001-01-01", "source": "DOCUMENT", "status": "OFFICIAL"})
    body = {"guardian": str(people["nidos.guardian"].id)}
    partners.intake.refused(f"{placed}/guardianships", body, status=409, code="of-age", source="INV-23")
    assert partners.guardian.rows(f"{placed}/placements")[0]["endsAt"] is None
