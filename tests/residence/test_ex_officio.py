"""The ex-officio test: three facts, from who knows them, and the outcome of the table; the unknown keeps it open."""

from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from partners import involvement, involving
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from policy.ex_officio import Fact, line_for
from residence import asylum, closing, ex_officio, police, trafficking
from residence.models import ExOfficioTest, TraffickingProcedure
from residence.models.trafficking import SchemeStatus
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-66")]
YES, NO, UNKNOWN = "YES", "NO", "UNKNOWN"


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def reject(cast, at):
    """An asylum application of March is rejected in June; the test it opens."""

    def rejected(case, on=None):
        row = asylum.apply(case=case, applied_on=date(2026, 3, 10), by=cast.ind, at=on or at(2026, 6, 1))
        return asylum.decide(asylum=row, decision="REJECTED", by=cast.ind, at=on or at(2026, 6, 1)).test

    return rejected


@pytest.fixture
def investigated(case, cast, at):
    row = police.file(case=case, by=cast.avim, at=at(2026, 3, 12))
    return police.investigate(report=row, by=cast.avim, at=at(2026, 3, 20))


def facts(row):
    return row.report_filed, row.investigation_started, row.earlier_permit_same_facts


def follows(actor, case, moment, about):
    try:
        involvement.standing(actor, case.pk, moment)
    except NotFound:
        return False
    return involvement.of_actor(actor, moment).filter(case_id=case.pk, ground=Ground.TRACK, about=about).exists()


@pytest.mark.requirement("S004-67")
class TestWhatIsKnown:
    def test_what_police_recorded_stands_in_it(self, case, investigated, reject):
        row = reject(case)
        assert facts(row) == (YES, YES, UNKNOWN)
        assert (row.report_checked_with, row.investigation_checked_with) == ("FILE", "FILE")
        assert row.report_checked_on == date(2026, 6, 1)

    def test_what_nobody_recorded_is_not_known_and_no_no(self, case, reject, cast, at):
        police.discuss(case=case, wish="DECLINES", by=cast.avim, at=at(2026, 3, 5))
        assert facts(reject(case)) == (UNKNOWN, UNKNOWN, UNKNOWN)

    def test_a_report_that_is_not_investigated_yet_answers_one_of_two(self, case, reject, cast, at):
        police.file(case=case, by=cast.avim, at=at(2026, 3, 12))
        assert facts(reject(case)) == (YES, UNKNOWN, UNKNOWN)

    def test_what_police_record_later_counts_when_the_test_is_answered(self, case, reject, cast, at):
        row = reject(case)
        report = police.file(case=case, by=cast.avim, at=at(2026, 6, 2))
        police.investigate(report=report, by=cast.avim, at=at(2026, 6, 2))
        row = ex_officio.answer(test=row, earlier_permit_same_facts=NO, by=cast.ind, at=at(2026, 6, 3))
        assert (facts(row), row.outcome) == ((YES, YES, NO), "GRANT")
        assert (row.report_checked_with, row.permit_checked_with) == ("FILE", "IND")

    def test_nobody_answers_against_what_police_recorded(self, case, investigated, reject, cast, at):
        row = reject(case)
        said = refusal(lambda: ex_officio.answer(test=row, report_filed=NO, earlier_permit_same_facts=NO, by=cast.ind,
                                                 at=at(2026, 6, 2)))  # fmt: skip
        assert said == ("police-recorded-otherwise", "S004-67")


