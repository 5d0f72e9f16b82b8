"""The timeline names each thing that is due on the day it is due."""

from datetime import date

import pytest

from config.clock import start_of
from overview.api.clocks import due
from residence import terms

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("T-06", "EC-29")
def test_majority_stands_on_the_eighteenth_birthday_and_rest_on_its_last_day(admit, at):
    case = admit(at(2026, 3, 2), born=date(2012, 2, 29))
    told = {row["what"]: row["at"] for row in due(terms.clocks(case, date(2026, 3, 3)), at(2026, 3, 3))}
    assert told["meerderjarig; de voogdij eindigt om 00:00 uur"] == start_of(date(2030, 3, 1))
    assert told["rust- en voorbereidingstijd"] == start_of(date(2026, 3, 23))
