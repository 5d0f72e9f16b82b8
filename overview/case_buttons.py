"""What can be done on the page of a case: to the case itself, and to each record in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from config.encryption import sealed_fields
from intake.models import Case, PossibleDuplicate
from overview import acts, tasks
from overview.case_file import CaseFile
from overview.links import act_url, compare_url
from overview.records import Button
from partners.acts import Act

# What happens to a child, and so stands on no desk before somebody records it here: always in view.
UNASKED = ("signals", "absences", "rest-extensions")
IN_VIEW = 3


@dataclass(frozen=True)
class Buttons:
    """Those in view, and those behind "More …"."""

    first: list[Button]
    more: list[Button]


def on_case(case: Case, file: CaseFile, due: list[tasks.Todo], of_child: list[Button]) -> Buttons:
    """What this actor can do to the case now: what is due, then what no task asks for, then everything else; last what
    can be done to the child's own details."""
    hints = {todo.act: todo.hint for todo in due if todo.about is None}
    possible = [
        Button(str(act.label), act_url(case.pk, act.name, hint=hints.get(act.name, "")), act.name in hints, act.name)
        for act in acts.on_case() if act.available(case, file.standing, file.at)
    ]  # fmt: skip
    return divided([*possible, *of_child])


def divided(possible: list[Button]) -> Buttons:
    due = [button for button in possible if button.due]
    unasked = [button for button in possible if button.act in UNASKED and not button.due]
    others = [button for button in possible if button not in due and button not in unasked]
    first = [*due[:IN_VIEW], *unasked]
    more = [*due[IN_VIEW:], *others]
    room = max(0, IN_VIEW - len(first))
    return Buttons([*first, *more[:room]], more[room:])


def on_records(file: CaseFile, due: list[tasks.Todo]) -> dict[UUID, tuple[Button, ...]]:
    """What can be done to each record; the records are fetched only where there are any, and the right to do it.

    Each verb's check is asked with the whole record, but for what lies encrypted: whether something can be done never
    hangs on that.
    """
    asked = {(todo.act, todo.about) for todo in due}
    found: dict[UUID, tuple[Button, ...]] = defaultdict(tuple)
    for model in [kind for kind, rows in file.rows.items() if rows and kind is not PossibleDuplicate]:
        possible = [act for act in acts.on_record(model) if act.in_case and act.allowed(file.standing)]
        if not possible:
            continue
        for row in parents(model, possible, file):
            for act in possible:
                if act.available(row, file.standing, file.at):
                    url = act_url(row.in_case(), act.name, row.pk)
                    found[row.pk] += (Button(str(act.label), url, (act.name, row.pk) in asked, act.name),)
    return found


def parents(model: type[Any], possible: list[Act], file: CaseFile) -> Iterable[Any]:
    """The records as the checks of these acts look at them; where none of them looks, which they are is enough."""
    if not any(act.check for act in possible):
        return [model(pk=row["id"], case_id=file.standing.case) for row in file.of(model)]
    looked_at = {name for act in possible for name in act.looks_at}
    known = model._default_manager.filter(case_id=file.standing.case).defer(*sealed_fields(model))
    found: Iterable[Any] = known.prefetch_related(*sorted(looked_at))
    return found


def to_compare(file: CaseFile) -> dict[UUID, tuple[Button, ...]]:
    """Of two children somebody says nothing before seeing them side by side."""
    return {
        row["id"]: (Button(_("Compare"), compare_url(row["case"], row["id"])),)
        for row in file.of(PossibleDuplicate)
        if "other_case" in row
    }
