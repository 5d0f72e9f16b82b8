"""Screening over HTTP: the questions are published, answers go in by code and come out in words of their version."""

from datetime import date
from types import SimpleNamespace

import pytest

from policy.indicators import CAVEAT

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]


def published(partners: SimpleNamespace, name: str, today: date) -> dict:
    """The version of this instrument that is in force today, as a partner finds it."""
    rows = partners.intake.rows("screening-instruments")
    return next(row for row in rows if row["name"] == name and row["inForceFrom"] <= today.isoformat()
                and (row["inForceUntil"] is None or today.isoformat() <= row["inForceUntil"]))  # fmt: skip


def quiet(instrument: dict, **answers: str) -> list[dict[str, str]]:
    """An answer that points at nothing to each question that must be answered, made from what a partner reads."""
    given = {
        row["code"]: next(option["code"] for option in row["options"] if not option["pointsAt"])
        for row in instrument["questions"] if row["required"]
    }  # fmt: skip
    return [{"question": code, "answer": answer} for code, answer in (given | answers).items()]


@pytest.fixture
def said(partners: SimpleNamespace, today: date) -> dict:
    answers = quiet(published(partners, "NIDOS", today), TRAVEL_DEBT="YES", OBSERVED="Keek weg.")
    return {"screenedOn": today.isoformat(), "step": "ACQUAINTANCE", "reportedConcern": "NONE",
            "answers": answers, "caveatShown": True, "remarks": "Moe."}  # fmt: skip


@pytest.mark.requirement("S004-90", "S004-94", "S004-91")
def test_the_instruments_are_published_in_every_version_with_the_caveat(partners: SimpleNamespace) -> None:
    rows = partners.kmar.rows("screening-instruments")
    assert [(row["name"], row["version"]) for row in rows] == [("NIDOS", 1), ("NIDOS", 2), ("IND", 1)]
    assert {row["caveat"] for row in rows} == {CAVEAT.nl}
    known = {row["code"] for row in partners.ind.rows("indicators")}
    pointed = {code for row in rows for question in row["questions"] for option in question["options"]
               for code in option["pointsAt"]}  # fmt: skip
    assert pointed <= known
    partners.ind.refused("indicators?page=2", method="get", status=400, code="invalid")


@pytest.mark.requirement("S004-90", "S002-08")
def test_a_screening_goes_in_by_code_and_comes_out_in_words(
    partners: SimpleNamespace, case: str, said: dict, today: date
) -> None:
    made = partners.intake.post(f"{case}/screenings", said)
    version = published(partners, "NIDOS", today)["version"]
    assert (made["instrument"], made["instrumentVersion"], made["indicators"]) == ("NIDOS", version, ["TRAVEL_DEBT"])
    assert (made["reportedConcern"], made["differs"], made["remarks"]) == ("NONE", True, "Moe.")
    assert {"question": "OBSERVED", "asked": "Wat viel nog meer op?", "answer": "Keek weg.", "said": "Keek weg."} in (
        made["answers"]
    )
    assert (
        partners.intake.get(f"{case}/screenings/{made['id']}") == made == partners.intake.rows(f"{case}/screenings")[0]
    )


@pytest.mark.requirement("INV-20")
def test_the_others_read_that_it_took_place_and_coa_not_even_that(
    partners: SimpleNamespace, case: str, said: dict
) -> None:
    partners.intake.post(f"{case}/screenings", said)
    for partner in (partners.avim, partners.ind):
        [row] = partner.rows(f"{case}/screenings")
        assert set(row) == {"id", "version", "createdAt", "createdByOrganisation", "case", "instrument",
                            "instrumentVersion", "step", "screenedOn"}  # fmt: skip
    partners.coa.refused(f"{case}/screenings", method="get", status=403, code="not_allowed")


@pytest.mark.requirement("S004-94", "S004-92")
def test_ind_and_avim_record_what_they_saw_of_the_list(partners: SimpleNamespace, case: str, said: dict) -> None:
    for partner, step in ((partners.ind, "REGISTRATION"), (partners.avim, "IDENTIFICATION")):
        seen = said | {"step": step, "answers": [{"question": "INJURIES", "answer": "YES"}]}
        made = partner.post(f"{case}/screenings", seen)
        assert (made["instrument"], made["indicators"]) == ("IND", ["INJURIES"])