@pytest.mark.requirement("AL-15")
class TestWhoAnswers:
    def test_police_answer_their_two_facts_and_ind_the_third(self, case, reject, cast, at):
        row = reject(case)
        data = {"report_filed": NO, "investigation_started": NO}
        row = perform(ex_officio.ANSWER, by=cast.avim, at=at(2026, 6, 2), data=data, case=case.pk, test=row.pk)
        assert (row.outcome, row.carried_out_on, row.report_checked_with) == ("CANNOT_DETERMINE", None, "POLICE")
        data = {"earlier_permit_same_facts": NO}
        row = perform(ex_officio.ANSWER, by=cast.ind, at=at(2026, 6, 3), data=data, case=case.pk, test=row.pk)
        assert (row.outcome, row.carried_out_on) == ("NO_GRANT", date(2026, 6, 3))

    def test_police_do_not_answer_the_third(self, case, reject, cast, at):
        row = reject(case)
        said = refusal(lambda: ex_officio.answer(test=row, earlier_permit_same_facts=NO, by=cast.avim,
                                                 at=at(2026, 6, 2)))  # fmt: skip
        assert said == ("only-ind", "S004-68")

    def test_as_long_as_ind_did_not_carry_it_out_it_has_no_outcome(self, case, investigated, reject, cast, at):
        row = reject(case)
        said = refusal(lambda: ex_officio.answer(test=row, report_filed=YES, by=cast.avim, at=at(2026, 6, 2)))
        assert said == ("nothing-asked", "S004-67")
        assert row.outcome == "CANNOT_DETERMINE"

    def test_carried_out_with_a_fact_unknown_it_is_determined_later(self, case, reject, cast, at):
        row = ex_officio.answer(test=reject(case), earlier_permit_same_facts=NO, by=cast.ind, at=at(2026, 6, 2))
        assert (row.outcome, row.carried_out_on) == ("CANNOT_DETERMINE", date(2026, 6, 2))
        row = ex_officio.answer(test=row, report_filed=YES, investigation_started=YES, by=cast.avim, at=at(2026, 6, 9))
        assert (row.outcome, row.carried_out_on) == ("GRANT", date(2026, 6, 2))

    def test_who_is_asked_follows_the_case_until_it_is_determined(self, case, reject, cast, at):
        row = reject(case)
        asylum.finish(asylum=row.asylum, by=cast.ind, at=at(2026, 6, 2))
        assert [follows(who, case, at(2026, 6, 2), row.pk) for who in (cast.ind, cast.avim)] == [True, True]
        ex_officio.answer(test=row, report_filed=NO, investigation_started=NO, by=cast.avim, at=at(2026, 6, 3))
        assert [follows(who, case, at(2026, 6, 3), row.pk) for who in (cast.ind, cast.avim)] == [True, False]
        ex_officio.answer(test=row, earlier_permit_same_facts=NO, by=cast.ind, at=at(2026, 6, 4))
        assert [follows(who, case, at(2026, 6, 4), row.pk) for who in (cast.ind, cast.avim)] == [False, False]

    @pytest.mark.parametrize("who", ["guardian", "intake", "coa", "mentor", "lawyer"])
    def test_nobody_else_answers(self, case, reject, cast, at, who):
        row = reject(case)
        with pytest.raises((NotAllowed, NotFound)):
            perform(ex_officio.ANSWER, by=getattr(cast, who), at=at(2026, 6, 2), data={}, case=case.pk, test=row.pk)


