"""What two may both read of a kind of record: the rows and the columns that are open to each of them, and no other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models
from django.db.models import Q

from audit.models import Origin
from partners import access, rights
from partners.access import Standing
from partners.actors import anonymous
from partners.data_classes import SHOWN_BOOKKEEPING, DataClass
from partners.rights import Right

Model = type[models.Model]
# Each column with the condition under which a row shows it; None: in every row.
Columns = Mapping[str, Q | None]


class Reader(Protocol):
    """One of the two."""

    def columns(self, model: Model) -> Columns:
        """Which columns it reads beside what stands on every row; none: not even that there are rows."""

    def rows(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Which of these rows it may know of, of a kind of which it reads some column."""


@dataclass(frozen=True)
class ByRight:
    """Who reads by the access table, from where they stand."""

    standing: Standing

    def columns(self, model: Model) -> Columns:
        chosen = access.plan(model, self.standing)
        if chosen is None:
            return {}
        only_if = access.conditions(model, chosen, self.standing)
        return {name: only_if.get(name) for name in chosen.names if name not in SHOWN_BOOKKEEPING}

    def rows(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        known = access.visible(rows, self.standing)
        return rows.none() if known is None else known


@dataclass(frozen=True)
class ByList:
    """Who stands in no case, and reads the columns that are written down for it; of no row that is kept for some."""

    listed: Mapping[Model, Sequence[str]]

    def columns(self, model: Model) -> Columns:
        return dict.fromkeys(self.listed.get(model, ()))

    def rows(self, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return access.kept(rows, anonymous(Origin.SYSTEM))


@dataclass(frozen=True)
class Both(Standing):
    """Where one stands, with no more right than `other` has where that one stands."""

    other: Standing | None = None

    def right(self, data_class: DataClass) -> Right:
        return super().right(data_class) & self.other.right(data_class) if self.other else rights.DENIED


def columns(model: Model, one: Reader, other: Reader) -> Columns:
    """The columns that both read, in the order of the model's own, each where both conditions hold."""
    mine, theirs = one.columns(model), other.columns(model)
    return {name: both(mine[name], theirs[name]) for name in mine if name in theirs}


def both(one: Q | None, other: Q | None) -> Q | None:
    return one & other if one is not None and other is not None else one if one is not None else other


def classes(model: Model, shared: Columns) -> set[DataClass]:
    """The classes of data to which these columns belong."""
    return {name for name, fields in access.data_of(model).items() if shared.keys() & set(fields.all)}


def read(rows: models.QuerySet[Any], shared: Columns, one: Reader, other: Reader) -> list[dict[str, Any]]:
    """Every row that both may know of, with the columns that both read; what one of them may not is not selected."""
    known = other.rows(one.rows(rows))
    some = access.picked({name: only_if for name, only_if in shared.items() if only_if is not None})
    plain = [name for name, only_if in shared.items() if only_if is None]
    return [access.clean(row) for row in known.annotate(**some).values(*SHOWN_BOOKKEEPING, *plain, *some)]
