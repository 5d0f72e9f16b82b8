"""Every combination of the five members of a deviation, at seventeen and at eighteen (INV-14, EC-16).

An officer may add a line: what is there, and what must be missing; `-` is left out. ALLOWED: nothing is.
"""

import csv
from pathlib import Path
from typing import Any

import pytest

from partners.errors import RuleBroken
from policy.deviation import MEMBERS
from residence import deviation

TABLE = list(csv.DictReader((Path(__file__).parent / "deviation.csv").read_text().splitlines()))
SAYS = {"yes": True, "no": False, "said": "Wil haar verhaal doen.", "blank": "  "}


def said(line: dict[str, str]) -> dict[str, Any]:
    found = {row.code: line[row.code] for row in MEMBERS if line[row.code] != "-"}
    return {code: SAYS.get(value, value) for code, value in found.items()}


@pytest.mark.requirement("INV-14", "EC-16", "S004-47")
@pytest.mark.parametrize("line", TABLE, ids=lambda line: f"{line['age']} {line['why']}")
def test_a_line_of_the_table(line):
    is_minor = int(line["age"]) < 18
    found = deviation.missing(said(line), is_minor=is_minor)
    assert ("+".join(found) or "ALLOWED") == line["expected"], line["why"]
    if line["expected"] == "ALLOWED":
        deviation.check(said(line), is_minor=is_minor)
        return
    with pytest.raises(RuleBroken) as refused:
        deviation.check(said(line), is_minor=is_minor)
    assert (refused.value.code, refused.value.source) == ("deviation-incomplete", line["source"])


def test_the_table_says_why_and_has_every_combination():
    assert all(line["why"] and line["source"] for line in TABLE)
    for age in ("17", "18"):
        lines = (line for line in TABLE if line["age"] == age)
        seen = {tuple(line[row.code] in ("CHILD", "said", "yes") for row in MEMBERS) for line in lines}
        assert len(seen) == 2 ** len(MEMBERS)
