"""The published codes: none that a partner can meet is missing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from config.api.problems import CODES
from partners import codes
from partners.grounds import Ground
from partners.roles import ROLES, Purpose
from tests.partner_api import Partner

ROOMS = ("partners", "intake", "shelter", "residence", "overview")
RAISED = re.compile(r"\bRuleBroken\(")
CODE = re.compile(r'\bRuleBroken\(\s*"([a-z_-]+)"')


def sources() -> dict[str, str]:
    paths = [path for room in ROOMS for path in (Path(settings.BASE_DIR) / room).rglob("*.py")]
    return {str(path): path.read_text() for path in paths if path.name != "errors.py"}


@pytest.fixture
def published(db: None, as_partner: Callable[..., Partner]) -> list[dict[str, Any]]:
    return as_partner("ind.officer").rows("codes")


def of(published: list[dict[str, Any]], kind: str) -> set[str]:
    return {row["code"] for row in published if row["kind"] == kind}


def test_every_rule_that_says_no_is_listed(published: list[dict[str, Any]]) -> None:
    written = {code for text in sources().values() for code in CODE.findall(text)}
    assert len(written) > 80
    assert written - of(published, "problem") == set()


def test_every_place_that_says_no_says_so_with_a_code_that_can_be_read() -> None:
    """A code that is put together when it happens could not be listed; what is handed on has a table."""
    found = [refusal for refusal in codes.refusals() if refusal.says == "RuleBroken"]
    places = sum(len(RAISED.findall(text)) for text in sources().values())
    assert len(found) == places
    assert {refusal.where.partition(":")[0] for refusal in found if not refusal.code} == set(codes.HANDED_ON)


def test_each_has_a_sentence_in_both_languages(published: list[dict[str, Any]]) -> None:
    assert [row for row in published if not row["nl"] or not row["en"]] == []
    stale = next(row for row in published if row["code"] == "not-planned")
    assert (stale["status"], stale["source"]) == (409, "S004-28")
    assert stale["nl"] == "Dit gesprek staat niet of niet meer gepland."
    assert stale["en"] == "This conversation is not planned, or no longer."


def test_the_purposes_roles_grounds_and_plain_refusals_are_listed_too(published: list[dict[str, Any]]) -> None:
    assert of(published, "purpose") == set(Purpose.values)
    assert of(published, "ground") == set(Ground.values)
    assert of(published, "role") == set(ROLES)
    plain = {code for code, _sentence in CODES.values()}
    ours = {"invalid", "key_in_flight", "key_reused", "version_missing", "rate_limited", "invalid_token",
            "token_in_address", "parse_error", "not_acceptable", "unsupported_media_type"}  # fmt: skip
    assert plain | ours <= of(published, "problem")


def test_none_stands_twice(published: list[dict[str, Any]]) -> None:
    told = [(row["kind"], row["code"], row["en"], row.get("status"), row.get("source")) for row in published]
    assert len(told) == len(set(told))
