"""Write the ledger: one entry for each version of a row, one for each thing that was shown, one for each refusal.

The grain: a list makes one entry that names every case it showed (docs/decisions/0003-list-entries.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from audit.inserting import by_model, insert
from audit.models import OUTCOMES, Check, Entry, Kind, Outcome, Recorded, StaleRow, kept_back, or_unavailable


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
# By which grounds the act that runs now was allowed; its entries say so.
_through: ContextVar[str] = ContextVar("through", default="")
# What a ground proves besides that there is a relation with the child.
GROUND_IS = {"EMERGENCY": Check.EMERGENCY, "AGREEMENT": Check.CONSENT}


@contextmanager
def through(grounds: Iterable[str]) -> Iterator[None]:
    """What is written in this block was allowed by these grounds of involvement."""
    token = _through.set(" ".join(sorted(grounds)))
    try:
        yield
    finally:
        _through.reset(token)


def passed(by: Who, ground: str, *, related: bool) -> list[str]:
    """The checks that were made and answered yes, as the actor and the grounds tell."""
    found = {GROUND_IS.get(each, Check.RELATION) for each in ground.split()}
    found |= {Check.AUTHORISATION} if by.role else set()
    found |= {Check.RELATION} if related else set()
    return sorted(found)


@contextmanager
def together() -> Iterator[None]:
    """Write the history and the entries of everything recorded in this block at its end, in one statement.

    The rows themselves are written at once, so that what follows can read them. Nothing that was recorded is undone
    inside the block, by a savepoint that is rolled back and gone on from: its entry would be written all the same.
    A block inside another belongs to it.
    """
    if kept_back.get() is not None:
        yield
        return
    with transaction.atomic():
        waiting: list[models.Model] = []
        token = kept_back.set(waiting)
        try:
            yield
        finally:
            kept_back.reset(token)
        with or_unavailable():
            insert(waiting)


def record(row: Row, *, by: Who, at: datetime, reason: str = "") -> Row:
    """Save a new or changed row as its next version, with its history and its entry, all or nothing.

    Raises StaleRow when somebody changed the row since it was read.
    """
    kind = Kind.CREATE if row._state.adding else Kind.CHANGE
    _sign(row, kind, by, at, reason)
    with together():
        row.save()
        _entry_of(row, kind, by, reason)
    return row


def record_all(rows: Sequence[Row], *, by: Who, at: datetime, reason: str = "",
               beside: Sequence[models.Model] = ()) -> Sequence[Row]:  # fmt: skip
    """Save new rows, each with its history and its entry, with as many statements as one row takes.

    They may be of several models that point at each other; `beside`: what has no history goes in with them.
    """
    if not rows:
        return rows
    with together():
        for row in rows:
            _sign(row, Kind.CREATE, by, at, reason)
            row.version += 1
        insert([*beside, *rows])
        for model, each in by_model(rows).items():
            model.history.bulk_history_create(each)
        for row in rows:
            _entry_of(row, Kind.CREATE, by, reason)
    return rows


def record_changes(rows: Sequence[Row], *fields: str, by: Who, at: datetime) -> None:
    """Save what changed in these fields of rows of one model, with as many statements as one row takes.

    Raises StaleRow when somebody changed one of them since it was read.
    """
    if not rows:
        return
    model = type(rows[0])
    as_read = Q(*(Q(pk=row.pk, version=row.version) for row in rows), _connector=Q.OR)
    with together():
        for row in rows:
            _sign(row, Kind.CHANGE, by, at, "")
            row.version += 1
        if model._default_manager.filter(as_read).bulk_update(rows, ["version", *fields]) < len(rows):
            raise StaleRow(f"one of {len(rows)} rows of {model._meta.label} was changed since it was read")
        model.history.bulk_history_create(rows, update=True)
        for row in rows:
            _entry_of(row, Kind.CHANGE, by, "")


def _sign(row: Recorded, kind: str, by: Who, at: datetime, reason: str) -> None:
    """Whose work it is: of a new row for good, and for its history of each version."""
    if kind == Kind.CREATE:
        row.created_at, row.created_by = at, by.person_id
        row.created_by_organisation, row.created_by_role = by.organisation_id, by.role
    row._history_user_id = by.person_id
    row._change_reason = reason
    row._history_date = at


def _entry_of(row: Recorded, kind: str, by: Who, reason: str) -> None:
    write(kind, by=by, table=row._meta.db_table, record=row.pk, version=row.version, case=row.in_case(),
          reason=reason)  # fmt: skip


def write(kind: str, *, by: Who, ground: str = "", outcome: str = "", related: bool = False,
          **what: object) -> Entry:  # fmt: skip
    """Add one entry. `what` names the fields of Entry that say what it was about. Raises LedgerUnavailable."""
    ground = ground or _through.get()
    outcome = outcome or OUTCOMES.get(Kind(kind), Outcome.ALLOWED)
    entry = Entry(
        kind=kind,
        ground=ground,
        outcome=outcome,
        checks=passed(by, ground, related=related) if outcome == Outcome.ALLOWED else [],
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
    entry.save(force_insert=True)
    return entry


def read(model: type[models.Model], *, by: Who, case: UUID | None, record: UUID | None = None,
         version: int | None = None, classes: Iterable[str] = (), ground: str = "") -> Entry:  # fmt: skip
    """One thing was shown: a record, a page of a case, or one case's list of one kind of record."""
    return write(Kind.READ, by=by, table=model._meta.db_table, record=record, version=version, case=case,
                 data_classes=sorted(classes), ground=ground)  # fmt: skip


def listed(model: type[models.Model], *, by: Who, cases: Sequence[UUID], classes: Iterable[str] = (),
           kind: str = Kind.LIST, related: bool = True) -> Entry:  # fmt: skip
    """A list over cases was shown: one entry that names each of them. `related`: found through involvement."""
    return write(kind, by=by, table=model._meta.db_table, cases=[str(case) for case in cases],
                 data_classes=sorted(classes), related=related and bool(cases))  # fmt: skip


def refused(*, by: Who, reason: str, case: UUID | None = None, table: str = "", kind: str = Kind.DENIAL) -> Entry:
    """Something was refused. Call it after the rollback, in a transaction of its own."""
    return write(kind, by=by, case=case, table=table, reason=reason[:120],
                 outcome=OUTCOMES.get(Kind(kind), Outcome.REFUSED))  # fmt: skip


def destroyed(model: type[models.Model], record: UUID, *, by: Who, reason: str, case: UUID | None = None) -> Entry:
    """A row is destroyed: only after this, and in this transaction, the database lets retention delete it (INV-41)."""
    return write(Kind.DESTROY, by=by, table=model._meta.db_table, record=record, case=case, reason=reason)
