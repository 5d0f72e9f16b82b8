"""A family over HTTP: two cases linked, one partner who sees only one of them, and a link that Nidos hides."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from intake.models import Case
from partners import involvement, involving
from partners.actors import of_person
from partners.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]


@pytest.fixture
def other(partners: SimpleNamespace, case: str, arrival: dict[str, Any]) -> str:
    """The brother, registered from the case of his sister."""
    said = arrival | {"child": arrival["child"] | {"givenNames": "ዳዊት", "aliases": [], "sex": "M"}}
    return f"cases/{partners.intake.post(f'{case}/siblings', said)['otherCase']}"


def leave(people: dict[str, Person], role: str, case: str) -> None:
    """The organisation of this role sees the case no longer."""
    actor, now = of_person(people[role]), timezone.now()
    for row in involvement.of_actor(actor, now).filter(case_id=case.removeprefix("cases/")):
        involving.end(row, by=actor, at=now, until=now)


@pytest.mark.requirement("EC-43")
def test_a_brother_is_registered_and_stands_in_both_files(partners: SimpleNamespace, case: str, other: str) -> None:
    assert [row["otherCase"] for row in partners.ind.rows(f"{case}/relations")] == [other.removeprefix("cases/")]
    assert [row["otherCase"] for row in partners.ind.rows(f"{other}/relations")] == [case.removeprefix("cases/")]
    said = {"kind": "SIBLING", "otherCase": other.removeprefix("cases/")}
    partners.avim.refused(f"{case}/relations", said, status=409, code="already-linked", source="EC-43")
    assert Case.objects.count() == 2


@pytest.mark.requirement("EC-43", "INV-38")
def test_who_sees_one_case_reads_no_id_of_the_other(
    partners: SimpleNamespace, case: str, other: str, people: dict[str, Person]
) -> None:
    leave(people, "ind.officer", other)
    row = partners.ind.rows(f"{case}/relations")[0]
    assert (row["kind"], row["linked"]) == ("SIBLING", True)
    assert partners.ind.get(f"{case}/relations/{row['id']}") == row
    assert other.removeprefix("cases/") not in str(row)


@pytest.mark.requirement("EC-43")
def test_a_case_out_of_sight_cannot_be_linked(
    partners: SimpleNamespace, case: str, arrival: dict[str, Any], people: dict[str, Person]
) -> None:
    hidden = f"cases/{partners.intake.post('cases', arrival)['id']}"
    leave(people, "ind.officer", hidden)
    said = {"kind": "SIBLING", "otherCase": hidden.removeprefix("cases/")}
    partners.ind.refused(f"{case}/relations", said, status=409, code="unknown-case", source="EC-43")


@pytest.mark.requirement("EC-44")
def test_nidos_keeps_two_apart_and_for_the_others_there_is_no_link_any_more(
    partners: SimpleNamespace, case: str, other: str
) -> None:
    row = partners.intake.rows(f"{case}/relations")[0]
    path, reason = f"{case}/relations/{row['id']}", {"unsafeReason": "Hij dreigt haar."}
    partners.avim.refused(f"{path}/separations", reason, status=409, code="only-nidos", source="EC-44")
    partners.intake.refused(f"{path}/separations", {}, status=400, code="invalid")
    assert partners.intake.post(f"{path}/separations", reason)["unsafe"] is True
    assert partners.avim.rows(f"{case}/relations") == partners.intake.rows(f"{other}/relations") == []
    partners.avim.refused(path, method="get", status=404, code="not_found")
    partners.avim.refused(f"{path}/endings", {"endReason": "x"}, status=404, code="not_found")


@pytest.mark.requirement("S000-22", "INV-33", "EC-46")
def test_whom_one_may_call_is_for_nidos_and_a_partner_is_nobody_to_call(partners: SimpleNamespace, case: str) -> None:
    said = {"kind": "PARTNER", "name": "Filmon", "married": True, "birthDate": date(1999, 1, 1).isoformat()}
    husband = partners.intake.post(f"{case}/relations", said)
    contact = {"name": "Filmon", "relation": husband["id"]}
    partners.intake.refused(f"{case}/contact-persons", contact, status=409, code="never-a-contact", source="INV-33")
    named = partners.intake.post(f"{case}/contact-persons", {"name": "Berhane", "reach": "verzonnen nummer"})
    assert (named["safety"], named["reach"]) == ("UNKNOWN", "verzonnen nummer")
    path = f"{case}/contact-persons/{named['id']}/assessments"
    said = {"safety": "SAFE", "safetyReason": "Bezocht."}
    partners.avim.refused(path, said, status=404, code="not_found")
    partners.avim.refused(f"{case}/contact-persons", method="get", status=403, code="not_allowed")
    assert partners.intake.post(path, said)["safety"] == "SAFE"
