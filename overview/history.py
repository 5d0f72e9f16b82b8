"""Every version of one record: when, who, and what changed, as far as the reader may read the record now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Entry, Kind, Recorded
from config.encryption import open_all
from overview import changes, trail_words, words
from overview.case_page import grounds
from overview.changes import Change
from overview.trail_words import Doer
from overview.words import Names
from partners import involvement
from partners.access import Standing, classes_of, mine, plan
from partners.actors import Actor
from partners.errors import NotFound


@dataclass(frozen=True)
class Version:
    """One version of the record."""

    number: int
    when: str
    who: Doer
    reason: str
    changes: list[Change]


@dataclass(frozen=True)
class History:
    """The versions of one record, newest first."""

    kind: str
    case: UUID | None
    versions: list[Version]


def load(model: type[Recorded], pk: UUID, actor: Actor, at: datetime) -> History:
    """The history as this actor may see it, and the entry that says so. Raises NotFound."""
    case_column = {"case_id"} & {column.attname for column in model._meta.concrete_fields}
    row = model._default_manager.only("version", *case_column).filter(pk=pk).first()
    if row is None:
        raise NotFound
    case = row.in_case()
    standing = involvement.standing(actor, case, at) if case else involvement.without_case(actor)
    rows = readable(model, pk, standing, owns=owned(model, pk, actor))
    ledger.read(model, by=standing.actor, case=case, record=pk, version=row.version,
                classes=classes_of(model, standing), ground=grounds(standing))  # fmt: skip
    return History(str(model._meta.verbose_name), case, told(model, pk, rows))


def since(row: Recorded, seen: int, standing: Standing) -> list[Version]:
    """What became of a record since somebody had this version before them, newest first, as far as they may read it
    now; and, where that is anything, the entry that says that it was shown.
    """
    model, actor = type(row), standing.actor
    try:
        rows = readable(model, row.pk, standing, owns=owned(model, row.pk, actor), only=range(seen, row.version + 1))
    except NotFound:
        return []
    later = [version for version in told(model, row.pk, rows)[:-1] if version.changes]
    if later:
        ledger.read(model, by=actor, case=row.in_case(), record=row.pk, version=row.version,
                    classes=classes_of(model, standing), ground=grounds(standing))  # fmt: skip
    return later


def owned(model: type[Recorded], pk: UUID, actor: Actor) -> bool:
    """Whether it is a record of the actor's organisation."""
    own = mine(model, actor)
    return actor.organisation_id is not None and model._default_manager.filter(own, pk=pk).exists()


def readable(model: type[Recorded], pk: UUID, standing: Standing, *, owns: bool,
             only: Iterable[int] | None = None) -> list[dict[str, Any]]:  # fmt: skip
    """The versions, or `only` these, with the columns the actor may read; a record out of sight does not exist."""
    chosen = plan(model, standing)
    if chosen is None or (chosen.rows is not None and not owns):
        raise NotFound
    rows = changes.versions(model, [pk], changes.columns(chosen, owns), standing.actor, only)
    if not rows:
        raise NotFound
    return rows


def told(model: type[Recorded], pk: UUID, rows: list[dict[str, Any]]) -> list[Version]:
    """Each version in words, newest first."""
    names = Names()
    names.want(model, rows)
    entries = {entry.version: entry for entry in of_record(model, pk)}
    doers = trail_words.doers(entries.values(), names)
    open_all(words.secrets_in(rows))
    before = [None, *rows[:-1]]
    found = [
        version(entries.get(row["version"]), doers, row, changes.between(model, old, row, names))
        for old, row in zip(before, rows, strict=True)
    ]
    return found[::-1]


def of_record(model: type[Recorded], pk: UUID) -> list[Entry]:
    """The entries of the versions of one record."""
    return list(Entry.objects.filter(record=pk, table=model._meta.db_table, kind__in=(Kind.CREATE, Kind.CHANGE)))


def version(entry: Entry | None, doers: dict[int, Doer], row: dict[str, Any], found: list[Change]) -> Version:
    if entry is None:
        return Version(row["version"], words.moment(row["created_at"]), Doer(_("unknown"), ""), "", found)
    return Version(row["version"], trail_words.second(entry.at), doers[entry.id], entry.reason, found)
