"""A girl who arrives with her husband, over HTTP: two talks apart, the law told to both, and nothing for him."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from intake.models import ContactPerson, Signal
from overview import snapshot, tasks
from partners.actors import of_person
from partners.models import Person
from policy.dates import nth_birthday

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


def asked_of_intake(people: dict[str, Person]) -> set[str]:
    """The tasks on the desk of Nidos intake now."""
    found = snapshot.load(of_person(people["nidos.intake"]), timezone.now())
    return {todo.task.code for todo in tasks.open_tasks(found, "nidos.intake", timezone.now())}


@pytest.mark.requirement("EC-45", "S000-36", "T-16", "S003-27")
class TestEC45:
    def test_guardianship_is_discussed_with_each_of_them_apart(self, partners: SimpleNamespace, bride: str,
                                                               today: date) -> None:  # fmt: skip
        path, held = f"{bride}/conversations", {"heldOn": today.isoformat(), "guardianshipDiscussed": True}
        with_both = held | {"step": "C2_PARTNER", "othersPresent": ["Saba Kidane"]}
        partners.intake.refused(path, with_both, status=409, code="not-apart", source="INV-32")
        for step in ("C1_GIRL", "C2_PARTNER"):
            assert partners.intake.post(path, held | {"step": step})["guardianshipDiscussed"] is True
        partners.intake.refused(path, held | {"step": "EXTRA"}, status=409, code="not-in-this-talk", source="S000-36")

    def test_she_is_seen_outside_the_home_and_it_is_recorded_when_that_fails(
        self, partners: SimpleNamespace, bride: str
    ) -> None:
        path = f"{bride}/contact-moments"
        partners.intake.refused(path, {}, status=409, code="no-place", source="S003-27")
        partners.intake.refused(path, {"outcome": "MISSED"}, status=409, code="no-reason", source="S000-28")
        missed = partners.intake.post(path, {"outcome": "MISSED", "note": "Hij deed niet open."})
        assert "AL-27" in {row["code"] for row in partners.intake.rows(f"{bride}/alerts")}
        partners.intake.post(path, {"place": "OUTSIDE", "alone": True, "note": "Zij is bang voor hem."})
        assert "AL-27" not in {row["code"] for row in partners.intake.rows(f"{bride}/alerts")}
        assert missed["id"] in {row["id"] for row in partners.intake.rows(path)}
        for name in ("ind", "avim"):
            getattr(partners, name).refused(path, method="get", status=403, code="not_allowed")
        partners.ggd.refused(path, {"place": "OUTSIDE"}, status=404, code="not_found")

    def test_he_may_not_be_named_to_sign_or_to_be_called_either(self, partners: SimpleNamespace, bride: str) -> None:
        relation = partners.intake.rows(f"{bride}/relations")[0]["id"]
        under_another_name = {"name": "Oom", "reach": "verzonnen nummer", "relation": relation}
        partners.intake.refused(f"{bride}/contact-persons", under_another_name, status=409, code="never-a-contact",
                                source="INV-33")  # fmt: skip


@pytest.mark.requirement("EC-46", "S000-31")
class TestEC46:
    def test_two_minors_are_told_the_law_and_nothing_else_follows(
        self, partners: SimpleNamespace, case: str, people: dict[str, Person], today: date
    ) -> None:
        seventeen = nth_birthday(today, -17).isoformat()
        partners.intake.post(f"{case}/relations", HUSBAND | {"birthDate": seventeen, "travelledAlong": True})
        assert "TELL_MARRIAGE_LAW" in asked_of_intake(people)
        assert not {"HOLD_C1", "HOLD_C2", "SEE_CHILD"} & asked_of_intake(people)
        for told in ("CHILD", "PARTNER"):
            for topic in ("MARRIAGE_LAW", "REUNIFICATION"):
                partners.intake.post(f"{case}/information-records", LAW | {"topic": topic, "told": told})
        assert "TELL_MARRIAGE_LAW" not in asked_of_intake(people)
        assert not Signal.objects.exists()
