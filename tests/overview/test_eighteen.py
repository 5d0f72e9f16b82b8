"""Coming of age on the desks: who is asked what before eighteen and after it, and what goes never unseen (AL-17)."""

from dataclasses import replace
from datetime import date

import pytest

from overview import alerts, case_page, contacts, snapshot, tasks
from partners import involvement
from partners.actors import of_person
from policy.alerts import Severity
from residence import guardianship
from shelter import absence, care, placement, preparation, step_down
from shelter.models import Placement

pytestmark = pytest.mark.django_db
BORN = date(2008, 9, 19)
MET = {"bo_need_ended_on": date(2026, 6, 1), "bo_need_ended_by": "COBO", "unfinished_reason": "Wil verder."}
EIGHTEEN = {"PREPARE_EIGHTEEN", "SIGN_STEP_DOWN_COA", "SIGN_STEP_DOWN_NIDOS", "AGREE_ON_STEP_DOWN", "MOVE_ON",
            "MOVE_ON_TO_FAMILY", "START_CARE", "ARRANGE_ONWARD"}  # fmt: skip


def asked(actor, at) -> set[str]:
    return {todo.task.code for todo in tasks.open_tasks(snapshot.load(actor, at), actor.role, at)} & EIGHTEEN


def alerted(actor, at) -> dict[str, alerts.OpenAlert]:
    return {each.alert.code: each for each in alerts.waiting(snapshot.load(actor, at), actor.role, at)}


@pytest.fixture
def coordinator(people):
    return of_person(people["nidos.care_coordinator"])


@pytest.fixture
def child(admit, at, cast, people):
    """In BO since March, with a guardian; eighteen on 19 September 2026."""
    case = admit(at(2026, 3, 4), born=BORN)
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
    return case


@pytest.fixture
def mentor(child, cast):
    return replace(cast.mentor, location=Placement.objects.get(case=child).location_id)


@pytest.fixture
def nidos(cast, coordinator):
    return {"guardian": cast.guardian, "intake": cast.intake, "coordinator": coordinator}


class TestBefore:
    @pytest.mark.requirement("S004-49", "T-07")
    def test_six_three_and_one_month_before_until_it_was_talked_of_since(self, child, mentor, cast, at):
        def prepared(month, day):
            moment = at(2026, month, day)
            preparation.record(case=child, talked_on=moment.date(), will_live="Hier.", cared_by="Nidos.", by=mentor,
                               at=moment)  # fmt: skip

        for actor in (cast.guardian, cast.coa, mentor):
            assert asked(actor, at(2026, 3, 18)) == set()
            assert asked(actor, at(2026, 3, 19)) == {"PREPARE_EIGHTEEN"}
        prepared(4, 1)
        assert asked(cast.guardian, at(2026, 6, 18)) == set()
        assert asked(cast.guardian, at(2026, 6, 19)) == {"PREPARE_EIGHTEEN"}
        prepared(6, 20)
        assert asked(cast.guardian, at(2026, 8, 18)) == set()
        assert asked(cast.guardian, at(2026, 8, 19)) == {"PREPARE_EIGHTEEN"}
        assert "PREPARE_EIGHTEEN" not in asked(cast.guardian, at(2026, 9, 19))

    def test_a_missing_child_is_talked_with_when_it_is_back(self, child, mentor, cast, at):
        absence.report(case=child, circumstances="Weg.", last_seen_at=at(2026, 4, 1), by=mentor, at=at(2026, 4, 1, 20))
        assert asked(cast.guardian, at(2026, 4, 2)) == set()


class TestFromEighteenOn:
    @pytest.mark.requirement("AL-17", "S004-57", "EC-01")
    def test_all_of_nidos_hears_it_at_once_until_somebody_coordinates(self, child, nidos, cast, people, at):
        day = at(2026, 9, 19, 0)
        assert not any("AL-17" in alerted(actor, at(2026, 9, 18, 23)) for actor in nidos.values())
        for actor in nidos.values():
            assert alerted(actor, day)["AL-17"].alert.severity == Severity.CRITICAL
            assert "START_CARE" in asked(actor, day)
        assert "AL-17" in alerted(cast.supervisor, day)
        care.start(case=child, coordinator=people["nidos.care_coordinator"], basis="School.", by=cast.guardian,
                   at=at(2026, 9, 21))  # fmt: skip
        assert not any("AL-17" in alerted(actor, at(2026, 9, 22)) for actor in [*nidos.values(), cast.supervisor])
        assert asked(cast.guardian, at(2026, 9, 22)) == set()

    @pytest.mark.requirement("AL-17")
    def test_and_after_the_guardian_is_gone_and_when_it_ended(self, child, nidos, cast, people, at):
        assert "AL-17" in alerted(nidos["intake"], at(2026, 12, 1))
        row = care.start(case=child, coordinator=people["nidos.care_coordinator"], basis="School.",
                         by=nidos["intake"], at=at(2026, 12, 1))  # fmt: skip
        care.end(coordination=row, end_reason="Wil niet.", by=nidos["coordinator"], at=at(2026, 12, 5))
        assert alerted(nidos["coordinator"], at(2026, 12, 6))["AL-17"].since == at(2026, 12, 5, 0)

    @pytest.mark.requirement("S004-58")
    def test_the_guardian_is_asked_nothing_it_may_not_do_any_more(self, child, cast, at):
        found = tasks.open_tasks(snapshot.load(cast.guardian, at(2026, 9, 20)), "nidos.guardian", at(2026, 9, 20))
        standing = involvement.standing(cast.guardian, child.pk, at(2026, 9, 20))
        assert found
        assert all(tasks.ACTS[todo.act].allowed(standing) for todo in found)

    @pytest.mark.requirement("D-11", "S004-50", "INV-24")
    def test_outside_the_pilot_coa_and_nidos_arrange_where_it_goes(self, admit, people, nidos, cast, at):
        case = admit(at(2014, 9, 1), born=date(1997, 1, 10))
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2014, 9, 1))
        assert asked(cast.coa, at(2015, 1, 9)) == {"PREPARE_EIGHTEEN"}
        for actor in (cast.coa, *nidos.values()):
            assert asked(actor, at(2015, 1, 10)) == {"ARRANGE_ONWARD"}
            assert "AL-17" not in alerted(actor, at(2015, 1, 10))
            assert "ARRANGE_ONWARD" not in asked(actor, at(2015, 3, 19))
        step_down.open_(case=case, by=cast.coa, at=at(2015, 1, 12))
        assert "ARRANGE_ONWARD" not in asked(nidos["intake"], at(2015, 1, 12))
        assert Placement.objects.get().ends_at is None

    @pytest.mark.requirement("S004-58")
    def test_the_page_says_since_when_it_decides_itself(self, child, cast, at):
        before = case_page.load(cast.guardian, child.pk, at(2026, 9, 18)).header.birth
        after = case_page.load(cast.guardian, child.pk, at(2026, 9, 20)).header.birth
        assert before.of_age is None
        assert (after.of_age.text, after.of_age.tone) == ("meerderjarig sinds 19 sep: beslist zelf", "calm")

    def test_nobody_is_asked_for_a_guardian_any_more(self, child, cast, at):
        standing = involvement.standing(cast.intake, child.pk, at(2026, 12, 1))
        assert not any(each.unguarded for each in contacts.load(standing, at(2026, 12, 1)))