@pytest.mark.requirement("S004-67", "S004-68", "S004-69", "INV-19")
class TestTheOutcome:
    @pytest.mark.parametrize("said", list(product((YES, NO, UNKNOWN), repeat=3)), ids="-".join)
    def test_is_the_row_of_the_table(self, case, reject, cast, at, said):
        given = dict(zip(ex_officio.CHECKED, said, strict=True))
        row = ex_officio.answer(test=reject(case), by=cast.ind, at=at(2026, 6, 2), **given)
        assert row.outcome == line_for(*map(Fact, said)).outcome
        assert TraffickingProcedure.objects.exists() == (row.outcome == "GRANT")

    @pytest.mark.requirement("EC-37")
    def test_report_and_investigation_and_no_earlier_permit_give_a_permit_for_a_year(
        self, case, investigated, reject, cast, at
    ):
        ex_officio.answer(test=reject(case), earlier_permit_same_facts=NO, by=cast.ind, at=at(2026, 6, 2))
        [permit] = TraffickingProcedure.objects.filter(case=case)
        assert (permit.opened_by_choice_of, permit.ground, permit.status) == ("EX_OFFICIO", "A", SchemeStatus.PERMIT)
        assert (permit.granted_on, permit.valid_until) == (date(2026, 6, 2), date(2027, 6, 2))

    @pytest.mark.requirement("EC-37", "S004-64")
    def test_the_permit_is_given_in_the_procedure_that_awaits_one(self, case, investigated, reject, cast, at):
        opened = trafficking.open(case=case, opened_by_choice_of="POLICE_REPORT", by=cast.ind, at=at(2026, 4, 1))
        ex_officio.answer(test=reject(case), earlier_permit_same_facts=NO, by=cast.ind, at=at(2026, 6, 2))
        [permit] = TraffickingProcedure.objects.filter(case=case)
        assert (permit.pk, permit.opened_by_choice_of) == (opened.pk, "POLICE_REPORT")
        assert permit.granted_on == date(2026, 6, 2)

    @pytest.mark.requirement("EC-40")
    def test_a_permit_for_the_same_facts_keeps_it_from_one_and_for_other_facts_does_not(
        self, case, investigated, reject, cast, at
    ):
        row = trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2026, 3, 21))
        trafficking.grant(scheme=row, ground="A", by=cast.ind, at=at(2026, 3, 22))
        same = ex_officio.answer(test=reject(case), earlier_permit_same_facts=YES, by=cast.ind, at=at(2026, 6, 2))
        assert same.outcome == "NO_GRANT"
        other = ex_officio.answer(test=reject(case, at(2026, 6, 3)), earlier_permit_same_facts=NO, by=cast.ind,
                                  at=at(2026, 6, 4))  # fmt: skip
        assert other.outcome == "GRANT"
        assert TraffickingProcedure.objects.filter(case=case).count() == 2

    def test_granted_it_stands(self, case, investigated, reject, cast, at):
        row = ex_officio.answer(test=reject(case), earlier_permit_same_facts=NO, by=cast.ind, at=at(2026, 6, 2))
        said = refusal(lambda: ex_officio.answer(test=row, earlier_permit_same_facts=YES, correction_reason="Fout.",
                                                 by=cast.ind, at=at(2026, 6, 3)))  # fmt: skip
        assert said == ("test-granted", "S004-69")

    def test_a_mistake_is_corrected_by_ind_with_a_reason(self, case, investigated, reject, cast, at):
        row = ex_officio.answer(test=reject(case), earlier_permit_same_facts=YES, by=cast.ind, at=at(2026, 6, 2))
        for reason in ("", "  "):
            said = refusal(lambda reason=reason: ex_officio.answer(
                test=row, earlier_permit_same_facts=NO, correction_reason=reason, by=cast.ind, at=at(2026, 6, 3)
            ))  # fmt: skip
            assert said == ("no-reason", "S004-67")
        row = ex_officio.answer(test=row, earlier_permit_same_facts=NO, correction_reason="Was een ander kind.",
                                by=cast.ind, at=at(2026, 6, 3))  # fmt: skip
        assert (row.outcome, row.correction_reason) == ("GRANT", "Was een ander kind.")

    @pytest.mark.parametrize("said", list(product((YES, NO, UNKNOWN), repeat=3)), ids="-".join)
    def test_the_database_takes_no_other(self, case, cast, at, said):
        right = line_for(*map(Fact, said)).outcome
        known = {"rejected_on": date(2026, 6, 1), "carried_out_on": date(2026, 6, 1)}
        for wrong in {"GRANT", "NO_GRANT", "CANNOT_DETERMINE"} - {right}:
            row = ExOfficioTest(case=case, outcome=wrong, **known)
            for fact, value in zip(ex_officio.CHECKED, said, strict=True):
                ex_officio.put(row, fact, value, "IND", at(2026, 6, 1))
            with pytest.raises(IntegrityError, match="the_test_has_the_outcome_of_the_table"), transaction.atomic():
                ledger.record(row, by=cast.ind, at=at(2026, 6, 1))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("each_answer_of_the_test_has_its_source", {"report_filed": YES}),
        ("each_answer_of_the_test_has_its_source", {"permit_checked_on": date(2026, 6, 1)}),
        ("each_answer_of_the_test_has_its_source", {"investigation_started": NO, "investigation_checked_with": "IND"}),
    ],
)
def test_the_database_asks_whence_an_answer_comes(case, cast, at, name, said):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ledger.record(ExOfficioTest(case=case, rejected_on=date(2026, 6, 1), **said), by=cast.ind, at=at(2026, 6, 1))


