"""A girl who arrives with her husband, over HTTP: two talks apart, the law told to both, and nothing for him."""

from datetime import date
from types import SimpleNamespace

import pytest

from intake.models import ContactPerson, Signal

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]
HUSBAND = {"kind": "PARTNER", "name": "Filmon", "married": True, "birthDate": "1999-01-01"}
LAW = {"topic": "MARRIAGE_LAW", "language": "ti", "understood": "YES"}


@pytest.fixture
def bride(partners: SimpleNamespace, case: str) -> str:
    """She says that she is married to a man who is of age."""
    partners.intake.post(f"{case}/relations", HUSBAND)
    return case


@pytest.mark.requirement("INV-32", "EC-45", "S000-35")
def test_nidos_talks_with_her_alone_and_with_him_apart(partners: SimpleNamespace, bride: str, today: date) -> None:
    path, held = f"{bride}/conversations", {"heldOn": today.isoformat()}
    with_her, with_him = held | {"step": "C1_GIRL"}, held | {"step": "C2_PARTNER"}
    with_him_there = with_her | {"othersPresent": ["Filmon"]}
    partners.intake.refused(path, with_him_there, status=409, code="not-alone", source="INV-32")
    partners.avim.refused(path, with_her, status=409, code="not-your-step", source="S000-35")
    hers, his = partners.intake.post(path, with_her), partners.intake.post(path, with_him)
    assert hers["id"] != his["id"]
    assert {row["step"] for row in partners.intake.rows(path)} >= {"C1_GIRL", "C2_PARTNER"}


@pytest.mark.requirement("EC-45", "S000-37")
def test_the_law_on_marriage_is_told_to_both(partners: SimpleNamespace, bride: str) -> None:
    path = f"{bride}/information-records"
    for told in ("CHILD", "PARTNER"):
        partners.intake.post(path, LAW | {"told": told})
    assert sorted(row["told"] for row in partners.intake.rows(path)) == ["CHILD", "PARTNER"]


@pytest.mark.requirement("EC-45", "S000-27", "INV-33")
def test_it_is_no_signal_by_itself_and_he_is_nobody_to_call(partners: SimpleNamespace, bride: str) -> None:
    assert not Signal.objects.exists()
    by_name_alone = {"name": "filmon", "reach": "verzonnen nummer"}
    partners.intake.refused(f"{bride}/contact-persons", by_name_alone, status=409, code="never-a-contact",
                            source="INV-33")  # fmt: skip
    assert not ContactPerson.objects.exists()


@pytest.mark.requirement("EC-45")
def test_nidos_keeps_the_guardianship(partners: SimpleNamespace, indicated: str) -> None:
    before = partners.intake.rows(f"{indicated}/guardianships")
    partners.intake.post(f"{indicated}/relations", HUSBAND)
    assert partners.intake.rows(f"{indicated}/guardianships") == before != []
