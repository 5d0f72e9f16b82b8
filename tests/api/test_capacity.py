"""What a partner asks of the places: how many, on which nights, out of service, kept; and that they fill up."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from audit.models import Entry
from config.clock import day_of
from policy.dates import term_last_day
from shelter import outage, reservation
from shelter.models import Bed, Location
from tests.access.watching import watching
from tests.api.test_query_counts import SIZES, Cost, always, cost
from tests.partner_api import Partner

__all__ = ["cost"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def house(make_house) -> Location:
    return make_house("AMV", beds=4)


@pytest.mark.requirement("S004-14", "S004-15")
def test_the_capacity_of_a_house_by_night(as_partner, house, open_case, cast):
    now = timezone.now()
    first, second, third, _fourth = house.beds.order_by("label")
    today = day_of(now)
    outage.begin(bed=first, reason="Lek.", back_on=term_last_day(today, days=1), by=cast.coa, at=now)
    reservation.reserve(case=open_case(), bed=second, until=today, by=cast.coa, at=now)
    rows = as_partner("coa.placement").rows(f"locations/{house.id}/capacity?nights=2")
    assert rows[0] == {"night": today.isoformat(), "beds": 4, "occupied": 0, "held": 0, "blocked": 1, "reserved": 1,
                       "available": 2}  # fmt: skip
    assert (rows[1]["blocked"], rows[1]["reserved"], rows[1]["available"]) == (0, 0, 4)
    beds = {row["label"]: row for row in as_partner("coa.placement").rows(f"locations/{house.id}/beds")}
    assert (beds["1"]["outOfService"], beds["1"]["kept"], beds["1"]["free"]) == (True, False, True)
    assert (beds["2"]["outOfService"], beds["2"]["kept"]) == (False, True)
    assert third.label == "3"


@pytest.mark.requirement("S004-14")
def test_from_another_day_and_for_as_many_nights_as_asked(as_partner, house):
    coa, path = as_partner("coa.placement"), f"locations/{house.id}/capacity"
    assert len(coa.rows(path)) == 14
    asked = coa.rows(f"{path}?from=2026-03-02&nights=3")
    assert [row["night"] for row in asked] == ["2026-03-02", "2026-03-03", "2026-03-04"]
    for wrong in ("from=morgen", "from=9999-12-31", "from=2026-02-30", "nights=0", "nights=93", "nights=x", "days=3"):
        coa.refused(f"{path}?{wrong}", method="get", status=400, code="invalid")


@pytest.mark.requirement("S004-17", "S004-129")
def test_a_location_says_whom_it_takes_and_how_large_it_is(as_partner, house):
    Location.objects.filter(pk=house.pk).update(size_class="SMALL", temporary=True, sexes=["F"], min_age=12)
    for role in ("coa.placement", "nidos.guardian"):
        [row] = as_partner(role).rows("locations")
        said = {name: row[name] for name in ("sizeClass", "temporary", "speciality", "sexes", "minAge", "maxAge")}
        assert said == {"sizeClass": "SMALL", "temporary": True, "speciality": "", "sexes": ["F"], "minAge": 12,
                        "maxAge": None}  # fmt: skip


@pytest.mark.requirement("INV-38")
def test_who_may_ask_and_what_is_on_record(as_partner, house, organisations):
    path = f"locations/{house.id}/capacity"
    other = Location.objects.create(name="Hun huis", kind="BO", provider=organisations["COA"])
    assert len(as_partner("nidos.guardian").rows(path)) == 14
    assert Entry.objects.order_by("-id").first().data_classes == ["PLACEMENT"]
    mentor: Partner = as_partner("bo_provider.mentor")
    assert len(mentor.rows(path)) == 14
    mentor.refused(f"locations/{other.id}/capacity", method="get", status=404, code="not_found")
    as_partner("avim.officer").refused(path, method="get", status=403, code="not_allowed")


@pytest.mark.requirement("INV-38")
def test_of_a_house_of_another_there_are_no_beds_and_of_one_house_nothing_else_is_fetched(
    as_partner, house, make_house, organisations
):
    other = Location.objects.create(name="Hun huis", kind="BO", provider=organisations["COA"])
    other.beds.create(label="Hun bed")
    second, mentor = make_house("AMV", name="Ons andere huis"), as_partner("bo_provider.mentor")
    assert {row["location"] for row in mentor.rows(f"locations/{house.id}/beds")} == {str(house.pk)}
    mentor.refused(f"locations/{other.id}/beds", method="get", status=404, code="not_found")
    assert Entry.objects.filter(kind="DENIAL").latest("id").reason == "404 not_found"
    with watching() as seen:
        mentor.rows(f"locations/{house.id}/capacity?nights=1")
    assert (house.pk.hex in seen.fetched.replace("-", ""), second.pk.hex in seen.fetched.replace("-", "")) == (
        True, False,
    )  # fmt: skip


@pytest.mark.requirement("S004-15")
def test_a_bed_goes_out_of_service_and_comes_back(as_partner, house):
    coa, bed = as_partner("coa.placement"), house.beds.first()
    row = coa.post("bed-outages", {"bed": str(bed.pk), "reason": "Lek."})
    coa.refused(
        "bed-outages", {"bed": str(bed.pk), "reason": "Lek."}, status=409, code="out-already", source="S004-15"
    )
    as_partner("bo_provider.mentor").refused("bed-outages", {"bed": str(bed.pk), "reason": "Lek."}, status=403,
                                             code="not_allowed")  # fmt: skip
    [known] = as_partner("nidos.guardian").rows("bed-outages")
    assert (known["bed"], "reason" in known) == (str(bed.pk), False)
    assert as_partner("bo_provider.mentor").rows("bed-outages") == []
    done = coa.post(f"bed-outages/{row['id']}/endings", {})
    assert done["backOn"] == day_of(timezone.now()).isoformat()


@pytest.mark.requirement("S004-15")
def test_a_bed_is_kept_for_one_child(as_partner, house, open_case):
    coa, bed = as_partner("coa.placement"), house.beds.first()
    case, other = (f"cases/{open_case().pk}" for _ in range(2))
    row = coa.post(f"{case}/bed-reservations", {"bed": str(bed.pk)})
    coa.refused(f"{other}/placements", {"bed": str(bed.pk)}, status=409, code="bed-kept", source="S004-15")
    as_partner("nidos.intake").refused(f"{case}/bed-reservations", {"bed": str(bed.pk)}, status=403,
                                       code="not_allowed")  # fmt: skip
    [seen] = as_partner("nidos.intake").rows(f"{case}/bed-reservations")
    assert (seen["until"], "bed" in seen) == (row["until"], False)
    coa.post(f"{case}/bed-reservations/{row['id']}/releases", {})
    coa.post(f"{other}/placements", {"bed": str(bed.pk)})


@pytest.mark.requirement("AL-07")
def test_a_full_shelter_stands_among_the_alerts_and_is_answered(as_partner, admit):
    for case in (admit(timezone.now()), admit(timezone.now())):
        Bed.objects.filter(location__name=f"House {case.reference}", label="2").update(is_active=False)
    coa = as_partner("coa.placement")
    [row] = [each for each in coa.rows("alerts") if each["code"] == "AL-07"]
    assert (row["case"], row["severity"]) == (None, "HIGH")
    assert "2 van de 2" in row["text"]
    coa.post(f"shelter-alerts/{row['id']}/answers", {"answer": "ACKNOWLEDGED", "reason": "Bekend."})
    assert not [each for each in coa.rows("alerts") if each["code"] == "AL-07"]
    as_partner("nidos.guardian").refused(f"shelter-alerts/{row['id']}/answers",
                                         {"answer": "ACKNOWLEDGED", "reason": "Bekend."}, status=404,
                                         code="not_found")  # fmt: skip


@pytest.mark.requirement("S004-14")
def test_a_board_costs_the_same_for_any_number_of_beds(cost: Cost, make_house: Callable[..., Location]) -> None:
    counted = {
        size: cost("coa.placement", f"locations/{make_house('AMV', name=str(size), beds=size).id}/capacity")
        for size in SIZES
    }
    assert counted == always(10)
