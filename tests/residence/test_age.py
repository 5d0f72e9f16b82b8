"""What an age that is corrected, contested or final does to guardianship, shelter, hearing and clocks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections

from audit import guards
from config.clock import start_of
from intake import birth_date as birth_dates
from intake import majority
from intake.models import AgeAssessment
from partners import involvement, involving
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.grounds import Ground
from partners.models import Involvement, Organisation
from residence import age, birth_date, guardianship, hearing, terms
from shelter import whereabouts
from tests.houses import perform, refusal

ADULT = {"date": date(2007, 1, 1), "precision": "DAY"}


@pytest.fixture
def sheltered(admit, people, cast, at):
    """Seventeen by her own account, with a guardian, in protected shelter since 2 March 2026."""
    case = admit(at(2026, 3, 2), born=date(2009, 1, 1), status="PROVISIONAL")
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 14))
    return case


@pytest.fixture
def ask_again(people, cast, at):
    return lambda case, day: guardianship.request(
        case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, day, 14)
    )


def correct(case, cast, at, born=date(2007, 1, 1), day=10, minute=0):
    said = {"date": born, "source": "IND", "status": "OFFICIAL"}
    return perform(birth_date.RECORD, by=cast.ind, at=at(2026, 3, day, 12, minute), data=said, case=case.id)


def assessed(case, cast, at, day=10):
    row = perform(age.REQUEST, by=cast.avim, at=at(2026, 3, day - 1), data={"reason": "Twijfel."}, case=case.id)
    return perform(age.DECIDE, by=cast.ind, at=at(2026, 3, day), case=case.id, assessment=row.id,
                   data={"outcome": "EVIDENT_ADULT", "birth": ADULT})  # fmt: skip


def contest(case, cast, at, day=15, by=None):
    return perform(age.CONTEST, by=by or cast.guardian, at=at(2026, 3, day), data={"contest_reason": "Onjuist."},
                   case=case.id)  # fmt: skip


def settle(row, cast, at, day=25, **said):
    return perform(age.SETTLE, by=cast.ind, at=at(2026, 3, day), data=said, case=row.case_id, assessment=row.id)


def is_guarded(case, day):
    return guardianship.is_active(guardianship.current(case), majority.of_case(case), day)


def intake_leaves(case, cast, at):
    """As it does once the intake is over and a guardian is there."""
    for row in Involvement.objects.filter(case_id=case.id, role="nidos.intake", until=None):
        involving.end(row, by=cast.intake, at=at(2026, 3, 5), until=at(2026, 3, 5))


def intake_sees(case, at, day):
    rows = Involvement.objects.open(at(2026, 3, day, 18)).filter(case_id=case.id, ground=Ground.INTAKE)
    return rows.filter(role="nidos.intake", until=None).exists()


@pytest.mark.django_db
class TestCorrection:
    @pytest.mark.requirement("EC-25", "INV-23", "INV-24", "D-5")
    def test_from_seventeen_to_nineteen_ends_guardianship_that_day_and_the_place_not_at_all(self, sheltered, cast, at):
        correct(sheltered, cast, at)
        assert is_guarded(sheltered, date(2026, 3, 9))
        assert not is_guarded(sheltered, date(2026, 3, 10))
        assert whereabouts.current(sheltered, at(2026, 6, 1)).ends_at is None
        known = majority.of_case(sheltered)
        assert (majority.registered_as_minor(known), majority.corrected_on(known)) == (True, date(2026, 3, 10))

    @pytest.mark.requirement("AL-23", "EC-25")
    def test_every_clock_tells_the_day_it_had(self, sheltered, cast, at):
        correct(sheltered, cast, at, born=date(2008, 12, 1))
        clocks = {clock.name: clock for clock in terms.clocks(sheltered, date(2026, 3, 10))}
        moved = {name: (clock.was, clock.day) for name, clock in clocks.items() if clock.was}
        assert moved == {
            "MAJORITY": (date(2027, 1, 1), date(2026, 12, 1)),
            "MAJORITY_MINUS_6M": (date(2026, 7, 1), date(2026, 6, 1)),
            "MAJORITY_MINUS_3M": (date(2026, 10, 1), date(2026, 9, 1)),
            "MAJORITY_MINUS_1M": (date(2026, 12, 1), date(2026, 11, 1)),
        }
        assert {(clock.moved_on, clock.moved_by) for clock in clocks.values() if clock.was} == {
            (date(2026, 3, 10), "IND")
        }
        assert clocks["REST"].was is None

    @pytest.mark.requirement("INV-23")
    def test_back_to_minor_nidos_intake_sees_the_case_again_to_ask_anew(self, sheltered, cast, ask_again, at):
        intake_leaves(sheltered, cast, at)
        correct(sheltered, cast, at)
        assert not intake_sees(sheltered, at, 10)
        correct(sheltered, cast, at, born=date(2009, 1, 1), day=12)
        assert intake_sees(sheltered, at, 12)
        assert not is_guarded(sheltered, date(2026, 3, 12))
        ask_again(sheltered, 13)
        assert is_guarded(sheltered, date(2026, 3, 13))

    @pytest.mark.requirement("INV-23", "D-5")
    def test_a_slip_put_right_on_the_same_day_costs_no_guardian(self, sheltered, cast, at):
        correct(sheltered, cast, at)
        correct(sheltered, cast, at, born=date(2009, 1, 1), minute=5)
        assert is_guarded(sheltered, date(2026, 3, 10))
        row = Involvement.objects.get(case_id=sheltered.id, ground=Ground.GUARDIAN)
        assert row.until == at(2027, 1, 1, 0)


@pytest.mark.django_db
class TestContest:
    @pytest.mark.requirement("EC-27", "INV-23")
    def test_guardianship_that_ended_stays_ended_and_is_asked_for_anew(self, sheltered, cast, ask_again, at):
        intake_leaves(sheltered, cast, at)
        assessed(sheltered, cast, at)
        assert refusal(lambda: guardianship.check(sheltered, cast.intake, at(2026, 3, 14)))[0] == "of-age"
        contest(sheltered, cast, at)
        assert not is_guarded(sheltered, date(2026, 3, 15))
        assert intake_sees(sheltered, at, 15)
        ask_again(sheltered, 16)
        assert is_guarded(sheltered, date(2026, 3, 17))

    @pytest.mark.requirement("EC-27", "INV-23")
    def test_the_new_guardianship_ends_when_it_is_final(self, sheltered, cast, ask_again, at):
        assessed(sheltered, cast, at)
        row = contest(sheltered, cast, at)
        ask_again(sheltered, 16)
        assert open_guardian(sheltered, at, 16).until is None
        settle(row, cast, at)
        assert is_guarded(sheltered, date(2026, 3, 24))
        assert not is_guarded(sheltered, date(2026, 3, 25))
        assert open_guardian(sheltered, at, 25, Ground.AFTER_GUARDIANSHIP).until == at(2026, 4, 25, 0)

    @pytest.mark.requirement("EC-27")
    def test_contested_on_the_day_of_the_outcome_guardianship_never_ended(self, sheltered, cast, at):
        assessed(sheltered, cast, at)
        contest(sheltered, cast, at, day=10)
        assert is_guarded(sheltered, date(2026, 3, 10))
        assert is_guarded(sheltered, date(2026, 6, 1))
        assert open_guardian(sheltered, at, 10).until is None

    @pytest.mark.requirement("EC-27", "INV-14")
    def test_a_hearing_inside_the_wait_needs_the_guardian_again(self, sheltered, cast, at):
        four = {"requested_by": "CHILD", "reason": "Wil het kwijt.", "lawyer_consulted": True, "ind_agrees": True}
        said = {"case": sheltered, "planned_on": date(2026, 4, 20), "by": cast.ind, "deviation": four}
        assessed(sheltered, cast, at)
        contest(sheltered, cast, at)
        assert refusal(lambda: hearing.plan(at=at(2026, 3, 16), **said)) == ("deviation-incomplete", "INV-14")
        settle(AgeAssessment.objects.get(), cast, at)
        assert hearing.plan(at=at(2026, 3, 25), **said)

    @pytest.mark.requirement("EC-27", "AL-23")
    def test_there_is_no_day_of_majority_meanwhile(self, sheltered, cast, at):
        assessed(sheltered, cast, at)
        row = contest(sheltered, cast, at)
        (clock,) = (each for each in terms.clocks(sheltered, date(2026, 3, 15)) if each.name.startswith("MAJORITY"))
        assert (clock.day, clock.last_day, clock.provisional) == (None, None, True)
        assert (clock.was, clock.moved_on, clock.moved_by) == (date(2026, 3, 10), date(2026, 3, 15), "")
        settle(row, cast, at)
        clocks = {each.name: each for each in terms.clocks(sheltered, date(2026, 3, 25))}
        assert clocks["MAJORITY"].earliest == date(2026, 3, 25)

    @pytest.mark.requirement("EC-27", "INV-24")
    def test_the_place_stays_through_all_of_it(self, sheltered, cast, at):
        assessed(sheltered, cast, at)
        settle(contest(sheltered, cast, at), cast, at)
        assert whereabouts.current(sheltered, at(2026, 6, 1)).ends_at is None

    @pytest.mark.requirement("EC-27")
    def test_a_lawyer_who_is_involved_contests_and_does_nothing_else(self, sheltered, cast, at):
        assessed(sheltered, cast, at)
        with pytest.raises(NotFound):
            contest(sheltered, cast, at, by=cast.lawyer)
        office = Organisation.objects.get(pk=cast.lawyer.organisation_id)
        involving.involve(case=sheltered.id, number=sheltered.number, organisation=office, ground=Ground.ASSIGNED,
                          by=cast.intake, at=at(2026, 3, 11))  # fmt: skip
        with pytest.raises(NotAllowed):
            perform(birth_date.RECORD, by=cast.lawyer, at=at(2026, 3, 15), data={}, case=sheltered.id)
        assert contest(sheltered, cast, at, by=cast.lawyer).contested_on == date(2026, 3, 15)


def open_guardian(case, at, day, ground=Ground.GUARDIAN):
    rows = Involvement.objects.open(at(2026, 3, day, 18)).filter(case_id=case.id, ground=ground)
    return rows.latest("since")


@pytest.mark.django_db
def test_who_may_only_read_the_age_is_refused_at_the_door(sheltered, cast, at):
    for by in (cast.coa, cast.mentor):
        with pytest.raises((NotAllowed, NotFound)):
            perform(age.REQUEST, by=by, at=at(2026, 3, 9), data={"reason": "x"}, case=sheltered.id)


def raced(calls):
    """What each of these calls gave, all begun at the same moment in threads of their own."""
    together = Barrier(len(calls))

    def run(call):
        together.wait()
        try:
            call()
            return "done"
        except RuleBroken as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
class TestAtTheSameMoment:
    @pytest.mark.requirement("D-5", "INV-23")
    def test_of_many_official_records_one_leads_and_the_guardian_reads_by_that_one(self, sheltered, cast, at):
        guards.lay()
        born = [date(2008, month, 1) for month in range(6, 12)]
        assert (
            raced([lambda day=day: correct(sheltered, cast, at, born=day, minute=day.month) for day in born])
            == ["done"] * 6
        )
        leads = birth_dates.current(sheltered)
        known = majority.of_case(sheltered)
        assert majority.adult_since(known) == leads.adult_from()
        row = Involvement.objects.get(case_id=sheltered.id, ground=Ground.GUARDIAN)
        assert row.until == start_of(majority.adult_since(known))

    @pytest.mark.requirement("B-18", "EC-27")
    def test_one_request_one_contest_and_one_end_come_through(self, sheltered, cast, at):
        guards.lay()
        data, ids = {"reason": "Twijfel."}, {"case": sheltered.id}
        asking = [lambda by=by: perform(age.REQUEST, by=by, at=at(2026, 3, 9), data=data, **ids)
                  for by in (cast.avim, cast.ind, cast.avim)]  # fmt: skip
        assert raced(asking) == ["already-open", "already-open", "done"]
        row = AgeAssessment.objects.get()
        perform(age.DECIDE, by=cast.ind, at=at(2026, 3, 10), assessment=row.id, **ids,
                data={"outcome": "EVIDENT_ADULT", "birth": ADULT})  # fmt: skip
        assert raced([lambda: contest(sheltered, cast, at)] * 3) == ["age-contested", "age-contested", "done"]
        assert raced([lambda: settle(row, cast, at)] * 3) == ["age-final", "age-final", "done"]


@pytest.mark.django_db
@pytest.mark.requirement("INV-38")
def test_who_reads_no_birth_date_reads_no_clock_that_gives_it_away(open_case, cast, at):
    case = open_case()
    standings = {name: involvement.standing(getattr(cast, name), case.id, at(2026, 3, 3)) for name in ("ind", "coa")}
    clocks = terms.clocks(case, date(2026, 3, 3))
    read = {name: [clock.name for clock in clocks if clock.is_for(standing)] for name, standing in standings.items()}
    assert read == {"ind": ["MAJORITY"], "coa": []}
