"""Which beds are on offer, and to whom."""

import pytest

from shelter import beds

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("S004-15")
def test_a_bed_is_on_offer_when_it_is_in_use_and_nobody_sleeps_in_it(cast, open_case, make_house, place, at):
    house, empty = make_house("AMV", beds=3), make_house("AZC", beds=1)
    place(open_case(), house)
    house.beds.filter(label="3").update(is_active=False)
    empty.is_active = False
    empty.save()
    assert [bed.label for bed in beds.free(None, cast.coa, at(2026, 3, 5))] == ["2"]


@pytest.mark.requirement("INV-06")
def test_each_organisation_is_offered_its_own_places(cast, make_house, at):
    for kind in ("AMV", "FOSTER", "RECEPTION"):
        make_house(kind)
    offered = lambda by: {house.kind for house in beds.locations(None, by, at(2026, 3, 5))}  # noqa: E731
    assert offered(cast.coa) == {"AMV"}
    assert offered(cast.guardian) == {"FOSTER"}
    assert offered(cast.ind) == set()
