"""Who signs what at which age: a table written from the rules (INV-28, INV-31, EC-05 to EC-07), run through the verbs.

An officer may add a line: purpose, age on the day of signing, the child's own view, who signs and by what it is
known, who refuses instead, and what must come of it: a state, or the code of a refusal.
"""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from intake import consent
from intake.models import Consent
from partners.errors import RuleBroken
from policy.consent import Said, State, state
from tests.intake.consenting import DAY, answer, ask
from tests.intake.consenting import state as state_now

__all__ = ["answer", "ask"]
TABLE = list(csv.DictReader((Path(__file__).parent / "consents.csv").read_text().splitlines()))


def born(age: str) -> date | None:
    """Older than this by two months on the day of signing."""
    return None if age == "unknown" else date(DAY.year - int(age), 1, 3)


def run(line: dict[str, str], row: Consent, answer) -> str:
    """What comes of it: the state, or the code with which somebody was refused."""
    try:
        if line["child_view"] != "NOT_ASKED":
            answer(row, "view", says=line["child_view"])
        proof = (
            {"evidence": "FORM", "document": None}
            if line["evidence"] == "UNSCANNED"
            else {"evidence": line["evidence"]}
        )
        for hour, capacity in enumerate(filter(None, line["signs"].split("+")), 14):
            answer(row, "sign", capacity=capacity, words="Nodig.", hour=hour, **proof)
        if line["refuses"]:
            answer(row, "refuse", capacity=line["refuses"], hour=16)
    except RuleBroken as refused:
        return refused.code
    return state_now(row)


@pytest.mark.django_db
@pytest.mark.requirement("INV-28", "INV-31", "EC-05", "EC-06", "EC-07", "B-06", "B-07")
@pytest.mark.parametrize("age", sorted({line["age"] for line in TABLE}))
def test_every_line_of_the_table(age, open_case, ask, answer, organisations):
    case = open_case(born=born(age))
    wrong = []
    for line in (each for each in TABLE if each["age"] == age):
        with transaction.atomic():
            shared = organisations["COA"] if line["purpose"] == "SHARE_WITH_X" else None
            found = run(line, ask(case, line["purpose"], shared_with=shared), answer)
            wrong += [] if found == line["expected"] else [(found, line)]
            transaction.set_rollback(True)
    assert not wrong


def test_the_table_says_why_and_reaches_every_outcome():
    assert len(TABLE) > 900
    assert all(line["reason"] and line["source"] for line in TABLE)
    outcomes = {"GIVEN", "ASKED", "TO_CONFIRM", "REFUSED", "not-the-signer", "child-not-heard", "consent-given",
                "no-scan"}  # fmt: skip
    assert {line["expected"] for line in TABLE} == outcomes


def test_a_correction_counts_in_the_place_of_what_it_puts_right():
    made = [date(2026, 3, day) for day in (3, 4, 5)]
    rows = [
        {"id": 1, "created_at": made[0], "corrects": None, "says": "SIGNS", "capacity": "CHILD", "said_on": made[0],
         "evidence": "TESTIMONY"},
        {"id": 2, "created_at": made[1], "corrects": None, "says": "AGREES", "capacity": "CHILD", "said_on": made[1],
         "evidence": "TESTIMONY"},
        {"id": 3, "created_at": made[2], "corrects": 1, "says": "SIGNS", "capacity": "CHILD", "said_on": made[0],
         "evidence": "FORM"},
    ]  # fmt: skip
    assert [(each.says, each.evidence) for each in consent.counted(rows)] == [
        ("SIGNS", "FORM"),
        ("AGREES", "TESTIMONY"),
    ]


def test_medical_consent_of_a_guardian_is_reviewed_from_twelve_on():
    said = [Said("AGREES", "CHILD", DAY), Said("SIGNS", "GUARDIAN", DAY)]
    ages = {DAY: 11, date(2027, 1, 1): 12}
    assert state("MEDICAL", said, ages.get, DAY) is State.GIVEN
    assert state("MEDICAL", said, ages.get, date(2027, 1, 1)) is State.REVIEW_DUE
