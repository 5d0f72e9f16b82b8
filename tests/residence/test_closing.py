"""Closing a case: only by Nidos, only when nothing runs; who loses it, who keeps it, and who is told."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from audit.models import Entry
from config.encryption import Secret
from intake import conversation, family, signal_assessment
from intake.models import Closing
from overview import acts
from partners import access, involvement, involving
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement, Notice, Organisation
from residence import closing, guardianship, hearing
from residence.admission import DECIDE
from tests.closings import ADULT, WHY, ask, close, grown, shut, twin
from tests.houses import perform, refusal

__all__ = ["grown", "shut", "twin"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-10")]
SAID = {"kinds": ["TRAFFICKING"], "summary": "Somebody waits outside."}


def says_no(case, cast, at, by="intake", moment=None):
    return refusal(lambda: closing.close(case=case, reason=WHY, by=getattr(cast, by), at=moment or at(2026, 3, 5)))


@pytest.fixture
def guarded(people, cast, at):
    """The guardian still reads these cases."""

    def reads(*cases):
        guardian = people["nidos.guardian"]
        for case in cases:
            about = {"case": case.pk, "number": case.number, "person": guardian, "ground": Ground.GUARDIAN}
            involving.involve(organisation=guardian.organisation, by=cast.intake, at=at(2026, 3, 5), **about)

    return reads


class TestWhatKeepsItOpen:
    """What still runs in a case is never silenced by closing it."""

    @pytest.mark.requirement("S004-58")
    @pytest.mark.parametrize("born", [date(2011, 2, 8), None])
    def test_a_minor_and_who_counts_as_one(self, open_case, cast, at, born):
        assert says_no(open_case(born=born), cast, at) == ("still-minor", "S004-58")

    def test_a_birth_date_that_is_not_official_makes_nobody_an_adult(self, open_case, cast, at):
        assert says_no(open_case(born=ADULT, status="PROVISIONAL"), cast, at)[0] == "still-minor"

    @pytest.mark.requirement("S004-58")
    def test_guardianship_until_the_very_birthday(self, open_case, people, cast, at):
        case = open_case(born=date(2008, 3, 6))
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
        assert says_no(case, cast, at, "guardian") == ("guardianship-open", "C3.13")
        assert close(case, cast.guardian, at(2026, 3, 6)).closed_on == date(2026, 3, 6)

    @pytest.mark.requirement("INV-09")
    def test_a_place_of_its_own_also_one_that_begins_later(self, grown, indicate, make_house, place, cast, at):
        indicate(grown)
        row = place(grown, make_house("BO"), on=at(2026, 3, 4))
        assert says_no(grown, cast, at) == ("still-placed", "INV-09")
        assert says_no(grown, cast, at, moment=at(2026, 3, 3, 23))[0] == "still-placed"
        left(row, cast, at(2026, 3, 5))
        assert says_no(grown, cast, at, moment=at(2026, 3, 6)) == ("rest-running", "S004-45")

    @pytest.mark.requirement("S004-45")
    def test_rest_to_its_last_day(self, grown, indicate, make_house, place, cast, at):
        indicate(grown)
        left(place(grown, make_house("BO"), on=at(2026, 3, 4)), cast, at(2026, 3, 5))
        assert says_no(grown, cast, at, moment=at(2026, 3, 25))[0] == "rest-running"
        assert closing.close(case=grown, reason=WHY, by=cast.intake, at=at(2026, 3, 26))

    def test_an_indication_on_which_nobody_was_placed(self, grown, indicate, cast, at):
        indicate(grown)
        assert says_no(grown, cast, at) == ("waits-for-a-place", "C3.3")
        indicate(grown, "NOT_NEEDED", on=at(2026, 3, 4))
        assert closing.close(case=grown, reason=WHY, by=cast.intake, at=at(2026, 3, 5))

    def test_a_hearing_until_the_day_it_is_planned_for(self, grown, indicate, make_house, place, cast, at):
        indicate(grown)
        left(place(grown, make_house("BO"), on=at(2026, 3, 4)), cast, at(2026, 3, 5))
        hearing.plan(case=grown, planned_on=date(2026, 7, 1), by=cast.ind, at=at(2026, 3, 20))
        assert says_no(grown, cast, at, moment=at(2026, 7, 1)) == ("hearing-planned", "C3.5")
        assert closing.close(case=grown, reason=WHY, by=cast.intake, at=at(2026, 7, 2))

    def test_a_signal_that_nobody_assessed_or_that_is_watched(self, grown, raise_signal, cast, at):
        row = raise_signal(grown)
        assert says_no(grown, cast, at) == ("signal-open", "C3.2")
        for outcome, said in (("MONITOR", {"review_on": date(2026, 4, 1)}), ("NOT_SUBSTANTIATED", {})):
            assert says_no(grown, cast, at)[0] == "signal-open"
            row.refresh_from_db()
            signal_assessment.assess(signal=row, outcome=outcome, reasons="Gezien.", by=cast.intake,
                                     at=at(2026, 3, 4), **said)  # fmt: skip
        assert closing.close(case=grown, reason=WHY, by=cast.intake, at=at(2026, 3, 5))

    def test_a_signal_that_leads_to_a_decision_nobody_took(self, grown, raise_signal, cast, at):
        signal_assessment.assess(signal=raise_signal(grown), outcome="LEADS_TO_INDICATION", reasons="Ernstig.",
                                 by=cast.intake, at=at(2026, 3, 4))  # fmt: skip
        assert says_no(grown, cast, at)[0] == "signal-open"

    def test_a_signal_of_a_talk_that_was_not_raised(self, grown, cast, at):
        conversation.record(case=grown, step="ACQUAINTANCE", held_on=date(2026, 3, 2), outcome="SIGNAL",
                            by=cast.intake, at=at(2026, 3, 2))  # fmt: skip
        assert says_no(grown, cast, at)[0] == "signal-open"

    @pytest.mark.requirement("AL-31")
    def test_a_joining_that_was_asked(self, grown, twin, cast, at):
        ask(grown, cast, at)
        for case in (grown, twin):
            assert says_no(case, cast, at) == ("joining-asked", "AL-31")

    def test_nothing_is_written_when_it_is_refused(self, open_case, cast, at):
        case = open_case()
        before = Entry.objects.count()
        says_no(case, cast, at)
        assert (Entry.objects.count(), Closing.objects.count()) == (before, 0)


class TestWhoCloses:
    @pytest.mark.parametrize("by", ["avim", "ind", "supervisor"])
    def test_nobody_who_only_sees_the_case(self, grown, cast, at, by):
        with pytest.raises(NotAllowed):
            close(grown, getattr(cast, by), at(2026, 3, 5))
        assert says_no(grown, cast, at, "avim") == ("only-nidos", "S004-10")

    def test_nobody_who_does_not_see_it(self, grown, cast, at):
        with pytest.raises(NotFound):
            close(grown, cast.guardian, at(2026, 3, 5))

    def test_always_with_a_reason_and_once(self, grown, cast, at):
        assert refusal(lambda: close(grown, cast.intake, at(2026, 3, 5), "  "))[0] == "no-reason"
        close(grown, cast.intake, at(2026, 3, 5))
        assert says_no(grown, cast, at)[0] == "already-closed"

    def test_the_database_keeps_one_closing_at_a_time_and_a_reason_for_each_opening(self, shut, cast, at):
        again = Closing(case=shut.case, closed_on=date(2026, 3, 6), reason=Secret(shut.case.data_key, text="x"))
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(again, by=cast.intake, at=at(2026, 3, 6))
        for moment in (at(2026, 3, 4), at(2026, 3, 6)):
            shut.reopened_at = moment
            with pytest.raises(IntegrityError), transaction.atomic():
                ledger.record(shut, by=cast.intake, at=at(2026, 3, 6))


class TestWhoKeepsIt:
    """A closed case stays readable to whom a ground remains, and to nobody else."""

    def test_what_was_for_the_work_ends_and_nidos_intake_keeps_it(self, grown, shut, cast, at):
        rows = Involvement.objects.open(at(2026, 3, 6)).filter(case_id=grown.pk)
        assert [(row.organisation.kind, row.ground, row.role) for row in rows] == [
            ("NIDOS", "CLOSED", "nidos.intake")]  # fmt: skip
        for name in ("avim", "ind", "coa", "guardian"):
            with pytest.raises(NotFound):
                involvement.standing(getattr(cast, name), grown.pk, at(2026, 3, 6))

    def test_what_has_an_end_of_its_own_keeps_it(self, open_case, people, cast, at):
        case = open_case(born=date(2008, 3, 4))
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
        lawyer = people["lawyer.lawyer"]
        for ground, person in ((Ground.ASSIGNED, lawyer), (Ground.TRACK, None)):
            involving.involve(case=case.pk, number=case.number, ground=ground, person=person, by=cast.intake,
                              organisation=lawyer.organisation if person else Organisation.objects.get(kind="IND"),
                              at=at(2026, 3, 2))  # fmt: skip
        close(case, cast.guardian, at(2026, 3, 5))
        grounds = {name: involvement.standing(getattr(cast, name), case.pk, at(2026, 3, 6)).grounds
                   for name in ("guardian", "lawyer", "ind")}  # fmt: skip
        assert grounds == {"guardian": {"AFTER_GUARDIANSHIP"}, "lawyer": {"ASSIGNED"}, "ind": {"TRACK"}}
        assert involvement.standing(cast.guardian, case.pk, at(2026, 4, 2)).is_closed
        with pytest.raises(NotFound):
            involvement.standing(cast.guardian, case.pk, at(2026, 4, 4))

    def test_to_find_it_again_and_no_more(self, grown, shut, cast, at):
        standing = involvement.standing(cast.intake, grown.pk, at(2026, 3, 6))
        reads = {each for each in DataClass if standing.right(each).reads}
        assert reads == {"IDENTITY", "AGE", "SIGNAL", "DUPLICATE", "INVOLVEMENT", "CLOSING", "SUBJECT_ACCESS",
                         "CORRECTION"}  # fmt: skip
        [row] = access.read(Closing.objects.all(), standing)
        assert str(row["reason"]) == WHY

    def test_why_is_for_nidos_only(self, grown, shut, cast, at):
        seen = access.Standing(cast.ind, grown.pk, frozenset({Ground.TRACK}))
        [row] = access.read(Closing.objects.all(), seen)
        assert (row["closed_on"], "reason" in row) == (date(2026, 3, 5), False)

    def test_everybody_is_told_also_who_sees_it_no_longer(self, grown, shut):
        told = Notice.objects.filter(kind="CASE_CLOSED", about=grown.pk)
        assert sorted(told.values_list("to_organisation__kind", "to_role", "case_id")) == [
            ("AVIM", "avim.officer", None), ("COA", "coa.placement", None), ("IND", "ind.officer", None),
            ("NIDOS", "", grown.pk),
        ]  # fmt: skip

    def test_an_emergency_of_one_person_tells_its_organisation_nothing(self, grown, people, cast, at):
        """Nobody else of the organisation knew of the case, so nobody hears that it is closed."""
        mentor = people["bo_provider.mentor"]
        involving.involve(case=grown.pk, number=grown.number, organisation=mentor.organisation, person=mentor,
                          role=mentor.role, ground=Ground.EMERGENCY, until=at(2027, 1, 1), by=cast.intake,
                          at=at(2026, 3, 3))  # fmt: skip
        close(grown, cast.intake, at(2026, 3, 5))
        told = Notice.objects.filter(kind="CASE_CLOSED", to_organisation=mentor.organisation)
        assert not told.exists()


class TestNothingIsDoneInIt:
    def test_an_act_is_refused_with_its_code(self, grown, shut, guarded, cast, at):
        guarded(grown)
        said = {"outcome": "BO", "ground": "DISAPPEARANCE_RISK", "reasons": "x"}
        assert refusal(lambda: perform(DECIDE, by=cast.guardian, at=at(2026, 3, 6), data=said, case=grown.pk)) == (
            "case-closed", "C3.13")  # fmt: skip

    def test_no_button_is_left_but_a_signal_a_request_and_opening_it(self, grown, shut, guarded, cast, at):
        guarded(grown)
        rows = [(act, grown) for act in acts.on_case()] + [(act, shut) for act in acts.on_record(Closing)]
        for actor in (cast.intake, cast.guardian):
            standing = involvement.standing(actor, grown.pk, at(2026, 3, 6))
            assert {act.name for act, row in rows if act.available(row, standing, at(2026, 3, 6))} == {
                "signals", "closings-reopenings", "subject-requests"}  # fmt: skip

    def test_no_sibling_is_linked_to_it(self, open_case, grown, shut, guarded, cast, at):
        other = open_case()
        guarded(grown, other)
        said = {"kind": "SIBLING", "other_case": grown}
        assert refusal(lambda: perform(family.RECORD, by=cast.guardian, at=at(2026, 3, 6), data=said,
                                       case=other.pk)) == ("case-closed", "C3.13")  # fmt: skip


def left(placement, cast, moment):
    """The child leaves; recording that belongs to a later room."""
    placement.ends_at = moment
    return ledger.record(placement, by=cast.coa, at=moment)
