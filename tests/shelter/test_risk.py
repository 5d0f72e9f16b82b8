"""The risk analysis: prepared by Nidos, a part of each organisation, adopted by two or more, then only replaced."""

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from config.encryption import Secret
from partners import involvement
from partners.access import read
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from shelter import cobo, cobo_agenda, placement, risk, risk_adopt
from shelter.models import Placement, RiskAnalysis, RiskContribution, RiskPosition
from tests.houses import perform, refusal
from tests.shelter.cobos import WHOLE

pytestmark = pytest.mark.django_db
TEXTS = {"vulnerabilities_why", "can_report_why", "can_cooperate_why", "can_tell_story_why", "child_view"}


def seen(actor, case, moment, model=RiskAnalysis):
    return read(model.objects.all(), involvement.standing(actor, case.id, moment))


@pytest.fixture
def adopted(draft, published, hold, agree, cast, mentor, at):
    hold()
    agree(draft, cast.guardian, mentor)
    return risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 14))


class TestItIsPrepared:
    @pytest.mark.requirement("S004-98", "S004-99", "S004-100")
    def test_with_vulnerabilities_and_three_separate_answers(self, draft):
        assert (draft.edition, draft.state, draft.vulnerabilities) == (1, "DRAFT", ["DEBT", "MAY_LEAVE"])
        assert (draft.can_report, draft.can_cooperate, draft.can_tell_story) == ("LATER", "UNKNOWN", "YES")
        assert str(draft.child_view) == "Zij wil naar school."

    @pytest.mark.requirement("S004-98")
    def test_by_nidos_for_a_child_in_protected_shelter_and_one_at_a_time(self, draft, child, open_case, cast, at):
        def prepare(case, by):
            return refusal(lambda: risk.prepare(case=case, by=by, at=at(2026, 3, 7)))

        assert prepare(child, cast.avim) == ("only-nidos", "S004-98")
        assert prepare(child, cast.guardian) == ("already-prepared", "S004-98")
        assert prepare(open_case(), cast.guardian) == ("not-protected", "S004-98")
        second = RiskAnalysis(case=child, placement=draft.placement, edition=2)
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(second, by=cast.guardian, at=at(2026, 3, 7))

    def test_nidos_goes_on_with_it(self, draft, cast, at, mentor):
        row = risk.revise(analysis=draft, can_report="NO", safety_needs="", by=cast.guardian, at=at(2026, 3, 7))
        assert (row.can_report, row.safety_needs, row.can_tell_story) == ("NO", "", "YES")
        said = refusal(lambda: risk.revise(analysis=draft, can_report="NO", by=mentor, at=at(2026, 3, 7)))
        assert said == ("only-nidos", "S004-98")


