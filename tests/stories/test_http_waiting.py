"""A child that waits, over HTTP: in the list, promised a bed, brought there, and in between never out of sight."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from partners.models import Person
from policy.dates import term_last_day
from shelter.models import Location
from tests.partner_api import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("S004-15", "S004-16", "S004-18")]
WHY = {"escort": "MENTOR", "moveReason": "Er is een bed vrij.", "avoidable": "YES"}


def bed_of(house: Location, label: str = "1") -> str:
    return str(house.beds.get(label=label).pk)


@pytest.fixture
def interim(make_house: Any) -> Location:
    return make_house("AMV", name="Huis Oud")


@pytest.fixture
def waits(partners: SimpleNamespace, indicated: str, interim: Location) -> str:
    """The path of the case of a child that waits in a regular house."""
    partners.coa.post(f"{indicated}/placements", {"bed": bed_of(interim)})
    return indicated


@pytest.fixture
def planned(partners: SimpleNamespace, waits: str, house: Location) -> str:
    """The path of its transfer to protected shelter."""
    leaves = timezone.now() + timedelta(hours=2)
    row = partners.coa.post(f"{waits}/transfers", {"bed": bed_of(house), "plannedAt": leaves.isoformat(), **WHY})
    return f"{waits}/transfers/{row['id']}"


@pytest.mark.requirement("EC-33")
def test_who_waits_stands_in_the_list_of_coa_and_of_its_guardian(partners: SimpleNamespace, waits: str) -> None:
    for who in (partners.coa, partners.guardian):
        [row] = who.rows("waiting-list")
        assert (row["position"], row["tier"], row["meanwhile"], row["leavesAt"]) == (1, "UNPROTECTED", "AMV", None)
        assert row["case"] == waits.rpartition("/")[2]
    for who in (partners.ind, partners.avim, partners.mentor, partners.ggd):
        who.refused("waiting-list", method="get", status=403, code="not_allowed")


def test_a_journey_from_the_plan_to_the_bed(partners: SimpleNamespace, waits: str, planned: str,
                                            house: Location) -> None:  # fmt: skip
    assert partners.coa.rows("waiting-list")[0]["leavesAt"]
    assert not next(row for row in partners.coa.rows(f"locations/{house.pk}/beds") if row["id"] == bed_of(house))[
        "free"
    ]
    partners.mentor.refused(planned, method="get", status=404, code="not_found")
    partners.coa.post(f"{planned}/departures", {})
    assert partners.mentor.get(planned)["departedAt"]
    row = partners.mentor.post(f"{planned}/arrivals", {})
    assert row["arrivedAt"]
    assert partners.coa.rows("waiting-list") == []
    assert partners.guardian.rows(f"{waits}/whereabouts")[0]["place"] == house.name
    [_old, move] = sorted(partners.guardian.rows(f"{waits}/placements"), key=lambda row: row["startsAt"])
    assert (move["isMove"], move["avoidable"], move["moveReason"]) == (True, "YES", WHY["moveReason"])


def test_refusals(partners: SimpleNamespace, waits: str, planned: str, house: Location, interim: Location) -> None:
    leaves = (timezone.now() + timedelta(hours=3)).isoformat()
    again = {"bed": bed_of(house, "2"), "plannedAt": leaves, **WHY}
    partners.coa.refused(f"{waits}/transfers", again, status=409, code="transfer-open", source="INV-09")
    partners.guardian.refused(f"{waits}/transfers", again, status=403, code="not_allowed")
    partners.coa.refused(f"{waits}/transfers", {}, status=400, code="invalid")
    partners.coa.refused(f"{planned}/arrivals", {}, status=409, code="not-left-yet", source="S004-16")
    partners.guardian.refused(f"{planned}/departures", {}, status=409, code="not-your-house", source="S004-16")
    [stay] = partners.coa.rows(f"{waits}/placements")
    move = {"bed": bed_of(house, "2"), "moveReason": "Nu meteen.", "avoidable": "NO"}
    partners.coa.refused(f"{waits}/placements/{stay['id']}/moves", move, status=409, code="transfer-open",
                         source="INV-09")  # fmt: skip
    partners.coa.post(f"{planned}/cancellations", {"cancelReason": "Ziek."})
    partners.coa.post(f"{waits}/placements/{stay['id']}/moves", move)


@pytest.mark.requirement("S004-19")
def test_a_child_that_should_stay_is_moved_only_with_a_reason(partners: SimpleNamespace, waits: str, house: Location,
                                                              today: Any) -> None:  # fmt: skip
    row = partners.guardian.post(
        f"{waits}/move-bars", {"kind": "EXAM", "until": term_last_day(today, days=9).isoformat()}
    )
    partners.coa.refused(f"{waits}/move-bars", {"kind": "OTHER", "until": today.isoformat()}, status=409,
                         code="not-yours-to-say", source="S004-18")  # fmt: skip
    [stay] = partners.coa.rows(f"{waits}/placements")
    path, move = (
        f"{waits}/placements/{stay['id']}/moves",
        {"bed": bed_of(house), "moveReason": "Vol.", "avoidable": "NO"},
    )
    partners.coa.refused(path, move, status=409, code="not-to-be-moved", source="S004-18")
    partners.coa.refused(path, {"bed": bed_of(house), "moveReason": "Vol."}, status=400, code="invalid")
    partners.coa.post(path, move | {"barReason": "Iemand heeft haar gevonden."})
    assert "MOVE_ALL_THE_SAME" in [told["kind"] for told in partners.guardian.rows("notices")]
    assert partners.guardian.post(f"{waits}/move-bars/{row['id']}/endings", {})["liftedOn"] == today.isoformat()


@pytest.mark.requirement("INV-34", "EC-34", "S004-23")
def test_crisis_shelter_is_reviewed_afterwards_by_the_supervisor_of_coa(
    partners: SimpleNamespace, as_partner: Any, indicated: str, make_house: Any, people: dict[str, Person]
) -> None:
    lead: Partner = as_partner("coa.supervisor")
    night = {"bed": bed_of(make_house("CRISIS_EMERGENCY"))}
    partners.coa.refused(f"{indicated}/placements", night, status=409, code="no-override-reason", source="INV-34")
    stay = partners.coa.post(f"{indicated}/placements", night | {"overrideReason": "Alles vol."})
    for who in (lead, partners.guardian):
        assert "AL-06" in [row["code"] for row in who.rows("alerts")]
    path, said = f"{indicated}/placements/{stay['id']}/override-reviews", {"overrideVerdict": "JUSTIFIED"}
    partners.coa.refused(path, said, status=403, code="not_allowed")
    assert lead.post(path, said)["overrideVerdict"] == "JUSTIFIED"
    assert partners.guardian.rows(f"{indicated}/placements")[0]["overrideVerdict"] == "JUSTIFIED"
    assert partners.coa.rows("waiting-list")[0]["tier"] == "CRISIS"
