"""One child over HTTP whose name was not its own: corrected with a reason, found by both names, and all hear of it."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from tests.partner_api import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("INV-41", "S004-27")]
WHY = {"kind": "UNTRUE", "reason": "De man die haar bracht gaf haar deze naam; zij zegt het nu zelf."}
TRUE = {"givenNames": "Yordanos", "familyName": "Haile", "correction": WHY}


@pytest.fixture
def child(partners: SimpleNamespace, case: str) -> str:
    """The path of the child itself."""
    return f"{case}/children/{partners.intake.get(case)['child']['id']}"


def found(who: Partner, name: str) -> list[str]:
    return [row["id"] for row in who.post("case-searches", {"name": name}, status=200)["results"]]


def news(who: Partner) -> list[dict[str, Any]]:
    return [row for row in who.rows("notices") if row["kind"] == "CHILD_CORRECTED"]


@pytest.mark.requirement("AL-31")
def test_a_name_that_was_not_true_is_corrected_and_stays_findable(
    partners: SimpleNamespace, case: str, child: str
) -> None:
    row = partners.avim.post(f"{child}/corrections", TRUE)
    assert (row["givenNames"], row["familyName"]) == ("Yordanos", "Haile")
    assert row["aliases"] == ["Saba Kidane", "سابا", "ሳባ ኪዳነ"]
    assert (row["nationality"], row["languages"], row["version"]) == ("ER", ["ti", "ar"], 2)
    here = [case.removeprefix("cases/")]
    assert found(partners.ind, "Yordanos") == found(partners.ind, "Saba Kidane") == found(partners.ind, "ኪዳነ") == here


def test_what_was_learnt_later_is_added(partners: SimpleNamespace, case: str, child: str) -> None:
    added = {"languages": ["ti", "ar", "am"], "correction": {"kind": "NEWS", "reason": "In het tweede gesprek."}}
    assert partners.intake.post(f"{child}/corrections", added)["languages"] == ["ti", "ar", "am"]
    known = partners.coa.get(case)["child"]
    assert (known["languages"], "familyName" in known) == (["ti", "ar", "am"], False)


def test_everybody_who_reads_who_she_is_hears_it_without_a_name(partners: SimpleNamespace, placed: str) -> None:
    child = f"{placed}/children/{partners.guardian.get(placed)['child']['id']}"
    partners.guardian.post(f"{child}/corrections", TRUE)
    for who in (partners.avim, partners.ind, partners.coa, partners.mentor):
        [told] = news(who)
        assert "Yordanos" not in json.dumps(told)
        row = who.get(f"{placed}/child-corrections/{told['about']}")
        assert (row["changed"], row["kind"]) == (["given_names", "family_name", "aliases"], "UNTRUE")
        assert "reason" not in row
    assert news(partners.guardian) == news(partners.ggd) == []
    assert partners.guardian.rows(f"{placed}/child-corrections")[0]["reason"] == WHY["reason"]
    partners.ggd.refused(f"{placed}/child-corrections", method="get", status=404, code="not_found")


def test_it_stands_in_the_timeline_without_the_name(partners: SimpleNamespace, case: str, child: str) -> None:
    partners.intake.post(f"{child}/corrections", TRUE)
    [line] = [row for row in partners.ind.rows(f"{case}/timeline") if "voornamen" in row["what"]]
    assert "Yordanos" not in line["what"]


def test_the_second_who_corrects_it_must_have_read_what_the_first_wrote(partners: SimpleNamespace, child: str) -> None:
    read = partners.ind.tag(child)
    partners.avim.post(f"{child}/corrections", TRUE)
    second = {"familyName": "Haile Tesfay", "correction": WHY}
    path = f"{child}/corrections"
    partners.ind.refused(path, second, status=412, code="stale", If_Match=read)
    partners.ind.refused(path, second, status=428, code="version_missing", If_Match=None)
    assert partners.ind.post(path, second)["givenNames"] == "Yordanos"


def test_who_only_reads_it_corrects_nothing(partners: SimpleNamespace, placed: str) -> None:
    path = f"{placed}/children/{partners.guardian.get(placed)['child']['id']}/corrections"
    for who in (partners.coa, partners.mentor, partners.supervisor):
        who.refused(path, TRUE, status=403, code="not_allowed", If_Match='"1"')
    partners.lawyer.refused(path, TRUE, status=404, code="not_found", If_Match='"1"')


@pytest.mark.parametrize(("body", "code", "source"), [
    ({"givenNames": "", "familyName": "", "correction": WHY}, "no-name", "S004-27"),
    ({"correction": WHY}, "nothing-changed", "INV-41"),
    ({"aliases": ["سابا"], "correction": WHY}, "name-lost", "INV-41"),
])  # fmt: skip
def test_a_rule_says_no_with_its_source(
    partners: SimpleNamespace, child: str, body: dict[str, Any], code: str, source: str
) -> None:
    partners.intake.refused(f"{child}/corrections", body, status=409, code=code, source=source)


@pytest.mark.parametrize("wrong", [
    {"givenNames": "S" * 121}, {"aliases": ["S" * 121]},
    {"aliases": [""]}, {"nationality": "XX9"}, {"languages": ["klingon"]}, {"languages": ["ti", "ti"]}, {"sex": "Z"},
    {"vNumber": "9900000002"}, {"correction": {"kind": "WHIM", "reason": "x"}}, {"correction": {"kind": "NEWS"}},
    {"correction": {"kind": "NEWS", "reason": " "}}, {"correction": None},
])  # fmt: skip
def test_what_has_no_such_shape_is_refused(partners: SimpleNamespace, child: str, wrong: dict[str, Any]) -> None:
    partners.intake.refused(f"{child}/corrections", TRUE | wrong, status=400, code="invalid")


@pytest.mark.parametrize("wrong", [{"givenNames": "S\x00"}, {"aliases": ["S\x00"]}])
def test_a_text_that_cannot_be_stored_is_refused(partners: SimpleNamespace, child: str, wrong: dict[str, Any]) -> None:
    partners.intake.refused(f"{child}/corrections", TRUE | wrong, status=400, code="parse_error")


def test_a_correction_says_why(partners: SimpleNamespace, child: str) -> None:
    partners.intake.refused(f"{child}/corrections", {"givenNames": "Yordanos"}, status=400, code="invalid")