def test_the_database_takes_no_outcome_of_a_test_nobody_carried_out(case, cast, at):
    row = ExOfficioTest(case=case, rejected_on=date(2026, 6, 1), outcome="NO_GRANT")
    for fact in ex_officio.CHECKED:
        ex_officio.put(row, fact, NO, "IND", at(2026, 6, 1))
    with pytest.raises(IntegrityError, match="an_outcome_has_the_day_of_its_test"), transaction.atomic():
        ledger.record(row, by=cast.ind, at=at(2026, 6, 1))


@pytest.mark.requirement("AL-15", "S004-67")
def test_without_an_outcome_the_case_stays_open(open_case, reject, cast, at):
    case = open_case(born=date(2000, 1, 1))
    row = reject(case)
    said = refusal(lambda: closing.close(case=case, reason="Klaar.", by=cast.intake, at=at(2026, 6, 2)))
    assert said == ("test-undetermined", "AL-15")
    row = ex_officio.answer(test=row, report_filed=NO, earlier_permit_same_facts=NO, by=cast.ind, at=at(2026, 6, 3))
    said = refusal(lambda: closing.close(case=case, reason="Klaar.", by=cast.intake, at=at(2026, 6, 3)))
    assert said == ("test-undetermined", "AL-15")
    ex_officio.answer(test=row, investigation_started=NO, by=cast.ind, at=at(2026, 6, 4))
    assert closing.close(case=case, reason="Klaar.", by=cast.intake, at=at(2026, 6, 4)).pk


@pytest.mark.requirement("B-29", "EC-38")
class TestOtherGrounds:
    @pytest.fixture
    def not_granted(self, case, reject, cast, at):
        return ex_officio.answer(test=reject(case), by=cast.ind, at=at(2026, 6, 2),
                                 **dict.fromkeys(ex_officio.CHECKED, NO))  # fmt: skip

    @pytest.fixture
    def counsel(self, case, people, cast, at):
        involving.involve(case=case.pk, number=case.number, organisation=people["lawyer.lawyer"].organisation,
                          ground=Ground.ASSIGNED, by=cast.intake, at=at(2026, 3, 3))  # fmt: skip
        return cast.lawyer

    def test_the_lawyer_says_that_they_were_discussed_and_nothing_is_granted(self, case, not_granted, counsel, at):
        row = perform(ex_officio.CONSIDER, by=counsel, at=at(2026, 6, 5), data={}, case=case.pk, test=not_granted.pk)
        assert (row.other_grounds_on, row.outcome) == (date(2026, 6, 5), "NO_GRANT")
        assert not TraffickingProcedure.objects.exists()
        said = refusal(lambda: ex_officio.consider_other_grounds(test=row, by=counsel, at=at(2026, 6, 6)))
        assert said == ("considered-already", "B-29")

    def test_only_once_the_test_gave_no_permit(self, case, reject, cast, at):
        row = reject(case)
        said = refusal(lambda: ex_officio.consider_other_grounds(test=row, by=cast.lawyer, at=at(2026, 6, 2)))
        assert said == ("no-other-grounds", "B-29")

    def test_not_by_who_decides_on_the_procedure(self, case, not_granted, cast, at):
        with pytest.raises(NotAllowed):
            perform(ex_officio.CONSIDER, by=cast.ind, at=at(2026, 6, 5), data={}, case=case.pk, test=not_granted.pk)

    def test_the_child_can_still_report_and_choose_the_scheme(self, case, not_granted, cast, at):
        assert police.file(case=case, by=cast.avim, at=at(2026, 7, 1)).filed_on
        assert trafficking.open(case=case, opened_by_choice_of="POLICE_REPORT", by=cast.ind, at=at(2026, 7, 2)).pk
