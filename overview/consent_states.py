"""How far consents are, for a reader: only where everything that decides it may be read (C3.8)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from intake.models import AgeAssessment, BirthDateRecord, ConsentStatement
from overview import consent_tasks
from overview.case_file import known_age
from partners import access
from partners.access import Standing

Row = Mapping[str, Any]
# What decides the state: of each kind of record a column without which it would be another one.
RESTS_ON = ((ConsentStatement, "evidence"), (BirthDateRecord, "precision"), (AgeAssessment, "contested_on"))


def readable(standing: Standing) -> bool:
    """Whether the reader may read all of that; from a part of it would come a state that is not so."""
    plans = ((access.plan(model, standing), column) for model, column in RESTS_ON)
    return all(chosen is not None and chosen.rows is None and column in chosen.plain for chosen, column in plans)


def beside(rows: Sequence[Row], standing: Standing) -> list[Row]:
    """Each consent with its state, in three queries however many there are."""
    if not rows or not readable(standing):
        return list(rows)
    asked = [row["id"] for row in rows]
    said = access.read(ConsentStatement.objects.filter(consent__in=asked), standing)
    births = BirthDateRecord.objects.filter(case=standing.case).order_by("-effective_from", "-created_at")
    contests = AgeAssessment.objects.filter(case=standing.case)
    known, today = known_age(access.read(births, standing), access.read(contests, standing)), timezone.localdate()
    return [{**row, "state": consent_tasks.state_of(row, said, known, today)} for row in rows]
