"""COA and Nidos assess together whether a child moves on; a special azc takes three conditions and two signatures."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from config.encryption import secret
from partners.models import Notice
from shelter import fitting, indication, placement, preparation, step_down
from shelter.models import CareCoordination, Placement, Preparation, StepDownAssessment
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db
MET = {
    "bo_need_ended_on": date(2026, 6, 1), "bo_need_ended_by": "COBO", "regular_azc_too_big": "YES",
    "reception_entitled": "YES", "unfinished_reason": "Zij wil naar haar nicht.",
}  # fmt: skip


@pytest.fixture
def sheltered(admit, at):
    return admit(at(2026, 3, 4))


@pytest.fixture
def assess(cast, at):
    def assessed(case, *, by=None, on=None, **said):
        return step_down.open_(case=case, by=by or cast.coa, at=on or at(2026, 6, 2), **(MET | said))

    return assessed


@pytest.fixture
def sign(cast, at):
    def signed(row, outcome, by="coa", *, on=None, reasons="Zij redt zich goed."):
        moment = on or at(2026, 6, 3)
        if by == "coa":
            return step_down.sign_for_coa(assessment=row, coa_decision=outcome, coa_reasons=reasons, by=cast.coa,
                                          at=moment)  # fmt: skip
        return step_down.sign_for_nidos(assessment=row, nidos_decision=outcome, nidos_reasons=reasons,
                                        by=cast.guardian, at=moment)  # fmt: skip

    return signed


@pytest.fixture
def agree(assess, sign):
    def agreed(case, outcome="SPECIAL_AZC", **said):
        row = assess(case, **said)
        sign(row, outcome)
        return sign(row, outcome, "nidos")

    return agreed


class TestWhoAssesses:
    @pytest.mark.requirement("S004-51", "S004-55")
    def test_coa_or_nidos_of_a_child_in_protected_shelter_and_the_other_is_told(self, sheltered, assess, cast, at):
        row = assess(sheltered)
        assert (row.opened_on, row.outcome) == (date(2026, 6, 2), "")
        [told] = Notice.objects.filter(kind="STEP_DOWN")
        assert told.to_organisation_id == cast.guardian.organisation_id
        assert refusal(lambda: assess(sheltered, by=cast.guardian))[0] == "already-assessed"

    def test_nobody_else_and_not_of_a_child_elsewhere(self, sheltered, assess, cast, open_case):
        assert refusal(lambda: assess(sheltered, by=cast.mentor)) == ("only-coa-and-nidos", "S004-55")
        assert refusal(lambda: assess(open_case())) == ("not-in-shelter", "C3.3")

    @pytest.mark.requirement("S004-52")
    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"bo_need_ended_by": ""}, "need-ended-by"),
            ({"bo_need_ended_on": None}, "need-ended-by"),
            ({"bo_need_ended_on": date(2026, 6, 3)}, "need-ended-when"),
            ({"bo_need_ended_on": date(2026, 3, 3)}, "need-ended-when"),
        ],
    )
    def test_the_need_ended_on_a_day_and_somebody_says_so(self, sheltered, assess, said, code):
        assert refusal(lambda: assess(sheltered, **said)) == (code, "S004-52")


class TestTwoSignatures:
    @pytest.mark.requirement("S004-55", "INV-26", "S004-11")
    def test_there_is_an_outcome_only_when_both_said_the_same(self, sheltered, assess, sign):
        row = assess(sheltered)
        assert sign(row, "SPECIAL_AZC").outcome == ""
        agreed = sign(row, "SPECIAL_AZC", "nidos")
        assert (agreed.outcome, agreed.agreed_on) == ("SPECIAL_AZC", date(2026, 6, 3))

    @pytest.mark.requirement("S004-55")
    def test_as_long_as_they_disagree_the_child_stays_and_either_may_come_round(self, sheltered, assess, sign):
        row = assess(sheltered)
        sign(row, "AZC")
        assert sign(row, "STAY", "nidos").outcome == ""
        assert sign(row, "STAY").outcome == "STAY"
        assert Placement.objects.get().ends_at is None
        assert refusal(lambda: sign(row, "AZC")) == ("already-agreed", "S004-55")

    @pytest.mark.requirement("S004-55")
    def test_each_signs_for_itself_with_its_reasons(self, sheltered, assess, sign, cast, at):
        row = assess(sheltered)
        for_coa = {"assessment": row, "coa_decision": "STAY", "coa_reasons": "x", "at": at(2026, 6, 3)}
        assert refusal(lambda: step_down.sign_for_coa(by=cast.guardian, **for_coa)) == (
            "not-your-signature", "S004-55")  # fmt: skip
        assert refusal(lambda: sign(row, "STAY", reasons=" "))[0] == "no-reasons"

    @pytest.mark.requirement("S004-55")
    def test_what_was_signed_on_other_conditions_is_signed_anew(self, sheltered, assess, sign, cast, at):
        row = assess(sheltered)
        sign(row, "SPECIAL_AZC")
        amended = step_down.amend(
            assessment=row, by=cast.guardian, at=at(2026, 6, 4), **(MET | {"reception_entitled": "NO"})
        )
        assert (amended.coa_decision, amended.coa_decided_on) == ("", None)
        assert refusal(lambda: sign(row, "SPECIAL_AZC", "nidos"))[0] == "three-conditions"
        assert refusal(lambda: step_down.amend(assessment=row, by=cast.mentor, at=at(2026, 6, 4)))[0] == (
            "only-coa-and-nidos")  # fmt: skip

    def test_of_a_stay_that_ended_nothing_is_signed(self, sheltered, assess, sign, cast, at, make_house):
        row = assess(sheltered)
        placement.move(placement=Placement.objects.get(), bed=make_house("BO", name="Other").beds.first(),
                       move_reason="Safer.", by=cast.coa, at=at(2026, 6, 3, 8))  # fmt: skip
        assert refusal(lambda: sign(row, "STAY"))[0] == "stay-over"
        assert assess(sheltered, on=at(2026, 6, 4)).pk != row.pk

    @pytest.mark.requirement("S004-52", "S004-119")
    def test_nobody_moves_on_while_it_is_needed_or_unfinished_without_a_reason(
        self, sheltered, assess, sign, cast, at
    ):
        row = assess(sheltered, bo_need_ended_on=None, bo_need_ended_by="", unfinished_reason="")
        assert refusal(lambda: sign(row, "AZC")) == ("need-not-ended", "S004-52")
        need = {name: MET[name] for name in ("bo_need_ended_on", "bo_need_ended_by")}
        step_down.amend(assessment=row, by=cast.coa, at=at(2026, 6, 2), **need)
        assert refusal(lambda: sign(row, "AZC")) == ("programme-unfinished", "S004-119")
        assert sign(row, "STAY").coa_decision == "STAY"

    @pytest.mark.requirement("INV-26", "S004-53", "S004-54")
    @pytest.mark.parametrize("missing", ["regular_azc_too_big", "reception_entitled"])
    @pytest.mark.parametrize("answer", ["", "NO"])
    def test_a_special_azc_takes_all_three(self, sheltered, assess, sign, missing, answer):
        row = assess(sheltered, **{missing: answer})
        assert refusal(lambda: sign(row, "SPECIAL_AZC")) == ("three-conditions", "INV-26")

    @pytest.mark.requirement("D-11")
    def test_there_is_no_special_azc_before_the_pilot(self, admit, assess, sign, at):
        case = admit(at(2014, 9, 1), born=date(1999, 1, 10))
        row = assess(case, on=at(2015, 3, 18), bo_need_ended_on=date(2015, 3, 1))
        assert refusal(lambda: sign(row, "SPECIAL_AZC", on=at(2015, 3, 18))) == ("pilot-not-in-force", "D-11")
        assert sign(row, "SPECIAL_AZC", on=at(2015, 3, 19)).coa_decision == "SPECIAL_AZC"

    @pytest.mark.requirement("INV-26")
    @pytest.mark.parametrize(
        "changed",
        [
            {"coa_decision": "STAY"}, {"nidos_decision": "", "nidos_decided_on": None}, {"regular_azc_too_big": "NO"},
            {"reception_entitled": ""}, {"bo_need_ended_on": None, "bo_need_ended_by": ""},
            {"programme_complete": False, "unfinished_reason": ""}, {"agreed_on": None}, {"coa_decided_on": None},
            {"bo_need_ended_by": ""},
        ],
    )  # fmt: skip
    def test_the_database_keeps_no_agreement_with_less(self, sheltered, agree, cast, at, changed):
        row = agree(sheltered)
        for name, value in changed.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(row, by=cast.coa, at=at(2026, 6, 5))

    def test_the_database_keeps_one_that_is_open_for_a_stay(self, sheltered, assess, cast, at):
        row = assess(sheltered)
        twice = StepDownAssessment(case=sheltered, placement=row.placement, opened_on=row.opened_on)
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(twice, by=cast.coa, at=at(2026, 6, 5))


def go(case, house, cast, at, by="coa", **said):
    said = {"unfinished_reason": "Zij wil verder."} | said
    return placement.move(placement=Placement.objects.get(case=case, ends_at=None), bed=house.beds.first(),
                          move_reason="Agreed.", by=getattr(cast, by), at=at(2026, 6, 8), **said)  # fmt: skip


class TestMovingOn:
    @pytest.mark.requirement("INV-26", "S004-56")
    def test_nobody_goes_to_a_special_azc_without_it(self, sheltered, assess, sign, make_house, cast, at):
        special = make_house("SPECIAL_AZC")
        assert refusal(lambda: go(sheltered, special, cast, at)) == ("no-step-down", "INV-26")
        row = assess(sheltered)
        sign(row, "SPECIAL_AZC")
        assert refusal(lambda: go(sheltered, special, cast, at))[0] == "no-step-down"

    @pytest.mark.requirement("INV-26")
    def test_nor_is_placed_there_on_arrival(self, open_case, make_house, cast, at):
        bed = make_house("SPECIAL_AZC").beds.first()
        assert refusal(lambda: placement.place(case=open_case(), bed=bed, by=cast.coa, at=at(2026, 3, 4)))[0] == (
            "no-step-down")  # fmt: skip

    @pytest.mark.requirement("S004-52", "S004-56", "INV-26")
    def test_who_was_assessed_for_it_goes_and_the_decision_to_protect_ends(
        self, sheltered, agree, make_house, cast, at
    ):
        agree(sheltered)
        special = make_house("SPECIAL_AZC")
        stay = Placement.objects.get()
        assert special in fitting.houses_on_offer(stay, cast.coa, at(2026, 6, 8))
        go(sheltered, special, cast, at)
        assert indication.current(sheltered) is None
        assert Placement.objects.get(ends_at=None).location == special

    def test_there_one_may_change_rooms_and_houses(self, sheltered, agree, make_house, cast, at):
        agree(sheltered)
        special = make_house("SPECIAL_AZC")
        go(sheltered, special, cast, at)
        here = Placement.objects.get(ends_at=None)
        assert placement.move(placement=here, bed=special.beds.last(), move_reason="Quieter.", by=cast.coa,
                              at=at(2026, 6, 9))  # fmt: skip

    @pytest.mark.requirement("S004-51")
    def test_what_was_agreed_opens_that_and_nothing_else(self, sheltered, agree, make_house, cast, at):
        assert refusal(lambda: go(sheltered, make_house("AZC"), cast, at))[0] == "indication-does-not-fit"
        agree(sheltered, "AZC", regular_azc_too_big="NO")
        assert refusal(lambda: go(sheltered, make_house("SPECIAL_AZC"), cast, at))[0] == "no-step-down"
        assert go(sheltered, make_house("AZC", name="Next"), cast, at).is_move

    def test_to_a_family_by_nidos(self, sheltered, agree, make_house, cast, at):
        agree(sheltered, "FOSTER")
        family = make_house("FOSTER", beds=1)
        assert go(sheltered, family, cast, at, by="guardian").location == family

    @pytest.mark.requirement("S004-55")
    def test_who_stays_is_not_moved_by_it(self, sheltered, agree, make_house, cast, at):
        agree(sheltered, "STAY")
        for kind in ("AZC", "SPECIAL_AZC"):
            assert refusal(lambda kind=kind: go(sheltered, make_house(kind), cast, at))

    def test_an_agreement_about_an_earlier_stay_opens_nothing(self, sheltered, agree, make_house, cast, at):
        agree(sheltered)
        placement.move(placement=Placement.objects.get(), bed=make_house("BO", name="Other").beds.first(),
                       move_reason="Safer.", by=cast.coa, at=at(2026, 6, 4))  # fmt: skip
        assert refusal(lambda: go(sheltered, make_house("SPECIAL_AZC"), cast, at))[0] == "no-step-down"


class TestPreparing:
    TALK = {"talked_on": date(2026, 4, 1), "will_live": "Hier.", "cared_by": "Nidos."}

    @pytest.mark.requirement("S004-49", "T-07")
    @pytest.mark.parametrize("by", ["guardian", "coa", "mentor"])
    def test_who_has_charge_of_the_child_says_that_it_was_talked_of(self, sheltered, cast, at, by):
        actor, moment = getattr(cast, by), at(2026, 4, 2)
        row = preparation.record(case=sheltered, by=actor, at=moment, **self.TALK)
        assert (row.will_live.text, Preparation.objects.count()) == ("Hier.", 1)

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"talked_on": date(2026, 4, 3)}, "talked-when"),
            ({"talked_on": date(2026, 3, 3)}, "talked-when"),
            ({"will_live": " "}, "nothing-prepared"),
            ({"cared_by": ""}, "nothing-prepared"),
        ],
    )
    def test_a_talk_that_was_held_and_said_something(self, sheltered, cast, at, changed, code):
        say = {"case": sheltered, "by": cast.guardian, "at": at(2026, 4, 2), **(self.TALK | changed)}
        assert refusal(lambda: preparation.record(**say))[0] == code

    @pytest.mark.requirement("S004-58")
    def test_not_of_who_is_eighteen(self, admit, cast, at):
        case = admit(at(2026, 3, 4), born=date(2008, 3, 2))
        say = {"case": case, "by": cast.coa, "at": at(2026, 4, 2), **self.TALK}
        assert refusal(lambda: preparation.record(**say)) == ("of-age", "S004-49")


@pytest.mark.requirement("S004-120")
def test_an_assessment_ends_no_care_and_starts_none(sheltered, agree):
    agree(sheltered)
    assert not CareCoordination.objects.exists()


def test_through_the_door(sheltered, cast, at):
    row = perform(step_down.OPEN, by=cast.coa, at=at(2026, 6, 2), data=MET, case=sheltered.pk)
    assert row.unfinished_reason.text == secret(sheltered.data_key, MET["unfinished_reason"]).text
