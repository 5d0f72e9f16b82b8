"""An age is assessed by IND or AVIM, contested by Nidos or the lawyer, and settled by IND; never backwards."""

from datetime import date

import pytest

from audit.models import Entry
from intake import age, birth_date
from intake.models import AgeAssessment, BirthDateRecord
from partners.models import Notice
from policy.workflow import machine
from tests.houses import refusal

pytestmark = pytest.mark.django_db
ADULT = {"date": date(2006, 5, 1), "precision": "DAY"}
MINOR = {"date": date(2009, 5, 1), "precision": "DAY"}


@pytest.fixture
def claimed(open_case):
    """Born in 2009, by her own account."""
    return open_case(born=date(2009, 1, 1), status="PROVISIONAL")


@pytest.fixture
def ask(cast, at):
    return lambda case, day=3, **said: age.request(
        case=case, at=at(2026, 3, day), **({"by": cast.avim, "reason": "Documenten spreken elkaar tegen."} | said)
    )


@pytest.fixture
def decide(cast, at):
    return lambda row, outcome, birth=None, day=5, **said: age.decide(
        assessment=row, outcome=outcome, birth=birth, at=at(2026, 3, day), **({"by": cast.ind} | said)
    )


@pytest.fixture
def contest(cast, at):
    return lambda case, day=10, **said: age.contest(
        case=case, at=at(2026, 3, day), **({"by": cast.guardian, "contest_reason": "Haar paspoort is echt."} | said)
    )


@pytest.fixture
def settle(cast, at):
    return lambda row, day=20, **said: age.settle(assessment=row, at=at(2026, 3, day), **({"by": cast.ind} | said))


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("to_organisation__kind", flat=True))


class TestRequest:
    @pytest.mark.requirement("B-18")
    def test_nidos_and_the_other_of_the_two_hear_of_it(self, claimed, ask):
        row = ask(claimed)
        assert (row.state, row.requested_on) == ("REQUESTED", date(2026, 3, 3))
        assert told("AGE_ASSESSMENT") == ["IND", "NIDOS"]

    @pytest.mark.requirement("B-18")
    def test_only_ind_or_avim_with_a_reason_and_one_at_a_time(self, claimed, ask, cast):
        for by in (cast.intake, cast.guardian, cast.coa, cast.lawyer):
            assert refusal(lambda by=by: ask(claimed, by=by)) == ("only-ind-or-avim", "B-18")
        assert refusal(lambda: ask(claimed, reason=" ")) == ("no-reason", "B-18")
        ask(claimed)
        assert refusal(lambda: ask(claimed, by=cast.ind)) == ("already-open", "B-18")
        assert AgeAssessment.objects.count() == 1

    @pytest.mark.requirement("B-18")
    def test_after_doubt_further_research_is_a_new_assessment(self, claimed, ask, decide):
        doubtful = decide(ask(claimed), "DOUBT")
        assert birth_date.is_minor(claimed, date(2026, 3, 6))
        again = ask(claimed, 6)
        doubtful.refresh_from_db()
        assert (doubtful.state, again.state) == ("FINAL", "REQUESTED")
        assert decide(again, "MEDICAL_RESULT", ADULT, 9).outcome == "MEDICAL_RESULT"


