"""Who is trained, at the screen; and the alert about who leads talks untrained and places without anybody (AL-29)."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import ledger
from audit.models import Entry
from config.clock import day_of
from intake import conversation, conversation_plan
from overview import alert_answer, alert_notices, alerts, desk, training, training_alert, training_page
from partners import training as trainings
from partners.actors import of_person
from partners.errors import NotAllowed, NotFound
from partners.models import AlertAnswer, Notice, Person
from shelter import focal_person
from shelter.models import Location
from tests.houses import perform
from tests.overview.conftest import text

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("AL-29")]


@pytest.fixture
def leads(people):
    return {kind: of_person(people[f"{kind}.supervisor"]) for kind in ("nidos", "avim", "ind", "coa", "bo_provider")}


@pytest.fixture
def train(leads, people):
    def trained(role: str, on: date, by: str = "", at=None) -> None:
        lead = leads[by or role.partition(".")[0]]
        trainings.record(person=people[role], topic="RECOGNITION", trained_on=on, by=lead, at=at or timezone.now())

    return trained


@pytest.fixture
def heard(open_case, cast, at):
    """IND holds the talk of 5 March 2026."""

    def held(**said):
        return conversation.record(case=open_case(), step="REGISTRATION", held_on=date(2026, 3, 5), by=cast.ind,
                                   at=at(2026, 3, 5), **said)  # fmt: skip

    return held


def said(lead, moment):
    return [each.said for each in alerts.waiting(training_alert.waiting(lead), lead.role, moment)]


def azc(**known) -> Location:
    return Location.objects.create(**({"name": "azc Elders", "kind": "AZC", "address": "Pad 1"} | known))


@pytest.mark.requirement("S004-93", "S001-32", "T-17")
class TestUntrained:
    def test_the_supervisor_of_who_held_it_is_told_by_name_and_of_no_child(self, heard, leads, at):
        row = heard()
        [each] = alerts.waiting(training_alert.waiting(leads["ind"]), "ind.supervisor", at(2026, 3, 5, 13))
        assert (each.case, each.since, each.said) == (None, row.created_at, "leidt gesprekken: P. ind.officer")
        assert all(said(leads[other], at(2026, 3, 5, 13)) == [] for other in ("nidos", "avim"))

    @pytest.mark.parametrize(("trained_on", "told"), [((2024, 3, 4), True), ((2024, 3, 5), False)])
    def test_a_training_must_hold_on_the_day_of_the_talk(self, heard, train, leads, at, trained_on, told):
        heard()
        train("ind.officer", date(*trained_on))
        assert bool(said(leads["ind"], at(2026, 3, 5, 13))) is told

    def test_a_talk_held_before_the_training_asks_nothing_once_there_is_one(self, heard, train, leads, at):
        heard()
        train("ind.officer", date(2026, 3, 9), at=at(2026, 3, 9))
        assert said(leads["ind"], at(2026, 3, 9, 13)) == []

    def test_a_planned_talk_needs_a_training_that_still_holds_then(self, open_case, cast, train, leads, at):
        conversation_plan.plan(case=open_case(), step="REGISTRATION", planned_at=at(2026, 3, 20), by=cast.ind,
                               conductor="p.  IND.officer", at=at(2026, 3, 5))  # fmt: skip
        train("ind.officer", date(2024, 3, 19))
        assert said(leads["ind"], at(2026, 3, 10)) == ["leidt gesprekken: P. ind.officer"]
        train("ind.officer", date(2024, 3, 20))
        assert said(leads["ind"], at(2026, 3, 10)) == []

    def test_who_only_planned_it_is_not_taken_for_who_leads_it(self, open_case, cast, leads, at):
        conversation_plan.plan(case=open_case(), step="REGISTRATION", planned_at=at(2026, 3, 20), by=cast.ind,
                               at=at(2026, 3, 5))  # fmt: skip
        assert said(leads["ind"], at(2026, 3, 10)) == []

    def test_who_is_named_counts_and_not_who_recorded_it(self, heard, train, leads, at):
        train("ind.officer", date(2026, 1, 5))
        heard(conductor="Bea Buitenstaander")
        assert said(leads["ind"], at(2026, 3, 5, 13)) == ["hier niet bekend: Bea Buitenstaander"]

    def test_of_the_talks_of_another_organisation_nobody_is_named(self, heard, leads, at):
        heard(conductor="Bea Buitenstaander")
        assert said(leads["ind"], at(2026, 3, 5, 13)) != []
        assert {
            kind: said(lead, at(2026, 3, 5, 13)) for kind, lead in leads.items() if kind != "ind"
        } == dict.fromkeys(("nidos", "avim", "coa", "bo_provider"), [])

    def test_who_left_is_asked_nothing(self, heard, leads, at):
        heard()
        Person.objects.filter(role="ind.officer").update(is_active=False)
        heard(conductor="P. ind.officer")
        assert said(leads["ind"], at(2026, 3, 5, 13)) == []

    def test_a_talk_from_before_any_training_that_could_hold_counts_no_longer(self, heard, leads, at):
        heard()
        assert said(leads["ind"], at(2028, 3, 5)) != []
        assert said(leads["ind"], at(2028, 3, 6)) == []

    def test_a_skipped_or_broken_off_talk_was_led_by_nobody(self, open_case, cast, leads, at):
        conversation.record(case=open_case(), step="ACQUAINTANCE", skip_reason="Nacht.", by=cast.intake,
                            at=at(2026, 3, 3))  # fmt: skip
        assert said(leads["nidos"], at(2026, 3, 5)) == []


@pytest.mark.requirement("S001-33")
class TestPlaces:
    def test_an_azc_has_a_focal_person_who_is_trained(self, leads, people, train, at):
        house = azc()
        assert said(leads["coa"], at(2026, 3, 5)) == ["azc Elders heeft geen aandachtsfunctionaris"]
        row = focal_person.name(person=people["coa.focal_person"], location=house, by=leads["coa"], at=at(2026, 3, 5))
        assert said(leads["coa"], at(2026, 3, 5)) == ["de aandachtsfunctionaris van azc Elders is niet getraind"]
        train("coa.focal_person", date(2026, 3, 5))
        assert said(leads["coa"], at(2026, 3, 5)) == []
        assert said(leads["coa"], at(2028, 3, 6)) == ["de aandachtsfunctionaris van azc Elders is niet getraind"]
        focal_person.end(focal_person=row, by=leads["coa"], at=at(2026, 3, 9))
        assert said(leads["coa"], at(2026, 3, 9)) == ["azc Elders heeft geen aandachtsfunctionaris"]

    def test_a_focal_person_of_the_whole_organisation_is_none_of_the_place(self, leads, people, train, at):
        azc()
        train("coa.focal_person", date(2026, 3, 1))
        focal_person.name(person=people["coa.focal_person"], by=leads["coa"], at=at(2026, 3, 5))
        assert len(said(leads["coa"], at(2026, 3, 5))) == 1

    def test_only_asylum_centres_that_are_in_use_and_only_to_who_runs_them(self, leads, organisations, at):
        azc(name="Bos", kind="AMV")
        azc(name="Dicht", is_active=False)
        azc(name="Van een ander", provider=organisations["BO_PROVIDER"])
        azc(name="De Brug", kind="SPECIAL_AZC")
        assert said(leads["coa"], at(2026, 3, 5)) == ["De Brug heeft geen aandachtsfunctionaris"]
        assert said(leads["nidos"], at(2026, 3, 5)) == said(leads["bo_provider"], at(2026, 3, 5)) == []

    def test_what_lasts_is_told_anew_each_month(self, leads, at):
        azc()
        ids = {
            alerts.waiting(training_alert.waiting(leads["coa"]), "coa.supervisor", at(2026, month, 10))[0].id
            for month in (3, 3, 4)
        }
        assert len(ids) == 2


class TestAnswer:
    def test_it_is_put_aside_with_a_reason_by_who_it_is_for_alone(self, heard, leads, cast, at):
        heard()
        [each] = alerts.waiting(training_alert.waiting(leads["ind"]), "ind.supervisor", at(2026, 3, 6))
        for actor in (leads["avim"], cast.ind, cast.dpo):
            with pytest.raises((NotFound, NotAllowed)):
                perform(alert_answer.ANSWER_OF_STAFF, by=actor, at=at(2026, 3, 6), data={"reason": "Gezien."},
                        alert=each.id)  # fmt: skip
        row = perform(alert_answer.ANSWER_OF_STAFF, by=leads["ind"], at=at(2026, 3, 6),
                      data={"reason": "Cursus in april."}, alert=each.id)  # fmt: skip
        assert (row.case_id, row.code) == (None, "AL-29")
        assert said(leads["ind"], at(2026, 3, 7)) == []

    def test_it_stands_on_the_desk_with_the_way_to_the_page_and_is_told_once(self, at_screen, people, leads):
        azc()
        browser = at_screen("coa")
        browser.force_login(people["coa.supervisor"], backend="partners.login.PersonBackend")
        page = text(browser.get("/admin/"))
        assert "azc Elders heeft geen aandachtsfunctionaris" in page
        assert f'href="{reverse("admin:training")}"' in page
        assert "staff-alerts-answers" in page
        alert_notices.tell_new(timezone.now())
        told = Notice.objects.filter(kind="ALERT", source="AL-29")
        assert [(row.case_id, row.to_role) for row in told] == [(None, "coa.supervisor")]
        alert_notices.tell_new(timezone.now())
        assert told.count() == 1

    @pytest.mark.requirement("INV-38")
    def test_what_was_answered_in_a_case_is_not_fetched_for_it(self, heard, leads, at):
        row = heard()
        [each] = alerts.waiting(training_alert.waiting(leads["ind"]), "ind.supervisor", at(2026, 3, 6))
        answer = perform(alert_answer.ANSWER_OF_STAFF, by=leads["ind"], at=at(2026, 3, 6), data={"reason": "Ja."},
                         alert=each.id)  # fmt: skip
        elsewhere = AlertAnswer(case_id=row.case_id, code="AL-03", alert=row.pk, role="ind.supervisor",
                                organisation_id=leads["ind"].organisation_id, reason="Over het kind.")  # fmt: skip
        ledger.record(elsewhere, by=leads["ind"], at=at(2026, 3, 6))
        [facts] = training_alert.waiting(leads["ind"])
        assert [known["id"] for known in facts.rows[AlertAnswer]] == [answer.pk]

    def test_who_may_not_read_it_pays_no_query(self, cast, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert training_alert.waiting(cast.guardian) == []


@pytest.mark.requirement("S001-32", "S002-04", "RP-17")
class TestPage:
    def test_it_counts_by_role_who_is_trained_today(self, leads, people, train):
        today = day_of(timezone.now())
        Person.objects.create(
            username="ina", name="Ina", role="ind.officer", organisation_id=leads["ind"].organisation_id
        )
        train("ind.officer", today - timedelta(days=10))
        train("ind.supervisor", date(2020, 1, 1))
        found = training_page.load(leads["ind"], timezone.now())
        assert [(each.role, each.people, each.trained, each.percent) for each in found.coverage] == [
            ("ind.officer", 2, 1, 50), ("ind.supervisor", 1, 0, 0),
        ]  # fmt: skip
        assert {each.name for each in found.people if not each.until} == {"Ina", "P. ind.supervisor"}
        assert len(found.recorded) == 2

    def test_only_the_own_organisation_is_told(self, leads, train):
        train("ind.officer", date(2026, 1, 5))
        found = training_page.load(leads["avim"], timezone.now())
        assert found.recorded == []
        assert {each.role for each in found.coverage} == {"avim.officer", "avim.detective", "avim.supervisor"}

    def test_from_the_menu_to_the_form_and_back(self, at_screen, people):
        browser = at_screen("supervisor")
        assert 'href="/admin/training/"' in text(browser.get("/admin/"))
        form = reverse("admin:free_act", args=["trainings"])
        assert f'href="{form}"' in text(browser.get("/admin/training/"))
        given = {"person": str(people["nidos.guardian"].pk), "topic": "RECOGNITION", "trained_on": "2026-02-02"}
        assert browser.post(form, given)["Location"] == "/admin/training/"
        page = text(browser.get("/admin/training/"))
        assert "2 feb 2028" in page
        form = reverse("admin:free_act", args=["focal-persons"])
        assert browser.post(form, {"person": str(people["nidos.guardian"].pk)})["Location"] == "/admin/training/"
        assert "de hele organisatie" in text(browser.get("/admin/training/"))

    def test_nobody_else_has_it(self, at_screen):
        for name in ("guardian", "ind", "dpo", "administrator", "analyst"):
            assert at_screen(name).get("/admin/training/").status_code == 403

    def test_looking_leaves_its_entry(self, leads):
        before = Entry.objects.count()
        training_page.load(leads["ind"], timezone.now())
        entry = Entry.objects.order_by("id").last()
        assert Entry.objects.count() == before + 1
        assert (entry.table, entry.data_classes) == ("partners_training", ["TRAINING"])

    def test_the_desk_costs_the_same_for_many_talks(self, heard, leads, django_assert_num_queries):
        heard()
        at = timezone.now()
        with django_assert_num_queries(3):
            training.gaps(leads["ind"], day_of(at))
        heard()
        with django_assert_num_queries(3):
            training.gaps(leads["ind"], day_of(at))
        assert desk.load(leads["ind"], at).tasks >= 0
