"""Everything the house holds of a child, from the register of models itself: each column with what becomes of it.

A new kind of record comes along by itself. A column of which policy/subject_access.py says nothing is left out, and
`not_judged` names it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from audit.models import Recorded
from config.encryption import EncryptedTextField, open_all
from config.fields import ChoiceListField, NamesField
from intake.models import Case, Child, Document, IntakeLocation
from overview import words
from overview.words import Names
from partners.access import data_of
from partners.data_classes import BOOKKEEPING
from partners.grounds import Ground
from partners.models import Involvement, Organisation, Person
from policy.subject_access import ABOUT_NO_CHILD, CLASSES, FIELDS, Goes

Row = dict[str, Any]
Model = type[Recorded]
# The scan of a document is judged like a text, though it stands in no column.
CONTENT = "content"
FIRST = (Child, Case)


def kinds() -> list[Model]:
    """Every kind of record that there is, but those that are about no child."""
    found = [model for model in apps.get_models() if issubclass(model, Recorded)]
    about = [model for model in found if model.__name__ not in ABOUT_NO_CHILD]
    # Who the child is comes first; who is involved and was told, last.
    return sorted(about, key=lambda model: (model not in FIRST, model._meta.app_label == "partners"))


def column_of_case(model: Model) -> str:
    """By which column the rows of a kind belong to a case; empty when nobody can tell."""
    names = {each.name for each in model._meta.concrete_fields}
    return "id" if model is Case else next((name for name in ("case", "case_id") if name in names), "")


def columns(model: Model) -> Iterator[Any]:
    """The columns that say something of the record itself: not to which case it belongs, or who wrote it when."""
    aside = {*BOOKKEEPING, column_of_case(model)}
    yield from (each for each in model._meta.concrete_fields if each.name not in aside)


def goes(model: Model, name: str) -> Goes:
    """What becomes of a column: by its own line, else by its class of data, and within that by what it can hold."""
    own = FIELDS.get(f"{model.__name__}.{name}")
    if own is not None:
        return own
    known = [each for each, fields in data_of(model).items() if name in fields.all]
    of_class = CLASSES.get(known[0], Goes.NOT_JUDGED_YET) if known else Goes.NOT_JUDGED_YET
    return by_kind(model._meta.get_field(name)) if of_class is Goes.GIVEN else of_class


def by_kind(column: Any) -> Goes:
    """Of a column in a class that goes along."""
    if column.is_relation:
        return by_target(column.related_model)
    if isinstance(column, models.UUIDField):
        return Goes.MACHINERY
    return Goes.JUDGED if is_free(column) else Goes.GIVEN


def by_target(target: type[models.Model]) -> Goes:
    if target is Person:
        return Goes.BY_FUNCTION
    if target in (Organisation, IntakeLocation):
        return Goes.GIVEN
    return Goes.MACHINERY if issubclass(target, Recorded) else Goes.SECRET_ADDRESS


def is_free(column: Any) -> bool:
    """Whether somebody could write anything in it, also a name."""
    texts = (models.CharField, models.TextField, EncryptedTextField, NamesField, models.JSONField)
    return isinstance(column, texts) and not column.flatchoices and not isinstance(column, ChoiceListField)


def not_judged() -> list[str]:
    """The columns and kinds of record of which the policy does not say whether they go along."""
    found = [model.__name__ for model in kinds() if not column_of_case(model)]
    return found + [
        f"{model.__name__}.{each.name}"
        for model in kinds()
        for each in columns(model)
        if goes(model, each.name) is Goes.NOT_JUDGED_YET
    ]


@dataclass(frozen=True)
class Piece:
    """One text or scan of one record, as it stood from this version on: what a person has to judge."""

    model: Model
    record: UUID
    column: str
    version: int
    text: str

    @property
    def key(self) -> tuple[str, UUID, str, int]:
        return self.model._meta.label_lower, self.record, self.column, self.version


@dataclass(frozen=True)
class Kept:
    """A record with every version of it, the oldest first."""

    model: Model
    versions: Sequence[Row]

    @property
    def now(self) -> Row:
        return self.versions[-1]

    @property
    def id(self) -> UUID:
        key: UUID = self.now["id"]
        return key

    def steps(self, name: str) -> list[Row]:
        """The versions in which this column came to say something else, the oldest first."""
        found: list[Row] = []
        for row in self.versions:
            if not found or found[-1][name] != row[name]:
                found.append(row)
        return found

    def pieces(self, names: Names) -> Iterator[Piece]:
        """Every text in it, as it is and as it was."""
        for column in columns(self.model):
            if goes(self.model, column.name) is Goes.JUDGED:
                for row in self.steps(column.name):
                    text = words.value(self.model, column.name, row[column.name], names)
                    if text:
                        yield Piece(self.model, self.id, column.name, row["version"], text)
        if self.model is Document:
            yield Piece(self.model, self.id, CONTENT, self.now["version"], "")


@dataclass
class Held:
    """What is held of one child: the records by kind, and the names behind their ids."""

    records: dict[Model, list[Kept]]
    names: Names

    def pieces(self) -> list[Piece]:
        return [piece for rows in self.records.values() for kept in rows for piece in kept.pieces(self.names)]


def load(cases: Iterable[UUID]) -> Held:
    """Every record of these files, with its history: what was put right is held still."""
    ids, found = list(cases), Held({}, Names())
    for model in kinds():
        column = column_of_case(model)
        some = of_kind(model, {f"{column}__in": ids}) if column else []
        if some:
            found.records[model] = some
            for kept in some:
                found.names.want(model, kept.versions)
    # Nobody who works here, no house and no bed is said by name: these are not even fetched.
    for target in found.names.wanted.keys() - {Organisation, IntakeLocation}:
        del found.names.wanted[target]
    found.names.fetch()
    rows = [row for each in found.records.values() for kept in each for row in kept.versions]
    open_all(words.secrets_in(rows))
    return found


def of_kind(model: Model, of: Mapping[str, Any]) -> list[Kept]:
    names = [each.name for each in model._meta.concrete_fields]
    by_id: dict[UUID, list[Row]] = defaultdict(list)
    for row in model.history.filter(**of).order_by("version").values(*names):
        by_id[row["id"]].append(row)
    found = [Kept(model, rows) for rows in by_id.values() if not hidden(model, rows[-1])]
    return sorted(found, key=lambda kept: (kept.versions[0]["created_at"], str(kept.id)))


def find(kind: str, record: UUID, column: str, version: int) -> Piece | None:
    """One text as it stood in one version; None when there is none."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return None
    names = Names()
    found = (piece for kept in of_kind(model, {"id": record}) for piece in kept.pieces(names))
    return next((piece for piece in found if (piece.column, piece.version) == (column, version)), None)


def hidden(model: Model, row: Row) -> bool:
    """That somebody stands in the case for a signal of its own tells who gave it."""
    return model is Involvement and row["ground"] == Ground.OWN_SIGNAL
