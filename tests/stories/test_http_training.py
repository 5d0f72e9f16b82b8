"""Trainings and focal persons over HTTP: recorded by the own supervisor, told of who is not trained (AL-29)."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from partners.models import Person
from shelter.models import Location

pytestmark = [
    pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("AL-29", "S001-32", "S001-33", "S004-93")
]  # fmt: skip


def alerted(who: Any) -> list[str]:
    return [row["text"] for row in who.rows("alerts") if row["code"] == "AL-29"]


def test_ind_trains_who_talked_with_the_child(partners: SimpleNamespace, talked: str, as_partner: Any,
                                              people: dict[str, Person], today: date) -> None:  # fmt: skip
    lead, officer = as_partner("ind.supervisor"), people["ind.officer"]
    [text] = alerted(lead)
    assert officer.name in text
    assert "P. ind" not in str(alerted(as_partner("avim.supervisor")))
    given = {"person": str(officer.id), "topic": "RECOGNITION", "trainedOn": str(today)}
    partners.ind.refused("trainings", given, status=403, code="not_allowed")
    made = lead.post("trainings", given)
    lead.refused("trainings", given, status=409, code="recorded-already", source="S001-32")
    assert alerted(lead) == []
    [row] = [row for row in lead.rows("training-coverage") if row["person"] == str(officer.id)]
    assert row["trainedUntil"] > str(today)
    as_partner("avim.supervisor").refused(f"trainings/{made['id']}", method="get", status=404, code="not_found")
    lead.post(f"trainings/{made['id']}/withdrawals", {"withdrawalReason": "Een ander."})
    assert len(alerted(lead)) == 1
    partners.ind.refused("training-coverage", method="get", status=403, code="not_allowed")


def test_coa_names_a_focal_person_in_each_asylum_centre(as_partner: Any, people: dict[str, Person],
                                                        today: date) -> None:  # fmt: skip
    azc = Location.objects.create(name="azc Elders", kind="AZC", address="Verzonnen Pad 1")
    lead, who = as_partner("coa.supervisor"), str(people["coa.focal_person"].id)
    [alert] = [row for row in lead.rows("alerts") if row["code"] == "AL-29"]
    assert (alert["case"], alert["about"]) == (None, str(azc.id))
    lead.post("trainings", {"person": who, "topic": "RECOGNITION", "trainedOn": str(today)})
    made = lead.post("focal-persons", {"person": who, "location": str(azc.id)})
    assert alerted(lead) == []
    lead.post(f"focal-persons/{made['id']}/endings", {})
    [alert] = [row for row in lead.rows("alerts") if row["code"] == "AL-29"]
    lead.post(f"staff-alerts/{alert['id']}/answers", {"reason": "Vanaf maandag is er een ander."})
    assert alerted(lead) == []
