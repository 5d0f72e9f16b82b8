"""The lists of indicators and every version of every instrument: whole, dated, and never changed once used."""

import csv
import json
from collections import Counter
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from policy import instruments
from policy.dates import after
from policy.indicators import CAVEAT, HELP, INDICATORS, LISTS, indicator
from policy.instrument_row import LONGEST_ANSWER, Instrument, Kind
from policy.instruments import INSTRUMENTS, Fault, Wrong

EXAMPLES = Path(__file__).with_name("screening_examples.csv")
# A version that children were screened with stays as it is: whoever changes a question adds a version and a line.
UNCHANGED = {
    "NIDOS 1": "1992537eb5fd9390",
    "NIDOS 2": "dedf2ae9d5a39340",
    "IND 1": "f412f6480aa020a7",
}


def lines() -> list[dict[str, str]]:
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def checksum(row: Instrument) -> str:
    """Of everything that was asked and what it points at, but not of the last day, which is set afterwards."""
    asked = asdict(replace(row, in_force_until=None))
    return sha256(json.dumps(asked, default=str, sort_keys=True).encode()).hexdigest()[:16]


def by_name() -> dict[str, list[Instrument]]:
    return {name: [row for row in INSTRUMENTS if row.name == name] for name in {row.name for row in INSTRUMENTS}}


@pytest.mark.requirement("S004-90")
def test_no_version_that_was_used_has_changed() -> None:
    assert {f"{row.name} {row.version}": checksum(row) for row in INSTRUMENTS} == UNCHANGED


@pytest.mark.requirement("S004-90", "D-11")
def test_the_versions_of_an_instrument_follow_each_other_without_a_gap() -> None:
    for rows in by_name().values():
        assert [row.version for row in rows] == list(range(1, len(rows) + 1))
        assert rows[-1].in_force_until is None
        for earlier, later in zip(rows, rows[1:], strict=False):
            assert earlier.in_force_until is not None
            assert later.in_force_from == after(earlier.in_force_until)


@pytest.mark.requirement("S004-90")
@pytest.mark.parametrize(("on", "number"), [(date(2026, 9, 30), 1), (date(2026, 10, 1), 2), (date(2040, 1, 1), 2)])
def test_the_day_decides_which_version_is_asked(on: date, number: int) -> None:
    assert instruments.instrument("NIDOS", on).version == number


@pytest.mark.requirement("S004-90")
def test_a_version_can_be_read_when_it_is_no_longer_in_force() -> None:
    assert instruments.version("NIDOS", 1).question("WORKED").text.nl == "Heeft het kind gewerkt?"
    with pytest.raises(LookupError, match="no version 9"):
        instruments.version("NIDOS", 9)


@pytest.mark.requirement("S004-90", "S004-94", "S001-30")
def test_nidos_asks_its_questions_and_avim_shares_the_list_of_the_ind() -> None:
    names = {kind: instruments.name_for(kind) for kind in ("NIDOS", "IND", "AVIM", "COA")}
    assert names == {"NIDOS": "NIDOS", "IND": "IND", "AVIM": "IND", "COA": None}


@pytest.mark.parametrize("row", INSTRUMENTS, ids=lambda row: f"{row.name}-{row.version}")
def test_every_answer_points_at_indicators_that_exist(row: Instrument) -> None:
    for question in row.questions:
        for option in question.options:
            assert all(indicator(code) for code in option.points_at)


@pytest.mark.parametrize("row", INSTRUMENTS, ids=lambda row: f"{row.name}-{row.version}")
def test_codes_are_unique_and_every_question_can_be_answered(row: Instrument) -> None:
    assert max(Counter(question.code for question in row.questions).values()) == 1
    for question in row.questions:
        codes = [option.code for option in question.options]
        assert len(set(codes)) == len(codes)
        assert (question.kind is Kind.TEXT) == (not codes)
        assert question.kind is Kind.TEXT or "UNKNOWN" in codes


def test_questions_of_one_theme_stand_together() -> None:
    for row in INSTRUMENTS:
        themes = [question.theme.nl for question in row.questions]
        assert [theme for place, theme in enumerate(themes) if theme in themes[: place - 1] and place
                and themes[place - 1] != theme] == []  # fmt: skip


