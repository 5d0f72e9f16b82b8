"""On whose desk plan, programme and review stand, and from which day (S004-44, S004-48, S004-49, S004-119)."""

from dataclasses import replace
from datetime import date

import pytest

from overview import alerts, case_page, snapshot, tasks
from policy.dates import nth_birthday
from policy.tasks import TASKS
from policy.tasks_plan import PLAN
from policy.terms import term
from residence import birth_date, guardianship, rest_approval
from shelter import absence, absence_end, placement, plan, plan_goal, programme, rest, stay_review
from shelter.models import Placement, PlanGoal

pytestmark = pytest.mark.django_db
REVIEWED = {"looked_at": "Plan en veiligheid.", "conclusion": "STAY"}


@pytest.fixture
def child(admit, at, cast, people):
    """Fifteen years old, in protected shelter since 4 March 2026; its rest ends on 25 March."""
    case = admit(at(2026, 3, 4))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
    return case


@pytest.fixture
def mentor(child, cast):
    return replace(cast.mentor, location=Placement.objects.get(case=child).location_id)


def asked(actor, at) -> dict[str, tuple]:
    """What is asked of this actor of plan, programme and stay: before when, and by which act."""
    found = tasks.open_tasks(snapshot.load(actor, at), actor.role, at)
    return {todo.task.code: (todo.due, todo.act) for todo in found if todo.task in PLAN}


def alerted(actor, at) -> dict[str, alerts.OpenAlert]:
    return {each.alert.code: each for each in alerts.waiting(snapshot.load(actor, at), actor.role, at)}


def test_only_who_can_do_it_is_asked():
    assert {role for row in PLAN for role in row.roles} == {"bo_provider.mentor"}
    assert set(PLAN) <= set(TASKS)
    assert all(row.needs_child for row in PLAN)


class TestThePlan:
    @pytest.mark.requirement("S004-119")
    def test_it_is_made_within_four_weeks_and_started(self, child, mentor, planned, at):
        assert asked(mentor, at(2026, 3, 4, 13)) == {"MAKE_PLAN": (date(2026, 4, 1), "guidance-plans")}
        planned(child, "DRAFT", on=at(2026, 3, 5))
        assert asked(mentor, at(2026, 3, 5)) == {"MAKE_PLAN": (date(2026, 4, 1), "guidance-plans-goals")}
        plan_goal.add(
            plan=plan.current(child), goal="Koken.", target_on=date(2026, 6, 1), by=mentor, at=at(2026, 3, 6)
        )
        assert asked(mentor, at(2026, 3, 6)) == {"MAKE_PLAN": (date(2026, 4, 1), "guidance-plans-starts")}
        plan.start(plan=plan.current(child), by=mentor, at=at(2026, 3, 7))
        assert asked(mentor, at(2026, 3, 7)) == {}

    def test_after_a_stop_another_one_is_asked_for(self, child, mentor, planned, at):
        planned(child, "STOPPED", on=at(2026, 5, 1))
        assert asked(mentor, at(2026, 5, 1))["MAKE_PLAN"] == (date(2026, 5, 29), "guidance-plans")

    def test_the_guardian_reads_it_and_is_not_asked(self, child, cast, at):
        assert asked(cast.guardian, at(2026, 5, 1)) == {}

    @pytest.mark.parametrize(("outcome", "act"), [("REACHED", "completions"), ("DROPPED", "goals")])
    def test_a_goal_whose_day_is_there_is_settled_and_then_the_plan(self, child, mentor, planned, at, outcome, act):
        planned(child)
        assert "SETTLE_GOAL" not in asked(mentor, at(2026, 5, 31))
        assert asked(mentor, at(2026, 6, 1))["SETTLE_GOAL"] == (date(2026, 6, 1), "plan-goals-outcomes")
        plan_goal.settle(target=PlanGoal.objects.get(), state=outcome, reason="Zo.", by=mentor, at=at(2026, 6, 1))
        found = asked(mentor, at(2026, 6, 1, 13))
        assert "SETTLE_GOAL" not in found
        assert found["FINISH_PLAN"] == (None, f"guidance-plans-{act}")

    def test_a_finished_plan_asks_nothing(self, child, mentor, planned, enrolled, at):
        planned(child, "COMPLETED")
        enrolled(child, "DECLINED")
        assert asked(mentor, at(2026, 6, 2)) == {}


