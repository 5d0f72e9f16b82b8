"""Safety over HTTP: a measure from agreement to end, and something suspicious near the house until all have acted."""

from types import SimpleNamespace
from typing import Any

import pytest

from policy.dates import term_last_day
from shelter.models import Location

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]
AGREED = {
    "type": "ESCORTED_OUTINGS", "groundKind": "THREAT", "ground": "Haar oom weet in welke stad zij is.",
    "proportionality": "Alleen overdag naar buiten hielp niet.", "childView": "Zij wil het zelf.",
}  # fmt: skip
SEEN = {"what": "VEHICLE", "description": "Donkere bus met twee mannen."}
AGAIN = {"reviewReason": "Hij belt nog.", "childView": "Nog steeds goed."}


@pytest.fixture
def measure(partners: SimpleNamespace, placed: str) -> str:
    """The path of the measure that the mentor agrees on."""
    return f"{placed}/safety-measures/{partners.mentor.post(f'{placed}/safety-measures', AGREED)['id']}"


@pytest.mark.requirement("INV-37", "S004-83", "B-63")
def test_what_is_agreed_on_has_its_ground_and_its_day(partners: SimpleNamespace, placed: str, today: Any) -> None:
    path = f"{placed}/safety-measures"
    partners.mentor.refused(path, {}, status=400, code="invalid")
    partners.mentor.refused(path, AGREED | {"groundKind": "NATIONALITY"}, status=400, code="invalid")
    partners.mentor.refused(path, AGREED | {"type": "LOCKED_DOOR"}, status=400, code="invalid")
    late = AGREED | {"reviewBy": term_last_day(today, days=31).isoformat()}
    partners.mentor.refused(path, late, status=409, code="review-too-late", source="INV-37")
    partners.guardian.refused(path, AGREED, status=409, code="not-your-house", source="S004-83")
    for name in ("coa", "avim", "ind"):
        getattr(partners, name).refused(path, AGREED, status=403, code="not_allowed")
    partners.ggd.refused(path, AGREED, status=404, code="not_found")
    row = partners.mentor.post(path, AGREED)
    assert (row["reviewBy"], row["confirmedAt"]) == (term_last_day(today, days=30).isoformat(), None)


@pytest.mark.requirement("B-63", "S004-83")
def test_it_is_confirmed_looked_at_again_and_ended(partners: SimpleNamespace, placed: str, measure: str) -> None:
    partners.mentor.refused(f"{measure}/confirmations", {}, status=403, code="not_allowed")
    [told] = [row for row in partners.guardian.rows("notices") if row["kind"] == "MEASURE"]
    assert "oom" not in str(told)
    assert partners.guardian.post(f"{measure}/confirmations")["confirmedAt"]
    partners.guardian.refused(f"{measure}/confirmations", {}, status=409, code="nothing-to-confirm", source="B-63")
    assert partners.mentor.post(f"{measure}/reviews", AGAIN)["confirmedAt"] is None
    [row] = partners.coa.rows(f"{placed}/safety-measures")
    assert row["ground"] == AGREED["ground"]
    partners.ind.refused(f"{placed}/safety-measures", method="get", status=403, code="not_allowed")
    ended = partners.guardian.post(f"{measure}/endings", {"endReason": "Te zwaar voor haar."})
    assert ended["endedAs"] == "NOT_CONFIRMED"
    partners.mentor.refused(f"{measure}/reviews", AGAIN, status=409, code="measure-ended", source="S004-83")


@pytest.fixture
def seen(partners: SimpleNamespace, house: Location) -> str:
    """The path of what the mentor reports near the house."""
    row = partners.mentor.post("location-incidents", SEEN | {"location": str(house.id)})
    assert (row["place"], row["address"]) == (house.name, house.address)
    return f"location-incidents/{row['id']}"


@pytest.mark.requirement("AL-34", "S001-34", "INV-38")
def test_police_and_coa_act_and_the_house_closes(partners: SimpleNamespace, house: Location, seen: str) -> None:
    for name in ("avim", "coa"):
        actor = getattr(partners, name)
        [told] = [row for row in actor.rows("notices") if row["kind"] == "INCIDENT"]
        assert (told["about"], told["caseId"]) == (seen.rpartition("/")[2], None)
        [alert] = [row for row in actor.rows("alerts") if row["code"] == "AL-34"]
        assert (alert["severity"], alert["case"], alert["about"]) == ("CRITICAL", None, told["about"])
        assert actor.get(seen)["address"] == house.address
        assert actor.post(f"{seen}/actions", {"action": "Erheen."})["action"] == "Erheen."
    assert not [row for row in partners.mentor.rows("alerts") if row["code"] == "AL-34"]
    assert len(partners.mentor.rows("location-incident-actions")) == 2
    over = {"outcome": "GONE", "closingWords": "Niet meer gezien."}
    partners.avim.refused(f"{seen}/closings", over, status=409, code="not-yours-to-close", source="S001-34")
    assert partners.mentor.post(f"{seen}/closings", over)["outcome"] == "GONE"
    [row] = partners.avim.rows("location-incidents")
    assert (row["place"], "address" in row) == (house.name, False)


@pytest.mark.requirement("S001-34")
def test_what_is_refused_near_a_house(partners: SimpleNamespace, house: Location, seen: str) -> None:
    body = SEEN | {"location": str(house.id)}
    partners.mentor.refused("location-incidents", SEEN, status=400, code="invalid")
    partners.avim.refused("location-incidents", body, status=409, code="not-your-location", source="S001-34")
    for name in ("guardian", "ind", "ggd", "kmar"):
        actor = getattr(partners, name)
        actor.refused("location-incidents", body, status=403, code="not_allowed")
        actor.refused("location-incidents", method="get", status=403, code="not_allowed")
        actor.refused(seen, method="get", status=403, code="not_allowed")
        actor.refused(f"{seen}/actions", {"action": "x"}, status=404, code="not_found")
    over = {"outcome": "GONE", "closingWords": "Weg."}
    partners.mentor.refused(f"{seen}/closings", over, status=409, code="not-answered", source="AL-34")
    partners.mentor.refused(f"{seen}/closings", {"outcome": "GONE"}, status=400, code="invalid")
