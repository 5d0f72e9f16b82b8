"""Ask the access table: may this actor see or do this, here? And which columns may be selected?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Case, F, Q, Value, When

from partners.access_grounds import READ_ONLY
from partners.access_table import WITHOUT_CASE
from partners.actors import Actor
from partners.data_classes import SHOWN_BOOKKEEPING, DataClass, Fields
from partners.errors import NotAllowed
from partners.grounds import Ground
from partners.rights import DENIED, FULL, SUMMARY, Right, by_grounds, cell
from partners.roles import ROLES

# Stands for whichever case it is, where that makes no difference.
ANY = UUID(int=0)


@dataclass(frozen=True)
class Standing:
    """Where an actor stands in one case: the grounds that are open for this actor now.

    `sees` gives the ids of all cases this actor may know of, as a subquery that is made when a column asks for it.
    `goes_on_in`: the case of the same child in which this one goes on; here nothing is done any more, and as little in
    a case that `is_closed`. `named`: the records for which the actor is named in person.
    """

    actor: Actor
    case: UUID | None
    grounds: frozenset[Ground]
    sees: Callable[[], Any] = field(default=tuple, compare=False, repr=False)
    goes_on_in: UUID | None = None
    is_closed: bool = False
    named: frozenset[UUID] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether anything is still done here, and asked of anybody."""
        return self.goes_on_in is None and not self.is_closed

    def towards(self, record: UUID) -> "Standing":
        """The same towards one record: to be named for another one opens nothing of this."""
        return self if record in self.named else replace(self, grounds=self.grounds - {Ground.NAMED})

    def right(self, data_class: DataClass) -> Right:
        """What the actor may do with one class of data here: the union of what each open ground opens.

        A ground may lend the column of somebody else, but not to a role that nobody knows.
        """
        if self.actor.role not in ROLES:
            return DENIED
        if self.case is None:
            return cell(WITHOUT_CASE.get(data_class, {}).get(self.actor.role, "-"))
        return by_grounds(self.actor.role, self.grounds, data_class)

    def require_to_act(self, data_class: DataClass, how: str) -> None:
        """The same for doing something, even when reading is right enough: not through a ground that only reads."""
        replace(self, grounds=self.grounds - READ_ONLY).require(data_class, how)

    def require(self, data_class: DataClass, how: str) -> None:
        """Raise NotAllowed unless the actor `reads`, `writes` or `decides` this class here."""
        right = self.right(data_class)
        if not {"reads": right.anything, "writes": right.writes, "decides": right.decides}[how]:
            raise NotAllowed(f"{data_class}:{how}")


def data_of(model: type[models.Model]) -> dict[DataClass, Fields]:
    """The classes of a model's fields; a model that declares none shows nothing."""
    return getattr(model, "data", {})


