"""Case consultations on the desks and pages: who is asked what, when it is late, and which children one sees there."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry, Kind
from overview import alerts, case_page, cobo_page, snapshot, tasks
from partners.errors import NotAllowed, NotFound
from shelter import absence, absence_end, cobo, cobo_agenda, placement, risk, risk_adopt
from shelter.models import Placement
from tests.overview.conftest import text
from tests.shelter.cobos import agree, child, clinician, draft, hold, item, meeting, mentor, published

__all__ = ["agree", "child", "clinician", "draft", "hold", "item", "meeting", "mentor", "published"]
pytestmark = pytest.mark.django_db


def open_for(actor, at):
    return {todo.task.code: todo for todo in tasks.open_tasks(snapshot.load(actor, at), actor.role, at)}


def alerted(actor, at):
    return {each.alert.code for each in alerts.waiting(snapshot.load(actor, at), actor.role, at)}


@pytest.fixture
def adopted(draft, published, hold, agree, cast, mentor, at):
    hold()
    agree(draft, cast.guardian, mentor)
    return risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 14))


class TestTheAnalysisInTime:
    @pytest.mark.requirement("INV-21", "T-12", "S004-98")
    def test_from_the_first_day_there_is_a_task_within_its_term(self, child, cast, at):
        todo = open_for(cast.guardian, at(2026, 3, 4, 20))["PREPARE_RISK_ANALYSIS"]
        assert todo.due == date(2026, 4, 15)
        assert "PREPARE_RISK_ANALYSIS" not in open_for(cast.intake, at(2026, 3, 5))

    @pytest.mark.requirement("INV-21", "T-12")
    def test_prepared_it_waits_for_an_agenda_and_then_for_its_adoption(
        self, draft, meeting, child, cast, hold, mentor, agree, at
    ):
        todo = open_for(cast.guardian, at(2026, 3, 6, 13))
        assert "PREPARE_RISK_ANALYSIS" not in todo
        assert (todo["ADOPT_RISK_ANALYSIS"].act, todo["ADOPT_RISK_ANALYSIS"].due) == (
            "agenda-items",
            date(2026, 4, 15),
        )
        cobo_agenda.put(case=child, meeting=meeting, by=cast.guardian, at=at(2026, 3, 7))
        assert "ADOPT_RISK_ANALYSIS" not in open_for(cast.guardian, at(2026, 3, 8))
        cobo.publish(meeting=meeting, by=cast.supervisor, at=at(2026, 3, 11))
        hold()
        todo = open_for(cast.guardian, at(2026, 3, 18, 13))
        assert todo["ADOPT_RISK_ANALYSIS"].act == "risk-analyses-adoptions"
        agree(draft, cast.guardian, mentor)
        risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 14))
        assert not {"ADOPT_RISK_ANALYSIS", "REVIEW_RISK_ANALYSIS"} & open_for(cast.guardian, at(2026, 3, 19)).keys()

    @pytest.mark.requirement("AL-18", "S004-98", "INV-21")
    def test_after_the_term_who_knows_the_house_is_alerted(self, child, cast, mentor, people, at):
        assert "AL-18" not in alerted(cast.guardian, at(2026, 4, 15, 23))
        for who in (cast.guardian, mentor):
            assert "AL-18" in alerted(who, at(2026, 4, 16, 1))
        assert "AL-18" not in alerted(cast.avim, at(2026, 4, 16, 1)) | alerted(cast.ind, at(2026, 4, 16, 1))
        assert "AL-18" not in alerted(cast.supervisor, at(2026, 4, 16, 1))
        assert "AL-18" in alerted(cast.supervisor, at(2026, 4, 17, 1))

    @pytest.mark.requirement("AL-18", "T-12")
    def test_it_is_reviewed_in_time_for_the_next_consultation(self, adopted, child, cast, mentor, at):
        assert "REVIEW_RISK_ANALYSIS" not in open_for(cast.guardian, at(2026, 6, 3))
        todo = open_for(cast.guardian, at(2026, 6, 4))["REVIEW_RISK_ANALYSIS"]
        assert (todo.due, todo.act) == (date(2026, 6, 18), "risk-analyses")
        assert "AL-18" not in alerted(mentor, at(2026, 6, 18, 20))
        assert "AL-18" in alerted(mentor, at(2026, 6, 19, 1))
        risk.prepare(case=child, by=cast.guardian, at=at(2026, 6, 19))
        assert open_for(cast.guardian, at(2026, 6, 20))["ADOPT_RISK_ANALYSIS"].due == date(2026, 6, 18)
        assert "AL-18" in alerted(mentor, at(2026, 6, 20))

    @pytest.mark.requirement("T-12", "EC-20")
    def test_a_return_makes_a_review_due_at_once(self, adopted, child, cast, mentor, at):
        gone = absence.report(case=child, circumstances="Weg.", last_seen_at=at(2026, 4, 1, 8), by=mentor,
                              at=at(2026, 4, 1))  # fmt: skip
        assert "REVIEW_RISK_ANALYSIS" not in open_for(cast.guardian, at(2026, 4, 2))
        absence_end.come_back(absence=gone, by=mentor, at=at(2026, 4, 3))
        assert open_for(cast.guardian, at(2026, 4, 3, 13))["REVIEW_RISK_ANALYSIS"].due == date(2026, 4, 3)
        assert "AL-18" in alerted(cast.guardian, at(2026, 4, 4, 1))

    @pytest.mark.requirement("S004-98", "INV-21")
    def test_in_another_house_it_is_asked_anew(self, adopted, child, cast, at, make_house):
        placement.move(placement=Placement.objects.get(case=child), bed=make_house("BO", name="New").beds.first(),
                       move_reason="Safer.", by=cast.coa, at=at(2026, 4, 1))  # fmt: skip
        assert open_for(cast.guardian, at(2026, 4, 2))["PREPARE_RISK_ANALYSIS"].due == date(2026, 5, 13)

    @pytest.mark.requirement("S004-98")
    def test_of_a_child_elsewhere_nothing_is_asked(self, open_case, cast, at):
        open_case()
        assert not {"PREPARE_RISK_ANALYSIS", "ADOPT_RISK_ANALYSIS"} & open_for(cast.intake, at(2026, 3, 3)).keys()


class TestWhatIsAskedOfTheParties:
    @pytest.mark.requirement("S004-102", "EC-58")
    def test_their_part_and_then_whether_they_agree_also_of_who_was_missed(
        self, draft, published, hold, cast, mentor, clinician, at
    ):
        everybody = (cast.avim, cast.ind, mentor, clinician)
        for who in everybody:
            asked = open_for(who, at(2026, 3, 12))
            assert "CONTRIBUTE_TO_RISK_ANALYSIS" in asked, who.role
            assert "SAY_WHETHER_IT_AGREES" not in asked
            risk.contribute(analysis=draft, text="Dit.", by=who, at=at(2026, 3, 12))
            assert "CONTRIBUTE_TO_RISK_ANALYSIS" not in open_for(who, at(2026, 3, 12, 13))
        hold("AVIM")
        for who in (*everybody, cast.guardian):
            todo = open_for(who, at(2026, 3, 19))["SAY_WHETHER_IT_AGREES"]
            assert (todo.due, todo.about) == (date(2026, 3, 18), draft.id)
            risk_adopt.say(analysis=draft, position="AGREES", by=who, at=at(2026, 3, 19))
            assert "SAY_WHETHER_IT_AGREES" not in open_for(who, at(2026, 3, 19, 13))

    @pytest.mark.requirement("S004-103")
    def test_nothing_any_more_once_the_agenda_is_closed(self, draft, published, cast, at):
        assert "CONTRIBUTE_TO_RISK_ANALYSIS" not in open_for(cast.avim, at(2026, 4, 2))

    @pytest.mark.requirement("S004-103")
    def test_decisions_and_actions_stand_on_the_desk_of_their_owner(
        self, published, hold, cast, at, organisations, mentor
    ):
        hold()
        assert "RECORD_COBO_DECISION" in open_for(cast.guardian, at(2026, 3, 18, 13))
        cobo_agenda.decide(item=published, decision="Zij blijft.", by=cast.guardian, at=at(2026, 3, 18, 13))
        assert "RECORD_COBO_DECISION" not in open_for(cast.guardian, at(2026, 3, 18, 14))
        row = cobo_agenda.give(item=published, action="Bel.", owner=organisations["IND"], due_on=date(2026, 3, 25),
                               by=cast.guardian, at=at(2026, 3, 18))  # fmt: skip
        todo = open_for(cast.ind, at(2026, 3, 26))["DO_COBO_ACTION"]
        assert (todo.due, todo.about, todo.urgency(at(2026, 3, 26))[0]) == (date(2026, 3, 25), row.id, 0)
        assert "DO_COBO_ACTION" not in open_for(mentor, at(2026, 3, 26))
        cobo_agenda.finish(action=row, by=cast.ind, at=at(2026, 3, 26))
        assert "DO_COBO_ACTION" not in open_for(cast.ind, at(2026, 3, 26, 13))


class TestThePages:
    @pytest.fixture
    def shown(self, people):
        """A page as the person of a role sees it."""

        def page(role, path):
            client = Client()
            client.force_login(people[role], backend="partners.login.PersonBackend")
            return client.get(path)

        return page

    @pytest.mark.requirement("S004-103")
    def test_a_meeting_shows_each_reader_the_children_it_may_see(
        self, published, meeting, admit, cast, clinician, mentor, at
    ):
        other = admit(at(2026, 3, 5), given_names="Rojda")
        cobo_agenda.put(case=other, meeting=meeting, by=cast.guardian, at=at(2026, 3, 12))

        def kids(actor, moment):
            return {kid.name for kid in cobo_page.load(actor, meeting.pk, moment).kids}

        assert kids(clinician, at(2026, 3, 12)) == {"Semhar T.", "Rojda T."}
        assert kids(mentor, at(2026, 3, 12)) == {"Semhar T."}
        assert kids(clinician, at(2026, 4, 2)) == kids(cast.coa, at(2026, 3, 12)) == set()
        chair = cobo_page.load(cast.guardian, meeting.pk, at(2026, 3, 12))
        assert {kid.name for kid in chair.kids} == {"Semhar T."}
        assert chair.others == 1
        assert cobo_page.load(cast.coa, meeting.pk, at(2026, 3, 12)).others == 0

    @pytest.mark.requirement("INV-39")
    def test_what_was_shown_is_written_down(self, published, meeting, clinician, child, at):
        cobo_page.load(clinician, meeting.pk, at(2026, 3, 12))
        entry = Entry.objects.filter(kind=Kind.LIST, table="shelter_agendaitem").latest("id")
        assert entry.cases == [str(child.id)]
        assert {"CONSULTATION", "IDENTITY"} <= set(entry.data_classes)

    def test_who_has_nothing_to_do_with_it_sees_no_meeting(self, meeting, cast, at):
        for who in (cast.lawyer, cast.ggd, cast.intake, cast.dpo):
            with pytest.raises(NotAllowed):
                cobo_page.load(who, meeting.pk, at(2026, 3, 12))
        with pytest.raises(NotFound):
            cobo_page.load(cast.guardian, cast.guardian.person_id, at(2026, 3, 12))

    @pytest.mark.parametrize("more", [0, 3])
    def test_more_children_cost_no_more_queries(
        self, published, meeting, admit, cast, clinician, at, more, django_assert_num_queries
    ):
        for _number in range(more):
            cobo_agenda.put(case=admit(at(2026, 3, 5)), meeting=meeting, by=cast.guardian, at=at(2026, 3, 12))
        with django_assert_num_queries(9):
            cobo_page.load(clinician, meeting.pk, at(2026, 3, 12))

    @pytest.mark.requirement("EC-58")
    def test_the_page_says_who_is_asked_and_offers_what_may_be_done(self, published, meeting, shown, cast, at):
        page = text(shown("nidos.supervisor", reverse("admin:cobo_meeting", args=[meeting.pk])))
        assert "EVENAAR (test)" in page
        assert "S004-103" in page
        seen = text(shown("evenaar.clinician", reverse("admin:cobo_meetings")))
        assert reverse("admin:cobo_meeting", args=[meeting.pk]) in seen
        assert reverse("admin:free_act", args=["cobo-meetings"]) not in seen

    @pytest.mark.requirement("T-13")
    def test_by_when_there_is_another_one(self, meeting, cast, at):
        assert cobo_page.load_all(cast.guardian, at(2026, 3, 12)).next_by == ""
        assert "1 april 2026" in cobo_page.load_all(cast.guardian, at(2026, 3, 19)).next_by

    @pytest.mark.requirement("S004-98", "S004-102")
    def test_on_the_case_page_each_reads_its_part(self, draft, published, child, cast, mentor, clinician, at):
        for who in (cast.ind, mentor):
            risk.contribute(analysis=draft, text=f"Van {who.kind}.", by=who, at=at(2026, 3, 12))

        def page(actor):
            loaded = case_page.load(actor, child.id, at(2026, 3, 13))
            return str([(section.title, section.records) for section in loaded.sections])

        assert "Zij wil naar school." in page(clinician)
        assert "Van BO_PROVIDER." in page(clinician)
        seen = page(cast.ind)
        assert "Van IND." in seen
        for hidden in ("Van BO_PROVIDER.", "Zij wil naar school.", "Zij wordt gebeld.", "Geen telefoon"):
            assert hidden not in seen
        assert "Geen telefoon" in page(cast.coa)
        assert "Zij wil naar school." not in page(cast.coa)

    def test_the_form_of_the_next_edition_starts_from_the_last_for_who_may_write_it(self, draft, child, shown):
        path = reverse("admin:act", args=[child.pk, "risk-analyses"])
        assert "Zij wil naar school." in text(shown("nidos.guardian", path))
        assert shown("coa.placement", path).status_code == 403


def test_a_late_action_strikes_the_eye(published, hold, cast, child, at, organisations):
    hold()
    cobo_agenda.give(item=published, action="Bel.", owner=organisations["IND"], due_on=date(2026, 3, 25),
                     by=cast.guardian, at=at(2026, 3, 18))  # fmt: skip
    late = case_page.load(cast.guardian, child.id, at(2026, 3, 26))
    chips = [record.chip for section in late.sections for record in section.records if record.chip]
    assert "late" in {chip.tone for chip in chips}
