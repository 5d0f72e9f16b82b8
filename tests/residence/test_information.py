"""What was explained: by whom, in which language, and whether it was understood."""

from datetime import date

import pytest

from residence import information
from shelter import absence
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-76", "S004-78")]
SAID = {"topic": "SCHEME", "language": "ti", "understood": "YES"}


@pytest.mark.requirement("S004-75")
def test_ind_explains_the_scheme_in_the_childs_language(open_case, cast, at):
    case = open_case()
    row = perform(information.GIVE, by=cast.ind, at=at(2026, 3, 5), data=SAID | {"interpreter": True}, case=case.pk)
    assert (row.told, row.given_on, row.understood) == ("CHILD", date(2026, 3, 5), "YES")


@pytest.mark.requirement("S000-37")
def test_the_partner_is_told_of_the_law_on_marriage(open_case, cast, at):
    row = information.give(case=open_case(), by=cast.intake, at=at(2026, 3, 5),
                           **(SAID | {"topic": "MARRIAGE_LAW", "told": "PARTNER"}))  # fmt: skip
    assert (row.topic, row.told) == ("MARRIAGE_LAW", "PARTNER")


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 6)])
def test_not_before_the_arrival_and_not_tomorrow(open_case, cast, at, day):
    case = open_case()
    said = refusal(lambda: information.give(case=case, by=cast.ind, at=at(2026, 3, 5), given_on=day, **SAID))
    assert said == ("day-impossible", "S004-76")


def test_not_to_a_child_that_is_missing(open_case, cast, at):
    case = open_case()
    absence.report(case=case, circumstances="She went out.", last_seen_at=at(2026, 3, 4), by=cast.intake,
                   at=at(2026, 3, 4, 20))  # fmt: skip
    said = refusal(lambda: information.give(case=case, by=cast.ind, at=at(2026, 3, 5), **SAID))
    assert said[0] == "child-absent"
