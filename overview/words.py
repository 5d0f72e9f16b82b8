"""Rows in words: the label of a column and its value as a person reads it, in the language that is spoken now."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.models import Recorded
from config.encryption import Secret
from config.fields import ChoiceListField
from config.partial_date import PartialDateField, Precision
from intake import answers
from intake.models import Correction, IntakeLocation, Screening, SubjectText
from partners.models import Organisation, Person
from partners.roles import ROLES
from shelter.models import Bed, CoboMeeting, Location

# The one column of a reference table that says which row it is: nothing else of it is selected.
LABEL = {Organisation: "name", Person: "name", IntakeLocation: "name", Location: "name", Bed: "label",
         CoboMeeting: "meets_at"}  # fmt: skip
# Columns with the code of a role, and plain ids that name a person.
ROLE_CODES = ("role", "to_role")
PERSONS = ("created_by", "approved_by", "acknowledged_by")
# What stands on a row for the machinery or is said elsewhere on the page.
SILENT = {"id", "version", "case", "created_at", "created_by_organisation", "created_by_role", "number", "rests_on",
          "sort_key", "withdrawn", "goes_on_as", "requested_user_id", "approved_user_id",
          "acknowledged_user_id", "recorded_user_id", "seal", "column", "written_version"}  # fmt: skip
# A plain "no" here says no more than nothing.
ONLY_YES = {"is_move", "late", "interpreter", "purpose_explained", "retells_story", "explained_nidos_task",
            "explained_procedure", "linked", "travelled_along", "married", "unsafe", "wrote_it",
            "own_wish", "child_objects", "reasons_heard",
            "guardianship_discussed"}  # fmt: skip
LONG = 44
# Columns that hold more than their words.
SPOKEN: dict[tuple[type[models.Model], str], Callable[[str], str]] = {
    (Screening, "answers"): answers.in_words, (SubjectText, "kind"): lambda found: kind(found),
    (Correction, "kind"): lambda found: kind(found),
}  # fmt: skip
Row = Mapping[str, Any]


@dataclass
class Names:
    """The names behind the ids in rows, fetched with one query for each table however many rows there are."""

    known: dict[type[models.Model], dict[Any, str]] = field(default_factory=dict)
    wanted: dict[type[models.Model], set[Any]] = field(default_factory=lambda: defaultdict(set))

    def want(self, model: type[models.Model], rows: Iterable[Row]) -> None:
        """Note every id in these rows that a name will be needed for."""
        targets: list[tuple[str, type[models.Model]]] = [
            *_targets(model),
            ("created_by_organisation", Organisation),
        ]
        for row in rows:
            for name, target in targets:
                if row.get(name) is not None:
                    self.wanted[target].add(row[name])

    def fetch(self) -> "Names":
        for target, ids in self.wanted.items():
            missing = ids - self.known.get(target, {}).keys()
            if missing:
                found = target._default_manager.filter(pk__in=missing).values_list("pk", LABEL[target])
                self.known.setdefault(target, {}).update((key, plain(name)) for key, name in found)
        self.wanted.clear()
        return self

    def of(self, target: type[models.Model], key: Any) -> str:
        return self.known.get(target, {}).get(key, "")


def _targets(model: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
    found = [(name, Person) for name in PERSONS]
    for column in model._meta.concrete_fields:
        if column.is_relation and column.related_model in LABEL:
            found.append((column.name, column.related_model))
    return found


def kind(label: str) -> str:
    """What a kind of record is called, by its label in the code; the label itself when there is none any more."""
    try:
        return str(capfirst(apps.get_model(label)._meta.verbose_name))
    except (LookupError, ValueError):
        return label


def label(model: type[models.Model], name: str) -> str:
    """What a column is called."""
    return str(capfirst(model._meta.get_field(name).verbose_name))


def shown(model: type[models.Model], name: str) -> bool:
    """Whether a column says something to a person: ids of other records do not."""
    if name in SILENT or name in PERSONS:
        return False
    column = model._meta.get_field(name)
    linked = column.is_relation and issubclass(column.related_model, Recorded) and column.related_model not in LABEL
    return not linked and not isinstance(column, models.UUIDField)


def value(model: type[models.Model], name: str, found: Any, names: Names) -> str:
    """One value as a person reads it; empty when there is none."""
    column = model._meta.get_field(name)
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    if found in (None, "", []):
        return ""
    if (model, name) in SPOKEN:
        return SPOKEN[model, name](str(found))
    if name in ROLE_CODES:
        return str(ROLES[found].label) if found in ROLES else found
    if column.is_relation:
        return names.of(column.related_model, found)
    if isinstance(column, ChoiceListField):
        return ", ".join(column.labels(found))
    if isinstance(found, list):
        return ", ".join(map(str, found))
    if column.flatchoices:
        code = found.text if isinstance(found, Secret) else found
        return str(dict(column.flatchoices).get(code, code))
    return plain(found)


def in_row(model: type[models.Model], name: str, row: Row, names: Names) -> str:
    """One value of a row in words; of a date no more than is known of it (D-5)."""
    column, found = model._meta.get_field(name), row[name]
    if isinstance(column, PartialDateField) and found is not None and column.precision in row:
        return known(found, row[column.precision])
    return value(model, name, found, names)


def plain(found: Any) -> str:
    """A date, a moment, a confidential text or anything else, in words."""
    if isinstance(found, datetime):
        return moment(found)
    if isinstance(found, date):
        return day(found)
    return found.text if isinstance(found, Secret) else str(found)


def day(on: date) -> str:
    return date_format(on, "j F Y")


def short_day(on: date) -> str:
    """A day of this year without the year."""
    return date_format(on, "j N" if on.year == timezone.localdate().year else "j N Y")


def month(on: date) -> str:
    return date_format(on, "F Y")


def year(on: date) -> str:
    return date_format(on, "Y")


def known(on: date, precision: str) -> str:
    """A date as precisely as it is known."""
    return {Precision.MONTH: month, Precision.YEAR: year}.get(Precision(precision), day)(on)


def moment(at: datetime) -> str:
    """A moment to the minute; of this year without the year."""
    local = timezone.localtime(at)
    return date_format(local, "j N H:i" if local.year == timezone.localdate().year else "j N Y H:i")


@dataclass(frozen=True)
class Told:
    """One column in words; a long text gets a line of its own."""

    label: str
    text: str

    @property
    def long(self) -> bool:
        return len(self.text) > LONG


def described(model: type[models.Model], row: Row, names: Names, leave_out: Iterable[str] = ()) -> list[Told]:
    """Every column of a row that says something, as label and value."""
    skipped = set(leave_out)
    found = [
        Told(label(model, name), in_row(model, name, row, names))
        for name in row
        if name not in skipped and shown(model, name) and not (name in ONLY_YES and row[name] is False)
    ]
    return [told for told in found if told.text]


def call_name(child: Row | None) -> str:
    """Given names and the initial of the family name, as far as they may be read."""
    if not child:
        return ""
    given, family = child.get("given_names", ""), child.get("family_name", "")
    return f"{given} {family[0]}." if given and family else given or family


def full_name(child: Row | None) -> str:
    return " ".join(filter(None, [child.get("given_names", ""), child.get("family_name", "")])) if child else ""


def secrets_in(rows: Iterable[Row]) -> list[Secret]:
    """Every confidential text in rows, to be opened together."""
    return [found for row in rows for found in row.values() if isinstance(found, Secret)]


def organisation_of(row: Row, names: Names) -> str:
    """The organisation that recorded a row."""
    key: UUID | None = row.get("created_by_organisation")
    return names.of(Organisation, key)
