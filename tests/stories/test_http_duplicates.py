"""One child over HTTP in two files: Nidos compares and asks, a supervisor joins and separates, partners are led on."""

from types import SimpleNamespace
from typing import Any

import pytest

from intake.models import CaseMerge

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("AL-31")]
SIGNAL = {"kinds": ["TRAFFICKING"], "summary": "Iemand wacht buiten."}


@pytest.fixture
def again(partners: SimpleNamespace, case: str, arrival: dict[str, Any]) -> str:
    """AVIM registers the same girl in Latin letters."""
    child = arrival["child"] | {"givenNames": "Saba", "familyName": "Kidane", "aliases": []}
    return f"cases/{partners.avim.post('cases', arrival | {'child': child})['id']}"


@pytest.fixture
def pair(partners: SimpleNamespace, case: str, again: str) -> str:
    """The path of the pair in the older file, as Nidos intake reads it."""
    [row] = partners.intake.rows(f"{case}/possible-duplicates")
    assert (row["otherCase"], row["verdict"]) == (again.removeprefix("cases/"), "OPEN")
    return f"{case}/possible-duplicates/{row['id']}"


@pytest.fixture
def joined(partners: SimpleNamespace, again: str, pair: str) -> str:
    """The path of the joining in the file that is closed, the younger one."""
    asked = partners.intake.post(f"{pair}/merges", {"reason": "Zelfde vingerafdrukken."})
    path = f"{again}/merges/{asked['id']}"
    assert partners.supervisor.post(f"{path}/approvals")["approvedAt"]
    return path


def test_avim_reads_that_there_may_be_another_and_not_which(
    partners: SimpleNamespace, case: str, again: str, pair: str
) -> None:
    [row] = partners.avim.rows(f"{again}/possible-duplicates")
    assert (row["verdict"], row["score"]) == ("OPEN", 100)
    assert case.removeprefix("cases/") not in str(row)
    partners.avim.refused(f"{pair}/dismissals", {"verdictReason": "x"}, status=403, code="not_allowed")
    partners.coa.refused(f"{case}/possible-duplicates", method="get", status=403, code="not_allowed")


def test_two_children_is_said_once(partners: SimpleNamespace, pair: str) -> None:
    partners.intake.refused(f"{pair}/dismissals", {}, status=400, code="invalid")
    assert partners.intake.post(f"{pair}/dismissals", {"verdictReason": "Andere ogen."})["verdict"] == "DIFFERENT"
    said = {"verdictReason": "Nog eens."}
    partners.intake.refused(f"{pair}/dismissals", said, status=409, code="already-judged", source="AL-31")


def test_nothing_is_joined_without_a_second_person(partners: SimpleNamespace, again: str, pair: str) -> None:
    asked = partners.intake.post(f"{pair}/merges", {"reason": "Zelfde vingerafdrukken."})
    path = f"{again}/merges/{asked['id']}"
    for partner in (partners.intake, partners.guardian, partners.avim):
        partner.refused(f"{path}/approvals", {}, status=404 if partner is partners.guardian else 403,
                        code="not_found" if partner is partners.guardian else "not_allowed")  # fmt: skip
    assert CaseMerge.objects.get().approved_at is None
    assert partners.intake.post(f"{path}/withdrawals", {"undoReason": "Verkeerd."})["undoneAt"]
    partners.supervisor.refused(f"{path}/approvals", {}, status=409, code="already-undone", source="AL-31")


def test_the_closed_file_is_read_and_refuses_what_is_new(
    partners: SimpleNamespace, case: str, again: str, joined: str
) -> None:
    problem = partners.ind.refused(f"{again}/signals", SIGNAL, status=409, code="case-joined", source="AL-31")
    number = partners.ind.get(case)["reference"]
    assert number in problem["detail"]
    closed = partners.ind.get(again)
    assert (closed["goesOnIn"], closed["child"]["givenNames"]) == (case.removeprefix("cases/"), "Saba")
    assert partners.ind.get(case)["goesOnHere"] == [again.removeprefix("cases/")]
    assert [row["id"] for row in partners.ind.rows("cases")] == [case.removeprefix("cases/")]
    partners.ind.post(f"{case}/signals", SIGNAL)


def test_it_is_undone_and_the_file_is_open_again(
    partners: SimpleNamespace, case: str, again: str, joined: str
) -> None:
    partners.supervisor.refused(f"{joined}/undoings", {}, status=400, code="invalid")
    assert partners.supervisor.post(f"{joined}/undoings", {"undoReason": "Nichtjes."})["undoneAt"]
    partners.avim.post(f"{again}/signals", SIGNAL)
    assert {row["id"] for row in partners.avim.rows("cases")} == {
        case.removeprefix("cases/"), again.removeprefix("cases/"),
    }  # fmt: skip
    assert "goesOnIn" not in partners.avim.get(again)
