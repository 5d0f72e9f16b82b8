"""A missing child on the desks: who is asked what, what is not asked meanwhile, and the roll of the house."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from overview import case_page, desk, snapshot, tasks
from partners import involving
from partners.grounds import Ground
from partners.models import Involvement, Person
from residence import guardianship, hearing
from shelter import absence, absence_after, absence_end, placement, presence
from shelter.models import Absence, Placement, Presence
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db


def codes(actor, at) -> set[str]:
    return {todo.task.code for todo in tasks.open_tasks(snapshot.load(actor, at), actor.role, at)}


@pytest.fixture
def child(admit, at, cast, people):
    case = admit(at(2026, 3, 4))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
    return case


@pytest.fixture
def mentor(child, cast):
    return replace(cast.mentor, location=Placement.objects.get(case=child).location_id)


@pytest.fixture
def gone(child, mentor, at):
    return absence.report(case=child, circumstances="Niet terug van school.", last_seen_at=at(2026, 3, 10, 8),
                          by=mentor, at=at(2026, 3, 10, 20))  # fmt: skip


@pytest.mark.requirement("S004-80", "S004-81")
def test_the_house_is_asked_to_find_out_where_a_child_is_that_is_not_in(child, mentor, cast, at):
    presence.call(case=child, status="NOT_IN", by=mentor, at=at(2026, 3, 10, 21))
    assert "FIND_OUT" in codes(mentor, at(2026, 3, 10, 21))
    absence.report(case=child, circumstances="Weg.", last_seen_at=at(2026, 3, 10), by=mentor, at=at(2026, 3, 10, 22))
    assert "FIND_OUT" not in codes(mentor, at(2026, 3, 10, 22))


def test_what_the_roll_of_another_house_said_asks_nothing_here(child, mentor, cast, at, make_house):
    presence.call(case=child, status="NOT_IN", by=mentor, at=at(2026, 3, 10, 21))
    new = make_house("BO", name="Elsewhere")
    placement.move(placement=Placement.objects.get(), bed=new.beds.first(), move_reason="Safer.", by=cast.coa,
                   at=at(2026, 3, 11))  # fmt: skip
    there = replace(cast.mentor, location=new.pk)
    assert "FIND_OUT" not in codes(there, at(2026, 3, 11))
    assert [line.chip for line in desk.load(there, at(2026, 3, 11)).roll] == [None]


@pytest.mark.requirement("S004-80", "S004-82")
def test_the_guardian_assesses_and_police_trace(gone, cast, at):
    assert "ASSESS_CONCERN" in codes(cast.guardian, at(2026, 3, 11))
    assert "ASSESS_CONCERN" not in codes(cast.intake, at(2026, 3, 11))
    assert "START_TRACING" in codes(cast.avim, at(2026, 3, 11))
    absence.assess(absence=gone, concern_level="LOW", concern_reason="Belt.", by=cast.guardian, at=at(2026, 3, 11))
    absence.act(absence=gone, action="Gebeld.", by=cast.avim, at=at(2026, 3, 11))
    assert "ASSESS_CONCERN" not in codes(cast.guardian, at(2026, 3, 11))
    assert "START_TRACING" not in codes(cast.avim, at(2026, 3, 11))


@pytest.mark.requirement("T-21")
def test_coa_is_asked_about_the_bed_once_it_was_kept_long_enough(gone, cast, at):
    assert "RELEASE_BED" not in codes(cast.coa, at(2026, 3, 24))
    assert "RELEASE_BED" in codes(cast.coa, at(2026, 3, 25))
    absence_end.release(absence=gone, by=cast.coa, at=at(2026, 3, 25, 13))
    assert codes(cast.coa, at(2026, 3, 25, 14)) == set()
    absence_end.come_back(absence=gone, by=cast.guardian, at=at(2026, 3, 27))
    assert "PLACE_CHILD" in codes(cast.coa, at(2026, 3, 27))


@pytest.mark.requirement("S004-84")
def test_of_a_child_that_stays_away_coa_is_not_asked_for_a_place_until_nidos_decides_anew(
    child, gone, cast, at, indicate
):
    absence_end.end(absence=gone, ended_as="KNOWN_SAFE", end_reason="Bij tante.", by=cast.guardian,
                    at=at(2026, 3, 12))  # fmt: skip
    assert "PLACE_CHILD" not in codes(cast.coa, at(2026, 3, 13))
    indicate(child, on=at(2026, 3, 20))
    assert "PLACE_CHILD" in codes(cast.coa, at(2026, 3, 20))


@pytest.mark.requirement("EC-20", "AL-20", "T-12")
def test_a_return_asks_for_a_talk_and_for_a_look_at_the_risks(child, mentor, cast, at):
    presence.call(case=child, status="NOT_IN", by=mentor, at=at(2026, 3, 9))
    gone = absence.report(case=child, circumstances="Weg.", last_seen_at=at(2026, 3, 9), by=mentor,
                          at=at(2026, 3, 10))  # fmt: skip
    absence_end.come_back(absence=gone, by=mentor, at=at(2026, 3, 13))
    assert {"HOLD_RETURN_TALK", "REVIEW_RISKS"} <= codes(cast.guardian, at(2026, 3, 13))
    assert codes(mentor, at(2026, 3, 13)) == {"HOLD_RETURN_TALK", "MAKE_PLAN"}
    absence_after.talk(absence=gone, return_talk_on=at(2026, 3, 13).date(), return_talk_with="MENTOR", by=mentor,
                       at=at(2026, 3, 13))  # fmt: skip
    absence_after.review(absence=gone, risk_review="Rustig.", by=cast.guardian, at=at(2026, 3, 13))
    assert not codes(cast.guardian, at(2026, 3, 13)) & {"HOLD_RETURN_TALK", "REVIEW_RISKS"}


@pytest.mark.requirement("EC-24")
def test_what_needs_the_child_is_not_asked_while_it_is_missing(open_case, cast, at):
    case = open_case()
    assert "HOLD_IDENTIFICATION" in codes(cast.avim, at(2026, 3, 3))
    row = absence.report(case=case, circumstances="Weg.", last_seen_at=at(2026, 3, 3), by=cast.intake,
                         at=at(2026, 3, 3, 13))  # fmt: skip
    assert codes(cast.avim, at(2026, 3, 3, 13)) == {"START_TRACING"}
    assert codes(cast.intake, at(2026, 3, 3, 13)) == {"ASSESS_CONCERN", "REQUEST_GUARDIANSHIP"}
    absence_end.come_back(absence=row, by=cast.intake, at=at(2026, 3, 5))
    assert "HOLD_IDENTIFICATION" in codes(cast.avim, at(2026, 3, 5))


@pytest.mark.requirement("D-6")
def test_a_planned_hearing_is_suspended_and_stays_planned(child, gone, cast, at):
    hearing.plan(case=child, planned_on=at(2026, 6, 10).date(), by=cast.ind, at=at(2026, 3, 11))
    last = case_page.load(cast.ind, child.pk, at(2026, 3, 11)).steps[-1]
    assert "opgeschort" in last.note
    absence_end.come_back(absence=gone, by=cast.guardian, at=at(2026, 3, 12))
    assert "opgeschort" not in case_page.load(cast.ind, child.pk, at(2026, 3, 12)).steps[-1].note


@pytest.mark.requirement("T-21")
def test_the_page_says_since_when_and_how_long_the_bed_is_kept(child, gone, cast, at):
    page = case_page.load(cast.guardian, child.pk, at(2026, 3, 11))
    assert "24 maart" in page.where.missing
    absence_end.release(absence=gone, by=cast.coa, at=at(2026, 3, 25, 13))
    later = case_page.load(cast.guardian, child.pk, at(2026, 3, 26)).where
    assert (later.place, "24 maart" in later.missing) == ("Het kind heeft nu geen plek", False)


def test_police_that_saw_the_case_for_the_absence_alone_hear_of_which_case_it_ended(child, gone, mentor, cast, at):
    for row in Involvement.objects.open(at(2026, 3, 11)).filter(organisation=cast.avim.organisation_id):
        if row.ground != Ground.ABSENCE:
            involving.end(row, by=cast.intake, at=at(2026, 3, 11), until=at(2026, 3, 11))
    absence_end.come_back(absence=gone, by=mentor, at=at(2026, 3, 13))
    [news] = [each for each in desk.load(cast.avim, at(2026, 3, 13)).news if child.reference in each.what]
    assert news.kid is None


class TestTheRoll:
    @pytest.fixture
    def in_house(self, child, people):
        Person.objects.filter(pk=people["bo_provider.mentor"].pk).update(
            location=Placement.objects.get(case=child).location_id
        )

    @pytest.mark.requirement("S004-81")
    def test_one_tap_says_that_the_child_is_in_and_the_desk_comes_back(self, child, in_house, at_screen):
        browser, index = at_screen("mentor"), reverse("admin:index")
        call = reverse("admin:act", args=[child.pk, "roll-calls"])
        assert f'action="{call}"' in text(browser.get(index))
        answer = browser.post(call, {"status": "IN", "back": "desk"})
        assert (answer.status_code, answer.url) == (302, index)
        assert (Presence.objects.get().status, Presence.objects.get().last_seen_at.date()) == (
            "IN",
            timezone.now().date(),
        )
        assert browser.post(call, {"status": "NOT_IN"}).url == url(child)

    def test_a_missing_child_is_marked_and_is_said_to_be_back(self, child, in_house, at_screen, gone):
        page = text(at_screen("mentor").get(reverse("admin:index")))
        assert reverse("admin:nested_act", args=[child.pk, "absences-returns", gone.pk]) in page
        assert reverse("admin:act", args=[child.pk, "roll-calls"]) not in page

    def test_who_calls_no_roll_has_no_list_of_it(self, child, cast, mentor, at):
        assert desk.load(cast.guardian, at(2026, 3, 11)).roll == []
        assert [line.facts.case for line in desk.load(mentor, at(2026, 3, 11)).roll] == [child.pk]

    def test_the_entry_names_every_child_on_the_roll(self, child, mentor, at):
        desk.load(mentor, at(2026, 3, 11))
        entry = Entry.objects.filter(kind=Kind.LIST).latest("id")
        assert str(child.pk) in entry.cases
        assert "PRESENCE" in entry.data_classes


def test_no_absence_is_left_out_of_the_case_page(child, gone, cast, at):
    page = case_page.load(cast.guardian, child.pk, at(2026, 3, 11))
    titles = {section.title for section in page.sections}
    assert {str(Absence._meta.verbose_name_plural).capitalize()} <= titles
