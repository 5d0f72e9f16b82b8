"""AL-37: the child lives in a house that does not take children of its sex, as the sex is known now (S004-17).

A house is asked about when a child is placed (shelter/limits.py). What is corrected afterwards is right by itself and
moves nobody: who gives places and the house decide together with the guardian what is best for the child.
"""

from collections.abc import Iterator
from datetime import datetime

from intake.models import Child, ChildCorrection
from overview.found import Found
from overview.snapshot import Facts
from overview.waiting_tasks import stay_of


def does_not_fit(facts: Facts, at: datetime) -> Iterator[Found]:
    """Since the correction, or since the child lives there; what is not known keeps it out of nowhere."""
    stay, sex = stay_of(facts), facts.latest(Child).get("sex", Child.Sex.UNKNOWN)
    takes = facts.sexes.get(stay["location"], ()) if stay is not None and "location" in stay else ()
    if stay is None or not takes or sex in (Child.Sex.UNKNOWN, *takes):
        return
    corrected = [row["created_at"] for row in facts.of(ChildCorrection) if "sex" in row["changed"]]
    yield Found(since=max([stay["starts_at"], *corrected]), about=stay["id"])