def kept(rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
    """The rows without those that a model keeps for the ledger only (`hidden`) or for some roles only (`confined`)."""
    hidden, confined = getattr(rows.model, "hidden", None), getattr(rows.model, "confined", None)
    if hidden is not None:
        rows = rows.exclude(hidden)
    if confined is not None and actor.role not in confined[1]:
        rows = rows.exclude(confined[0])
    return rows


def elsewhere(model: type[models.Model]) -> Mapping[str, str]:
    """The columns that tell of another case, each with the column that names it: for who may know of that case."""
    return getattr(model, "elsewhere", {})


def unsaid(model: type[models.Model], standing: Standing) -> tuple[str, ...]:
    """Not told of own rows: what they belong with (`beside`) and, outside a case, what became of them (`inside`)."""
    beside: tuple[str, ...] = getattr(model, "beside", ())
    return beside if standing.case else beside + getattr(model, "inside", ())


def mine(model: type[models.Model], actor: Actor) -> Q:
    """Which rows are the actor's own: what its organisation recorded, and what is its own by `owned_through`."""
    through: str | None = getattr(model, "owned_through", None)
    recorded = Q(created_by_organisation=actor.organisation_id)
    return recorded | Q(**{through: actor.organisation_id}) if through and actor.organisation_id else recorded


@dataclass(frozen=True)
class Plan:
    """What to select of a model: columns as they are, columns of own rows only, and which rows."""

    plain: tuple[str, ...]
    own: tuple[str, ...]
    rows: Q | None
    classes: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return self.plain + self.own


def apart(model: type[models.Model]) -> frozenset[DataClass]:
    """The classes that are read of one record by itself: never in a list, in a history, by a search, beside others."""
    return getattr(model, "apart", frozenset())


def plan(model: type[models.Model], standing: Standing, *, alone: bool = False) -> Plan | None:
    """Which rows and columns of a model the actor may read here; None: nothing, not even that rows exist.

    The first class of a model decides about its rows; each further class about its own columns. Only `alone`, for one
    record and who stands `towards` it, come the columns of classes that stand apart.
    """
    if standing.case is None:
        return _drawn_up(model, standing, alone)
    kind: Any = model
    return _in_any_case(kind, standing.actor.at_any_time, standing.grounds, alone)


# A desk asks it of a thousand cases and each kind of record, and so does the next call: where the grounds are the same
# it is the same.
@lru_cache(maxsize=10_000)
def _in_any_case(model: Any, actor: Actor, grounds: frozenset[Ground], alone: bool) -> Plan | None:
    return _drawn_up(model, Standing(actor, ANY, grounds), alone)


def _drawn_up(model: type[models.Model], standing: Standing, alone: bool) -> Plan | None:
    plain: list[str] = list(SHOWN_BOOKKEEPING)
    own: list[str] = []
    classes = []
    for data_class, fields in data_of(model).items():
        if data_class in apart(model) and not alone:
            continue
        right = standing.right(data_class)
        if right.anything:
            classes.append(str(data_class))
        plain += fields.all if right.reads == FULL else fields.summary if right.reads == SUMMARY else ()
        if right.own and right.reads < FULL:
            own += fields.rest if right.reads == SUMMARY else fields.all
    first = standing.right(next(iter(data_of(model)), DataClass.CONFIGURATION))
    if not data_of(model) or not first.anything:
        return None
    if not first.reads:
        own = [name for name in own if name not in unsaid(model, standing)]
    return Plan(tuple(plain), tuple(own), None if first.reads else mine(model, standing.actor), tuple(classes))


def classes_of(model: type[models.Model], standing: Standing, *, alone: bool = False) -> tuple[str, ...]:
    """The classes of data of a model that the actor reads here: what the entry of a reading names."""
    chosen = plan(model, standing, alone=alone)
    return chosen.classes if chosen else ()


def visible(rows: models.QuerySet[Any], standing: Standing) -> "models.QuerySet[Any] | None":
    """The rows the actor may know of here; None when not even that there are any."""
    chosen = plan(rows.model, standing)
    if chosen is None or chosen.rows is None:
        return None if chosen is None else kept(rows, standing.actor)
    # What one raised oneself, outside every case, does not vanish by what others make of it inside one.
    return (rows if standing.case is None else kept(rows, standing.actor)).filter(chosen.rows)


def select(rows: models.QuerySet[Any], standing: Standing, *, alone: bool = False) -> "models.QuerySet[Any] | None":
    """The rows as dictionaries with just the columns the actor may read; what may not be read is not selected."""
    chosen, known = plan(rows.model, standing, alone=alone), visible(rows, standing)
    return None if chosen is None or known is None else columns(known, chosen, standing)


def columns(rows: models.QuerySet[Any], chosen: Plan, standing: Standing, **more: Any) -> "models.QuerySet[Any]":
    """The columns of a plan, and `more` beside them; some of them only of the rows in which they may be read."""
    plain, some = split(rows.model, chosen, standing)
    return rows.annotate(**some, **more).values(*plain, *some, *more)


def split(model: type[models.Model], chosen: Plan, standing: Standing) -> tuple[list[str], dict[str, Case]]:
    """The columns of a plan that are selected as they are, and those of only the rows in which they may be read."""
    only_if = conditions(model, chosen, standing)
    return [name for name in chosen.plain if name not in only_if], picked(only_if)


def conditions(model: type[models.Model], chosen: Plan, standing: Standing) -> dict[str, Q]:
    """The columns of a plan that may not be read in every row, each with which rows it may be read in."""
    owned = mine(model, standing.actor)
    linked = elsewhere(model)
    only_if = {name: seen(linked[name], standing) for name in chosen.plain if name in linked}
    return only_if | {name: owned & seen(linked[name], standing) if name in linked else owned for name in chosen.own}


def seen(name: str, standing: Standing) -> Q:
    """Whether the case that this column names is one the actor may know of."""
    cases = standing.sees()
    return cases.in_case_of(name) if isinstance(cases, models.QuerySet) else Q(**{f"{name}__in": cases})


def picked(only_if: Mapping[str, Q]) -> dict[str, Case]:
    """Columns that are selected only of the rows that fit their condition."""
    return {_some(name): Case(When(fits, then=F(name)), default=Value(None)) for name, fits in only_if.items()}


def _some(name: str) -> str:
    """An annotation may not carry the name of a field: it is selected under another, and renamed afterwards."""
    return f"some_{name}"


def clean(row: dict[str, Any]) -> dict[str, Any]:
    """A selected row under the names of its fields; columns that stayed hidden in this row are left out."""
    return {
        name.removeprefix("some_"): value
        for name, value in row.items()
        if not (name.startswith("some_") and value is None)
    }


def read(rows: models.QuerySet[Any], standing: Standing, *, alone: bool = False) -> list[dict[str, Any]]:
    """Every row the actor may read, with the columns the actor may read."""
    selected = select(rows, standing, alone=alone)
    return [] if selected is None else [clean(row) for row in selected]


def read_one(
    rows: models.QuerySet[Any], record: UUID, standing: Standing
) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """One of these records by itself, with what stands apart, and the classes read of it; None: not to be known."""
    here = standing.towards(record)
    found = read(rows.filter(pk=record), here, alone=True)
    return next(iter(found), None), classes_of(rows.model, here, alone=True)
