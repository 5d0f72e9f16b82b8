"""The Act: one declaration per verb, from which the admin's button and form and the API's endpoint follow.

An act names where it stands (its path under the API, and with it its parent), what it is called, the verb, the
model whose fields it takes, and the right it needs. The model's fields are the shared declaration of an input.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.functional import Promise

from audit import ledger
from audit.models import Kind, Recorded, StaleRow
from partners import involvement
from partners.access import Standing, visible
from partners.access_grounds import READ_ONLY
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound, RuleBroken

Choices = Callable[[Any, Actor, datetime], models.QuerySet[Any]]
# Sentences that a person should read before deciding; they forbid nothing.
Advise = Callable[[Any, Actor, datetime], Sequence[str | Promise]]
# What the form need not ask of this actor (None), and the codes it offers where not all make sense.
Narrow = Callable[[Any, Actor, datetime], Mapping[str, Collection[str] | None]]
# A parent that is computed and not stored, by its id. Raises NotFound.
Compute = Callable[[UUID, Standing, datetime], Any]
# What stands already, by field: the form starts from it.
Prefill = Callable[[Any, Actor, datetime], Mapping[str, Any]]


def hold(row: Recorded, versions: Collection[int]) -> None:
    """Keep the row as it stands until the transaction ends, if it stands at one of these versions. Raises StaleRow.

    Its case is locked first, as the verbs do it, so that no two of them wait for each other.
    """
    model, case = type(row), row.in_case()
    if case:
        model._meta.get_field("case").related_model._default_manager.select_for_update().get(pk=case)
    current = model._default_manager.select_for_update().values_list("version", flat=True).get(pk=row.pk)
    if current not in versions:
        raise StaleRow(f"{model._meta.label} {row.pk} stands at version {current}")


@dataclass(frozen=True)
class Group:
    """Fields that belong together, of this or another model: nested in the API, a block on the form."""

    name: str
    model: type[models.Model]
    fields: tuple[str, ...]
    label: str | Promise
    required: bool = True


@dataclass(frozen=True)
class Earlier:
    """What a person must have seen before doing something more of it: the rows of this parent, under a title."""

    title: str | Promise
    rows: Callable[[Any], Sequence[models.QuerySet[Any]]]


@dataclass(frozen=True, eq=False)
class Act:
    """Something somebody does. See the module's docstring for what each member says.

    `when_joined`: it can be done, too, in a file that goes on in another case; `when_closed`: in a closed case.
    `shows` is the kind of record, besides the parent, that a person must see while deciding: its newest row.
    With `prefill` the form holds what stands, so that what a person empties is emptied; in the API a member that is
    left out stays as it is, and the verb is not told of it.
    """

    path: str
    label: str | Promise
    verb: Callable[..., Recorded]
    model: type[Recorded]
    fields: tuple[str, ...]
    right: tuple[DataClass, str]
    parent_model: type[Recorded] | None = None
    parent_from: Compute | None = None
    check: Callable[[Any, Actor, datetime], None] | None = None
    groups: tuple[Group, ...] = ()
    required: tuple[str, ...] = ()
    choices: Mapping[str, Choices] = field(default_factory=dict)
    narrow: Narrow | None = None
    prefill: Prefill | None = None
    advise: Advise | None = None
    shows: type[Recorded] | None = None
    # How the form divides its fields, and what a field is called here where the model's word says less.
    sections: tuple[tuple[str | Promise, tuple[str, ...]], ...] = ()
    labels: Mapping[str, str | Promise] = field(default_factory=dict)
    earlier: Earlier | None = None
    when_joined: bool = False
    when_closed: bool = False
    # Whether a person proves once more who they are before doing it (docs/decisions/0066-second-step.md).
    proof: bool = False
    # What the ledger calls an attempt that was refused.
    attempted_as: str = Kind.DENIAL
    source: str = ""
    help: str | Promise = ""
    # Rows beside the record that the check looks at: fetched for all records of a page at once.
    looks_at: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def name(self) -> str:
        """One word for URLs and for the operation's id: "conversations", "placements-moves"."""
        return "-".join(part for part in self.path.split("/") if "{" not in part and part != "cases") or "cases"

    @property
    def parent(self) -> str:
        """The verb's argument for the parent: the last name in braces; empty when there is none."""
        names = re.findall(r"{(\w+)}", self.path)
        return names[-1] if names else ""

    @property
    def changes_parent(self) -> bool:
        """Whether it edits or corrects the record under which it stands; what it newly reports changes none."""
        return self.parent not in {"", "case"} and self.model is self.parent_model

    @property
    def in_case(self) -> bool:
        """Whether it stands under a case; what does not is about the organisation itself."""
        return "{case}" in self.path

    def allowed(self, standing: Standing) -> bool:
        """Whether the actor has the right to do it here, whatever it is about."""
        try:
            standing.require_to_act(*self.right)
        except NotAllowed:
            return False
        return True

    def available(self, parent: Recorded | None, standing: Standing, at: datetime) -> bool:
        """Whether to show the button: the actor has the right, and the verb's check says yes."""
        joined = standing.goes_on_in is not None and not self.when_joined
        if joined or (standing.is_closed and not self.when_closed):
            return False
        if not self.allowed(standing):
            return False
        try:
            if self.check is not None:
                self.check(parent, standing.actor, at)
        except (NotAllowed, RuleBroken):
            return False
        return True

    def check_goes_on(self, standing: Standing, at: datetime) -> None:
        """What is done here is still done: not in a file that was joined with another or closed. Raises RuleBroken."""
        if not self.when_joined:
            involvement.check_not_joined(standing, at)
        if not self.when_closed:
            involvement.check_not_closed(standing)

    def find_parent(self, ids: Mapping[str, UUID], standing: Standing, at: datetime) -> Any:
        """The parent the path names, if it belongs to the case of the path and the actor may know of it.

        Without a case in the path it is one that the actor knows of without any.
        """
        if self.parent_from is not None:
            return self.parent_from(ids[self.parent], standing, at)
        if self.parent_model is None:
            return None
        if self.parent == "case":
            # Who stands in a case knows that it is there; it is read when somebody asks it something.
            return self.parent_model.from_db(None, ["id"], [ids["case"]])
        rows = self.parent_model._default_manager.filter(pk=ids[self.parent])
        known = visible(rows.filter(case_id=ids["case"]) if self.in_case else rows, standing)
        row: Recorded | None = known.first() if known is not None else None
        if row is None:
            raise NotFound
        return row

    def stand(self, *, actor: Actor, at: datetime, ids: Mapping[str, UUID]) -> tuple[Standing, Any]:
        """Where the actor stands, and the parent, with the right this act needs. Raises NotFound, NotAllowed."""
        case = ids.get("case")
        standing = involvement.standing(actor, case, at) if case else involvement.without_case(actor)
        parent = self.find_parent(ids, standing, at)
        standing.require_to_act(*self.right)
        return standing, parent

    def perform(self, *, standing: Standing, parent: Any, at: datetime, data: Mapping[str, Any],
                seen: Collection[int] | None = None) -> Recorded:  # fmt: skip
        """Call the verb for an actor who `stand`s there. Raises RuleBroken.

        `seen`: which versions of the parent the actor has before them; at any other it raises StaleRow.
        """
        standing.require_to_act(*self.right)
        self.check_goes_on(standing, at)
        if seen is not None and parent is not None:
            hold(parent, seen)
        named = {self.parent: parent} if self.parent else {}
        with ledger.together(), ledger.through(standing.grounds - READ_ONLY):
            return self.verb(by=standing.actor, at=at, **named, **data)
