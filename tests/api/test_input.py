"""What an act takes is made once; what one call says is told to no other."""

from typing import Any

import pytest

from intake.case import OPEN
from partners.api.serializers import for_act
from tests.partner_api import Partner, as_partner

__all__ = ["as_partner"]
pytestmark = pytest.mark.django_db
GOOD = {
    "child": {"givenNames": "Semhar", "sex": "F", "aliases": ["Sem"]},
    "arrival": {"intakeLocation": "ter-apel", "arrivedOn": "2026-03-02"},
}
BAD: dict[str, Any] = {"child": {"sex": "Q"}, "arrival": GOOD["arrival"]}


def test_what_one_call_got_wrong_is_not_said_of_the_next(ter_apel: Any) -> None:
    wrong, right, again = (for_act(OPEN)(data=said) for said in (BAD, GOOD, GOOD))
    assert (wrong.is_valid(), right.is_valid(), again.is_valid()) == (False, True, True)
    assert set(wrong.errors["child"]) == {"sex"}
    assert right.errors == {}
    right.validated_data["child"]["aliases"].append("Mehret")
    assert again.validated_data["child"]["aliases"] == ["Sem"]


def test_each_is_told_in_its_own_language(as_partner: Any) -> None:
    officer: Partner = as_partner("ind.officer")
    said = {
        language: officer.send("post", "cases", BAD, Accept_Language=language).json()["errors"]
        for language in ("nl", "en", "nl-NL")
    }
    assert said["nl"] == said["nl-NL"] != said["en"]
