"""What a police report asks of police and of IND, and an offence that waits for non-punishment to be considered."""

from collections.abc import Iterator
from datetime import datetime

from intake.models import Signal, counts_as_trafficking
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from residence.models import Offence, PoliceReport, TraffickingProcedure


def signalled(facts: Facts) -> bool:
    """Whether a signal of trafficking stands, whatever track the child is in (S004-74)."""
    return any(counts_as_trafficking(row["kinds"]) and row["status"] in Signal.OPEN for row in facts.of(Signal))


def discuss(facts: Facts, at: datetime) -> Iterator[Found]:
    """Once: who has heard of it, and also who declined, is not asked by a task again (S004-73)."""
    if signalled(facts) and facts.lacks(PoliceReport):
        yield Found()


def awaits_scheme(row: Row, facts: Facts) -> bool:
    """Whether a filed report asks IND to look at the residence scheme: not once a procedure is open (S004-65)."""
    opened = any(each["ended_on"] is None for each in facts.of(TraffickingProcedure))
    return row["filed_on"] is not None and row["scheme_considered_on"] is None and not opened


def consider_scheme(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(PoliceReport):
        if awaits_scheme(row, facts):
            yield Found(about=row["id"])


def not_considered(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-28: since an offence was recorded, until non-punishment was considered."""
    for row in facts.of(Offence):
        if row["considered_on"] is None:
            yield Found(since=row["created_at"], about=row["id"])


CONDITIONS: dict[str, Condition] = {"DISCUSS_REPORT": discuss, "CONSIDER_SCHEME": consider_scheme}