class TestTheProgramme:
    @pytest.mark.requirement("S004-48", "S004-123")
    def test_it_is_offered_within_two_weeks_after_rest(self, child, mentor, at):
        assert "OFFER_PROGRAMME" not in asked(mentor, at(2026, 3, 25))
        assert asked(mentor, at(2026, 3, 26))["OFFER_PROGRAMME"] == (date(2026, 4, 8), "programmes")

    def test_more_rest_puts_it_off(self, child, mentor, cast, at):
        more = rest.request(case=child, days=7, reason="Slaapt niet.", by=cast.guardian, at=at(2026, 3, 20))
        rest_approval.approve(extension=more, by=cast.supervisor, at=at(2026, 3, 21))
        assert "OFFER_PROGRAMME" not in asked(mentor, at(2026, 4, 1))
        assert asked(mentor, at(2026, 4, 2))["OFFER_PROGRAMME"] == (date(2026, 4, 15), "programmes")

    @pytest.mark.parametrize("state", ["DECLINED", "STOPPED", "COMPLETED"])
    def test_of_who_refused_stopped_or_finished_nothing_is_asked(self, child, mentor, enrolled, at, state):
        enrolled(child, state)
        assert not {"OFFER_PROGRAMME", "ANSWER_PROGRAMME", "FINISH_PROGRAMME"} & set(asked(mentor, at(2026, 5, 1)))

    def test_an_offer_is_answered_within_two_weeks(self, child, mentor, enrolled, at):
        enrolled(child, "OFFERED")
        assert asked(mentor, at(2026, 4, 1))["ANSWER_PROGRAMME"] == (date(2026, 4, 15), "programmes-starts")

    @pytest.mark.requirement("S004-49")
    def test_what_is_left_is_asked_for_when_the_end_comes_near(self, child, mentor, enrolled, at):
        row = enrolled(child)
        assert "FINISH_PROGRAMME" not in asked(mentor, at(2026, 8, 3))
        assert asked(mentor, at(2026, 8, 4))["FINISH_PROGRAMME"] == (date(2026, 9, 1), "programmes-modules")
        for module in ("SAFETY", "MONEY"):
            programme.do_module(programme=row, module=module, by=mentor, at=at(2026, 5, 1))
        assert asked(mentor, at(2026, 5, 1))["FINISH_PROGRAMME"] == (None, "programmes-completions")

    def test_who_left_and_came_back_is_offered_it_again(self, child, mentor, enrolled, cast, at, make_house):
        enrolled(child)
        bed = make_house("AMV").beds.first()
        out = placement.move(placement=Placement.objects.get(), bed=bed, move_reason="Brand.",
                             unfinished_reason="Het huis is dicht.", by=cast.coa, at=at(2026, 5, 1))  # fmt: skip
        assert asked(mentor, at(2026, 5, 1, 13)) == {}
        again = make_house("BO", name="Again")
        placement.move(placement=out, bed=again.beds.first(), move_reason="Terug.", by=cast.coa, at=at(2026, 6, 1))
        there = replace(mentor, location=again.pk)
        assert asked(there, at(2026, 6, 1, 13))["OFFER_PROGRAMME"] == (date(2026, 6, 15), "programmes")


@pytest.mark.requirement("EC-24")
def test_of_a_missing_child_nothing_of_this_is_asked(child, mentor, planned, enrolled, cast, at):
    planned(child)
    enrolled(child, "OFFERED")
    gone = absence.report(case=child, circumstances="Weg.", last_seen_at=at(2026, 9, 4), by=mentor, at=at(2026, 9, 5))
    assert asked(mentor, at(2026, 9, 10)) == {}
    assert "AL-22" not in alerted(mentor, at(2026, 9, 10))
    absence_end.come_back(absence=gone, by=mentor, at=at(2026, 9, 11))
    assert set(asked(mentor, at(2026, 9, 11))) == {"SETTLE_GOAL", "ANSWER_PROGRAMME", "REVIEW_STAY"}
    assert "AL-22" in alerted(mentor, at(2026, 9, 11))