class TestWhoReadsWhat:
    @pytest.fixture
    def parts(self, draft, published, cast, mentor, clinician, at):
        """Each party gives its own part."""
        for who in (cast.avim, cast.ind, mentor, clinician, cast.guardian):
            risk.contribute(analysis=draft, text=f"Van {who.kind}.", by=who, at=at(2026, 3, 12))
        return draft

    @pytest.mark.requirement("S004-98", "S004-102")
    def test_ind_reads_three_answers_and_its_own_part(self, parts, child, cast, at):
        [row] = seen(cast.ind, child, at(2026, 3, 13))
        assert {"can_report", "can_cooperate", "can_tell_story", "review_by"} <= row.keys()
        assert not {*TEXTS, "vulnerabilities", "safety_needs", "child_asked", "placement"} & row.keys()
        told = seen(cast.ind, child, at(2026, 3, 13), RiskContribution)
        assert [str(row["text"]) for row in told if row.get("text")] == ["Van IND."]
        assert len(told) == 5

    @pytest.mark.requirement("S004-98")
    def test_if_the_child_agrees_ind_reads_the_analysis_and_still_not_what_others_gave(self, parts, child, cast, at):
        standing = involvement.standing(cast.ind, child.id, at(2026, 3, 13))
        agreed = type(standing)(standing.actor, standing.case, standing.grounds | {Ground.AGREEMENT}, standing.sees)
        [row] = read(RiskAnalysis.objects.all(), agreed)
        assert row.keys() >= TEXTS
        assert len([each for each in read(RiskContribution.objects.all(), agreed) if each.get("text")]) == 1

    @pytest.mark.requirement("S004-98", "S004-102")
    def test_police_the_house_and_the_clinician_read_all_of_it(self, parts, child, cast, mentor, clinician, at):
        for who in (cast.avim, mentor, clinician, cast.guardian):
            [row] = seen(who, child, at(2026, 3, 13))
            assert row.keys() >= TEXTS, who.role
            assert len(seen(who, child, at(2026, 3, 13), RiskContribution)) == 5

    @pytest.mark.requirement("S004-98")
    def test_coa_reads_what_the_place_must_offer_and_nothing_else(self, parts, child, cast, at):
        [row] = seen(cast.coa, child, at(2026, 3, 13))
        assert str(row["safety_needs"]) == "Geen telefoon in de nacht."
        assert not {*TEXTS, "vulnerabilities", "can_report", "can_cooperate", "can_tell_story"} & row.keys()
        assert seen(cast.coa, child, at(2026, 3, 13), RiskContribution) == []

    @pytest.mark.requirement("S004-98")
    def test_intake_reads_none_of_it(self, parts, child, cast, at):
        assert seen(cast.intake, child, at(2026, 3, 13)) == []

    @pytest.mark.requirement("S004-102")
    def test_who_may_not_contribute_does_not(self, draft, cast, at):
        for who, refused in ((cast.coa, NotAllowed), (cast.intake, NotFound)):
            with pytest.raises(refused):
                perform(risk.CONTRIBUTE, by=who, at=at(2026, 3, 12), data={"text": "Iets."}, case=draft.case_id,
                        analysis=draft.id)  # fmt: skip

    @pytest.mark.requirement("S004-98")
    def test_said_again_it_replaces_the_own_part_and_history_keeps_both(self, parts, cast, at):
        row = risk.contribute(analysis=parts, text="Nu dit.", by=cast.avim, at=at(2026, 3, 13))
        assert RiskContribution.objects.count() == 5
        assert [str(each.text) for each in row.history.all()] == ["Nu dit.", "Van AVIM."]
        assert refusal(lambda: risk.contribute(analysis=parts, text=" ", by=cast.avim, at=at(2026, 3, 13))) == (
            "no-text", "S004-98",
        )  # fmt: skip


