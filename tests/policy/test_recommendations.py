"""What the cabinet answered to each recommendation, laid beside the letter."""

import pytest

from policy.print_out import markdown
from policy.recommendations import RECOMMENDATIONS, RESPONSES, THEMES


@pytest.mark.requirement("S004-13", "S004-85", "S004-104", "S004-105", "S004-121", "S004-135", "RP-20")
def test_five_recommendations_have_the_answers_of_the_letter() -> None:
    assert {row.code: row.response for row in RECOMMENDATIONS} == {
        "1a": "ADOPTED", "1b": "NOT_ADOPTED", "2": "ADOPTED", "3": "NOT_ADOPTED", "4": "NOT_ADOPTED",
        "5": "NO_DECISION",
    }  # fmt: skip
    assert {row.response for row in RECOMMENDATIONS} == set(RESPONSES)
    assert {source for row in RECOMMENDATIONS for source in row.source} >= {
        "S004-85", "S004-86", "S004-101", "S004-104", "S004-105", "S004-121", "S004-135",
    }  # fmt: skip


@pytest.mark.requirement("RP-20", "K-7")
def test_each_is_printed_with_the_answer_and_what_beschut_does() -> None:
    chapter = markdown().partition("## Aanbevelingen van de Nationaal Rapporteur")[2].partition("\n## ")[0]
    for row in RECOMMENDATIONS:
        [line] = [line for line in chapter.splitlines() if line.startswith(f"| {row.code} |")]
        assert RESPONSES[row.response].nl in line
        assert row.here.nl in line
    assert "geen uitdrukkelijk besluit" in chapter


@pytest.mark.requirement("S004-03")
def test_the_themes_are_those_of_the_report() -> None:
    assert [text.nl for text in THEMES.values()] == [
        "signalering", "(psychosociale) bescherming", "opsporing en vervolging", "verblijfsrechtelijke bescherming",
        "bescherming na afloop van de BO",
    ]  # fmt: skip
    assert {row.theme for row in RECOMMENDATIONS} <= set(THEMES)