class TestOutcome:
    @pytest.mark.requirement("B-18", "D-5", "EC-25")
    @pytest.mark.parametrize("outcome", ["EVIDENT_ADULT", "MEDICAL_RESULT"])
    def test_an_adult_outcome_brings_its_official_date_in_the_same_step(self, claimed, ask, decide, outcome):
        decide(ask(claimed), outcome, ADULT)
        row = birth_date.current(claimed)
        assert (row.source, row.status, row.date) == ("AGE_ASSESSMENT", "OFFICIAL", date(2006, 5, 1))
        assert birth_date.is_minor(claimed, date(2026, 3, 4))
        assert not birth_date.is_minor(claimed, date(2026, 3, 5))
        assert told("AGE_DECIDED") == ["AVIM", "NIDOS"]
        assert told("BIRTH_DATE") == ["COA", "NIDOS"]

    @pytest.mark.requirement("D-5", "EC-27")
    @pytest.mark.parametrize("outcome", AgeAssessment.Outcome)
    def test_an_outcome_alone_makes_nobody_an_adult(self, claimed, ask, decide, outcome):
        decide(ask(claimed), outcome)
        assert birth_date.is_minor(claimed, date(2040, 1, 1))
        assert claimed.birth_dates.count() == 1

    @pytest.mark.requirement("D-5")
    @pytest.mark.parametrize(("outcome", "birth"), [
        ("EVIDENT_ADULT", MINOR), ("EVIDENT_MINOR", ADULT), ("DOUBT", ADULT),
        ("EVIDENT_ADULT", {"date": None, "precision": "UNKNOWN"}),
    ])  # fmt: skip
    def test_outcome_and_date_say_the_same(self, claimed, ask, decide, outcome, birth):
        row = ask(claimed)
        assert refusal(lambda: decide(row, outcome, birth)) == ("outcome-and-date-differ", "D-5")
        row.refresh_from_db()
        assert row.state == "REQUESTED"
        assert claimed.birth_dates.count() == 1

    @pytest.mark.requirement("D-5", "EC-27")
    @pytest.mark.parametrize("outcome", ["EVIDENT_MINOR", "DOUBT"])
    def test_who_is_an_adult_on_paper_gets_the_date_by_which_it_is_a_minor(self, open_case, ask, decide, outcome):
        case = open_case(born=date(2006, 5, 1), status="OFFICIAL")
        row = ask(case)
        assert refusal(lambda: decide(row, outcome)) == ("birth-date-needed", "D-5")
        decide(row, outcome, MINOR)
        assert not birth_date.is_minor(case, date(2026, 3, 4))
        assert birth_date.is_minor(case, date(2026, 3, 5))

    @pytest.mark.requirement("B-18")
    def test_once_by_ind_or_avim_and_not_before_the_request(self, claimed, ask, decide, cast):
        row = ask(claimed)
        for by in (cast.guardian, cast.coa):
            assert refusal(lambda by=by: decide(row, "DOUBT", by=by))[0] == "only-ind-or-avim"
        for day in (date(2026, 3, 2), date(2026, 3, 6)):
            assert refusal(lambda day=day: decide(row, "DOUBT", decided_on=day)) == ("day-impossible", "B-18")
        decide(row, "DOUBT", decided_on=date(2026, 3, 4))
        assert refusal(lambda: decide(row, "EVIDENT_MINOR")) == ("age-decided", "EC-27")

    def test_a_date_without_its_precision_is_refused_before_it_is_read(self, claimed, ask, decide):
        odd = {"date": date(2006, 5, 1), "precision": "UNKNOWN"}
        assert refusal(lambda: decide(ask(claimed), "EVIDENT_ADULT", odd))[0] == "birth-date-precision"


class TestContest:
    @pytest.mark.requirement("EC-27")
    def test_from_that_day_the_child_counts_as_a_minor_and_all_who_act_on_it_hear(self, claimed, ask, decide, contest):
        decide(ask(claimed), "EVIDENT_ADULT", ADULT)
        row = contest(claimed)
        assert (row.state, row.contested_on) == ("CONTESTED", date(2026, 3, 10))
        assert not birth_date.is_minor(claimed, date(2026, 3, 9))
        assert birth_date.is_minor(claimed, date(2026, 3, 10))
        assert told("AGE_CONTESTED") == ["AVIM", "COA", "IND"]

    @pytest.mark.requirement("EC-27")
    def test_an_official_date_that_no_assessment_gave_is_contested_too(self, open_case, contest, cast):
        case = open_case(born=date(2006, 5, 1), status="OFFICIAL")
        row = contest(case, by=cast.lawyer)
        assert (row.state, row.outcome, row.reason) == ("CONTESTED", "", "Haar paspoort is echt.")
        assert birth_date.is_minor(case, date(2026, 3, 10))

    @pytest.mark.requirement("EC-27")
    def test_by_nidos_or_the_lawyer_with_a_reason_and_once(self, claimed, ask, decide, contest, cast):
        row = decide(ask(claimed), "EVIDENT_ADULT", ADULT)
        for by in (cast.avim, cast.ind, cast.coa, cast.mentor):
            assert refusal(lambda by=by: contest(claimed, by=by)) == ("only-guardian-or-lawyer", "EC-27")
        assert refusal(lambda: contest(claimed, contest_reason=" ")) == ("no-reason", "EC-27")
        contest(claimed)
        assert refusal(lambda: contest(claimed, by=cast.lawyer)) == ("age-contested", "EC-27")
        assert refusal(lambda: decide(row, "DOUBT", day=11)) == ("age-contested", "EC-27")

    @pytest.mark.requirement("EC-27")
    def test_a_claim_is_nothing_to_contest(self, claimed, ask, contest):
        assert refusal(lambda: contest(claimed)) == ("nothing-to-contest", "EC-27")
        ask(claimed)
        assert refusal(lambda: contest(claimed)) == ("nothing-to-contest", "EC-27")


