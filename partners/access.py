"""Ask the access table: may this actor see or do this, here? And which columns may be selected?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Case, F, Q, Value, When

from partners.access_table import (
    COLUMNS,
    GROUND_LENDS,
    GROUND_OPENS,
    OPERATIONAL,
    ROLES_OF_COLUMN,
    SUPERVISOR_DECIDES,
    SUPERVISOR_NEVER,
    TABLE,
    WITHOUT_CASE,
)
from partners.actors import Actor
from partners.data_classes import SHOWN_BOOKKEEPING, DataClass, Fields
from partners.errors import NotAllowed
from partners.grounds import Ground

NOTHING, SUMMARY, FULL = 0, 1, 2


@dataclass(frozen=True)
class Right:
    """What one cell gives: how much of anybody's rows, whether all of one's own rows, and what one may do."""

    reads: int = NOTHING
    own: bool = False
    writes: bool = False
    decides: bool = False
    only: Ground | None = None

    def __or__(self, other: "Right") -> "Right":
        return Right(
            max(self.reads, other.reads), self.own or other.own, self.writes or other.writes,
            self.decides or other.decides,
        )  # fmt: skip

    @property
    def anything(self) -> bool:
        return bool(self.reads or self.own)


DENIED = Right()
WORDS = {
    "-": DENIED,
    "S": Right(reads=SUMMARY),
    "O": Right(own=True),
    "R": Right(reads=FULL),
    "W": Right(reads=FULL, own=True, writes=True),
    "W+O": Right(own=True, writes=True),
    "W+S": Right(reads=SUMMARY, own=True, writes=True),
    "A": Right(reads=FULL, own=True, writes=True, decides=True),
}


def cell(word: str) -> Right:
    """One word of the table as a right; an unknown word stops the start."""
    right, _, ground = word.partition("@")
    return replace(WORDS[right], only=Ground[ground] if ground else None)


@cache
def of_column(column: str, data_class: DataClass) -> Right:
    words = TABLE.get(data_class, "").split()
    return cell(words[COLUMNS.index(column)]) if words else DENIED


@cache
def of_role(role: str, data_class: DataClass) -> Right:
    """What a role may at most, before its grounds are asked. An unknown role or class: nothing."""
    if role in OPERATIONAL:
        if data_class in SUPERVISOR_NEVER:
            return DENIED
        rights = [of_role(operational, data_class) for operational in OPERATIONAL[role]]
        widest = max(rights, key=lambda right: (right.reads, right.own))
        decides = data_class in SUPERVISOR_DECIDES.get(role, ())
        return Right(reads=widest.reads, own=widest.own, decides=decides, only=widest.only)
    for column in COLUMNS:
        if role in ROLES_OF_COLUMN.get(column, (column,)):
            return of_column(column, data_class)
    return DENIED


@dataclass(frozen=True)
class Standing:
    """Where an actor stands in one case: the grounds that are open for this actor now.

    `sees`: the ids of all cases this actor may know of, as a subquery; without it none but this one.
    """

    actor: Actor
    case: UUID | None
    grounds: frozenset[Ground]
    sees: Any = field(default=(), compare=False, repr=False)

    def right(self, data_class: DataClass) -> Right:
        """What the actor may do with one class of data here: the union of what each open ground opens."""
        if self.case is None:
            return cell(WITHOUT_CASE.get(data_class, {}).get(self.actor.role, "-"))
        total = DENIED
        for ground in self.grounds:
            total |= self._through(ground, data_class)
        return total

    def _through(self, ground: Ground, data_class: DataClass) -> Right:
        lent = GROUND_LENDS.get(ground)
        right = of_column(lent, data_class) if lent else of_role(self.actor.role, data_class)
        if right.only is not None and right.only not in self.grounds:
            return DENIED
        opens = GROUND_OPENS.get(ground)
        if opens is None:
            return right
        most = WORDS[opens.get(data_class, "-")].reads
        return Right(min(right.reads, most), right.own and most == FULL, right.writes and most == FULL,
                     right.decides and most == FULL)  # fmt: skip

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


def elsewhere(model: type[models.Model]) -> tuple[str, ...]:
    """The columns that name another case: only who may know of that case reads them."""
    return getattr(model, "elsewhere", ())


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


def plan(model: type[models.Model], standing: Standing) -> Plan | None:
    """Which rows and columns of a model the actor may read here; None: nothing, not even that rows exist.

    The first class of a model decides about its rows; each further class about its own columns.
    """
    plain: list[str] = list(SHOWN_BOOKKEEPING)
    own: list[str] = []
    classes = []
    for data_class, fields in data_of(model).items():
        right = standing.right(data_class)
        if right.anything:
            classes.append(str(data_class))
        plain += fields.all if right.reads == FULL else fields.summary if right.reads == SUMMARY else ()
        if right.own and right.reads < FULL:
            own += fields.rest if right.reads == SUMMARY else fields.all
    first = standing.right(next(iter(data_of(model)), DataClass.CONFIGURATION))
    if not data_of(model) or not first.anything:
        return None
    mine = Q(created_by_organisation=standing.actor.organisation_id)
    return Plan(tuple(plain), tuple(own), None if first.reads else mine, tuple(classes))


def classes_of(model: type[models.Model], standing: Standing) -> tuple[str, ...]:
    """The classes of data of a model that the actor reads here: what the entry of a reading names."""
    chosen = plan(model, standing)
    return chosen.classes if chosen else ()


def visible(rows: models.QuerySet[Any], standing: Standing) -> "models.QuerySet[Any] | None":
    """The rows the actor may know of here; None when not even that there are any."""
    chosen = plan(rows.model, standing)
    if chosen is None or chosen.rows is None:
        return None if chosen is None else kept(rows, standing.actor)
    return kept(rows, standing.actor).filter(chosen.rows)


def select(rows: models.QuerySet[Any], standing: Standing) -> "models.QuerySet[Any] | None":
    """The rows as dictionaries with just the columns the actor may read; what may not be read is not selected."""
    chosen, known = plan(rows.model, standing), visible(rows, standing)
    if chosen is None or known is None:
        return None
    mine = Q(created_by_organisation=standing.actor.organisation_id)
    linked = elsewhere(rows.model)
    only_if = {name: seen(name, standing) for name in chosen.plain if name in linked}
    only_if |= {name: mine & seen(name, standing) if name in linked else mine for name in chosen.own}
    plain = [name for name in chosen.plain if name not in only_if]
    return known.annotate(**picked(only_if)).values(*plain, *map(_some, only_if))


def seen(name: str, standing: Standing) -> Q:
    """Whether the case that this column names is one the actor may know of."""
    return Q(**{f"{name}__in": standing.sees})


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


def read(rows: models.QuerySet[Any], standing: Standing) -> list[dict[str, Any]]:
    """Every row the actor may read, with the columns the actor may read."""
    selected = select(rows, standing)
    return [] if selected is None else [clean(row) for row in selected]


@dataclass(frozen=True)
class Many:
    """Rows of many cases as they may be selected: columns as they are, columns of some rows only, and the plans."""

    rows: models.QuerySet[Any]
    plain: tuple[str, ...]
    some: tuple[str, ...]
    plans: Mapping[UUID, Plan]

    def told(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A selected row under the names of its fields, without what may not be told of it."""
        return {
            name.removeprefix("some_"): value
            for name, value in row.items()
            if name == "in_case" or _told(name.removeprefix("some_"), value, self.plans[row["in_case"]])
        }


