"""The case consultation: who is asked, whom an agenda lets in and until when, who was there, and what follows."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from config.encryption import Secret
from partners import involvement
from partners.access import read
from partners.actors import of_person
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement, Notice, NoticeKind, Organisation
from shelter import cobo, cobo_agenda, placement
from shelter.models import AgendaItem, CoboAction, CoboParty, Placement, RiskAnalysis
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db


def grounds(actor, case, moment):
    return involvement.standing(actor, case.id, moment).grounds


def kinds_of(meeting):
    return set(CoboParty.objects.filter(meeting=meeting).values_list("organisation__kind", flat=True))


class TestWhoIsAsked:
    @pytest.mark.requirement("S004-102", "S004-103")
    def test_the_parties_of_the_letter_are_asked_by_themselves(self, meeting):
        assert kinds_of(meeting) == {"NIDOS", "AVIM", "IND", "EVENAAR"}
        assert meeting.state == "PLANNED"

    @pytest.mark.requirement("S004-102")
    def test_the_house_of_a_child_is_asked_with_the_child(self, item, meeting):
        assert kinds_of(meeting) == {"NIDOS", "AVIM", "IND", "EVENAAR", "BO_PROVIDER"}

    @pytest.mark.requirement("K-3")
    def test_coa_may_be_asked_and_only_observes(self, published, child, meeting, cast, at, organisations):
        before = set(Involvement.objects.values_list("pk", flat=True))
        row = cobo.invite(meeting=meeting, organisation=organisations["COA"], by=cast.supervisor, at=at(2026, 3, 12))
        assert row.observes
        assert set(Involvement.objects.values_list("pk", flat=True)) == before
        assert not Notice.objects.filter(kind=NoticeKind.COBO_AGENDA, to_organisation=organisations["COA"]).exists()

    @pytest.mark.requirement("S004-102")
    def test_nobody_else_is_asked_and_nobody_twice(self, meeting, cast, at, organisations):
        for kind, code in (("LAWYER", "no-party"), ("AVIM", "already-asked")):
            said = refusal(lambda kind=kind: cobo.invite(meeting=meeting, organisation=organisations[kind],
                                                         by=cast.supervisor, at=at(2026, 3, 6)))  # fmt: skip
            assert said == (code, "S004-102")
        twice = CoboParty(meeting=meeting, organisation=organisations["AVIM"])
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(twice, by=cast.supervisor, at=at(2026, 3, 6))

    @pytest.mark.requirement("S004-103")
    def test_only_nidos_plans_and_not_in_the_past(self, cast, at):
        for who in (cast.avim, cast.ind, cast.coa, cast.mentor):
            with pytest.raises(NotAllowed):
                perform(cobo.PLAN, by=who, at=at(2026, 3, 5), data={"meets_at": at(2026, 3, 18)})
        said = refusal(lambda: cobo.plan(meets_at=at(2026, 3, 5), by=cast.guardian, at=at(2026, 3, 5)))
        assert said == ("meets-in-past", "S004-103")


class TestTheAgenda:
    @pytest.mark.requirement("S004-103")
    def test_only_nidos_puts_a_child_on_it_who_lives_in_protected_shelter_and_once(
        self, child, meeting, item, open_case, cast, at, mentor
    ):
        def put(case, by):
            return refusal(lambda: cobo_agenda.put(case=case, meeting=meeting, by=by, at=at(2026, 3, 6)))

        assert put(child, mentor) == ("only-nidos", "S004-103")
        assert put(child, cast.guardian) == ("already-on-agenda", "S004-103")
        assert put(open_case(), cast.guardian) == ("not-protected", "S004-98")
        twice = AgendaItem(case=child, meeting=meeting, placement=item.placement)
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(twice, by=cast.guardian, at=at(2026, 3, 6))

    def test_not_on_one_that_is_past(self, child, meeting, cast, at):
        said = refusal(lambda: cobo_agenda.put(case=child, meeting=meeting, by=cast.guardian, at=at(2026, 3, 19)))
        assert said == ("meeting-past", "S004-103")

    @pytest.mark.requirement("S004-103")
    def test_before_it_is_published_it_opens_nothing(self, child, item, cast, clinician, at):
        with pytest.raises(NotFound):
            grounds(clinician, child, at(2026, 3, 7))
        assert not Notice.objects.filter(kind=NoticeKind.COBO_AGENDA).exists()

    @pytest.mark.requirement("S004-103")
    def test_published_it_lets_each_party_in_and_tells_them_until_fourteen_days_after(
        self, child, published, cast, clinician, mentor, at
    ):
        for who in (cast.avim, cast.ind, clinician, mentor):
            assert Ground.AGENDA in grounds(who, child, at(2026, 3, 11, 13))
            assert Ground.AGENDA in grounds(who, child, at(2026, 4, 1, 23))
        with pytest.raises(NotFound):
            grounds(clinician, child, at(2026, 4, 2, 0))
        assert Ground.AGENDA not in grounds(cast.avim, child, at(2026, 4, 2, 0))
        told = Notice.objects.filter(kind=NoticeKind.COBO_AGENDA, about=published.id)
        assert set(told.values_list("to_organisation__kind", flat=True)) == {"AVIM", "IND", "EVENAAR", "BO_PROVIDER"}

    @pytest.mark.requirement("S004-103")
    def test_at_nidos_nobody_but_the_guardian_sees_the_child_by_it(self, child, published, cast, at):
        assert Ground.AGENDA not in grounds(cast.guardian, child, at(2026, 3, 12))
        rows = Involvement.objects.filter(ground=Ground.AGENDA, organisation=cast.guardian.organisation_id)
        assert not rows.exists()

    @pytest.mark.requirement("S004-103")
    def test_a_child_added_later_opens_then_and_one_taken_off_closes_at_once(
        self, child, published, meeting, admit, clinician, cast, at
    ):
        other = admit(at(2026, 3, 5))
        row = cobo_agenda.put(case=other, meeting=meeting, by=cast.guardian, at=at(2026, 3, 12))
        assert grounds(clinician, other, at(2026, 3, 12)) == {Ground.AGENDA}
        cobo_agenda.take_off(item=row, by=cast.guardian, at=at(2026, 3, 13))
        with pytest.raises(NotFound):
            grounds(clinician, other, at(2026, 3, 13))
        assert grounds(clinician, child, at(2026, 3, 13)) == {Ground.AGENDA}
        said = refusal(lambda: cobo_agenda.take_off(item=row, by=cast.guardian, at=at(2026, 3, 13)))
        assert said == ("already-off", "S004-103")

    @pytest.mark.requirement("S004-102")
    def test_who_is_asked_later_sees_it_from_then_on(self, child, published, meeting, cast, clinician, at):
        other = Organisation.objects.create(code="evenaar-2", name="De andere Evenaar (test)", kind="EVENAAR")
        there = replace(clinician, organisation_id=other.pk)
        cobo.invite(meeting=meeting, organisation=other, by=cast.supervisor, at=at(2026, 3, 12))
        with pytest.raises(NotFound):
            grounds(there, child, at(2026, 3, 11))
        assert grounds(there, child, at(2026, 3, 12)) == {Ground.AGENDA}

    @pytest.mark.requirement("S004-103")
    def test_a_house_sees_only_the_child_that_lives_there(self, child, published, meeting, admit, cast, mentor, at):
        other = admit(at(2026, 3, 5))
        cobo_agenda.put(case=other, meeting=meeting, by=cast.guardian, at=at(2026, 3, 12))
        assert Ground.AGENDA in grounds(mentor, child, at(2026, 3, 12))
        with pytest.raises(NotFound):
            grounds(mentor, other, at(2026, 3, 12))

    @pytest.mark.requirement("S004-103", "S004-18")
    def test_a_house_that_the_child_left_no_longer_sees_it(self, child, published, mentor, make_house, cast, at):
        placement.move(placement=Placement.objects.get(case=child), bed=make_house("BO", name="New").beds.first(),
                       move_reason="Safer.", by=cast.coa, at=at(2026, 3, 12))  # fmt: skip
        with pytest.raises(NotFound):
            grounds(mentor, child, at(2026, 3, 12, 13))

    def test_it_is_published_once_with_a_child_on_it_and_in_time(self, meeting, cast, at):
        def publish(moment):
            return refusal(lambda: cobo.publish(meeting=meeting, by=cast.supervisor, at=moment))

        assert publish(at(2026, 3, 6)) == ("empty-agenda", "S004-103")
        assert publish(at(2026, 3, 19)) == ("too-late-to-publish", "S004-103")

    def test_it_is_published_once(self, published, meeting, cast, at):
        said = refusal(lambda: cobo.publish(meeting=meeting, by=cast.supervisor, at=at(2026, 3, 12)))
        assert said == ("already-published", "S004-103")


class TestWhatAnAgendaLends:
    @pytest.mark.requirement("S004-102")
    def test_the_clinician_reads_by_the_column_of_the_consultation(self, child, published, clinician, draft, at):
        standing = involvement.standing(clinician, child.id, at(2026, 3, 12))
        assert standing.right(DataClass.RISK).writes
        assert standing.right(DataClass.ADDRESS).reads == standing.right(DataClass.STORY).reads == 0
        [row] = read(RiskAnalysis.objects.all(), standing)
        assert str(row["child_view"]) == "Zij wil naar school."

    @pytest.mark.requirement("S004-102")
    def test_ind_reads_no_more_by_it_than_by_its_own_column(self, child, published, cast, at):
        standing = involvement.standing(cast.ind, child.id, at(2026, 3, 12))
        for data_class in (DataClass.SIGNAL_DETAIL, DataClass.SCREENING, DataClass.PLAN, DataClass.RISK_TEXT):
            assert standing.right(data_class).reads < 2, data_class
        assert standing.right(DataClass.CONSULTATION).writes

    @pytest.mark.parametrize("name", ["avim.supervisor", "ind.supervisor", "bo_provider.supervisor"])
    def test_a_supervisor_writes_nothing_by_it_and_reads_no_detail(self, child, published, people, at, name):
        standing = involvement.standing(of_person(people[name]), child.id, at(2026, 3, 12))
        assert Ground.AGENDA in standing.grounds
        assert not standing.right(DataClass.RISK).writes
        assert not standing.right(DataClass.MEASURE).decides
        assert not standing.right(DataClass.SIGNAL_DETAIL).anything


class TestItIsHeld:
    @pytest.mark.requirement("EC-58", "S004-103")
    def test_who_was_there_is_said_of_each_party_first(self, published, meeting, cast, at, hold):
        def held():
            return refusal(lambda: cobo.hold(meeting=meeting, by=cast.supervisor, at=at(2026, 3, 18)))

        assert held() == ("attendance-unknown", "EC-58")
        party = CoboParty.objects.filter(meeting=meeting).first()
        early = refusal(lambda: cobo.attend(party=party, attendance="PRESENT", by=cast.supervisor, at=at(2026, 3, 17)))
        assert early == ("not-yet", "S004-103")
        none = refusal(lambda: cobo.attend(party=party, attendance="UNKNOWN", by=cast.supervisor, at=at(2026, 3, 18)))
        assert none == ("no-attendance", "EC-58")
        assert hold().state == "HELD"
        assert held() == ("already-held", "S004-103")

    def test_not_before_its_agenda_is_published(self, item, meeting, cast, at):
        said = refusal(lambda: cobo.hold(meeting=meeting, by=cast.supervisor, at=at(2026, 3, 18)))
        assert said == ("not-published", "S004-103")
        meeting.held_at = at(2026, 3, 18)
        with pytest.raises(IntegrityError, match="published_first"), transaction.atomic():
            ledger.record(meeting, by=cast.supervisor, at=at(2026, 3, 18))

    @pytest.mark.requirement("EC-58")
    def test_who_was_missed_hears_it_of_each_child(self, published, hold):
        hold("AVIM")
        [told] = Notice.objects.filter(kind=NoticeKind.COBO_MISSED)
        assert (told.to_organisation.kind, told.about) == ("AVIM", published.id)

    def test_what_was_held_is_kept(self, published, child, meeting, cast, at, hold, organisations):
        hold()
        later = at(2026, 3, 18, 15)
        for call in (
            lambda: cobo_agenda.take_off(item=published, by=cast.guardian, at=later),
            lambda: cobo_agenda.put(case=child, meeting=meeting, by=cast.guardian, at=later),
            lambda: cobo.invite(meeting=meeting, organisation=organisations["COA"], by=cast.guardian, at=later),
        ):
            assert refusal(call) == ("already-held", "S004-103")


class TestWhatFollows:
    @pytest.mark.requirement("S004-103")
    def test_a_decision_follows_on_the_consultation(self, published, cast, at, hold, mentor):
        def decide(by, text="Zij blijft."):
            return cobo_agenda.decide(item=published, decision=text, by=by, at=at(2026, 3, 18, 14))

        assert refusal(lambda: decide(cast.guardian)) == ("not-discussed", "S004-103")
        hold()
        assert refusal(lambda: decide(mentor)) == ("only-nidos", "S004-103")
        assert refusal(lambda: decide(cast.guardian, " ")) == ("no-decision", "S004-103")
        assert str(decide(cast.guardian).decision) == "Zij blijft."

    @pytest.mark.requirement("S004-103")
    def test_an_action_has_an_owner_who_sits_there_and_a_day_on_which_it_sees_the_case(
        self, published, cast, at, hold, organisations
    ):
        hold()

        def give(kind="AVIM", due=(2026, 4, 1), action="Bel de school."):
            return cobo_agenda.give(item=published, action=action, owner=organisations[kind], due_on=date(*due),
                                    by=cast.guardian, at=at(2026, 3, 18))  # fmt: skip

        assert refusal(lambda: give("COA")) == ("no-owner", "S004-102")
        for day in ((2026, 4, 2), (2026, 3, 17)):
            assert refusal(lambda day=day: give(due=day)) == ("due-when", "S004-103")
        assert refusal(lambda: give(action=" ")) == ("no-action", "S004-103")
        assert give().done_on is None

    @pytest.mark.requirement("S004-103")
    def test_its_owner_says_that_it_is_done(self, published, cast, at, hold, organisations):
        hold()
        row = cobo_agenda.give(item=published, action="Bel.", owner=organisations["IND"], due_on=date(2026, 3, 25),
                               by=cast.guardian, at=at(2026, 3, 18))  # fmt: skip
        said = refusal(lambda: cobo_agenda.finish(action=row, by=cast.guardian, at=at(2026, 3, 20)))
        assert said == ("not-yours-to-do", "S004-103")
        done = perform(cobo_agenda.FINISH, by=cast.ind, at=at(2026, 3, 20), data={}, case=published.case_id,
                       action=row.id)  # fmt: skip
        assert done.done_on == at(2026, 3, 20).date()
        said = refusal(lambda: cobo_agenda.finish(action=row, by=cast.ind, at=at(2026, 3, 21)))
        assert said == ("already-done", "S004-103")

    def test_ind_reads_of_it_as_long_as_the_agenda_is_open(self, published, child, cast, at, hold):
        hold()
        cobo_agenda.decide(item=published, decision="Zij blijft.", by=cast.guardian, at=at(2026, 3, 18))
        assert read(AgendaItem.objects.all(), involvement.standing(cast.ind, child.id, at(2026, 4, 1)))
        after = involvement.standing(cast.ind, child.id, at(2026, 4, 2))
        assert read(AgendaItem.objects.all(), after) == read(CoboAction.objects.all(), after) == []

    def test_the_database_takes_no_decision_of_what_was_not_discussed(self, published, cast, at):
        published.decision = Secret(published.case.data_key, text="Weg.")
        with pytest.raises(IntegrityError, match="discussed"), transaction.atomic():
            ledger.record(published, by=cast.guardian, at=at(2026, 3, 12))
