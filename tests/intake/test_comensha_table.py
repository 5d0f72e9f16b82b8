"""What is sent to CoMensha of whom, on which basis: a table written from the rules, run through the verbs.

Every line was judged by the rules as they are written (B-02, B-03, B-06, B-07, INV-27 to INV-31, EC-05 to EC-07,
EC-11), not by the code: below sixteen the guardian or a parent signs and the child is heard first; from sixteen the
child; of an unknown age both. Only a form counts. Against the wish of the child a second person looks first. Each
purpose has its own consent. The police report a registration by duty, whatever was said to others, and never ask
shelter.

The lines are: care party × kind × age × the child's own view × who signs, on a form; with the view that it agrees,
also by a worker's word; then withdrawn by each, confirmed, refused by each; asked for the other purpose or not at all;
and for the police six ways in which a consent may stand, and each basis that is not theirs. An officer may add a line.
"""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from intake import comensha, comensha_send
from partners.errors import RuleBroken
from tests.intake.consenting import DAY, answer, ask

__all__ = ["answer", "ask"]
TABLE = list(csv.DictReader((Path(__file__).parent / "comensha.csv").read_text().splitlines()))


def born(age: str) -> date | None:
    """Older than this by two months on the day of signing."""
    return None if age == "unknown" else date(DAY.year - int(age), 1, 3)


def tried(answer: Any, row: Any, verb: str, **said: Any) -> None:
    """What the verbs of consent refuse stays undone: tests/intake/consents.csv says what they refuse."""
    try:
        with transaction.atomic():
            answer(row, verb, **said)
    except RuleBroken:
        return


def answered(line: dict[str, str], case: Any, ask: Any, answer: Any) -> None:
    """The consent of the line, as far as it comes."""
    if not line["asked_for"]:
        return
    row = ask(case, f"COMENSHA_{line['asked_for']}")
    if line["child_view"] != "NOT_ASKED":
        tried(answer, row, "view", says=line["child_view"])
    for hour, capacity in enumerate(filter(None, line["signs"].split("+")), 14):
        tried(answer, row, "sign", capacity=capacity, evidence=line["evidence"], words="Nodig.", hour=hour)
    verb, _space, who = line["then"].partition(" ")
    if verb:
        tried(answer, row, verb, hour=17, **({"capacity": who} if who else {}))


def run(line: dict[str, str], case: Any, actors: dict[str, Any], moment: Any) -> str:
    """What comes of it: SENT, or the code with which it was refused."""
    by = {"by": actors[line["reporter"]], "at": moment}
    situation = "Zwanger." if line["kind"] == "SHELTER" else ""
    try:
        row = comensha.draft(case=case, kind=line["kind"], basis=line["basis"], exploitation_forms=["OTHER"],
                             situation=situation, **by)  # fmt: skip
        comensha_send.send(report=row, **by)
    except RuleBroken as refused:
        return refused.code
    return comensha.state_of(row, moment)


@pytest.mark.django_db
@pytest.mark.requirement("INV-27", "INV-28", "INV-30", "EC-05", "EC-06", "EC-07", "EC-11", "B-02", "B-03", "B-06")
@pytest.mark.parametrize("age", sorted({line["age"] for line in TABLE}))
def test_every_line_of_the_table(age, open_case, ask, answer, cast, at):
    case, actors = open_case(born=born(age)), {"NIDOS": cast.guardian, "AVIM": cast.avim}
    wrong = []
    for line in (each for each in TABLE if each["age"] == age):
        with transaction.atomic():
            answered(line, case, ask, answer)
            found = run(line, case, actors, at(2026, 3, 3, 18))
            wrong += [] if found == line["expected"] else [(found, line)]
            transaction.set_rollback(True)
    assert not wrong


def test_the_table_says_why_and_reaches_every_outcome():
    assert len(TABLE) > 400
    assert all(line["reason"] and line["source"] for line in TABLE)
    outcomes = {
        "SENT", "consent-asked", "consent-not-asked", "consent-refused", "consent-to-confirm", "consent-withdrawn",
        "no-statutory-basis", "not-your-basis", "shelter-needs-consent",
    }  # fmt: skip
    assert {line["expected"] for line in TABLE} == outcomes
