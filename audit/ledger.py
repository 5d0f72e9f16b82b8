"""Write the ledger: one entry for each version of a row, one for each thing that was shown, one for each refusal.

The grain: a list makes one entry that names every case it showed (docs/decisions/0003-list-entries.md).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from django.db import models, transaction

from audit.models import Entry, Kind, Recorded


class Who(Protocol):
    """What the ledger keeps of an actor: the person, for which organisation, in which role, why, by which door."""

    @property
    def person_id(self) -> UUID | None: ...
    @property
    def user_id(self) -> str: ...
    @property
    def client_id(self) -> str: ...
    @property
    def organisation_id(self) -> UUID | None: ...
    @property
    def role(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def trace_id(self) -> str: ...
    @property
    def in_place_of(self) -> UUID | None: ...


Row = TypeVar("Row", bound=Recorded)


def record(row: Row, *, by: Who, at: datetime, reason: str = "") -> Row:
    """Save a new or changed row as its next version, with its history and its entry, all or nothing.

    Raises StaleRow when somebody changed the row since it was read.
    """
    kind = Kind.CREATE if row._state.adding else Kind.CHANGE
    if kind == Kind.CREATE:
        row.created_at, row.created_by = at, by.person_id
        row.created_by_organisation, row.created_by_role = by.organisation_id, by.role
    row._history_user_id = by.person_id
    row._change_reason = reason
    row._history_date = at
    with transaction.atomic():
        row.save()
        write(
            kind,
            by=by,
            table=row._meta.db_table,
            record=row.pk,
            version=row.version,
            case=row.in_case(),
            reason=reason,
        )
    return row


def write(kind: str, *, by: Who, **what: object) -> Entry:
    """Add one entry. `what` names the fields of Entry that say what it was about."""
    return Entry.objects.create(
        kind=kind,
        person=by.person_id,
        user_id=by.user_id,
        client=by.client_id,
        organisation=by.organisation_id,
        role=by.role,
        purpose=by.purpose,
        origin=by.origin,
        trace_id=by.trace_id,
        in_place_of=by.in_place_of,
        **what,
    )


def read(model: type[models.Model], *, by: Who, case: UUID | None, record: UUID | None = None,
         version: int | None = None, classes: Iterable[str] = (), ground: str = "") -> Entry:  # fmt: skip
    """One thing was shown: a record, a page of a case, or one case's list of one kind of record."""
    return write(Kind.READ, by=by, table=model._meta.db_table, record=record, version=version, case=case,
                 data_classes=sorted(classes), ground=ground)  # fmt: skip


def listed(model: type[models.Model], *, by: Who, cases: Sequence[UUID], classes: Iterable[str] = (),
           kind: str = Kind.LIST) -> Entry:  # fmt: skip
    """A list over cases was shown: one entry that names each of them."""
    return write(kind, by=by, table=model._meta.db_table, cases=[str(case) for case in cases],
                 data_classes=sorted(classes))  # fmt: skip


def refused(*, by: Who, reason: str, case: UUID | None = None, table: str = "", kind: str = Kind.DENIAL) -> Entry:
    """Something was refused. Call it after the rollback, in a transaction of its own."""
    return write(kind, by=by, case=case, table=table, reason=reason[:120])
