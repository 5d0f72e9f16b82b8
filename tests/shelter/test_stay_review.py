"""The stay is looked at: what was seen and what follows, and nothing ends by it (S004-44)."""

from datetime import date

import pytest

from shelter import stay_review, whereabouts
from tests.houses import refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-44", "T-05")]
SAID = {"looked_at": "Plan, programme, what she wants.", "conclusion": "STAY"}


@pytest.mark.parametrize("conclusion", ["STAY", "PREPARE_MOVING_ON", "NO_LONGER_NEEDED"])
def test_nothing_ends_by_a_review(child, cast, at, conclusion):
    row = stay_review.review(case=child, **SAID | {"conclusion": conclusion}, by=cast.mentor, at=at(2026, 9, 4))
    assert (row.reviewed_on, row.conclusion) == (date(2026, 9, 4), conclusion)
    assert whereabouts.current(child, at(2026, 9, 5)).ends_at is None


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(2026, 9, 5)])
def test_it_is_held_during_the_stay_and_not_in_the_future(child, cast, at, day):
    said = {"case": child, "reviewed_on": day, **SAID, "by": cast.mentor, "at": at(2026, 9, 4)}
    assert refusal(lambda: stay_review.review(**said)) == ("reviewed-when", "T-05")


def test_it_says_what_was_looked_at(child, cast, at):
    said = {"case": child, **SAID | {"looked_at": " "}, "by": cast.mentor, "at": at(2026, 9, 4)}
    assert refusal(lambda: stay_review.review(**said)) == ("nothing-looked-at", "S004-44")


def test_only_of_a_child_in_protected_shelter(open_case, cast, at):
    said = {"case": open_case(), **SAID, "by": cast.mentor, "at": at(2026, 9, 4)}
    assert refusal(lambda: stay_review.review(**said)) == ("not-protected", "S004-48")
