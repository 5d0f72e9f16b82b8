"""What Nidos decided, and on which ground."""

from datetime import date

import pytest

from overview.counts import grounds as counting

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-15")]


def test_every_decision_counts_and_each_child_once_by_its_first_ground(open_case, indicate, counted, at, sql):
    first, second = open_case(given_names="Een"), open_case(given_names="Twee")
    indicate(first, ground="HONOUR_VIOLENCE")
    indicate(first, ground="DISAPPEARANCE_RISK", on=at(2026, 4, 2))
    indicate(second, "NOT_NEEDED")
    indicate(second, "FIER", ground="CHILD_BRIDE_HONOUR_FEAR", on=at(2027, 1, 2))
    assert counted(counting, "outcomes") == {"BO": 2, "NOT_NEEDED": 1}
    assert counted(counting, "grounds") == {"HONOUR_VIOLENCE": 1}
    assert counted(counting, "grounds", since=date(2027, 1, 1), until=date(2027, 12, 31)) == {
        "CHILD_BRIDE_HONOUR_FEAR": 1
    }
    assert sql("SELECT outcome, count(*) FROM shelter_indication GROUP BY 1") == {"BO": 2, "FIER": 1, "NOT_NEEDED": 1}


def test_more_children_cost_no_more_queries(open_case, indicate, costs):
    indicate(open_case(given_names="Een"))
    first = costs(counting, 4)
    for name in ("Twee", "Drie"):
        indicate(open_case(given_names=name))
    assert costs(counting, 4) == first