@pytest.mark.requirement("B-41", "B-42", "B-44", "B-45")
def test_every_indicator_stands_once_in_a_list_that_exists() -> None:
    assert max(Counter(row.code for row in INDICATORS).values()) == 1
    assert {row.group for row in INDICATORS} == {row.code for row in LISTS}
    counts = Counter(source for row in INDICATORS for source in row.source)
    assert (counts["B-42"], counts["B-44"], counts["B-45"]) == (16, 7, 6)


@pytest.mark.requirement("B-41")
def test_of_the_ilo_list_only_the_headings_stand_here_and_the_note_says_so() -> None:
    group = next(row for row in LISTS if row.code == "ILO")
    assert len([row for row in INDICATORS if row.group == "ILO"]) == 6
    assert "niet" in group.note.nl
    assert "ILO" not in {row.group for row in INDICATORS for question in instruments.version("IND", 1).questions
                         if row.code == question.code}  # fmt: skip


@pytest.mark.requirement("S004-94", "B-42", "B-44", "B-45")
def test_the_list_of_the_ind_asks_for_each_sign_of_the_lists_that_could_be_read() -> None:
    asked = [question.code for question in instruments.version("IND", 1).questions]
    assert asked == [row.code for row in INDICATORS if row.group not in {"ILO", "METHOD"}]


@pytest.mark.requirement("S001-25", "S001-29")
def test_smuggling_stands_apart_from_trafficking_and_the_debt_is_asked_in_full() -> None:
    assert [row.code for row in INDICATORS if row.group == "SMUGGLING"] == ["TRAVEL_DEBT"]
    asked = {question.code for question in instruments.version("NIDOS", 2).questions}
    assert {"TRAVEL_DEBT", "DEBT_TO", "DEBT_PRESSURE", "DEBT_AMOUNT"} <= asked


@pytest.mark.requirement("S004-91", "S004-94", "B-43")
def test_the_caveat_says_that_nothing_is_proved_and_the_help_names_no_person() -> None:
    assert "bewijst niets" in CAVEAT.nl
    assert "sluit niets uit" in CAVEAT.nl
    assert "wegwijzermensenhandel.nl" in HELP.nl
    assert not any(character.isdigit() or character == "@" for character in HELP.nl)


@pytest.mark.requirement("S004-90", "S001-28", "D-9")
@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line['instrument']}-{line['version']}-{line['answers']}")
def test_answers_point_where_the_officer_worked_out(line: dict[str, str]) -> None:
    row = instruments.version(line["instrument"], int(line["version"]))
    given = dict(pair.split("=") for pair in line["answers"].split())
    assert [fault for fault in instruments.faults(row, given) if fault.wrong != Wrong.MISSING] == []
    assert instruments.points_at(row, given) == [code for code in line["indicators"].split("+") if code], line["why"]


def test_everything_that_is_wrong_is_found_at_once() -> None:
    row = instruments.version("NIDOS", 1)
    given = {question.code: "UNKNOWN" for question in row.questions if question.required}
    assert instruments.faults(row, given) == []
    del given["PARENTS"]
    wrong = given | {"WORKED": "PERHAPS", "OBSERVED": "x" * (LONGEST_ANSWER + 1), "MARRIED": "YES"}
    assert instruments.faults(row, wrong) == [
        Fault("PARENTS", Wrong.MISSING), Fault("WORKED", Wrong.NO_SUCH_ANSWER),
        Fault("OBSERVED", Wrong.NO_SUCH_ANSWER), Fault("MARRIED", Wrong.UNKNOWN_QUESTION),
    ]  # fmt: skip


def test_every_source_of_a_question_exists() -> None:
    register = Path(__file__).resolve().parents[2] / "docs" / "requirements.csv"
    with register.open(encoding="utf-8", newline="") as file:
        known = {line["id"] for line in csv.DictReader(file)}
    questions = (question for row in INSTRUMENTS for question in row.questions)
    assert {code for question in questions for code in question.source} <= known
