"""The feed looks only at cases that the actor may know of: no page of it is filled by what happens elsewhere."""

import pytest

from audit.horizon import BIGGEST
from audit.models import Entry
from overview import feed
from partners.actors import of_person

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-27", "INV-38")]


def test_what_happens_in_other_cases_is_not_looked_at(open_case, indicate, make_house, place, people, at):
    """Else how many pages there are, and where each ends, would tell how much happens there."""
    ours, theirs = open_case(), open_case(given_names="Yonas")
    indicate(ours)
    place(ours, make_house("BO"))
    lead = of_person(people["bo_provider.supervisor"])
    found = list(feed._entries(lead, at(2026, 3, 5), feed._written((0, 0), BIGGEST)))
    assert {entry["case"] for entry in found} == {ours.pk}
    assert Entry.objects.filter(case=theirs.pk, kind__in=feed.WRITTEN).exists()