@pytest.mark.requirement("S004-44", "T-05", "AL-22")
class TestTheStay:
    def test_it_is_reviewed_at_six_and_nine_months(self, child, mentor, at):
        assert "REVIEW_STAY" not in asked(mentor, at(2026, 8, 20))
        assert asked(mentor, at(2026, 8, 21))["REVIEW_STAY"] == (date(2026, 9, 4), "stay-reviews")
        stay_review.review(case=child, **REVIEWED, by=mentor, at=at(2026, 8, 21))
        assert "REVIEW_STAY" not in asked(mentor, at(2026, 11, 19))
        assert asked(mentor, at(2026, 11, 20))["REVIEW_STAY"] == (date(2026, 12, 4), "stay-reviews")
        stay_review.review(case=child, **REVIEWED, by=mentor, at=at(2026, 12, 4))
        assert "REVIEW_STAY" not in asked(mentor, at(2027, 6, 1))

    def test_a_review_long_before_does_not_count(self, child, mentor, at):
        stay_review.review(case=child, **REVIEWED, by=mentor, at=at(2026, 8, 20))
        assert "REVIEW_STAY" in asked(mentor, at(2026, 8, 21))

    def test_each_step_has_its_own_day_and_one_review_answers_both(self, child, mentor, cast, at):
        for actor in (mentor, cast.guardian):
            assert "AL-22" not in alerted(actor, at(2026, 9, 4))
            assert alerted(actor, at(2026, 9, 5))["AL-22"].since == at(2026, 9, 5, 0)
        late = at(2026, 12, 5)
        found = [each.since for each in alerts.waiting(snapshot.load(mentor, late), mentor.role, late)
                 if each.alert.code == "AL-22"]  # fmt: skip
        assert sorted(found) == [at(2026, 9, 5, 0), at(2026, 12, 5, 0)]
        stay_review.review(case=child, **REVIEWED, by=mentor, at=late)
        assert "AL-22" not in alerted(mentor, at(2026, 12, 6))

    def test_coa_is_not_alerted(self, child, cast, at):
        assert "AL-22" not in alerted(cast.coa, at(2026, 9, 5))

    def test_it_counts_from_the_first_admission_and_not_from_a_move(self, child, mentor, cast, at, make_house):
        other = make_house("BO", name="Other")
        placement.move(placement=Placement.objects.get(), bed=other.beds.first(), move_reason="Veiliger.", by=cast.coa,
                       at=at(2026, 6, 1))  # fmt: skip
        there = replace(mentor, location=other.pk)
        assert asked(there, at(2026, 9, 1))["REVIEW_STAY"] == (date(2026, 9, 4), "stay-reviews")

    @pytest.mark.parametrize(
        ("admitted", "six", "nine"),
        [
            (date(2026, 8, 31), date(2027, 2, 28), date(2027, 5, 31)),
            (date(2027, 8, 31), date(2028, 2, 29), date(2028, 5, 31)),
            (date(2028, 2, 29), date(2028, 8, 29), date(2028, 11, 29)),
        ],
    )
    def test_months_are_counted_from_the_day_itself(self, admitted, six, nine):
        """Never six months and three more: February would shorten the ninth (B-55)."""
        found = [term(name, admitted).last_day(admitted) for name in ("STAY_REVIEW_6M", "STAY_REVIEW_9M")]
        assert found == [six, nine]


