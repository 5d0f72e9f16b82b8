"""Turning eighteen: guardianship ends by itself, a place does not, and Nidos loses nobody from sight."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from config.encryption import secret
from intake import age, signal
from partners import involvement, involving
from partners.actors import of_person
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement, Notice, Person
from residence import birth_date, closing, guardianship
from residence.admission import DECIDE
from residence.age import CONTEST
from shelter import absence, absence_end, care, placement, rest
from shelter.models import CareCoordination, Placement
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db
# Fifteen days after she came to the shelter she is eighteen.
BORN, EIGHTEEN = date(2008, 3, 19), date(2026, 3, 19)
NIDOS = ("guardian", "intake", "coordinator", "supervisor")


@pytest.fixture
def coordinator(people):
    return of_person(people["nidos.care_coordinator"])


@pytest.fixture
def grown(admit, people, cast, at):
    """In BO since 4 March 2026, with a guardian and no signal; eighteen on the nineteenth."""
    case = admit(at(2026, 3, 4), born=BORN)
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
    for row in Involvement.objects.filter(case_id=case.pk, ground=Ground.INTAKE, role="nidos.intake"):
        involving.end(row, by=cast.intake, at=at(2026, 3, 5), until=at(2026, 3, 5))
    return case


@pytest.fixture
def coordinate(people, cast, at):
    def coordinated(case, *, who="nidos.care_coordinator", by=None, on=None, **said):
        said = {"coordinator": people[who], "basis": "Zij vraagt hulp bij school."} | said
        return care.start(case=case, by=by or cast.guardian, at=on or at(2026, 3, 20), **said)

    return coordinated


@pytest.fixture
def actors(cast, coordinator):
    return {
        "guardian": cast.guardian,
        "intake": cast.intake,
        "coordinator": coordinator,
        "supervisor": cast.supervisor,
    }


def seeing(case, actors, moment):
    """Who of Nidos sees the case."""
    return {name for name, actor in actors.items() if involvement.standings(actor, [case.pk], moment)}


class TestWhoStillSeesIt:
    """A child must not be lost from sight on the day it turns eighteen, nor a month later."""

    def test_until_then_the_guardian_and_who_leads(self, grown, actors, at):
        assert seeing(grown, actors, at(2026, 3, 18, 23, 59)) == {"guardian", "supervisor"}

    @pytest.mark.requirement("S004-57", "EC-01")
    def test_from_midnight_intake_and_care_coordinators_as_well(self, grown, actors, at):
        assert seeing(grown, actors, at(2026, 3, 19, 0)) == set(NIDOS)

    @pytest.mark.requirement("S004-58")
    def test_the_former_guardian_to_the_thirtieth_day_and_the_others_as_long_as_the_case_is_open(
        self, grown, actors, at
    ):
        assert seeing(grown, actors, at(2026, 4, 18, 23, 59)) == set(NIDOS)
        assert seeing(grown, actors, at(2026, 4, 19, 0)) == {"intake", "coordinator", "supervisor"}
        assert seeing(grown, actors, at(2036, 4, 19)) == {"intake", "coordinator", "supervisor"}

    @pytest.mark.requirement("S004-57", "S004-120")
    def test_while_care_is_coordinated_the_former_guardian_too(self, grown, coordinate, actors, at):
        coordinate(grown)
        assert seeing(grown, actors, at(2027, 4, 19)) == set(NIDOS)

    def test_and_not_once_it_ended_after_those_thirty_days(self, grown, coordinate, cast, actors, at):
        row = coordinate(grown)
        care.end(coordination=row, end_reason="Zij wil niet meer.", by=cast.guardian, at=at(2026, 3, 25))
        assert "guardian" in seeing(grown, actors, at(2026, 4, 18))
        assert "guardian" not in seeing(grown, actors, at(2026, 4, 19))
        again = coordinate(grown, on=at(2026, 4, 1))
        care.end(coordination=again, end_reason="Klaar.", by=cast.guardian, at=at(2026, 6, 1))
        assert "guardian" not in seeing(grown, actors, at(2026, 6, 1, 12, 1))

    def test_what_they_read_is_where_and_who_and_not_what_was_told(self, grown, actors, at):
        for name in ("intake", "coordinator"):
            standing = involvement.standing(actors[name], grown.pk, at(2026, 5, 1))
            assert all(standing.right(each).reads for each in (DataClass.IDENTITY, DataClass.LOCATION, DataClass.CARE))
            hidden = (DataClass.ADDRESS, DataClass.CONVERSATION_NOTE, DataClass.STORY, DataClass.CONSENT,
                      DataClass.SCREENING, DataClass.SIGNAL_DETAIL)  # fmt: skip
            assert not any(standing.right(each).anything for each in hidden), name

    def test_the_one_who_coordinates_reads_what_care_asks_for(self, grown, coordinate, coordinator, at):
        coordinate(grown)
        standing = involvement.standing(coordinator, grown.pk, at(2026, 5, 1))
        assert all(standing.right(each).reads for each in (DataClass.ADDRESS, DataClass.PLAN, DataClass.CHILD_LOG))
        assert standing.right(DataClass.REST).writes
        hidden = (DataClass.STORY, DataClass.CONSENT, DataClass.CONVERSATION_NOTE, DataClass.CATEGORY)
        assert not any(standing.right(each).anything for each in hidden)

    @pytest.mark.requirement("INV-23")
    def test_a_birth_date_that_moves_moves_all_of_it(self, grown, cast, actors, at):
        birth_date.record(case=grown, date=date(2008, 4, 1), source="DOCUMENT", status="OFFICIAL", by=cast.avim,
                          at=at(2026, 3, 10))  # fmt: skip
        assert seeing(grown, actors, at(2026, 3, 20)) == {"guardian", "supervisor"}
        assert seeing(grown, actors, at(2026, 4, 1, 0)) == set(NIDOS)
        assert seeing(grown, actors, at(2026, 5, 1)) == set(NIDOS)
        assert "guardian" not in seeing(grown, actors, at(2026, 5, 2, 0))

    @pytest.mark.requirement("EC-25", "INV-23", "INV-24", "D-5")
    def test_a_correction_to_nineteen_acts_from_the_moment_it_is_recorded(self, grown, cast, actors, at):
        birth_date.record(case=grown, date=date(2007, 1, 1), source="IND", status="OFFICIAL", by=cast.ind,
                          at=at(2026, 3, 10, 15))  # fmt: skip
        [row] = Involvement.objects.filter(case_id=grown.pk, ground=Ground.GUARDIAN)
        assert row.until == at(2026, 3, 10, 15)
        assert seeing(grown, actors, at(2026, 3, 10, 15)) == set(NIDOS)
        assert "guardian" in seeing(grown, actors, at(2026, 4, 9))
        assert "guardian" not in seeing(grown, actors, at(2026, 4, 10, 0))
        assert Placement.objects.get().ends_at is None

    @pytest.mark.requirement("EC-27", "INV-23")
    def test_whoever_gets_a_guardian_again_is_seen_by_that_one_alone(self, grown, cast, people, actors, at):
        age.contest(case=grown, contest_reason="Haar doopakte zegt 2010.", by=cast.guardian, at=at(2026, 3, 21))
        guardianship.request(case=grown, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 22))
        grounds = {row.ground for row in Involvement.objects.open(at(2026, 3, 23)).filter(case_id=grown.pk)}
        assert Ground.GUARDIAN in grounds
        assert not grounds & {Ground.OF_AGE, Ground.AFTER_GUARDIANSHIP}

    def test_it_ends_with_the_case_and_comes_back_with_it(self, grown, cast, actors, at):
        stay = Placement.objects.get()
        stay.ends_at = at(2026, 3, 25)
        ledger.record(stay, by=cast.coa, at=at(2026, 3, 25))
        row = closing.close(case=grown, reason="Woont bij haar tante.", by=cast.guardian, at=at(2026, 4, 2))
        assert involvement.standing(cast.intake, grown.pk, at(2026, 4, 3)).grounds == {Ground.CLOSED}
        assert seeing(grown, actors, at(2026, 4, 19)) == {"intake", "supervisor"}
        signal.report(case=grown, kinds=["TRAFFICKING"], summary="Zij werd gevolgd.", by=cast.avim, at=at(2026, 4, 20))
        row.refresh_from_db()
        assert row.reopened_at is not None
        assert "intake" in seeing(grown, actors, at(2026, 4, 21))


class TestWhatIsLeftToDo:
    """From eighteen on nobody decides for her (C5 rule e)."""

    @pytest.mark.requirement("S004-58")
    @pytest.mark.parametrize("name", ["guardian", "intake", "coordinator"])
    def test_only_what_closing_the_case_waits_for(self, grown, actors, name, at):
        standing = involvement.standing(actors[name], grown.pk, at(2026, 3, 20))
        writes = {each for each in DataClass if standing.right(each).writes}
        assert writes == {DataClass.INDICATION, DataClass.SIGNAL, DataClass.ABSENCE, DataClass.INQUIRY,
                          DataClass.AGE, DataClass.STEP_DOWN, DataClass.CARE, DataClass.ALERT,
                          DataClass.CLOSING, DataClass.SUBJECT_ACCESS, DataClass.CORRECTION}  # fmt: skip

    @pytest.mark.requirement("S004-58")
    def test_the_guardian_asks_no_rest_for_her_any_more_but_may_decide_that_shelter_is_not_needed(
        self, grown, cast, at
    ):
        more = {"days": 7, "reason": "Slaapt niet."}
        assert perform(rest.REQUEST, by=cast.guardian, at=at(2026, 3, 18), data=more, case=grown.pk)
        with pytest.raises(NotAllowed):
            perform(rest.REQUEST, by=cast.guardian, at=at(2026, 3, 19), data=more, case=grown.pk)
        decided = {"outcome": "BO", "ground": "DISAPPEARANCE_RISK", "reasons": "Zij is nog bang."}
        assert perform(DECIDE, by=cast.guardian, at=at(2026, 3, 19), data=decided, case=grown.pk)


class TestEC01:
    @pytest.mark.requirement("EC-01", "INV-24", "INV-23", "S004-50")
    def test_eighteen_during_the_rest_ends_guardianship_and_nothing_else(self, grown, at):
        assert rest.is_running(rest.of_case(grown), [], date(2026, 3, 25))
        assert not rest.is_running(rest.of_case(grown), [], date(2026, 3, 26))
        row = guardianship.current(grown)
        known = guardianship.majority.of_case(grown)
        assert guardianship.is_active(row, known, date(2026, 3, 18))
        assert not guardianship.is_active(row, known, EIGHTEEN)
        assert Placement.objects.get().ends_at is None

    @pytest.mark.requirement("EC-29", "INV-23")
    def test_born_on_the_twenty_ninth_of_february_it_is_the_first_of_march(self, admit, people, cast, actors, at):
        case = admit(at(2018, 1, 4), born=date(2000, 2, 29))
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2018, 1, 4))
        row = Involvement.objects.get(case_id=case.pk, ground=Ground.GUARDIAN)
        assert row.until == at(2018, 3, 1, 0)


class TestCare:
    @pytest.mark.requirement("S004-57", "INV-25")
    def test_from_the_birthday_on_and_not_before(self, grown, coordinate, at):
        assert refusal(lambda: coordinate(grown, on=at(2026, 3, 18))) == ("still-minor", "INV-25")
        row = coordinate(grown, on=at(2026, 3, 19, 0))
        assert (row.starts_on, row.adult_since, row.lives_in) == (EIGHTEEN, EIGHTEEN, "BO")

    @pytest.mark.requirement("S004-57")
    @pytest.mark.parametrize("day", [date(2026, 3, 18), date(2026, 3, 21)])
    def test_on_a_day_that_can_be(self, grown, coordinate, day):
        assert refusal(lambda: coordinate(grown, starts_on=day)) == ("day-impossible", "S004-57")

    def test_by_nidos_with_a_reason_and_somebody_who_does_this_work(self, grown, coordinate, people, cast):
        assert refusal(lambda: coordinate(grown, by=cast.coa)) == ("only-nidos", "S004-57")
        assert refusal(lambda: coordinate(grown, basis=" ")) == ("no-basis", "S004-120")
        for who in ("nidos.intake", "coa.placement"):
            assert refusal(lambda who=who: coordinate(grown, who=who))[0] == "no-coordinator"
        Person.objects.filter(role="nidos.care_coordinator").update(is_active=False)
        assert refusal(lambda: coordinate(grown))[0] == "no-coordinator"

    @pytest.mark.requirement("INV-25")
    @pytest.mark.parametrize("kind", ["FIER", "AMV", "AZC"])
    def test_only_in_protected_shelter_or_a_special_azc(self, grown, coordinate, make_house, cast, at, kind):
        stay = Placement.objects.get()
        stay.ends_at = at(2026, 3, 19)
        ledger.record(stay, by=cast.coa, at=at(2026, 3, 19))
        assert refusal(lambda: coordinate(grown)) == ("not-in-shelter", "INV-25")
        other = Placement(case=grown, location=make_house(kind), starts_at=at(2026, 3, 19, 13))
        ledger.record(other, by=cast.coa, at=at(2026, 3, 19, 13))
        assert refusal(lambda: coordinate(grown)) == ("not-in-shelter", "INV-25")

    @pytest.mark.requirement("D-11", "S004-57", "S004-11")
    def test_not_before_there_was_a_pilot(self, admit, coordinate, at):
        case = admit(at(2014, 9, 1), born=date(1997, 1, 10))
        assert refusal(lambda: coordinate(case, on=at(2015, 3, 18))) == ("pilot-not-in-force", "D-11")
        assert coordinate(case, on=at(2015, 3, 19))

    @pytest.mark.requirement("S004-57")
    def test_the_former_guardian_may_go_on_as_coordinator(self, grown, coordinate, cast, at):
        coordinate(grown, who="nidos.guardian")
        standing = involvement.standing(cast.guardian, grown.pk, at(2026, 6, 1))
        assert {Ground.CARE, Ground.AFTER_GUARDIANSHIP} <= standing.grounds
        assert standing.right(DataClass.REST).writes
        assert not standing.right(DataClass.CONSENT).writes

    def test_somebody_else_takes_over_without_a_gap(self, grown, coordinate, coordinator, at):
        first = coordinate(grown)
        assert refusal(lambda: coordinate(grown))[0] == "already-coordinates"
        coordinate(grown, who="nidos.guardian", on=at(2026, 4, 1))
        first.refresh_from_db()
        assert (first.ends_on, first.ended_as) == (date(2026, 4, 1), "REPLACED")
        grounds = involvement.standing(coordinator, grown.pk, at(2026, 4, 2)).grounds
        assert grounds == {Ground.OF_AGE}

    def test_the_coordinator_coa_and_the_house_are_told(self, grown, coordinate, people):
        coordinate(grown)
        told = Notice.objects.filter(kind="CARE_COORDINATION")
        assert {(row.to_organisation.kind, row.to_person) for row in told} == {
            ("NIDOS", people["nidos.care_coordinator"]), ("COA", None), ("BO_PROVIDER", None)}  # fmt: skip

    @pytest.mark.requirement("INV-25", "S004-57")
    def test_it_ends_with_the_move_that_leaves_protected_shelter(self, grown, coordinate, cast, at, make_house):
        row = coordinate(grown)
        placement.move(placement=Placement.objects.get(), bed=make_house("AMV").beds.first(), move_reason="Full.",
                       unfinished_reason="Vol.", by=cast.coa, at=at(2026, 5, 1))  # fmt: skip
        row.refresh_from_db()
        assert (row.ends_on, row.ended_as) == (date(2026, 5, 1), "LEFT")
        assert not Involvement.objects.open(at(2026, 5, 1)).filter(case_id=grown.pk, ground=Ground.CARE).exists()

    @pytest.mark.requirement("INV-25")
    def test_and_goes_along_to_another_house(self, grown, coordinate, cast, at, make_house):
        row = coordinate(grown)
        placement.move(placement=Placement.objects.get(), bed=make_house("BO", name="Two").beds.first(),
                       move_reason="Quieter.", by=cast.coa, at=at(2026, 5, 1))  # fmt: skip
        row.refresh_from_db()
        assert (row.ends_on, row.lives_in) == (None, "BO")

    @pytest.mark.requirement("INV-25")
    def test_it_ends_when_a_missing_adult_does_not_come_back(self, grown, coordinate, cast, at):
        row = coordinate(grown)
        gone = absence.report(case=grown, circumstances="Weg.", last_seen_at=at(2026, 4, 1), by=cast.mentor,
                              at=at(2026, 4, 1, 20))  # fmt: skip
        assert care.is_running(grown.pk)
        absence_end.end(absence=gone, ended_as="KNOWN_SAFE", end_reason="Bij haar zus.", by=cast.guardian,
                        at=at(2026, 4, 3))  # fmt: skip
        row.refresh_from_db()
        assert row.ended_as == "LEFT"

    @pytest.mark.requirement("INV-25", "EC-27")
    def test_it_ends_when_she_counts_as_a_minor_again(self, grown, coordinate, cast, at):
        row = coordinate(grown)
        perform(CONTEST, by=cast.guardian, at=at(2026, 3, 21), data={"contest_reason": "Doopakte."},
                case=grown.pk)  # fmt: skip
        row.refresh_from_db()
        assert row.ended_as == "MINOR_AGAIN"

    def test_nidos_ends_it_with_a_reason_and_once(self, grown, coordinate, cast, at):
        row = coordinate(grown)
        assert refusal(lambda: care.end(coordination=row, end_reason=" ", by=cast.guardian, at=at(2026, 4, 1)))[0] == (
            "no-reason")  # fmt: skip
        said = {"coordination": row, "end_reason": "Niet meer nodig.", "at": at(2026, 4, 1)}
        assert refusal(lambda: care.end(by=cast.coa, **said))[0] == "only-nidos"
        assert care.end(by=cast.guardian, **said).ended_as == "DECIDED"
        assert refusal(lambda: care.end(by=cast.guardian, **said))[0] == "already-ended"

    @pytest.mark.requirement("S004-10")
    def test_no_case_is_closed_as_long_as_care_is_coordinated(self, grown, coordinate, cast, at):
        coordinate(grown)
        assert refusal(lambda: closing.close(case=grown, reason="x", by=cast.guardian, at=at(2026, 4, 1))) == (
            "care-open", "C3.13")  # fmt: skip

    @pytest.mark.requirement("INV-25")
    @pytest.mark.parametrize(
        "changed",
        [{"starts_on": date(2026, 3, 18)}, {"lives_in": "AZC"}, {"ends_on": date(2026, 4, 1)}, {"ended_as": "LEFT"},
         {"ends_on": date(2026, 3, 18), "ended_as": "LEFT"}, {"ends_on": date(2026, 4, 1), "ended_as": "DECIDED"}],
    )  # fmt: skip
    def test_the_database_keeps_nothing_else(self, grown, coordinate, cast, at, changed):
        row = coordinate(grown)
        for name, value in changed.items():
            setattr(row, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(row, by=cast.guardian, at=at(2026, 4, 1))

    @pytest.mark.requirement("INV-25")
    def test_the_database_keeps_one_at_a_time(self, grown, coordinate, people, cast, at):
        coordinate(grown)
        twice = CareCoordination(case=grown, coordinator=people["nidos.guardian"], adult_since=EIGHTEEN, lives_in="BO",
                                 basis=secret(grown.data_key, "x"), starts_on=date(2026, 3, 20))  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(twice, by=cast.guardian, at=at(2026, 4, 1))

    def test_through_the_door_also_after_the_guardian_is_gone(self, grown, people, actors, cast, at):
        given = {"coordinator": people["nidos.care_coordinator"], "basis": "Zij vroeg het."}
        with pytest.raises(NotFound):
            perform(care.START, by=cast.guardian, at=at(2026, 5, 1), data=given, case=grown.pk)
        with pytest.raises(NotAllowed):
            perform(care.START, by=cast.supervisor, at=at(2026, 5, 1), data=given, case=grown.pk)
        assert perform(care.START, by=actors["coordinator"], at=at(2026, 5, 1), data=given, case=grown.pk)
