"""Every kind of row by every path that writes it: was it recorded with who and why, was it refused, or neither?"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, ProtectedError, RestrictedError
from django.test import Client as Browser

from audit import ledger
from audit.models import Entry, Recorded
from partners.actors import Actor

RECORDED, GUARDED, REFUSED = "recorded", "refused by its guard", "refused otherwise"
DODGED, IDLE = "NOT RECORDED", "CHANGED NOTHING"
OF_GUARDS = re.compile("ledger|history|starts at version|goes from version|nothing is lost here")
MARK = "x-dodge"


class NotTaken(Exception):
    """A page does not take this."""


class EncryptedOnly(Exception):
    """A text in the clear is not taken."""


class Undo(Exception):
    """It was looked at: back to before."""


@dataclass
class Try:
    """One row, and who looks after it in case it is recorded."""

    row: models.Model
    column: str
    value: Any
    new: Callable[[], models.Model]
    by: Actor
    at: Any
    browser: Browser
    folder: Path

    @property
    def model(self) -> type[models.Model]:
        return type(self.row)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def is_recorded(self) -> bool:
        return isinstance(self.row, Recorded)

    def changed(self) -> models.Model:
        """The row with another value, and as the next version where it has any."""
        setattr(self.row, self.column, self.value)
        if self.is_recorded:
            self.row.version += 1
        return self.row

    @property
    def columns(self) -> dict[str, Any]:
        return {self.column: self.value} | ({"version": F("version") + 1} if self.is_recorded else {})


def raw(sql: str, *parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def verb(one: Try) -> None:
    if not one.is_recorded:
        raise NotTaken
    setattr(one.row, one.column, one.value)
    ledger.record(one.row, by=one.by, at=one.at)


def save(one: Try) -> None:
    setattr(one.row, one.column, one.value)
    one.row.save()


def save_without_history(one: Try) -> None:
    one.row.skip_history_when_saving = True
    save(one)


def save_new(one: Try) -> None:
    made = one.new()
    made.version = 0
    made.save(force_insert=True)


def update(one: Try) -> None:
    one.model._base_manager.filter(pk=one.row.pk).update(**one.columns)


def bulk_create(one: Try) -> None:
    one.model._base_manager.bulk_create([one.new()])


def bulk_update(one: Try) -> None:
    one.model._base_manager.bulk_update([one.changed()], [*one.columns])


def upsert(one: Try) -> None:
    key = one.model._meta.pk.name
    one.model._base_manager.bulk_create(
        [one.changed()], update_conflicts=True, unique_fields=[key], update_fields=[*one.columns]
    )


def m2m(one: Try) -> None:
    """There is none; the first one that comes fails here, until its rows have a guard."""
    assert not one.model._meta.many_to_many, one.model
    raise NotTaken


def raw_update(one: Try) -> None:
    version = ", version = version + 1" if one.is_recorded else ""
    column = one.model._meta.get_field(one.column).column
    stored = one.model._meta.get_field(one.column).get_db_prep_value(one.value, connection)
    raw(f'UPDATE "{one.table}" SET "{column}" = %s{version}', stored)  # noqa: S608


def raw_insert(one: Try) -> None:
    with_pk = {one.model._meta.pk.column: new_pk(one.row.pk)} | ({"version": 1} if one.is_recorded else {})
    raw(f'INSERT INTO "{one.table}" SELECT (jsonb_populate_record(t, %s::jsonb)).* FROM "{one.table}" t LIMIT 1',
        json.dumps(with_pk))  # fmt: skip  # noqa: S608


def new_pk(pk: Any) -> Any:
    return str(uuid4()) if isinstance(pk, UUID) else pk + 1000 if isinstance(pk, int) else f"{pk}-new"


def with_an_entry_of_nobody(one: Try) -> None:
    if not one.is_recorded:
        raise NotTaken
    Entry.objects.create(kind="CHANGE", table=one.table, record=one.row.pk, version=one.row.version + 1, origin="API")
    save(one)


def delete(one: Try) -> None:
    """With whatever Django would delete along."""
    one.row.delete()


def raw_delete(one: Try) -> None:
    raw(f'DELETE FROM "{one.table}" WHERE "{one.model._meta.pk.column}" = %s', one.row.pk)  # noqa: S608


def truncate(one: Try) -> None:
    raw(f'TRUNCATE "{one.table}" CASCADE')


def loaddata(one: Try) -> None:
    path = one.folder / "rows.json"
    path.write_text(serializers.serialize("json", [one.changed()]))
    try:
        call_command("loaddata", str(path), verbosity=0)
    except TypeError as fault:
        raise EncryptedOnly from fault


def admin(page: str) -> Callable[[Try], None]:
    def post(one: Try) -> None:
        meta = one.model._meta
        path = page.format(pk=one.row.pk)
        answer = one.browser.post(
            f"/admin/{meta.app_label}/{meta.model_name}/{path}", {one.column: MARK, "post": "yes"}
        )
        if answer.status_code in {403, 404, 405}:
            raise NotTaken

    return post


PATHS: dict[str, Callable[[Try], None]] = {
    "verb": verb, "save": save, "save without history": save_without_history, "save new": save_new, "update()": update,
    "bulk_create": bulk_create, "bulk_update": bulk_update, "upsert": upsert, "m2m": m2m, "raw UPDATE": raw_update,
    "raw INSERT": raw_insert, "entry of nobody": with_an_entry_of_nobody, "cascade": delete, "raw DELETE": raw_delete,
    "TRUNCATE": truncate, "loaddata": loaddata, "admin add": admin("add/"), "admin change": admin("{pk}/change/"),
    "admin delete": admin("{pk}/delete/"),
}  # fmt: skip
# The path is not there at all, or is closed before the database is asked.
ABSENT = {"m2m", "admin add", "admin change", "admin delete"}
# Where something else may refuse first: a row that is like another, is pointed at, or holds what is encrypted.
OTHERWISE = {*ABSENT, "verb", "entry of nobody", "save new", "bulk_create", "raw INSERT", "cascade", "loaddata"}


def outcome(one: Try, path: str) -> str:
    """Do it, look at what became of it at the end of the transaction, and undo it."""
    connection.check_constraints()
    found = IDLE
    try:
        with transaction.atomic():
            before, last = rows(one.table), (raw("SELECT max(id) FROM audit_entry")[0][0] or 0)
            PATHS[path](one)
            connection.check_constraints()
            changed = {key for key, row in rows(one.table).items() ^ before.items()}
            if changed:
                found = RECORDED if changed <= named(one.table, last) else DODGED
            raise Undo
    except Undo:
        return found
    except DatabaseError as fault:
        return GUARDED if OF_GUARDS.search(str(fault)) else REFUSED
    except (ProtectedError, RestrictedError, NotTaken, EncryptedOnly):
        return REFUSED


def rows(table: str) -> dict[str, str]:
    """Each row as text by what the ledger calls it."""
    key = next(each._meta.pk.column for each in apps.get_models() if each._meta.db_table == table)
    return {in_ledger(pk): row for pk, row in raw(f'SELECT "{key}"::text, t::text FROM "{table}" t')}  # noqa: S608


def in_ledger(pk: str) -> str:
    """A key as the ledger has it: what is no UUID by its hash."""
    return pk if re.fullmatch("[0-9a-f]{8}-[0-9a-f-]{27}", pk) else str(UUID(md5(pk.encode()).hexdigest()))


def named(table: str, since: int) -> set[str]:
    """The rows of which a new entry says who and why."""
    return {key for (key,) in raw(
        "SELECT record::text FROM audit_entry WHERE id > %s AND \"table\" = %s AND purpose <> '' AND kind IN "
        "('CREATE', 'CHANGE', 'DESTROY') AND (person IS NOT NULL OR user_id <> '')", since, table,
    )}  # fmt: skip
