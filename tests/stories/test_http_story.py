"""One child from arrival to a protected place, as partners tell it: each with a client of its own, over HTTP."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from intake.models import IntakeLocation, Signal
from partners import notices
from partners.models import Notice, Person
from policy.clocks import earliest_hearing, hearing_wait_last_day, rest_last_day
from policy.dates import term_last_day
from shelter.models import Location
from tests.partner_api import INDICATION, SIGNAL, Partner, talk

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]
AsPartner = Callable[..., Partner]


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

    @pytest.mark.requirement("S004-12", "S004-89")
    def test_a_child_arrives_in_ter_apel_or_wherever_else_the_procedure_is_in_use(
        self, partners: SimpleNamespace, arrival: dict[str, Any], case: str
    ) -> None:
        [here] = partners.intake.rows(f"{case}/whereabouts")
        assert here["place"] == "Ter Apel"
        elsewhere = arrival | {"arrival": arrival["arrival"] | {"intakeLocation": "budel"}}
        partners.intake.refused("cases", elsewhere, status=400, code="invalid")
        IntakeLocation.objects.create(code="budel", name="Budel")
        made = partners.intake.post("cases", elsewhere | {"child": arrival["child"] | {"givenNames": "Luwam"}})
        [there] = partners.intake.rows(f"cases/{made['id']}/whereabouts")
        assert there["place"] == "Budel"

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
        def breaks_off(organisation: Any) -> None:
            raise RuntimeError("the second notice fails")

        whole, sent = notices.webhook_of, []
        monkeypatch.setattr(
            notices, "webhook_of", lambda to: (breaks_off if sent.append(1) or len(sent) > 1 else whole)(to)
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
