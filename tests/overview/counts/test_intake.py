"""The quality of the intake, in figures."""

from datetime import date

import pytest

from intake import conversation, conversation_held
from overview.counts import intake
from tests.joining import approve, two
from tests.joining import ask as ask_to_join
from tests.screenings import screen

__all__ = ["screen", "two"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-03")]
BY = {"IDENTIFICATION": "avim", "REGISTRATION": "ind"}
EXPLAINS = {"explained_nidos_task": True, "explained_procedure": True}


@pytest.fixture
def child(open_case, at):
    numbers = iter(range(40))
    return lambda on=(2026, 3, 2): open_case(given_names=f"Kind{next(numbers)}", on=at(*on))


@pytest.fixture
def hold(cast, at):
    """The talks of these steps, each on 3 March 2026 unless a day is told."""

    def held(case, *steps, on=(2026, 3, 3)):
        for step in steps:
            said = EXPLAINS if step == "FOLLOW_UP" else {}
            conversation.record(case=case, step=step, held_on=date(*on), by=getattr(cast, BY.get(step, "intake")),
                                at=at(*on), **said)  # fmt: skip

    return held


ALL = ("ACQUAINTANCE", "IDENTIFICATION", "REGISTRATION", "FOLLOW_UP")


def test_three_of_the_four_talks_or_more(child, hold, counted, sql):
    child()
    hold(child(), *ALL[:2])
    hold(child(), *ALL[1:])
    for _number in range(2):
        hold(child(), *ALL)
    extra = child()
    hold(extra, *ALL[:2], "EXTRA", "EXTRA")
    assert counted(intake, "talks") == {"FEWER": 3, "THREE": 1, "FOUR": 2}
    enough = """SELECT count(*) FROM (SELECT case_id FROM intake_conversation WHERE step <> 'EXTRA'
                GROUP BY case_id HAVING count(DISTINCT step) >= 3) AS found"""
    assert sql(enough) == 3
    assert counted(intake, "talks", until=date(2026, 3, 2)) == {"FEWER": 6}


def test_the_first_talk_is_held_or_skipped_with_a_reason(child, hold, counted, cast, at):
    hold(child(), "ACQUAINTANCE")
    conversation.record(case=child(), step="ACQUAINTANCE", skip_reason="Geen tolk.", by=cast.intake,
                        at=at(2026, 3, 3))  # fmt: skip
    child()
    assert counted(intake, "acquaintance") == {"HELD": 1, "SKIPPED": 1, "NEITHER": 1}


def test_a_talk_that_was_opened_again_after_the_last_day_was_skipped_on_it(child, counted, cast, at):
    row = conversation.record(case=child(), step="ACQUAINTANCE", skip_reason="Geen tolk.", by=cast.intake,
                              at=at(2026, 3, 3))  # fmt: skip
    conversation_held.reopen(conversation=row, by=cast.intake, at=at(2026, 3, 9))
    assert counted(intake, "acquaintance", until=date(2026, 3, 8)) == {"SKIPPED": 1}
    assert counted(intake, "acquaintance", until=date(2026, 3, 9)) == {"NEITHER": 1}


@pytest.mark.parametrize(("day", "found"), [((2026, 3, 9), "IN_TIME"), ((2026, 3, 10), "LATER")])
def test_screened_within_the_week(child, screen, counted, at, day, found):
    screen(child(), on=at(*day))
    child()
    assert counted(intake, "screening") == {found: 1, "NOT": 1}
    assert counted(intake, "screening", until=date(2026, 3, 8)) == {"NOT": 2}


@pytest.mark.parametrize(("day", "found"), [((2026, 3, 6), "IN_TIME"), ((2026, 3, 9), "LATER")])
def test_the_second_talk_within_three_working_days_after_ind(child, hold, counted, day, found):
    case = child()
    hold(case, *ALL[:3])
    hold(case, "FOLLOW_UP", on=day)
    hold(child(), *ALL[:3])
    child()
    assert counted(intake, "explained") == {found: 1, "NOT": 1, "NO_TALK": 1}


def test_without_a_talk_with_ind_no_term_runs_for_the_second_talk(child, hold, counted):
    hold(child(), *ALL[:2], "FOLLOW_UP")
    assert counted(intake, "explained") == {"NO_TALK": 1}


def test_a_year_is_its_first_and_its_last_day(child, counted):
    for day in ((2025, 12, 31), (2026, 1, 1), (2026, 12, 31), (2027, 1, 1)):
        child(day)
    assert counted(intake, "talks") == {"FEWER": 2}


def test_a_year_without_anybody(counted):
    assert all(counted(intake, name) == {} for name in ("talks", "acquaintance", "screening", "explained"))


def test_the_talks_of_both_files_of_a_child_count_together(two, hold, counted, cast, at):
    hold(two[0], "ACQUAINTANCE", "IDENTIFICATION")
    hold(two[1], "IDENTIFICATION", "REGISTRATION")
    assert counted(intake, "talks") == {"FEWER": 2}
    approve(ask_to_join(two, cast, at), cast, at)
    assert counted(intake, "talks") == {"THREE": 1}


def test_more_children_cost_no_more_queries(child, hold, screen, costs):
    child()
    first = costs(intake, 5)
    for _number in range(3):
        case = child()
        hold(case, *ALL)
        screen(case)
    assert costs(intake, 5) == first
