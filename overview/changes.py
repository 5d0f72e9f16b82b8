"""What changed from one version of a row to the next, in words, as far as the reader may read the row now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from audit.models import Recorded
from config.encryption import open_all
from overview import words
from overview.words import Names
from partners.access import Plan, Standing, elsewhere, kept, plan
from partners.actors import Actor

Row = dict[str, Any]
Version = tuple[UUID, int]


@dataclass(frozen=True)
class Change:
    """One column: what it was and what it became; both empty never stands in a list."""

    label: str
    old: str
    new: str


def columns(chosen: Plan, actor_owns: bool) -> tuple[str, ...]:
    """The columns of one row that may be read: those of own rows only where the row is the reader's own."""
    return chosen.plain + chosen.own if actor_owns else chosen.plain


def versions(model: type[Recorded], ids: Iterable[UUID], names: tuple[str, ...], actor: Actor,
             numbers: Iterable[int] | None = None) -> list[Row]:  # fmt: skip
    """The kept versions of these rows, oldest first, with these columns only; of rows this actor is shown at all."""
    rows = model.history.filter(id__in=list(ids))
    if hasattr(model, "hidden") or hasattr(model, "confined"):
        rows = rows.filter(id__in=kept(model._default_manager.all(), actor).values("id"))
    names = tuple(name for name in names if name not in elsewhere(model))
    if numbers is not None:
        rows = rows.filter(version__in=list(numbers))
    return list(rows.order_by("id", "version").values(*names))


def between(model: type[Recorded], old: Row | None, new: Row, names: Names) -> list[Change]:
    """Old and new of every column that says something and is not the same."""
    found = []
    for name in new:
        if not words.shown(model, name):
            continue
        before = words.in_row(model, name, old, names) if old else ""
        after = words.in_row(model, name, new, names)
        if before != after:
            found.append(Change(words.label(model, name), before, after))
    return found


def of_versions(wanted: dict[type[Recorded], set[Version]], standing: Standing,
                names: Names) -> dict[Version, list[Change]]:  # fmt: skip
    """The changes that made each of these versions: one query for each kind of record, whatever their number."""
    found: dict[type[Recorded], list[Row]] = {}
    for model, pairs in wanted.items():
        chosen = plan(model, standing)
        if chosen is None or chosen.rows is not None:
            continue
        numbers = {number for _id, number in pairs} | {number - 1 for _id, number in pairs}
        found[model] = versions(model, {key for key, _number in pairs}, chosen.plain, standing.actor, numbers)
        names.want(model, found[model])
    names.fetch()
    open_all(secret for rows in found.values() for secret in words.secrets_in(rows))
    changes: dict[Version, list[Change]] = defaultdict(list)
    for model, rows in found.items():
        known = {(row["id"], row["version"]): row for row in rows}
        for key, number in wanted[model] & known.keys():
            changes[key, number] = between(model, known.get((key, number - 1)), known[key, number], names)
    return changes
