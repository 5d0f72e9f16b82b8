"""One child asks for everything that is held of it: written down over HTTP, answered by a person at the screen."""

import json
import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from overview.subject_texts import COLLECT, JUDGE
from partners.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("S001-20")]


@pytest.fixture
def asked(partners: SimpleNamespace, placed: str, today: date) -> dict[str, Any]:
    """The guardian writes it down."""
    said = {"askedBy": "CHILD", "identifiedBy": "KNOWN", "receivedOn": today.isoformat()}
    return partners.guardian.post(f"{placed}/subject-requests", said)


@pytest.fixture
def officer(people: dict[str, Person]) -> Client:
    browser = Client()
    browser.force_login(people["dpo.officer"], backend="partners.login.PersonBackend")
    return browser


def answered(officer: Client, act: str, about: str, data: dict[str, str]) -> None:
    """One form of the officer, handed in as it stands and with what is chosen."""
    address = reverse("admin:nested_free_act", args=[act, about])
    seen = re.search(r'name="seen_version" value="(\d+)"', officer.get(address).content.decode())
    version = {"seen_version": seen[1]} if seen else {}
    assert officer.post(address, data | version).status_code == 302


def test_from_the_question_to_the_copy(
    partners: SimpleNamespace, placed: str, asked: dict[str, Any], officer: Client
) -> None:
    answered(officer, "subject-requests-decisions", asked["id"], {"decision": "GRANTED"})
    copy = reverse("admin:subject_copy", args=[asked["id"]])
    assert officer.post(copy).status_code == 409
    answered(officer, COLLECT.name, asked["id"], {})
    judged = 0
    while waiting := re.search(rf"/admin/acts/{JUDGE.name}/([0-9a-f-]+)/", page(officer)):
        answered(officer, JUDGE.name, waiting[1], {"verdict": "KEPT", "text": "", "why": ""})
        judged += 1
    paper = officer.post(copy).content.decode()
    assert judged >= 3  # the signal in short and in detail, and why the indication
    assert "ሳባ ኪዳነ" in paper
    assert "Een man met een busje." in paper
    row = partners.guardian.get(f"{placed}/subject-requests/{asked['id']}")
    assert row["decision"] == "GRANTED"
    assert row["contentHash"] in paper
    assert row["handedAt"]


def page(officer: Client) -> str:
    return officer.get(reverse("admin:subject_requests")).content.decode()


def test_who_does_not_speak_for_the_child_neither_asks_nor_reads_that_it_asked(
    partners: SimpleNamespace, placed: str, asked: dict[str, Any], today: date
) -> None:
    said = {"askedBy": "CHILD", "identifiedBy": "KNOWN", "receivedOn": today.isoformat()}
    for who in (partners.avim, partners.ind, partners.coa, partners.mentor):
        who.refused(f"{placed}/subject-requests", said, status=403, code="not_allowed")
        who.refused(f"{placed}/subject-requests/{asked['id']}", method="get", status=403, code="not_allowed")
    partners.guardian.refused(f"{placed}/subject-requests", said, status=409, code="asked-already", source="S001-20")
    assert "subjectText" not in json.dumps(partners.guardian.get(placed))