class TestItIsAdopted:
    @pytest.mark.requirement("INV-22", "S004-98")
    def test_by_two_organisations_that_were_there(self, draft, published, hold, agree, cast, mentor, at):
        def adopt():
            return risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 14))

        assert refusal(adopt) == ("not-discussed", "INV-22")
        hold()
        agree(draft, cast.guardian)
        assert refusal(adopt) == ("too-few-organisations", "INV-22")
        agree(draft, mentor)
        row = adopt()
        assert (row.state, row.organisations, row.adopted_in) == ("CURRENT", 2, published.meeting)
        assert row.review_by == at(2026, 6, 18).date()

    @pytest.mark.requirement("EC-58", "INV-22")
    def test_who_was_missed_does_not_count_and_can_still_say_so(self, draft, published, hold, agree, cast, mentor, at):
        hold("AVIM")
        agree(draft, cast.guardian, cast.avim)
        said = refusal(lambda: risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 14)))
        assert said == ("too-few-organisations", "INV-22")
        agree(draft, mentor)
        assert risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 14)).organisations == 2

    @pytest.mark.requirement("S004-100", "INV-22")
    @pytest.mark.parametrize(
        ("empty", "code", "source"),
        [
            ("can_report", "three-questions", "S004-100"), ("can_cooperate", "three-questions", "S004-100"),
            ("can_tell_story", "three-questions", "S004-100"), ("can_report_why", "three-questions", "S004-100"),
            ("vulnerabilities_why", "no-vulnerabilities", "S004-99"), ("child_view", "no-child-view", "S004-98"),
        ],
    )  # fmt: skip
    def test_with_three_answers_their_reasons_and_the_childs_view(
        self, draft, published, hold, agree, cast, mentor, at, empty, code, source
    ):
        risk.revise(analysis=draft, by=cast.guardian, at=at(2026, 3, 12), **{empty: ""})
        hold()
        agree(draft, cast.guardian, mentor)
        said = refusal(lambda: risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 14)))
        assert said == (code, source)

    @pytest.mark.requirement("INV-22")
    @pytest.mark.parametrize("wrong", [{"organisations": 1}, {"can_report": ""}, {"review_by": None}])
    def test_the_database_adopts_nothing_less(self, adopted, cast, at, wrong):
        for name, value in wrong.items():
            setattr(adopted, name, value)
        with pytest.raises(IntegrityError, match="two_organisations"), transaction.atomic():
            ledger.record(adopted, by=cast.guardian, at=at(2026, 3, 19))

    @pytest.mark.requirement("INV-22")
    def test_not_in_a_consultation_before_it_was_prepared(self, published, hold, child, agree, cast, mentor, at):
        hold()
        row = risk.prepare(case=child, by=cast.guardian, at=at(2026, 3, 19), **WHOLE)
        said = refusal(lambda: agree(row, mentor, on=at(2026, 3, 19)))
        assert said == ("not-discussed", "INV-22")

    @pytest.mark.requirement("T-12")
    def test_it_is_reviewed_within_three_months(self, draft, published, hold, agree, cast, mentor, at):
        hold()
        agree(draft, cast.guardian, mentor)

        def adopt(day):
            return risk_adopt.adopt(analysis=draft, review_by=day.date(), by=cast.guardian, at=at(2026, 3, 18, 14))

        for day in (at(2026, 3, 18), at(2026, 6, 19)):
            assert refusal(lambda day=day: adopt(day)) == ("review-when", "T-12")
        assert adopt(at(2026, 4, 20)).review_by == at(2026, 4, 20).date()

    @pytest.mark.requirement("S004-98")
    def test_only_nidos_records_it_and_of_the_stay_that_runs(
        self, draft, published, hold, agree, cast, mentor, at, make_house
    ):
        hold()
        agree(draft, cast.guardian, mentor)
        said = refusal(lambda: risk_adopt.adopt(analysis=draft, by=cast.avim, at=at(2026, 3, 18, 14)))
        assert said == ("only-nidos", "S004-98")
        placement.move(placement=Placement.objects.get(), bed=make_house("BO", name="New").beds.first(),
                       move_reason="Safer.", by=cast.coa, at=at(2026, 3, 18, 14))  # fmt: skip
        said = refusal(lambda: risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 15)))
        assert said == ("stay-ended", "S004-98")