def read_many(
    rows: models.QuerySet[Any], standings: Mapping[UUID, Standing], case: str = "case_id"
) -> list[dict[str, Any]]:
    """The rows of many cases, each with the columns the actor may read in its case; one query, whatever the mix."""
    if not standings:
        return []
    many = of_many(rows, standings, case)
    return [many.told(row) for row in many.rows.values(*many.plain, *many.some, "in_case")]


def of_many(rows: models.QuerySet[Any], standings: Mapping[UUID, Standing], case: str = "case_id") -> Many:
    """The rows of many cases, ready to be selected, each with the columns the actor may read in its own case.

    `case` names the column that holds the case's id. A column that only some cases allow is selected for those only,
    and one that is for own rows only of those.
    """
    anywhere = next(iter(standings.values()))
    plans = {key: plan(rows.model, standing) for key, standing in standings.items()}
    open_to = {key: chosen for key, chosen in plans.items() if chosen is not None and chosen.rows is None}
    allowed: dict[str, list[UUID]] = {}
    for key, chosen in open_to.items():
        for name in chosen.plain:
            allowed.setdefault(name, []).append(key)
    only_if = {name: Q(**{f"{case}__in": keys}) for name, keys in allowed.items() if len(keys) < len(open_to)}
    for key, chosen in open_to.items():
        mine = Q(**{case: key, "created_by_organisation": standings[key].actor.organisation_id})
        for name in chosen.own:
            only_if[name] = only_if[name] | mine if name in only_if else mine
    for name in (allowed.keys() | only_if.keys()) & set(elsewhere(rows.model)):
        only_if[name] = only_if.get(name, Q()) & seen(name, anywhere)
    plain = [name for name in allowed if name not in only_if]
    chosen_rows = kept(rows, anywhere.actor).filter(**{f"{case}__in": list(open_to)})
    selected = chosen_rows.annotate(**picked(only_if), in_case=F(case))
    return Many(selected, tuple(plain), tuple(map(_some, only_if)), open_to)


def _told(name: str, value: Any, chosen: Plan) -> bool:
    """Whether a column belongs to the answer: of what one reads of own rows only, nothing means somebody else's."""
    return name in chosen.plain or (name in chosen.own and value is not None)
