"""What keeps a child safe on desks and pages: measures that wait for somebody, and what is suspicious near a house."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from overview import alerts, case_page, desk, incidents, snapshot, tasks
from partners.actors import of_person
from partners.models import Person
from residence import guardianship
from shelter import absence, incident, measure
from shelter.models import LocationIncident, Placement
from tests.overview.conftest import text, url
from tests.shelter.test_measure import SAID

pytestmark = pytest.mark.django_db
SEEN = {"what": "VEHICLE", "description": "Een donkere bus."}


def codes(actor, at) -> set[str]:
    return {todo.task.code for todo in tasks.open_tasks(snapshot.load(actor, at), actor.role, at)}


def alerted(actor, at) -> dict[str, datetime]:
    cases = [*snapshot.load(actor, at), *incidents.waiting(actor)]
    return {each.alert.code: each.since for each in alerts.waiting(cases, actor.role, at)}


@pytest.fixture
def child(admit, at, cast, people):
    case = admit(at(2026, 3, 4))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
    return case


@pytest.fixture
def house(child):
    return Placement.objects.get(case=child).location


@pytest.fixture
def mentor(house, cast, people):
    Person.objects.filter(pk=people["bo_provider.mentor"].pk).update(location=house.pk)
    return replace(cast.mentor, location=house.pk)


@pytest.fixture
def agreed(child, mentor, at):
    """A limiting measure of Tuesday 10 March."""
    return measure.begin(case=child, by=mentor, at=at(2026, 3, 10), **SAID)


class TestMeasures:
    @pytest.mark.requirement("B-63", "S004-83")
    def test_the_guardian_is_asked_to_confirm_what_limits_the_child(self, agreed, cast, at):
        assert "CONFIRM_MEASURE" in codes(cast.guardian, at(2026, 3, 10, 13))
        measure.confirm(measure=agreed, by=cast.guardian, at=at(2026, 3, 11))
        assert "CONFIRM_MEASURE" not in codes(cast.guardian, at(2026, 3, 11, 13))

    @pytest.mark.requirement("AL-21", "B-63")
    def test_it_is_alerted_when_it_was_not_confirmed_in_two_working_days(self, agreed, cast, at):
        assert "AL-21" not in alerted(cast.guardian, at(2026, 3, 12, 23))
        assert alerted(cast.guardian, at(2026, 3, 13, 9))["AL-21"] == at(2026, 3, 13, 0)

    @pytest.mark.requirement("INV-37", "T-18")
    def test_the_house_is_asked_to_look_again_from_a_week_before(self, agreed, mentor, at):
        assert "REVIEW_MEASURE" not in codes(mentor, at(2026, 4, 1))
        assert "REVIEW_MEASURE" in codes(mentor, at(2026, 4, 2))

    @pytest.mark.requirement("AL-21", "T-18")
    def test_past_its_review_the_parties_are_alerted_and_a_look_settles_it(self, agreed, mentor, cast, at):
        measure.confirm(measure=agreed, by=cast.guardian, at=at(2026, 3, 11))
        for actor in (mentor, cast.guardian, cast.avim):
            assert "AL-21" not in alerted(actor, at(2026, 4, 9, 23))
            assert alerted(actor, at(2026, 4, 10, 9))["AL-21"] == at(2026, 4, 10, 0)
        assert "AL-21" not in alerted(cast.ind, at(2026, 4, 10, 9))
        measure.review(measure=agreed, review_reason="Nog steeds.", child_view="Goed.", by=cast.guardian,
                       at=at(2026, 4, 10))  # fmt: skip
        assert "AL-21" not in alerted(mentor, at(2026, 4, 10, 13))

    @pytest.mark.requirement("AL-21")
    def test_nothing_is_asked_of_a_child_that_is_missing(self, agreed, child, mentor, cast, at):
        absence.report(case=child, circumstances="Weg.", last_seen_at=at(2026, 4, 9), by=mentor, at=at(2026, 4, 9, 20))
        assert not codes(mentor, at(2026, 4, 12)) & {"REVIEW_MEASURE", "CONFIRM_MEASURE"}
        assert "AL-21" not in alerted(cast.guardian, at(2026, 4, 12))

    @pytest.mark.requirement("S004-83")
    @pytest.mark.parametrize(("day", "word"), [
        (date(2026, 3, 11), "nog niet bevestigd"), (date(2026, 4, 10), "te laat bekeken"),
    ])  # fmt: skip
    def test_the_page_of_the_case_says_how_it_stands(self, agreed, child, cast, at, day, word):
        page = case_page.load(cast.guardian, child.pk, at(day.year, day.month, day.day))
        [section] = [each for each in page.sections if each.title == "Veiligheidsmaatregelen"]
        assert section.records[0].chip.text == word
        assert [button.act for button in section.records[0].buttons] == [
            "safety-measures-confirmations", "safety-measures-reviews", "safety-measures-endings",
        ]  # fmt: skip

    @pytest.mark.requirement("S004-83", "B-63")
    def test_the_form_says_that_nationality_is_no_ground_and_keeps_what_was_typed(self, child, mentor, at_screen):
        browser, form = at_screen("mentor"), reverse("admin:act", args=[child.pk, "safety-measures"])
        page = text(browser.get(form))
        assert "Nationaliteit of groep is geen grond" in page
        assert "THREAT" in page
        assert 'name="nationality"' not in page
        typed = {"type": "DAILY_CHECK_IN", "ground_kind": "THREAT", "ground": "Zijn oom belt.", "decided_by": "TEAM",
                 "proportionality": "Iets lichters is er niet.", "child_view": "Goed.",
                 "review_by": "2031-01-01"}  # fmt: skip
        answer = browser.post(form, typed)
        assert answer.status_code == 409
        assert "Zijn oom belt." in text(answer)
        assert browser.post(form, typed | {"review_by": ""}).url == url(child)


class TestIncidents:
    @pytest.fixture
    def reported(self, house, mentor, at):
        return incident.report(location=house, by=mentor, at=at(2026, 3, 10, 22), **SEEN)

    @pytest.mark.requirement("AL-34", "S001-34")
    def test_it_is_critical_for_all_until_police_and_coa_have_both_acted(self, reported, mentor, cast, at):
        everybody = (mentor, cast.avim, cast.coa)
        for actor in everybody:
            assert alerted(actor, at(2026, 3, 10, 22, 1))["AL-34"] == at(2026, 3, 10, 22)
        incident.act(incident=reported, action="Erheen.", by=cast.avim, at=at(2026, 3, 10, 23))
        assert all("AL-34" in alerted(actor, at(2026, 3, 10, 23)) for actor in everybody)
        incident.act(incident=reported, action="Extra bewaking.", by=cast.coa, at=at(2026, 3, 11))
        assert not any("AL-34" in alerted(actor, at(2026, 3, 11)) for actor in everybody)

    @pytest.mark.requirement("AL-34")
    def test_it_rises_to_the_supervisors_after_four_hours(self, reported, people, at):
        leads = [of_person(people[role]) for role in ("avim.supervisor", "coa.supervisor", "bo_provider.supervisor")]
        assert not any("AL-34" in alerted(lead, at(2026, 3, 11, 1)) for lead in leads)
        assert all("AL-34" in alerted(lead, at(2026, 3, 11, 2)) for lead in leads)
        found = desk.load(leads[0], at(2026, 3, 11, 2))
        assert [(item.url, item.button) for item in found.items if "AL-34" in item.sources] == [
            (reverse("admin:incidents"), "Naar het voorval")
        ]

    @pytest.mark.requirement("AL-34")
    def test_the_desk_asks_it_once_in_front_and_names_no_child(self, reported, cast, at):
        found = desk.load(cast.avim, at(2026, 3, 10, 23))
        lines = [item for item in found.items if "AL-34" in item.sources]
        assert (len(lines), lines[0].kid, lines[0].answer_url) == (1, None, "")
        assert found.items[0] == lines[0]
        entry = Entry.objects.filter(kind=Kind.LIST).latest("id")
        assert str(reported.pk) not in entry.cases
        assert "INCIDENT" in entry.data_classes

    @pytest.mark.requirement("S001-34")
    def test_who_closes_is_asked_once_all_have_acted(self, reported, mentor, cast, at):
        def asked(actor):
            todo = tasks.open_tasks(incidents.waiting(actor), actor.role, at(2026, 3, 11, 13))
            return {each.task.code for each in todo}

        assert (asked(cast.avim), asked(cast.coa), asked(mentor)) == ({"ANSWER_INCIDENT"}, {"ANSWER_INCIDENT"}, set())
        for by in (cast.avim, cast.coa):
            incident.act(incident=reported, action="Gedaan.", by=by, at=at(2026, 3, 11))
        assert (asked(cast.avim), asked(cast.coa), asked(mentor)) == (set(), {"CLOSE_INCIDENT"}, {"CLOSE_INCIDENT"})

    @pytest.mark.requirement("INV-38", "S001-34")
    def test_the_page_shows_police_the_address_only_while_it_is_open(self, house, mentor, cast, at_screen):
        now = timezone.now()
        row = incident.report(location=house, by=mentor, at=now, **SEEN)
        police, page = at_screen("avim"), reverse("admin:incidents")
        shown = text(police.get(page))
        assert house.address in shown
        form = reverse("admin:nested_free_act", args=["location-incidents-actions", row.pk])
        assert form in shown
        assert police.post(form, {"action": "Er is een auto heen."}).url == page
        incident.act(incident=row, action="Extra bewaking.", by=cast.coa, at=now)
        row = LocationIncident.objects.get()
        incident.close(incident=row, outcome="GONE", closing_words="Niet meer gezien.", by=mentor, at=timezone.now())
        assert "Er is een auto heen." in text(at_screen("mentor").get(page))
        after = text(police.get(page))
        assert "Er is een auto heen." in after
        assert house.address not in after

    @pytest.mark.parametrize("name", ["guardian", "ind", "dpo", "administrator"])
    def test_who_has_nothing_to_do_with_it_has_no_page(self, reported, at_screen, name):
        browser, page = at_screen(name), reverse("admin:incidents")
        assert browser.get(page).status_code == 403
        assert page not in text(browser.get(reverse("admin:index")))

    def test_another_provider_reads_neither_page_nor_history(self, reported, people, at_screen, organisations):
        lead = people["bo_provider.supervisor"]
        history = reverse("admin:shelter_locationincident_history", args=[reported.pk])
        assert at_screen("mentor").get(history).status_code == 200
        type(lead.organisation).objects.filter(pk=lead.organisation_id).update(name="Huis (test)")
        stranger = type(lead.organisation).objects.create(code="other", name="Ander (test)", kind="BO_PROVIDER")
        Person.objects.filter(role="bo_provider.mentor").update(organisation=stranger, location=None)
        browser = at_screen("mentor")
        assert browser.get(history).status_code == 404
        assert "Een donkere bus." not in text(browser.get(reverse("admin:incidents")))

    def test_as_many_questions_for_ten_as_for_one(
        self, house, mentor, cast, at_screen, django_assert_num_queries, django_assert_max_num_queries
    ):
        def more(many):
            for _number in range(many):
                row = incident.report(location=house, by=mentor, at=timezone.now(), **SEEN)
                incident.act(incident=row, action="Erheen.", by=cast.avim, at=timezone.now())

        more(1)
        browser = at_screen("coa")
        for page in (reverse("admin:incidents"), reverse("admin:index")):
            browser.get(page)
            with django_assert_max_num_queries(60) as asked:
                browser.get(page)
            more(9)
            with django_assert_num_queries(len(asked)):
                browser.get(page)