class TestFinal:
    @pytest.fixture
    def contested(self, claimed, ask, decide, contest):
        decide(ask(claimed), "EVIDENT_ADULT", ADULT)
        return contest(claimed)

    @pytest.mark.requirement("EC-27", "D-5")
    def test_the_outcome_counts_from_the_day_on_which_it_is_final(self, contested, settle):
        row = settle(contested)
        assert (row.state, row.outcome, row.final_on) == ("FINAL", "EVIDENT_ADULT", date(2026, 3, 20))
        assert birth_date.is_minor(row.case, date(2026, 3, 19))
        assert not birth_date.is_minor(row.case, date(2026, 3, 20))
        assert told("AGE_FINAL") == ["AVIM", "COA", "NIDOS"]

    @pytest.mark.requirement("EC-27", "INV-23")
    def test_another_outcome_brings_another_date(self, contested, settle):
        assert refusal(lambda: settle(contested, outcome="EVIDENT_MINOR")) == ("birth-date-needed", "D-5")
        row = settle(contested, outcome="EVIDENT_MINOR", birth=MINOR)
        assert (row.outcome, row.decided_on) == ("EVIDENT_MINOR", date(2026, 3, 20))
        assert birth_date.is_minor(row.case, date(2027, 4, 30))
        assert not birth_date.is_minor(row.case, date(2027, 5, 1))

    @pytest.mark.requirement("EC-27")
    def test_only_ind_once_and_with_an_outcome(self, contested, open_case, contest, settle, cast, ask):
        for by in (cast.avim, cast.guardian, cast.lawyer):
            assert refusal(lambda by=by: settle(contested, by=by)) == ("only-ind", "EC-27")
        settle(contested)
        assert refusal(lambda: settle(contested)) == ("age-final", "EC-27")
        plain = contest(open_case(status="OFFICIAL"))
        assert refusal(lambda: settle(plain)) == ("no-outcome", "EC-27")
        asked = ask(open_case())
        assert refusal(lambda: settle(asked)) == ("age-requested", "EC-27")

    @pytest.mark.requirement("EC-27")
    def test_what_is_final_is_not_contested_again_until_another_official_date(
        self, contested, settle, contest, cast, at
    ):
        case = settle(contested).case
        assert refusal(lambda: contest(case, 21)) == ("age-final", "EC-27")
        birth_date.record(case=case, date=date(2005, 1, 1), source="IND", status="OFFICIAL", by=cast.ind,
                          at=at(2026, 3, 22))  # fmt: skip
        assert contest(case, 23).state == "CONTESTED"

    @pytest.mark.requirement("EC-27")
    def test_an_uncontested_outcome_becomes_final_without_moving_anything(self, claimed, ask, decide, settle):
        settle(decide(ask(claimed), "EVIDENT_ADULT", ADULT))
        assert not birth_date.is_minor(claimed, date(2026, 3, 5))


def test_the_states_are_those_of_the_policy():
    day = date(2026, 3, 3)
    rows = [AgeAssessment(), AgeAssessment(outcome="DOUBT"), AgeAssessment(contested_on=day),
            AgeAssessment(outcome="DOUBT", contested_on=day, final_on=day)]  # fmt: skip
    assert [row.state for row in rows] == ["REQUESTED", "DECIDED", "CONTESTED", "FINAL"]
    assert {row.state for row in rows} == {step.next_state for step in machine("AGE_ASSESSMENT")}


def test_every_step_leaves_its_entry(claimed, ask, decide, contest, settle):
    decide(ask(claimed), "EVIDENT_ADULT", ADULT)
    settle(contest(claimed))
    entries = Entry.objects.filter(table=AgeAssessment._meta.db_table).order_by("version")
    assert [entry.kind for entry in entries] == ["CREATE", "CHANGE", "CHANGE", "CHANGE"]
    assert Entry.objects.filter(table=BirthDateRecord._meta.db_table, case=claimed.pk).count() == 2