class TestDissent:
    @pytest.mark.requirement("INV-22", "EC-58")
    def test_it_needs_its_reason_stops_nothing_and_is_kept(self, draft, published, hold, agree, cast, mentor, at):
        hold()
        agree(draft, cast.guardian, mentor)

        def dissent(remark, moment):
            return risk_adopt.say(analysis=draft, position="DISSENTS", remark=remark, by=cast.avim, at=moment)

        assert refusal(lambda: dissent(" ", at(2026, 3, 18, 13))) == ("no-reason", "INV-22")
        dissent("Zij kan nu aangifte doen.", at(2026, 3, 18, 13))
        row = risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 14))
        assert row.organisations == 2
        kept = RiskPosition.objects.get(position="DISSENTS")
        assert str(kept.remark) == "Zij kan nu aangifte doen."
        said = refusal(lambda: risk_adopt.say(analysis=row, position="AGREES", by=cast.avim, at=at(2026, 3, 19)))
        assert said == ("position-stands", "INV-22")

    @pytest.mark.requirement("EC-58")
    def test_who_was_missed_can_dissent_from_what_was_adopted(self, draft, published, hold, agree, cast, mentor, at):
        hold("AVIM")
        agree(draft, cast.guardian, mentor)
        row = risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 14))
        said = risk_adopt.say(analysis=row, position="DISSENTS", remark="Te vroeg.", by=cast.avim, at=at(2026, 3, 20))
        assert (said.position, RiskAnalysis.objects.get().organisations) == ("DISSENTS", 2)

    @pytest.mark.requirement("S004-102")
    def test_only_who_sits_there_says_so(self, draft, published, hold, cast, at, organisations):
        cobo.invite(meeting=published.meeting, organisation=organisations["COA"], by=cast.supervisor,
                    at=at(2026, 3, 12))  # fmt: skip
        hold()
        said = refusal(lambda: risk_adopt.say(analysis=draft, position="AGREES", by=cast.coa, at=at(2026, 3, 18, 13)))
        assert said == ("no-party", "S004-102")

    @pytest.mark.requirement("INV-22")
    def test_the_database_takes_no_dissent_without_its_reason(self, draft, cast, at):
        row = RiskPosition(case=draft.case, analysis=draft, position="DISSENTS")
        with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
            ledger.record(row, by=cast.avim, at=at(2026, 3, 18))


class TestEditions:
    @pytest.mark.requirement("S004-98", "INV-21")
    def test_an_adopted_one_does_not_change(self, adopted, cast, at):
        for call in (
            lambda: risk.revise(analysis=adopted, can_report="NO", by=cast.guardian, at=at(2026, 3, 19)),
            lambda: risk.contribute(analysis=adopted, text="Iets.", by=cast.avim, at=at(2026, 3, 19)),
            lambda: risk_adopt.adopt(analysis=adopted, by=cast.guardian, at=at(2026, 3, 19)),
        ):
            assert refusal(call) == ("already-adopted", "S004-98")

    @pytest.mark.requirement("S004-98", "T-12")
    def test_the_next_starts_from_it_and_takes_its_place(self, adopted, child, cast, mentor, agree, at):
        new = risk.prepare(case=child, can_report="YES", by=cast.guardian, at=at(2026, 5, 4))
        assert (new.edition, new.can_report, str(new.child_view)) == (2, "YES", "Zij wil naar school.")
        assert risk.current(child) == adopted
        meeting = cobo.plan(meets_at=at(2026, 5, 6), by=cast.supervisor, at=at(2026, 5, 4))
        cobo_agenda.put(case=child, meeting=meeting, by=cast.guardian, at=at(2026, 5, 4))
        cobo.publish(meeting=meeting, by=cast.supervisor, at=at(2026, 5, 4))
        for party in meeting.parties.all():
            cobo.attend(party=party, attendance="PRESENT", by=cast.supervisor, at=at(2026, 5, 6))
        cobo.hold(meeting=meeting, by=cast.supervisor, at=at(2026, 5, 6))
        agree(new, cast.guardian, mentor, on=at(2026, 5, 6))
        new = risk_adopt.adopt(analysis=new, by=cast.guardian, at=at(2026, 5, 6))
        adopted.refresh_from_db()
        assert risk.current(child) == new
        assert (adopted.state, adopted.superseded_on) == ("SUPERSEDED", at(2026, 5, 6).date())
        said = refusal(lambda: agree(adopted, cast.avim, on=at(2026, 5, 7)))
        assert said == ("superseded", "INV-22")

    @pytest.mark.requirement("S004-98")
    def test_the_database_keeps_one_current(self, adopted, child, cast, at):
        second = RiskAnalysis(
            case=child, placement=adopted.placement, edition=2, adopted_in=adopted.adopted_in, organisations=2,
            adopted_on=at(2026, 3, 19).date(), review_by=at(2026, 5, 1).date(), can_report="NO", can_cooperate="NO",
            can_tell_story="NO", child_view=Secret(child.data_key, text="Ja."),
        )  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(second, by=cast.guardian, at=at(2026, 3, 19))
