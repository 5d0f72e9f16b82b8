"""Everything that is of one child: found by what points at its cases, so that a new kind of record is not forgotten.

What points at a row that goes, goes too. Between the files of two children a model says itself what happens: rows that
go with either (`goes_with`), or that stay and let go of the other (`lets_go`). Anything else is kept, and said.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit import guards
from audit.models import Entry
from config.encryption import DataKey
from intake.legal_hold import SOURCE
from intake.models import Case, Certificate
from partners.errors import RuleBroken

Model = type[models.Model]
Found = dict[Model, set[Any]]
# By these columns a row names the case or the record that it is about, without a foreign key.
BY_ID = ("case_id", "about", "record")
# What stays: the ledger holds no content (decision 0028), and a certificate is what is left of a file.
STAYS: tuple[Model, ...] = (Entry, Certificate, *guards.SEALED)


@cache
def histories() -> frozenset[Model]:
    return frozenset(model.history.model for model in guards.tracked())


@cache
def kinds() -> tuple[Model, ...]:
    """Every model that may hold something of a child: history goes with its row."""
    return tuple(model for model in apps.get_models() if model not in histories() and model not in STAYS)


@cache
def pointers() -> tuple[tuple[Model, Any, Model], ...]:
    """Each model and column that points at another model by a foreign key."""
    return tuple((model, column, column.related_model) for model in kinds()
                 for column in model._meta.concrete_fields if column.is_relation)  # fmt: skip


@cache
def named() -> tuple[tuple[Model, str], ...]:
    """Each model and column that names something by its id alone."""
    return tuple((model, column.name) for model in kinds() for column in model._meta.concrete_fields
                 if column.name in BY_ID and not column.is_relation)  # fmt: skip


def of(cases: Collection[UUID]) -> Found:
    """Every row of these cases, by model. Raises RuleBroken when another child's file holds on to one of them."""
    found: Found = defaultdict(set)
    found[Case] = set(cases)
    fresh: Mapping[Model, Collection[Any]] = dict(found)
    while fresh:
        more: Found = defaultdict(set)
        for model, keys in _next(fresh, cases):
            more[model] |= set(keys) - found[model]
        fresh = {model: keys for model, keys in more.items() if keys}
        for model, fresh_keys in fresh.items():
            found[model] |= set(fresh_keys)
    return {model: keys for model, keys in found.items() if keys}


def _next(fresh: Mapping[Model, Collection[Any]], cases: Collection[UUID]) -> Iterator[tuple[Model, Iterable[Any]]]:
    for model, column, target in pointers():
        if target in fresh:
            yield model, _pointing(model, column, fresh[target], cases)
    ids = {key for keys in fresh.values() for key in keys if isinstance(key, UUID)}
    for model, name in named():
        rows = model._base_manager.filter(**{f"{name}__in": ids})
        yield model, _of_own(model, rows, cases).values_list("pk", flat=True)


def in_a_case(model: Model) -> bool:
    return any(column.attname == "case_id" for column in model._meta.concrete_fields)


def _of_own(model: Model, rows: Any, cases: Collection[UUID]) -> Any:
    """Without those that stand in the file of another child: they name no more than an id."""
    return rows.filter(Q(case_id=None) | Q(case_id__in=cases)) if in_a_case(model) else rows


def _pointing(model: Model, column: Any, keys: Collection[Any], cases: Collection[UUID]) -> Iterable[Any]:
    rows = model._base_manager.filter(**{f"{column.attname}__in": keys})
    own = list(_of_own(model, rows, cases).values_list("pk", flat=True))
    others = rows.exclude(pk__in=own)
    if column.name in getattr(model, "lets_go", ()) or not others.exists():
        return own
    if column.name not in getattr(model, "goes_with", ()):
        sentence = _("Something in the file of another child rests on this file (%(what)s): look at that first.")
        raise RuleBroken("held-by-another", sentence % {"what": model._meta.verbose_name}, SOURCE)
    return [*own, *others.values_list("pk", flat=True)]


def holding_on(found: Found) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    """The rows of other children that stay and let go: each with what becomes of its columns."""
    for model, column, target in pointers():
        values = getattr(model, "lets_go", {})
        if column.name in values and target in found:
            rows = model._base_manager.filter(**{f"{column.attname}__in": found[target]})
            for row in rows.exclude(pk__in=found.get(model, ())):
                yield row, values


def data_keys(found: Found) -> set[UUID]:
    """The keys under which these rows stand or stood, but for what another child's rows stand under as well."""
    keys: set[UUID] = set()
    with_key = [model for model in kinds() if any(each.name == "data_key" for each in model._meta.concrete_fields)]
    for model in with_key:
        keys |= _keys(model.history.filter(id__in=found.get(model, ())))
    for model in with_key:
        stays = model.history.filter(data_key__in=keys).exclude(id__in=found.get(model, ()))
        keys -= _keys(stays)
    return set(DataKey.objects.filter(pk__in=keys).values_list("pk", flat=True))


def _keys(rows: Any) -> set[UUID]:
    return set(rows.values_list("data_key", flat=True))


def left(cases: Collection[UUID]) -> list[str]:
    """The tables in which something of these cases still stands."""
    tables = []
    for model in kinds():
        if model is Case:
            rows = model._base_manager.filter(pk__in=cases)
        elif in_a_case(model):
            rows = model._base_manager.filter(case_id__in=cases)
        else:
            continue
        if rows.exists():
            tables.append(model._meta.db_table)
    return sorted(tables)
