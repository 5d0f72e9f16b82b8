"""docs/policy.md is the policy, printed."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from policy import (
    backoff,
    ex_officio,
    fan_out,
    in_force,
    indicators,
    instruments,
    locations,
    numbers,
    recommendations,
    reflection,
    scheme,
    signers,
    steps,
    tasks,
    terms,
    waiting,
    workflow,
)
from policy.print_out import markdown

ROOT = Path(__file__).resolve().parents[2]
TABLES: dict[str, Iterable] = {
    "terms": terms.TERMS,
    "numbers": numbers.NUMBERS,
    "rules": in_force.RULES,
    "steps": steps.STEPS,
    "tasks": tasks.TASKS,
    "fan-out": fan_out.FAN_OUT,
    "locations": locations.LOCATION_TYPES,
    "allowed places": locations.ALLOWED,
    "waiting list": (*waiting.TIERS, *waiting.TIES),
    "signers": signers.SIGNERS,
    "ex-officio test": (*ex_officio.LINES, ex_officio.UNKNOWN_FACT),
    "reflection period": reflection.LINES,
    "grounds of the scheme": scheme.GROUNDS,
    "workflow": workflow.ROWS,
    "indicators": indicators.INDICATORS,
    "lists of indicators": indicators.LISTS,
    "instruments": instruments.INSTRUMENTS,
    "recommendations": recommendations.RECOMMENDATIONS,
    "back-off": (backoff.BACKOFF,),
}


def test_the_committed_document_is_the_policy() -> None:
    assert (ROOT / "docs" / "policy.md").read_text(encoding="utf-8") == markdown()


@pytest.mark.parametrize("name", TABLES)
def test_every_row_names_a_source_that_exists(name: str) -> None:
    with (ROOT / "docs" / "requirements.csv").open(encoding="utf-8", newline="") as file:
        known = {line["id"] for line in csv.DictReader(file)}
    for row in TABLES[name]:
        assert row.source, row
        assert set(row.source) <= known, row


def test_every_term_says_whose_number_it_is() -> None:
    printed = markdown()
    for row in terms.TERMS:
        line = next(line for line in printed.splitlines() if f"`{row.name}`" in line)
        assert ("**afspraak**" in line) is row.proposal


def test_every_table_has_as_many_cells_as_its_header() -> None:
    blocks = [block.splitlines() for block in markdown().split("\n\n") if block.startswith("|")]
    assert blocks
    for block in blocks:
        assert {line.count(" | ") for line in block if line.startswith("|")} == {block[0].count(" | ")}
