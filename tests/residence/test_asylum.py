"""The asylum procedure: recorded whatever else there is, and each rejection has its one test from the first moment."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from intake import closing as closed
from partners import involvement
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from residence import asylum, closing, terms, tracks, trafficking
from residence.models import AsylumProcedure, ExOfficioTest
from residence.models.asylum import AsylumStatus
from shelter import absence
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-38")]


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def applied(case, cast, at):
    return asylum.apply(case=case, requested_by_child=True, by=cast.ind, at=at(2026, 3, 10))


def grounds(actor, case, moment):
    try:
        return involvement.standing(actor, case.pk, moment).grounds
    except NotFound:
        return set()


@pytest.mark.requirement("S004-63")
class TestAnApplicationIsNeverHeldUp:
    @pytest.mark.requirement("S004-62")
    def test_ind_records_it_and_whether_the_child_asked_for_it(self, case, cast, at):
        row = perform(asylum.APPLY, by=cast.ind, at=at(2026, 3, 10), data={"requested_by_child": True}, case=case.pk)
        assert (row.applied_on, row.requested_by_child, row.status) == (date(2026, 3, 10), True, AsylumStatus.APPLIED)
        assert Ground.TRACK in grounds(cast.ind, case, at(2026, 3, 10))

    def test_nobody_has_to_say_whose_wish_it_was(self, case, cast, at):
        assert asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 10)).requested_by_child is None

    def test_not_by_an_absence(self, case, cast, at):
        absence.report(case=case, circumstances="She went out.", last_seen_at=at(2026, 3, 4), by=cast.intake,
                       at=at(2026, 3, 4, 20))  # fmt: skip
        assert asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 10)).pk

    def test_not_by_another_application_or_the_scheme(self, case, applied, cast, at):
        trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2026, 3, 11))
        assert asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 12)).pk != applied.pk

    def test_not_by_the_scheme_either_when_both_could_not_run_yet(self, open_case, cast, at):
        """Before July 2015 the scheme could not open beside asylum; the application was taken all the same."""
        case = open_case(on=at(2015, 3, 2))
        trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2015, 3, 3))
        assert asylum.apply(case=case, by=cast.ind, at=at(2015, 3, 4)).pk

    def test_not_by_a_case_that_is_closed(self, open_case, cast, at):
        case = open_case(born=date(2000, 1, 1))
        asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 3))
        closing.close(case=case, reason="Vertrokken.", by=cast.intake, at=at(2026, 3, 9))
        assert closed.current(case) is not None
        assert perform(asylum.APPLY, by=cast.ind, at=at(2026, 3, 10), data={}, case=case.pk).pk

    def test_not_by_a_day_before_the_arrival_that_was_recorded(self, case, cast, at):
        row = asylum.apply(case=case, applied_on=date(2026, 2, 1), by=cast.ind, at=at(2026, 3, 10))
        assert row.applied_on == date(2026, 2, 1)

    def test_a_day_to_come_is_no_day_on_which_it_was_asked_for(self, case, cast, at):
        said = refusal(lambda: asylum.apply(case=case, applied_on=date(2026, 3, 11), by=cast.ind, at=at(2026, 3, 10)))
        assert said == ("day-impossible", "S004-63")

    @pytest.mark.parametrize("who", ["avim", "intake", "guardian", "coa", "mentor", "lawyer"])
    def test_only_ind_records_it(self, case, cast, at, who):
        with pytest.raises((NotAllowed, NotFound)):
            perform(asylum.APPLY, by=getattr(cast, who), at=at(2026, 3, 5), data={}, case=case.pk)
        assert not AsylumProcedure.objects.exists()


class TestTheSteps:
    def test_its_days_say_how_it_stands(self, applied, cast, at):
        row = asylum.take_up(asylum=applied, by=cast.ind, at=at(2026, 3, 12))
        assert row.status == AsylumStatus.PENDING
        row = asylum.decide(asylum=row, decision="REJECTED", by=cast.ind, at=at(2026, 6, 1))
        assert row.status == AsylumStatus.DECIDED
        row = asylum.appeal(asylum=row, by=cast.ind, at=at(2026, 6, 5))
        assert row.status == AsylumStatus.APPEAL
        row = asylum.finish(asylum=row, appeal_outcome="DISMISSED", by=cast.ind, at=at(2026, 9, 1))
        assert row.status == AsylumStatus.FINAL

    def test_final_ind_follows_it_no_longer(self, applied, case, cast, at):
        row = asylum.decide(asylum=applied, decision="GRANTED", by=cast.ind, at=at(2026, 6, 1))
        assert Ground.TRACK in grounds(cast.ind, case, at(2026, 6, 1))
        asylum.finish(asylum=row, by=cast.ind, at=at(2026, 6, 2))
        assert Ground.TRACK not in grounds(cast.ind, case, at(2026, 6, 2))

    def test_a_decision_says_that_it_was_taken_up(self, applied, cast, at):
        row = asylum.decide(asylum=applied, decision="WITHDRAWN", by=cast.ind, at=at(2026, 3, 12))
        assert (row.taken_up_on, row.test) == (date(2026, 3, 12), None)

    def test_only_the_next_step_can_be_done(self, applied, cast, at):
        later = at(2026, 6, 1)
        refused = [
            lambda: asylum.appeal(asylum=applied, by=cast.ind, at=later),
            lambda: asylum.finish(asylum=applied, by=cast.ind, at=later),
        ]
        row = asylum.take_up(asylum=applied, by=cast.ind, at=at(2026, 3, 12))
        for call in (*refused, lambda: asylum.take_up(asylum=row, by=cast.ind, at=later)):
            assert refusal(call) == ("asylum-step", "C3.6")
        row = asylum.decide(asylum=row, decision="REJECTED", by=cast.ind, at=later)
        again = refusal(lambda: asylum.decide(asylum=row, decision="GRANTED", by=cast.ind, at=later))
        assert again == ("asylum-step", "C3.6")

    def test_each_on_a_day_that_has_come_and_not_before_the_last(self, applied, cast, at):
        for day in (date(2026, 3, 9), date(2026, 3, 13)):
            for act, name, more in ((asylum.take_up, "taken_up_on", {}),
                                    (asylum.decide, "decided_on", {"decision": "GRANTED"})):  # fmt: skip
                call = lambda act=act, more={name: day} | more: act(  # noqa: E731
                    asylum=applied, by=cast.ind, at=at(2026, 3, 12), **more
                )
                assert refusal(call)[0] == "day-impossible"

    def test_an_appeal_has_an_outcome_and_nothing_else_has(self, applied, cast, at):
        row = asylum.decide(asylum=applied, decision="NOT_CONSIDERED", by=cast.ind, at=at(2026, 6, 1))
        call = lambda outcome: asylum.finish(asylum=row, appeal_outcome=outcome, by=cast.ind, at=at(2026, 7, 1))  # noqa: E731
        assert refusal(lambda: call("DISMISSED"))[0] == "appeal-outcome"
        asylum.appeal(asylum=row, by=cast.ind, at=at(2026, 6, 5))
        assert refusal(lambda: call(""))[0] == "appeal-outcome"


@pytest.mark.requirement("INV-18", "S004-66")
class TestEachRejectionHasItsTest:
    def test_from_the_moment_it_is_recorded(self, applied, case, cast, at):
        row = asylum.decide(asylum=applied, decision="REJECTED", by=cast.ind, at=at(2026, 6, 1))
        [test] = ExOfficioTest.objects.filter(case=case)
        assert (row.test, test.rejected_on, test.outcome) == (test, date(2026, 6, 1), "CANNOT_DETERMINE")
        assert test.carried_out_on is None

    @pytest.mark.parametrize("decision", ["GRANTED", "WITHDRAWN", "NOT_CONSIDERED"])
    def test_and_no_other_decision_has_one(self, applied, cast, at, decision):
        asylum.decide(asylum=applied, decision=decision, by=cast.ind, at=at(2026, 6, 1))
        assert not ExOfficioTest.objects.exists()

    def test_rejected_anew_after_an_appeal_it_has_another(self, applied, case, cast, at):
        row = asylum.decide(asylum=applied, decision="REJECTED", by=cast.ind, at=at(2026, 6, 1))
        asylum.appeal(asylum=row, by=cast.ind, at=at(2026, 6, 5))
        asylum.finish(asylum=row, appeal_outcome="ANNULLED", by=cast.ind, at=at(2026, 9, 1))
        anew = case.asylum_procedures.get(after_appeal=row)
        assert (anew.status, anew.applied_on) == (AsylumStatus.PENDING, applied.applied_on)
        assert Ground.TRACK in grounds(cast.ind, case, at(2026, 9, 1))
        again = asylum.decide(asylum=anew, decision="REJECTED", by=cast.ind, at=at(2026, 10, 1))
        assert again.test != row.test
        assert ExOfficioTest.objects.filter(case=case).count() == 2

    @pytest.mark.parametrize("decision", ["REJECTED", "GRANTED"])
    def test_the_database_refuses_a_rejection_without_and_another_decision_with(self, case, cast, at, decision):
        known = {"applied_on": date(2026, 3, 2), "taken_up_on": date(2026, 3, 2), "decided_on": date(2026, 3, 3)}
        test = None
        if decision == "GRANTED":
            test = ledger.record(ExOfficioTest(case=case, rejected_on=date(2026, 3, 3)), by=cast.ind,
                                 at=at(2026, 3, 3))  # fmt: skip
        row = AsylumProcedure(case=case, decision=decision, test=test, **known)
        with pytest.raises(IntegrityError, match="every_rejection_has_its_test"), transaction.atomic():
            ledger.record(row, by=cast.ind, at=at(2026, 3, 3))

    def test_the_database_refuses_one_test_for_two(self, applied, case, cast, at):
        row = asylum.decide(asylum=applied, decision="REJECTED", by=cast.ind, at=at(2026, 6, 1))
        other = AsylumProcedure(case=case, decision="REJECTED", test=row.test, applied_on=date(2026, 3, 2),
                                taken_up_on=date(2026, 3, 2), decided_on=date(2026, 3, 3))  # fmt: skip
        with pytest.raises(IntegrityError, match="test_id"), transaction.atomic():
            ledger.record(other, by=cast.ind, at=at(2026, 6, 1))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("an_asylum_decision_has_its_day", {"taken_up_on": date(2026, 3, 2), "decided_on": date(2026, 3, 3)}),
        ("asylum_days_follow_each_other", {"taken_up_on": date(2026, 3, 1)}),
        (
            "asylum_days_follow_each_other",
            {"taken_up_on": date(2026, 3, 5), "decision": "GRANTED", "decided_on": date(2026, 3, 4)},
        ),
        ("asylum_steps_have_the_one_before", {"decision": "GRANTED", "decided_on": date(2026, 3, 4)}),
        ("asylum_steps_have_the_one_before", {"final_on": date(2026, 3, 4)}),
        ("asylum_steps_have_the_one_before", {"appeal_outcome": "DISMISSED"}),
    ],
)
def test_the_database_refuses_it_too(case, cast, at, name, said):
    row = AsylumProcedure(case=case, applied_on=date(2026, 3, 2), **said)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ledger.record(row, by=cast.ind, at=at(2026, 3, 10))


@pytest.mark.requirement("T-10", "S004-115", "S004-117", "S004-116")
def test_three_clocks_tell_how_long_a_decision_takes_and_give_no_right(applied, case, cast, at):
    def days(moment):
        return {each.name: each.last_day for each in terms.clocks(case, moment) if each.name in terms.DECISION}

    assert days(date(2026, 3, 11)) == {
        "DECISION_9M": date(2026, 12, 10), "DECISION_11M": date(2027, 2, 10), "DECISION_12M": date(2027, 3, 10),
    }  # fmt: skip
    asylum.decide(asylum=applied, decision="GRANTED", by=cast.ind, at=at(2027, 4, 1))
    assert days(date(2027, 4, 2)) == {}


@pytest.mark.requirement("S004-39")
class TestLawfulStay:
    def test_from_the_application_until_the_rejection_and_again_in_appeal(self, applied, case, cast, at):
        row = asylum.decide(asylum=applied, decision="REJECTED", by=cast.ind, at=at(2026, 6, 1))
        row = asylum.appeal(asylum=row, by=cast.ind, at=at(2026, 6, 5))
        asylum.finish(asylum=row, appeal_outcome="DISMISSED", by=cast.ind, at=at(2026, 9, 1))
        days = [date(2026, 3, 9), date(2026, 3, 10), date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 4),
                date(2026, 6, 5), date(2026, 8, 31), date(2026, 9, 1)]  # fmt: skip
        assert [bool(tracks.stay_of(case, day)) for day in days] == [
            False, True, True, False, False, True, True, False,
        ]  # fmt: skip

    def test_granted_it_stays(self, applied, case, cast, at):
        row = asylum.decide(asylum=applied, decision="GRANTED", by=cast.ind, at=at(2026, 6, 1))
        asylum.finish(asylum=row, by=cast.ind, at=at(2026, 7, 1))
        assert tracks.stay_of(case, date(2027, 1, 1)) == [tracks.Stay.STATUS]

    def test_by_a_permit_up_to_its_last_day(self, case, cast, at):
        row = trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2026, 3, 10))
        trafficking.grant(scheme=row, ground="E", by=cast.ind, at=at(2026, 4, 1))
        assert tracks.stay_of(case, date(2026, 3, 31)) == []
        assert tracks.stay_of(case, date(2027, 4, 1)) == [tracks.Stay.PERMIT]
        assert tracks.stay_of(case, date(2027, 4, 2)) == []
