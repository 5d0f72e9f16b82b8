"""What two files of perhaps one child ask: judge whether they are one, and decide on joining them (AL-31)."""

from collections.abc import Iterator
from datetime import datetime

from intake.models import CaseMerge, PossibleDuplicate
from overview.found import Condition, Found
from overview.snapshot import Facts


def judge(facts: Facts, at: datetime) -> Iterator[Found]:
    """Of whoever sees both files and both are open; of a pair once, in the younger file."""
    for row in facts.of(PossibleDuplicate):
        other = row.get("other_case")
        if row["verdict"] == PossibleDuplicate.Verdict.OPEN and other is not None and facts.goes_before(other):
            yield Found(about=row["id"])


def approve(facts: Facts, at: datetime) -> Iterator[Found]:
    """The pair, because who decides looks at the two children first."""
    asked = {row.get("into") for row in facts.of(CaseMerge) if row["approved_at"] is None and row["undone_at"] is None}
    for row in facts.of(PossibleDuplicate):
        if row.get("other_case") in asked - {None}:
            yield Found(about=row["id"])


CONDITIONS: dict[str, Condition] = {"JUDGE_DUPLICATE": judge, "APPROVE_MERGE": approve}
