"""Who waits for a place: alerted, asked for, and in a list that says why each stands where it stands."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from audit.models import Entry
from overview import alert_answer, alert_notices, alerts, case_page, desk, snapshot, tasks, waiting_list
from overview.alerts import OpenAlert
from partners.actors import of_person
from partners.errors import NotAllowed
from partners.models import Notice
from residence import guardianship
from shelter import absence, indication, move_bar, override, placement, transfer
from shelter.models import Indication
from tests.houses import refusal
from tests.overview.conftest import text

pytestmark = pytest.mark.django_db
WHY = {"move_reason": "A place that fits.", "avoidable": "NO"}


def codes(actor, at) -> list[str]:
    return [todo.task.code for todo in tasks.open_tasks(snapshot.load(actor, at), actor.role, at)]


def alerted(actor, at) -> dict[str, OpenAlert]:
    return {each.alert.code: each for each in alerts.waiting(snapshot.load(actor, at), actor.role, at)}


@pytest.fixture
def lead(people):
    return of_person(people["coa.supervisor"])


@pytest.fixture
def child(open_case, people, cast, at):
    """A child of whom somebody has charge."""

    def made(**known):
        case = open_case(**known)
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
        return case

    return made


class TestEverybodyWaitsAndNobodyIsRefused:
    """EC-33: every bed of the protected shelter is taken."""

    pytestmark = pytest.mark.requirement("EC-33", "S004-15", "S004-16", "S004-128", "AL-05")

    @pytest.fixture
    def full(self, make_house, open_case, indicate, place):
        house = make_house("BO", beds=1)
        other = open_case()
        indicate(other)
        place(other, house)
        return house

    def test_the_decision_stands_and_the_child_waits_where_it_may(
        self, full, child, make_house, indicate, place, cast, at
    ):
        case = child()
        indicate(case)
        assert refusal(lambda: place(case, full))[0] == "bed-taken"
        assert indication.current(case).outcome == Indication.Outcome.BO
        for kind in ("FIER", "AMV", "EMERGENCY", "CRISIS_EMERGENCY"):
            make_house(kind)
        offered = {row.kind for row in placement.fitting.houses_on_offer(case, cast.coa, at(2026, 3, 4))}
        assert offered == {"BO", "FIER", "AMV", "EMERGENCY", "CRISIS_EMERGENCY"}
        [found] = waiting_list.load(cast.coa, at(2026, 3, 4))
        assert (found.facts.case, found.kind, found.tier.code) == (case.pk, None, "UNPROTECTED")

    def test_crisis_shelter_is_the_last_resort_and_never_without_a_reason(
        self, full, child, make_house, indicate, place
    ):
        case = child()
        indicate(case)
        crisis = make_house("CRISIS_EMERGENCY")
        assert refusal(lambda: place(case, crisis))[0] == "no-override-reason"
        assert place(case, crisis, override_reason="All is full.")

    def test_coa_and_guardian_are_alerted_with_where_the_child_is_meanwhile(
        self, full, child, make_house, indicate, place, cast, lead, at
    ):
        case = child()
        indicate(case, on=at(2026, 3, 3))
        for actor in (cast.coa, cast.guardian):
            assert "plek van aankomst" in alerted(actor, at(2026, 3, 3, 13))["AL-05"].text
        assert alerted(cast.coa, at(2026, 3, 3, 13))["AL-05"].since == at(2026, 3, 3)
        stay = place(case, make_house("EMERGENCY"))
        assert "oodopvang" in alerted(cast.guardian, at(2026, 3, 4, 13))["AL-05"].text
        assert "AL-05" in alerted(lead, at(2026, 3, 4, 13))
        home = make_house("BO", name="Huis Nieuw")
        placement.move(placement=stay, bed=home.beds.first(), by=cast.coa, at=at(2026, 3, 5), **WHY)
        assert "AL-05" not in alerted(cast.coa, at(2026, 3, 5, 13))
        assert waiting_list.load(cast.coa, at(2026, 3, 5, 13)) == []

    def test_the_desk_asks_for_a_place_once_and_says_that_it_is_critical(self, full, child, indicate, cast, at):
        indicate(child(), on=at(2026, 3, 3))
        chips = [
            (item.when.text, item.when.tone) for item in desk.load(cast.coa, at(2026, 3, 3, 13)).items
            if "AL-05" in item.sources
        ]  # fmt: skip
        assert chips == [("kritiek", "late")]

    def test_what_coa_was_not_told_of_is_in_no_list(self, child, indicate, cast, at):
        indicate(child(), informed=False)
        assert waiting_list.load(cast.coa, at(2026, 3, 4)) == []
        assert "AL-05" not in alerted(cast.guardian, at(2026, 3, 4))

    def test_who_needs_no_protection_waits_for_none(self, child, indicate, cast, at):
        indicate(child(), "NOT_NEEDED")
        assert waiting_list.load(cast.coa, at(2026, 3, 4)) == []

    def test_who_left_a_place_that_fitted_waits_from_that_day_on(self, child, make_house, indicate, place, cast, at):
        case = child()
        indicate(case, on=at(2026, 3, 3))
        stay = place(case, make_house("BO"))
        placement.move(
            placement=stay,
            bed=make_house("AMV").beds.first(),
            unfinished_reason="Safer.",
            by=cast.coa,
            at=at(2026, 3, 9),
            **WHY,
        )
        [found] = waiting_list.load(cast.coa, at(2026, 3, 10))
        assert found.since == at(2026, 3, 9)


class TestTheOrder:
    pytestmark = pytest.mark.requirement("S004-15", "S004-20", "S004-21", "EC-33")

    @pytest.fixture
    def waits(self, open_case, indicate, make_house, place, at):
        """A child that waits in a place of a type; None: where it arrived."""

        def made(kind, *, on=None, **known):
            case = open_case(**known)
            indicate(case, on=on or at(2026, 3, 3))
            reason = {"override_reason": "All is full."} if kind == "CRISIS_EMERGENCY" else {}
            if kind:
                place(case, make_house(kind, name=f"Huis {case.reference}"), **reason)
            return case.pk

        return made

    def order(self, actor, at):
        return [each.facts.case for each in waiting_list.load(actor, at)]

    def test_the_worst_place_goes_first_whatever_the_age(self, waits, cast, at):
        safe, home, arrived = waits("FIER", born=date(2018, 1, 1)), waits("AMV"), waits(None)
        emergency, crisis = waits("EMERGENCY"), waits("CRISIS_EMERGENCY", born=date(2009, 1, 1))
        assert self.order(cast.coa, at(2026, 3, 5)) == [crisis, emergency, home, arrived, safe]

    def test_then_the_youngest_and_of_unknown_age_counts_as_the_youngest(self, waits, cast, at):
        older, younger, unknown = waits("AMV"), waits("AMV", born=date(2014, 1, 1)), waits("AMV", born=None)
        assert self.order(cast.coa, at(2026, 3, 5)) == [unknown, younger, older]

    def test_then_who_waits_longest(self, waits, cast, at):
        later, sooner = waits("AMV", on=at(2026, 3, 3, 14)), waits("AMV", on=at(2026, 3, 3, 9))
        assert self.order(cast.coa, at(2026, 3, 5)) == [sooner, later]

    @pytest.mark.requirement("EC-20", "S004-81")
    def test_who_is_missing_stands_last_and_is_not_forgotten(self, waits, cast, at):
        gone, there = waits("CRISIS_EMERGENCY"), waits("FIER")
        absence.report(case=Indication.objects.get(case=gone).case, circumstances="Gone.", by=cast.coa,
                       last_seen_at=at(2026, 3, 4, 13), at=at(2026, 3, 4, 14))  # fmt: skip
        found = waiting_list.load(cast.coa, at(2026, 3, 5))
        assert [(each.facts.case, each.tier.code) for each in found] == [(there, "PROTECTED"), (gone, "MISSING")]

    def test_as_many_questions_for_twenty_as_for_one(
        self, waits, cast, at, django_assert_num_queries, django_assert_max_num_queries
    ):
        waits("AMV")
        with django_assert_max_num_queries(12) as asked:
            waiting_list.load(cast.coa, at(2026, 3, 5))
        for _number in range(4):
            waits("AMV")
        with django_assert_num_queries(len(asked)):
            assert len(waiting_list.load(cast.coa, at(2026, 3, 5))) == 5


@pytest.mark.requirement("INV-38")
def test_everybody_sees_only_the_children_they_are_involved_with(child, open_case, indicate, cast, at):
    mine, other = child(), open_case()
    for case in (mine, other):
        indicate(case)
    assert [each.facts.case for each in waiting_list.load(cast.guardian, at(2026, 3, 4))] == [mine.pk]
    assert len(waiting_list.load(cast.coa, at(2026, 3, 4))) == 2


@pytest.mark.parametrize("who", ["mentor", "ind", "avim", "lawyer", "ggd", "dpo", "administrator"])
def test_who_does_not_place_and_has_no_charge_of_the_child_reads_no_list(cast, at, who):
    with pytest.raises(NotAllowed):
        waiting_list.load(getattr(cast, who), at(2026, 3, 4))


class TestThePage:
    @pytest.fixture
    def page(self, child, indicate, make_house, place, at_screen):
        case = child()
        indicate(case)
        place(case, make_house("EMERGENCY"))
        return at_screen("coa").get(reverse("admin:waiting_list"))

    @pytest.mark.requirement("S004-15", "EC-50")
    def test_it_says_who_waits_where_why_and_in_which_order(self, page):
        said = text(page)
        assert "zit in de noodopvang" in said
        assert "Semhar" in said
        assert "placements-moves" in said
        assert "geeft geen voorrang" in said

    def test_the_reading_is_written_down(self, page):
        entry = Entry.objects.filter(kind="LIST", table="shelter_indication").latest("id")
        assert (len(entry.cases), "INDICATION" in entry.data_classes) == (1, True)

    def test_it_is_empty_for_a_guardian_of_nobody_and_closed_to_a_mentor(self, page, at_screen):
        assert at_screen("mentor").get(reverse("admin:waiting_list")).status_code == 403
        assert "waiting-list" not in text(at_screen("mentor").get(reverse("admin:index")))


class TestInCrisisShelter:
    """EC-34: one night there was no other place."""

    pytestmark = pytest.mark.requirement("EC-34", "AL-06", "INV-34", "S004-21", "S004-22", "T-15")

    @pytest.fixture
    def crisis(self, child, make_house, place, at):
        return place(child(), make_house("CRISIS_EMERGENCY"), on=at(2026, 3, 4, 23), override_reason="Night.")

    def test_it_is_alerted_anew_every_day_to_coa_and_nidos(self, crisis, cast, lead, at):
        for actor in (lead, cast.guardian, cast.supervisor):
            first, second = (alerted(actor, at(*day))["AL-06"] for day in ((2026, 3, 4, 23, 30), (2026, 3, 5)))
            assert (first.since, second.since) == (at(2026, 3, 4, 23), at(2026, 3, 5, 0))
            assert first.id != second.id
        assert "AL-06" not in alerted(cast.coa, at(2026, 3, 5))

    def test_an_answer_holds_for_its_day(self, crisis, lead, at):
        row = alerted(lead, at(2026, 3, 5))["AL-06"]
        alert_answer.answer(alert=row, answer="SNOOZED", until=date(2026, 3, 6), reason="Moves tomorrow.", by=lead,
                            at=at(2026, 3, 5))  # fmt: skip
        assert "AL-06" not in alerted(lead, at(2026, 3, 5, 23))
        assert "AL-06" in alerted(lead, at(2026, 3, 6, 1))

    def test_it_is_told_once_a_day(self, crisis, at):
        for moment in (at(2026, 3, 5), at(2026, 3, 5, 18), at(2026, 3, 6)):
            alert_notices.tell_new(moment)
        assert Notice.objects.filter(source="AL-06", to_role="coa.supervisor").count() == 2

    def test_a_move_ends_it(self, crisis, make_house, cast, lead, at):
        placement.move(placement=crisis, bed=make_house("AMV").beds.first(), by=cast.coa, at=at(2026, 3, 5, 9), **WHY)
        assert "AL-06" not in alerted(lead, at(2026, 3, 5, 10))

    def test_of_an_adult_it_is_no_alert(self, open_case, make_house, place, lead, at):
        place(open_case(born=date(2007, 1, 1)), make_house("CRISIS_EMERGENCY"), override_reason="Night.")
        assert "AL-06" not in alerted(lead, at(2026, 3, 5))

    def test_the_supervisor_is_asked_to_look_at_it_and_then_no_more(self, crisis, cast, lead, at):
        assert codes(lead, at(2026, 3, 5)) == ["REVIEW_OVERRIDE"]
        override.review(placement=crisis, override_verdict="JUSTIFIED", by=lead, at=at(2026, 3, 5, 13))
        assert codes(lead, at(2026, 3, 5, 14)) == []
        assert "AL-06" in alerted(lead, at(2026, 3, 5, 14))


class TestOnTheWay:
    pytestmark = pytest.mark.requirement("S004-16", "INV-08", "INV-09")

    @pytest.fixture
    def journey(self, child, make_house, indicate, place, cast, at):
        case = child()
        indicate(case)
        place(case, make_house("AMV", name="Huis Oud"))
        bed = make_house("BO", name="Huis Nieuw").beds.first()
        return transfer.plan(case=case, bed=bed, planned_at=at(2026, 3, 6), escort="MENTOR", by=cast.coa,
                             at=at(2026, 3, 5), **WHY)  # fmt: skip

    def test_each_house_is_asked_its_own_part(self, journey, cast, at):
        old = replace(cast.mentor, location=journey.placement.location_id)
        new = replace(cast.mentor, location=journey.location_id)
        assert "RECORD_DEPARTURE" in codes(old, at(2026, 3, 5, 13))
        assert "RECORD_DEPARTURE" in codes(cast.coa, at(2026, 3, 5, 13))
        transfer.depart(transfer=journey, by=old, at=at(2026, 3, 6))
        assert "CONFIRM_ARRIVAL" not in codes(old, at(2026, 3, 6, 13))
        assert codes(new, at(2026, 3, 6, 13)) == ["CONFIRM_ARRIVAL"]
        transfer.arrive(transfer=journey, by=new, at=at(2026, 3, 6, 14))
        assert "CONFIRM_ARRIVAL" not in codes(new, at(2026, 3, 6, 14))

    @pytest.mark.requirement("S004-81")
    def test_a_child_that_does_not_arrive_is_alerted_and_asked_to_be_reported_missing(self, journey, cast, lead, at):
        transfer.depart(transfer=journey, by=cast.coa, at=at(2026, 3, 6))
        assert "AL-35" not in alerted(cast.coa, at(2026, 3, 6, 16))
        new = replace(cast.mentor, location=journey.location_id)
        for actor in (cast.coa, cast.guardian, new):
            row = alerted(actor, at(2026, 3, 6, 16, 1))["AL-35"]
            assert (row.act, row.since) == ("absences", at(2026, 3, 6, 16))
        assert "AL-35" in alerted(lead, at(2026, 3, 6, 17))
        absence.report(case=journey.case, circumstances="Not there.", last_seen_at=at(2026, 3, 6), by=new,
                       at=at(2026, 3, 6, 18))  # fmt: skip
        assert {"AL-19"} == set(alerted(new, at(2026, 3, 6, 19))) & {"AL-19", "AL-35"}

    def test_the_page_of_the_child_says_when_it_leaves_and_when_it_should_be_there(self, journey, cast, at):
        assert "6 mrt" in case_page.load(cast.guardian, journey.case_id, at(2026, 3, 5, 13)).where.leaves
        transfer.depart(transfer=journey, by=cast.coa, at=at(2026, 3, 6))
        assert "16:00" in case_page.load(cast.guardian, journey.case_id, at(2026, 3, 6, 13)).where.leaves
        transfer.arrive(transfer=journey, by=cast.coa, at=at(2026, 3, 6, 15))
        assert case_page.load(cast.guardian, journey.case_id, at(2026, 3, 6, 16)).where.leaves == ""

    def test_the_roll_is_called_by_the_house_it_left_until_it_arrives(self, journey, cast, at):
        new = replace(cast.mentor, location=journey.location_id)
        transfer.depart(transfer=journey, by=cast.coa, at=at(2026, 3, 6))
        assert desk.load(new, at(2026, 3, 6, 13)).roll == []
        transfer.arrive(transfer=journey, by=new, at=at(2026, 3, 6, 14))
        assert len(desk.load(new, at(2026, 3, 6, 15)).roll) == 1


@pytest.mark.requirement("S004-18", "AL-08")
def test_a_second_move_is_alerted_when_it_is_planned(child, make_house, place, cast, at):
    case = child()
    stay = place(case, make_house("EMERGENCY"))
    plan = {"case": case, "escort": "COA", "by": cast.coa, **WHY}
    bed = make_house("AMV").beds.first()
    row = transfer.plan(bed=bed, planned_at=at(2026, 3, 6), at=at(2026, 3, 5), **plan)
    assert "AL-08" not in alerted(cast.coa, at(2026, 3, 5))
    transfer.cancel(transfer=row, cancel_reason="Already there.", by=cast.coa, at=at(2026, 3, 5, 13))
    placement.move(placement=stay, bed=bed, by=cast.coa, at=at(2026, 3, 5, 14), **WHY)
    again = transfer.plan(bed=make_house("AZC").beds.first(), planned_at=at(2026, 3, 8), at=at(2026, 3, 6), **plan)
    for actor in (cast.coa, cast.guardian):
        assert alerted(actor, at(2026, 3, 6))["AL-08"].about == again.pk
    transfer.cancel(transfer=again, cancel_reason="She stays.", by=cast.coa, at=at(2026, 3, 7))
    assert "AL-08" not in alerted(cast.coa, at(2026, 3, 7, 13))


@pytest.mark.requirement("S004-18")
def test_the_page_offers_to_say_that_a_child_should_not_be_moved(child, make_house, place, cast, at):
    case = child()
    place(case, make_house("AMV"))
    page = case_page.load(cast.guardian, case.pk, at(2026, 3, 5))
    acts = [button.act for button in (*page.header.buttons.first, *page.header.buttons.more)]
    assert (move_bar.BAR.name in acts, "transfers" in acts) == (True, False)