@pytest.mark.requirement("AL-16", "T-07", "S004-49")
class TestBeforeEighteen:
    """The child was born on 12 October 2008."""

    @pytest.fixture
    def nearly(self, child, cast, at):
        birth_date.record(case=child, date=date(2008, 10, 12), source="IND", status="OFFICIAL", by=cast.ind,
                          at=at(2026, 3, 5))  # fmt: skip
        return child

    @pytest.mark.parametrize(
        ("day", "since"),
        [
            ((2026, 4, 11), None),
            ((2026, 4, 12), (2026, 4, 12)),
            ((2026, 7, 11), (2026, 4, 12)),
            ((2026, 7, 12), (2026, 7, 12)),
            ((2026, 9, 11), (2026, 7, 12)),
            ((2026, 9, 12), (2026, 9, 12)),
            ((2026, 10, 11), (2026, 9, 12)),
            ((2026, 10, 12), None),
        ],
    )
    def test_each_step_has_its_day_and_it_ends_at_eighteen(self, nearly, mentor, cast, at, day, since):
        for actor in (mentor, cast.guardian, cast.coa):
            found = alerted(actor, at(*day)).get("AL-16")
            assert (found.since if found else None) == (at(*since, 0) if since else None), actor.role

    def test_one_step_is_alerted_at_a_time(self, nearly, mentor, at):
        moment = at(2026, 9, 20)
        waiting = alerts.waiting(snapshot.load(mentor, moment), mentor.role, moment)
        assert [each.alert.code for each in waiting].count("AL-16") == 1

    @pytest.mark.parametrize(
        ("of_plan", "of_programme", "alarmed"),
        [
            (None, None, True), ("ACTIVE", "COMPLETED", True), ("COMPLETED", "STARTED", True),
            ("COMPLETED", None, True), ("STOPPED", "COMPLETED", True),
            ("COMPLETED", "COMPLETED", False), ("COMPLETED", "DECLINED", False), ("COMPLETED", "STOPPED", False),
        ],
    )  # fmt: skip
    def test_until_both_are_finished(self, nearly, planned, enrolled, mentor, at, of_plan, of_programme, alarmed):
        if of_plan:
            planned(nearly, of_plan)
        if of_programme:
            enrolled(nearly, of_programme)
        assert ("AL-16" in alerted(mentor, at(2026, 5, 1))) is alarmed

    def test_who_was_admitted_later_is_alerted_since_then(self, admit, cast, at):
        case = admit(at(2026, 3, 4), born=date(2008, 5, 12))
        there = replace(cast.mentor, location=Placement.objects.get(case=case).location_id)
        assert alerted(there, at(2026, 3, 5))["AL-16"].since == at(2026, 3, 4, 0)

    def test_outside_protected_shelter_nobody_is_alerted(self, nearly, cast, at, make_house):
        placement.move(placement=Placement.objects.get(), bed=make_house("AMV").beds.first(), move_reason="Brand.",
                       unfinished_reason="Het huis is dicht.", by=cast.coa, at=at(2026, 5, 1))  # fmt: skip
        assert "AL-16" not in alerted(cast.guardian, at(2026, 5, 2))

    @pytest.mark.requirement("B-54")
    def test_who_was_born_on_a_leap_day_is_eighteen_on_the_first_of_march(self, admit, cast, at):
        case = admit(at(2025, 10, 1), born=date(2008, 2, 29))
        there = replace(cast.mentor, location=Placement.objects.get(case=case).location_id)
        assert nth_birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
        assert alerted(there, at(2026, 1, 31))["AL-16"].since == at(2025, 12, 1, 0)
        assert alerted(there, at(2026, 2, 1))["AL-16"].since == at(2026, 2, 1, 0)
        assert "AL-16" in alerted(there, at(2026, 2, 28))
        assert "AL-16" not in alerted(there, at(2026, 3, 1))

    def test_without_a_birth_date_there_is_no_day_to_count_from(self, admit, cast, at):
        case = admit(at(2026, 3, 4), born=None)
        there = replace(cast.mentor, location=Placement.objects.get(case=case).location_id)
        assert "AL-16" not in alerted(there, at(2026, 5, 1))


class TestThePage:
    def test_it_says_how_far_the_programme_is_and_whose_day_is_past(self, child, mentor, planned, enrolled, at):
        planned(child)
        programme.do_module(programme=enrolled(child), module="MONEY", by=mentor, at=at(2026, 5, 1))
        page = case_page.load(mentor, child.pk, at(2026, 6, 2))
        chips = {record.chip.text for section in page.sections for record in section.records if record.chip}
        assert {"1 van 2 modules gedaan", "de dag is voorbij"} <= chips

    def test_coa_sees_that_it_runs_and_not_of_what_it_consists(self, child, planned, enrolled, cast, at):
        planned(child)
        enrolled(child)
        page = case_page.load(cast.coa, child.pk, at(2026, 5, 2))
        said = " ".join(
            [record.title for section in page.sections for record in section.records]
            + [each.text for section in page.sections for record in section.records for each in record.told]
        )
        assert ("begonnen" in said, "Goes to school" in said, "Geld, schulden" in said) == (True, False, False)

    def test_each_goal_costs_no_query_more(self, child, mentor, planned, at, django_assert_num_queries,
                                           django_assert_max_num_queries):  # fmt: skip
        row = planned(child)
        with django_assert_max_num_queries(120) as few:
            case_page.load(mentor, child.pk, at(2026, 5, 2))
        for number in range(5):
            plan_goal.add(plan=row, goal=f"Doel {number}.", target_on=date(2026, 6, 1), by=mentor, at=at(2026, 5, 1))
        with django_assert_num_queries(len(few)):
            case_page.load(mentor, child.pk, at(2026, 5, 2))
