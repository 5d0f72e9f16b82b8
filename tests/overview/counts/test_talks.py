"""How many talks a child had, in how many it told its story, and who held them."""

from datetime import date

import pytest

from intake import conversation
from overview.counts import talks as counting
from tests.joining import approve, two
from tests.joining import ask as ask_to_join

__all__ = ["two"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-16")]
BY = {"IDENTIFICATION": "avim", "REGISTRATION": "ind"}


@pytest.fixture
def hold(cast, at):
    def held(case, step, on=(2026, 3, 3), **said):
        conversation.record(case=case, step=step, held_on=date(*on), by=getattr(cast, BY.get(step, "intake")),
                            at=at(*on), **said)  # fmt: skip

    return held


def test_talks_and_stories_are_counted_by_child_and_by_who_held_them(open_case, hold, counted, sql):
    one, other, _none = (open_case(given_names=name) for name in ("Een", "Twee", "Drie"))
    hold(one, "ACQUAINTANCE", retells_story=True)
    hold(other, "ACQUAINTANCE")
    hold(other, "IDENTIFICATION")
    hold(other, "REGISTRATION", (2027, 1, 4))
    assert counted(counting, "talks") == {"ONE": 1, "TWO": 1}
    assert counted(counting, "stories") == {"ONCE": 1, "NOT": 1}
    assert counted(counting, "by") == {"NIDOS": 2, "AVIM": 1}
    assert counted(counting, "by", since=date(2027, 1, 1), until=date(2027, 12, 31)) == {"IND": 1}
    assert sql("SELECT count(*) FROM intake_conversation WHERE held_on IS NOT NULL") == 4


def test_the_talks_of_a_child_with_two_files_are_of_one_child(two, hold, counted, cast, at):
    for case in two:
        hold(case, "ACQUAINTANCE")
    approve(ask_to_join(two, cast, at), cast, at)
    assert counted(counting, "talks") == {"TWO": 1}


def test_more_children_cost_no_more_queries(open_case, hold, costs):
    hold(open_case(given_names="Een"), "ACQUAINTANCE")
    first = costs(counting, 4)
    for name in ("Twee", "Drie"):
        hold(open_case(given_names=name), "ACQUAINTANCE")
    assert costs(counting, 4) == first
