"""Every line of ex_officio.csv by the table of the policy: all answers to the three questions, each once."""

import csv
from itertools import product
from pathlib import Path

import pytest

from policy.ex_officio import ANSWERED_BY, LINES, Fact, Outcome, line_for

EXAMPLES = Path(__file__).with_name("ex_officio.csv")
FACTS = ("report_filed", "investigation_started", "earlier_permit")


def lines() -> list[dict[str, str]]:
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.requirement(
    "S004-66", "S004-67", "S004-68", "S004-69", "INV-19", "AL-15", "B-29", "EC-37", "EC-38", "EC-40"
)
@pytest.mark.parametrize("line", lines(), ids=lambda line: "-".join(line[name] for name in FACTS))
def test_the_table_gives_the_outcome_that_stands_there(line: dict[str, str]) -> None:
    facts = [Fact(line[name]) for name in FACTS]
    assert line_for(*facts).outcome == line["outcome"], line["why"]


def test_every_answer_stands_there_once_with_its_reason() -> None:
    assert sorted(tuple(line[name] for name in FACTS) for line in lines()) == sorted(product(Fact, repeat=3))
    assert [line for line in lines() if not line["why"]] == []


@pytest.mark.requirement("B-29", "EC-38", "S004-64")
def test_without_a_permit_the_lawyer_is_pointed_elsewhere_and_nothing_is_granted() -> None:
    prompted = [row for row in LINES if "B-29" in row.source]
    assert len(prompted) == 3
    assert {row.outcome for row in prompted} == {Outcome.NO_GRANT}


@pytest.mark.requirement("S004-68")
def test_police_do_not_answer_whether_a_permit_was_granted_before() -> None:
    assert ANSWERED_BY["earlier_permit_same_facts"] == ("IND",)
