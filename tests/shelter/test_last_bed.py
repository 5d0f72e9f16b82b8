"""Two who want the last bed at the same moment: one gets it, the other hears why not."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from audit import guards
from partners.errors import RuleBroken
from shelter.models import Placement


@pytest.mark.requirement("INV-08", "S004-16")
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_the_last_bed_goes_to_one_child(open_case, make_house, place):
    guards.lay()
    house, cases = make_house("AMV", beds=1), [open_case() for _ in range(6)]
    together = Barrier(len(cases))

    def reach(case):
        together.wait()
        try:
            place(case, house)
            return "placed"
        except RuleBroken as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(cases)) as pool:
        answers = sorted(pool.map(reach, cases))
    assert answers == ["bed-taken"] * 5 + ["placed"]
    assert Placement.objects.count() == 1
