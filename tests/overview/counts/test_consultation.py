"""Risk analyses and consultations in figures."""

from datetime import date

import pytest

from overview.counts import consultation as counting
from shelter import risk, risk_adopt
from tests.shelter.cobos import WHOLE, agree, child, draft, hold, item, meeting, mentor, published

__all__ = ["agree", "child", "draft", "hold", "item", "meeting", "mentor", "published"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-12")]


@pytest.fixture
def adopted(published, draft, agree, hold, mentor, cast, at):
    hold("IND")
    agree(draft, cast.avim, mentor)
    return risk_adopt.adopt(analysis=draft, by=cast.guardian, at=at(2026, 3, 18, 14))


def test_a_stay_has_its_analysis_in_time_and_what_it_answers_is_counted(adopted, admit, at, counted, sql):
    admit(at(2026, 3, 9), given_names="Zonder")
    assert counted(counting, "covered") == {"IN_TIME": 1, "NOT": 1}
    assert counted(counting, "covered", until=date(2026, 3, 17)) == {"NOT": 2}
    answers = {"can-report": "can_report", "can-cooperate": "can_cooperate", "can-tell-story": "can_tell_story"}
    assert {name: counted(counting, name) for name in answers} == {
        name: {WHOLE[field]: 1} for name, field in answers.items()
    }
    assert sql("SELECT count(*) FROM shelter_riskanalysis WHERE adopted_on IS NOT NULL") == 1


def test_who_was_asked_is_counted_by_kind_and_by_whether_it_came(adopted, counted, sql):
    assert counted(counting, "attended-ind") == {"ABSENT": 1}
    for kind in ("nidos", "avim", "evenaar", "bo-provider"):
        assert counted(counting, f"attended-{kind}") == {"PRESENT": 1}
    assert counted(counting, "attended-others") == {}
    assert sql("SELECT attendance, count(*) FROM shelter_coboparty GROUP BY 1") == {"PRESENT": 4, "ABSENT": 1}


def test_after_six_weeks_it_is_late(child, counted):
    found = counting.stays.Stay(child.pk, date(2026, 3, 4), None, True, "")
    assert counting.covered(found, [date(2026, 4, 15)]) == "IN_TIME"
    assert counting.covered(found, [date(2026, 4, 16)]) == "LATER"
    assert counting.covered(found, [date(2026, 3, 1)]) == "NOT"


def test_more_children_cost_no_more_queries(adopted, admit, at, cast, costs):
    first = costs(counting, 7)
    risk.prepare(case=admit(at(2026, 3, 9), given_names="Twee"), by=cast.supervisor, at=at(2026, 3, 10), **WHOLE)
    assert costs(counting, 7) == first
