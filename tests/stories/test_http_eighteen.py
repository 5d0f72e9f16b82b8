"""Coming of age and moving on as partners tell it: two signatures, three conditions, and who sees the case after."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from partners.models import Person
from policy.dates import nth_birthday
from shelter.models import Location
from tests.partner_api import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]
AsPartner = Callable[..., Partner]


@pytest.fixture
def conditions(today: date) -> dict[str, Any]:
    return {
        "boNeedEndedOn": today.isoformat(), "boNeedEndedBy": "COBO", "regularAzcTooBig": "YES",
        "receptionEntitled": "YES", "unfinishedReason": "Zij wil naar haar nicht.",
    }  # fmt: skip


@pytest.fixture
def assessed(partners: SimpleNamespace, placed: str, conditions: dict[str, Any]) -> str:
    """The path of the assessment that COA opens."""
    return f"{placed}/step-down-assessments/{partners.coa.post(f'{placed}/step-down-assessments', conditions)['id']}"


def says(party: str, outcome: str) -> dict[str, str]:
    return {f"{party}Decision": outcome, f"{party}Reasons": "Zij redt zich goed."}


@pytest.mark.requirement("S004-51", "S004-55", "S004-56", "INV-26")
def test_coa_and_nidos_agree_and_only_then_the_special_azc_is_open(
    partners: SimpleNamespace, placed: str, assessed: str, make_house: Callable[..., Location]
) -> None:
    [stay] = partners.coa.rows(f"{placed}/placements")
    bed = str(make_house("SPECIAL_AZC").beds.first().pk)
    move = {"bed": bed, "moveReason": "Zo afgesproken.", "avoidable": "NO", "unfinishedReason": "Zij wil verder."}
    moving = f"{placed}/placements/{stay['id']}/moves"
    partners.coa.refused(moving, move, status=409, code="no-step-down", source="INV-26")
    partners.coa.refused(f"{assessed}/nidos-decisions", says("nidos", "STAY"), status=409, code="not-your-signature",
                         source="S004-55")  # fmt: skip
    assert partners.coa.post(f"{assessed}/coa-decisions", says("coa", "SPECIAL_AZC"))["outcome"] == ""
    assert partners.guardian.post(f"{assessed}/nidos-decisions", says("nidos", "STAY"))["outcome"] == ""
    partners.coa.refused(moving, move, status=409, code="no-step-down", source="INV-26")
    agreed = partners.guardian.post(f"{assessed}/nidos-decisions", says("nidos", "SPECIAL_AZC"))
    assert (agreed["outcome"], agreed["programmeComplete"]) == ("SPECIAL_AZC", False)
    partners.coa.refused(f"{assessed}/coa-decisions", says("coa", "STAY"), status=409, code="already-agreed",
                         source="S004-55")  # fmt: skip
    assert partners.coa.post(moving, move)["isMove"]
    assert partners.guardian.rows(f"{placed}/indications")[0]["endedOn"]


@pytest.mark.requirement("INV-26", "S004-53", "S004-54")
def test_a_condition_that_fails_is_refused_and_what_was_signed_falls_when_it_changes(
    partners: SimpleNamespace, placed: str, assessed: str, conditions: dict[str, Any]
) -> None:
    partners.coa.post(f"{assessed}/coa-decisions", says("coa", "SPECIAL_AZC"))
    changed = conditions | {"receptionEntitled": "NO"}
    assert partners.guardian.post(f"{assessed}/conditions", changed)["coaDecision"] == ""
    partners.guardian.refused(f"{assessed}/nidos-decisions", says("nidos", "SPECIAL_AZC"), status=409,
                              code="three-conditions", source="INV-26")  # fmt: skip
    partners.mentor.refused(f"{placed}/step-down-assessments", conditions, status=409, code="only-coa-and-nidos",
                            source="S004-55")  # fmt: skip
    partners.ind.refused(f"{placed}/step-down-assessments", conditions, status=403, code="not_allowed")
    partners.ggd.refused(f"{placed}/step-down-assessments", conditions, status=404, code="not_found")


@pytest.mark.requirement("S004-49", "T-07")
def test_the_house_talks_with_the_child_about_eighteen(partners: SimpleNamespace, placed: str, today: date) -> None:
    body = {"talkedOn": today.isoformat(), "willLive": "Eerst hier.", "caredBy": "Nog niet bekend."}
    assert partners.mentor.post(f"{placed}/preparations", body)["willLive"] == "Eerst hier."
    partners.mentor.refused(f"{placed}/preparations", body | {"willLive": " "}, status=400, code="invalid")
    partners.ind.refused(f"{placed}/preparations", method="get", status=403, code="not_allowed")


@pytest.fixture
def grown(partners: SimpleNamespace, placed: str, today: date) -> str:
    """By an official record she is eighteen today."""
    born = {"date": nth_birthday(today, -18).isoformat(), "source": "DOCUMENT", "status": "OFFICIAL"}
    partners.avim.post(f"{placed}/birth-dates", born)
    return placed


@pytest.mark.requirement("S004-57", "S004-58", "INV-24", "INV-25", "S004-10")
def test_from_eighteen_on_nidos_helps_and_no_longer_decides(
    partners: SimpleNamespace, grown: str, as_partner: AsPartner, people: dict[str, Person]
) -> None:
    coordinator = as_partner("nidos.care_coordinator")
    [stay] = partners.coa.rows(f"{grown}/placements")
    assert stay["endsAt"] is None
    more = {"days": 7, "reason": "Slaapt niet."}
    partners.guardian.refused(f"{grown}/rest-extensions", more, status=403, code="not_allowed")
    named = {"coordinator": str(people["nidos.care_coordinator"].id), "basis": "Hulp bij school."}
    partners.coa.refused(f"{grown}/care-coordinations", named, status=403, code="not_allowed")
    row = partners.guardian.post(f"{grown}/care-coordinations", named)
    assert (row["livesIn"], row["endsOn"]) == ("BO", None)
    assert coordinator.post(f"{grown}/rest-extensions", more)["days"] == 7
    partners.guardian.refused(f"{grown}/closings", {"reason": "Klaar."}, status=409, code="care-open", source="C3.13")
    path = f"{grown}/care-coordinations/{row['id']}/endings"
    assert coordinator.post(path, {"endReason": "Zij redt zich."})["endedAs"] == "DECIDED"
    partners.guardian.refused(path, {"endReason": "Nog eens."}, status=409, code="already-ended", source="S004-57")
