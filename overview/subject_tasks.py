"""What a request for one's own data asks of the officer who answers; they stand in no case for it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from intake import subject_request as requests
from intake.models import SubjectRequest
from intake.subject_request import Decision
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from partners import involvement
from partners.actors import Actor

GRANTED = (Decision.GRANTED, Decision.LIMITED)
OPEN = Q(decision="") | Q(decision=Decision.REFUSED, told_on=None) | Q(decision__in=GRANTED, handed_at=None)


def waiting(actor: Actor) -> list[Facts]:
    """What is asked of the officer who answers; they stand in no case for it."""
    if not requests.answers(actor):
        return []
    standing = involvement.without_case(actor)
    rows: dict[UUID, list[Row]] = defaultdict(list)
    for row in SubjectRequest.objects.filter(OPEN):
        rows[row.case_id].append({"id": row.pk, "decision": row.decision, "due": requests.due_on(row)})
    known = {case: defaultdict(list, {SubjectRequest: some}) for case, some in rows.items()}
    return [Facts(case, standing, rows=found) for case, found in known.items()]


def undecided(facts: Facts, at: datetime) -> Iterator[Found]:
    yield from of_state(facts, "")


def granted(facts: Facts, at: datetime) -> Iterator[Found]:
    for decision in GRANTED:
        yield from of_state(facts, decision)


def refused(facts: Facts, at: datetime) -> Iterator[Found]:
    yield from of_state(facts, Decision.REFUSED)


def of_state(facts: Facts, decision: str) -> Iterator[Found]:
    for row in facts.of(SubjectRequest):
        if row["decision"] == decision:
            yield Found(due=row["due"], about=row["id"])


CONDITIONS: dict[str, Condition] = {
    "ANSWER_SUBJECT_REQUEST": undecided, "GIVE_SUBJECT_COPY": granted, "TELL_REFUSAL": refused,
}  # fmt: skip