class TestMovingOn:
    @pytest.fixture
    def assessed(self, child, cast, at):
        return step_down.open_(case=child, by=cast.coa, at=at(2026, 6, 2), **MET)

    @pytest.mark.requirement("S004-55")
    def test_each_party_is_asked_for_its_own_signature(self, assessed, nidos, cast, at):
        moment = at(2026, 6, 3)
        assert (asked(cast.coa, moment), asked(cast.guardian, moment)) == (
            {"SIGN_STEP_DOWN_COA", "PREPARE_EIGHTEEN"}, {"SIGN_STEP_DOWN_NIDOS", "PREPARE_EIGHTEEN"})  # fmt: skip
        step_down.sign_for_coa(assessment=assessed, coa_decision="AZC", coa_reasons="Klaar.", by=cast.coa, at=moment)
        assert "SIGN_STEP_DOWN_COA" not in asked(cast.coa, moment)
        step_down.sign_for_nidos(assessment=assessed, nidos_decision="STAY", nidos_reasons="Nee.", by=cast.guardian,
                                 at=moment)  # fmt: skip
        assert "AGREE_ON_STEP_DOWN" in asked(cast.coa, moment) & asked(cast.guardian, moment)

    @pytest.mark.requirement("S004-55", "S004-58")
    def test_after_eighteen_whoever_sees_the_case_signs_for_nidos(self, assessed, nidos, at):
        assert "SIGN_STEP_DOWN_NIDOS" in asked(nidos["intake"], at(2026, 12, 1))
        row = step_down.sign_for_nidos(assessment=assessed, nidos_decision="STAY", nidos_reasons="Blijft.",
                                       by=nidos["coordinator"], at=at(2026, 12, 1))  # fmt: skip
        assert row.nidos_decided_on == date(2026, 12, 1)

    @pytest.mark.requirement("EC-60", "S004-51", "S004-119")
    def test_what_was_agreed_is_done_and_then_asks_nothing(self, child, assessed, cast, at, make_house):
        moment = at(2026, 6, 3)
        step_down.sign_for_coa(assessment=assessed, coa_decision="AZC", coa_reasons="Klaar.", by=cast.coa, at=moment)
        step_down.sign_for_nidos(assessment=assessed, nidos_decision="AZC", nidos_reasons="Klaar.", by=cast.guardian,
                                 at=moment)  # fmt: skip
        assert "MOVE_ON" in asked(cast.coa, moment)
        placement.move(placement=Placement.objects.get(), bed=make_house("AZC").beds.first(), move_reason="Eens.",
                       unfinished_reason="Wil verder.", by=cast.coa, at=at(2026, 6, 8))  # fmt: skip
        left = tasks.open_tasks(snapshot.load(cast.coa, at(2026, 6, 9)), "coa.placement", at(2026, 6, 9))
        assert {todo.task.code for todo in left} == {"PREPARE_EIGHTEEN"}

    @pytest.mark.requirement("S004-51")
    def test_to_a_family_is_asked_of_nidos(self, assessed, cast, at):
        moment = at(2026, 6, 3)
        step_down.sign_for_coa(assessment=assessed, coa_decision="FOSTER", coa_reasons="Ja.", by=cast.coa, at=moment)
        step_down.sign_for_nidos(assessment=assessed, nidos_decision="FOSTER", nidos_reasons="Ja.", by=cast.guardian,
                                 at=moment)  # fmt: skip
        assert "MOVE_ON_TO_FAMILY" in asked(cast.guardian, moment)
        assert "MOVE_ON" not in asked(cast.coa, moment)
