"""What waits for a second person: emergencies to review, joinings, rests and requests for access to approve."""

from datetime import datetime

from django.db.models import Q

from audit import ledger
from intake.models import Case, CaseMerge
from overview import desk, emergencies, snapshot, tasks
from overview.desk import Item
from partners import involvement
from partners.actors import Actor
from partners.data_classes import DataClass
from shelter.models import RestExtension

# The tasks of the desk that somebody else than who began it settles.
CODES = {"REVIEW_EMERGENCY", "APPROVE_MERGE", "APPROVE_REST"}


def asks_approval() -> Q:
    """The involvements in cases where a joining or a longer rest may still have to be approved."""
    rests = RestExtension.objects.filter(approved_at=None)
    merges = CaseMerge.objects.filter(approved_at=None, undone_at=None)
    return Q(case_id__in=rests.values("case")) | Q(case_id__in=merges.values("case"))


def load(actor: Actor, at: datetime) -> list[Item]:
    """All that waits for this person as a second one, and the entry that says so. Raises NotAllowed."""
    involvement.without_case(actor).require(DataClass.AUDIT, "reads")
    cases = [*snapshot.load(actor, at, among=asks_approval()), *emergencies.waiting(actor)]
    todos = [todo for todo in tasks.open_tasks(cases, actor.role, at) if todo.task.code in CODES]
    inside = {todo.facts.case: todo.facts for todo in todos if not todo.facts.outside}
    classes = desk.classes(inside, inside.keys())
    classes |= emergencies.classes(actor) if any(todo.facts.outside for todo in todos) else set()
    ledger.listed(Case, by=actor, cases=sorted({todo.facts.case for todo in todos}), classes=classes)
    return [
        *desk.asked_for_access(actor, at),
        *desk.accounts_to_confirm(actor, at),
        *(desk.item(todo, at, {}) for todo in todos),
    ]