class TestRefusals:
    def test_what_does_not_fit_the_version_is_named_all_at_once(
        self, partners: SimpleNamespace, case: str, said: dict
    ) -> None:
        wrong = [each for each in said["answers"] if each["question"] not in {"PARENTS", "INJURIES"}]
        wrong += [{"question": "HEIGHT", "answer": "1.60"}, {"question": "INJURIES", "answer": "PERHAPS"}]
        problem = partners.intake.refused(f"{case}/screenings", said | {"answers": wrong}, status=409,
                                          code="answers-do-not-fit", source="S004-90")  # fmt: skip
        for part in ("ouders", "HEIGHT", "verwondingen"):
            assert part in problem["detail"]

    @pytest.mark.requirement("S004-91")
    def test_without_the_caveat(self, partners: SimpleNamespace, case: str, said: dict) -> None:
        partners.intake.refused(f"{case}/screenings", said | {"caveatShown": False}, status=409,
                                code="caveat-not-shown", source="S004-91")  # fmt: skip

    @pytest.mark.parametrize("wrong", [
        {"caveatShown": None}, {"answers": {"PARENTS": "YES"}}, {"answers": ["YES"]}, {"answers": None},
        {"answers": [{"question": "PARENTS"}]}, {"answers": [{"question": "PARENTS", "answer": "YES", "score": 3}]},
        {"answers": [{"question": "PARENTS", "answer": "YES"}] * 2}, {"score": 7}, {"indicators": ["INJURIES"]},
        {"reportedConcern": "PERHAPS"}, {"screenedOn": "yesterday"},
        {"answers": [{"question": "OBSERVED", "answer": "x" * 2001}]},
    ])  # fmt: skip
    def test_of_the_wrong_shape(self, partners: SimpleNamespace, case: str, said: dict, wrong: dict) -> None:
        partners.intake.refused(f"{case}/screenings", said | wrong, status=400, code="invalid")

    def test_a_member_that_is_missing(self, partners: SimpleNamespace, case: str, said: dict) -> None:
        for name in ("answers", "caveatShown", "screenedOn", "reportedConcern"):
            some = {key: value for key, value in said.items() if key != name}
            problem = partners.intake.refused(f"{case}/screenings", some, status=400, code="invalid")
            assert [fault["field"] for fault in problem["errors"]] == [name]

    def test_by_who_does_not_screen(self, partners: SimpleNamespace, case: str, said: dict) -> None:
        partners.coa.refused(f"{case}/screenings", said, status=403, code="not_allowed")
        partners.supervisor.refused(f"{case}/screenings", said, status=403, code="not_allowed")
        partners.ggd.refused(f"{case}/screenings", said, status=404, code="not_found")


def test_a_correction_is_the_next_version_and_leaves_out_what_stays(
    partners: SimpleNamespace, case: str, said: dict
) -> None:
    made = partners.intake.post(f"{case}/screenings", said)
    path = f"{case}/screenings/{made['id']}/corrections"
    corrected = partners.intake.post(path, {"reportedConcern": "SOME"})
    assert (corrected["version"], corrected["reportedConcern"], corrected["differs"]) == (2, "SOME", False)
    assert corrected["answers"] == made["answers"]
    answers = [each for each in said["answers"] if each["question"] != "TRAVEL_DEBT"]
    less = {"answers": [*answers, {"question": "TRAVEL_DEBT", "answer": "NO"}]}
    assert partners.intake.post(path, less)["indicators"] == []
    partners.intake.refused(path, {"answers": answers}, status=409, code="answers-do-not-fit", source="S004-90")
    partners.ind.refused(path, {"reportedConcern": "NONE"}, status=409, code="not-your-screening", source="S004-90")
    partners.intake.refused(path, {"caveatShown": True}, status=400, code="invalid")


@pytest.mark.requirement("INV-20", "S004-91")
def test_nothing_follows_from_it_and_a_signal_stays_possible(partners: SimpleNamespace, case: str, said: dict) -> None:
    partners.intake.post(f"{case}/screenings", said | {"reportedConcern": "SERIOUS"})
    assert partners.intake.rows(f"{case}/signals") == partners.intake.rows(f"{case}/indications") == []
    partners.intake.post(f"{case}/signals", {"kinds": ["TRAFFICKING"], "summary": "Zij is bang."})
    assert len(partners.avim.rows(f"{case}/signals")) == 1
