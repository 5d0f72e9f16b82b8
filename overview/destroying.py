"""Destroy a file that two people said may go, in one transaction: rows, history, scans, keys; and certify it (B-24).

Only a role of the database that may delete can do this, and only what an entry of the same transaction names
(docs/database.md). What another child's file says of this one stays there, and lets go of it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from audit.models import MAINTENANCE, Kind, Lasting, Origin, Recorded
from config.encryption import DataKey
from intake.legal_hold import SOURCE
from intake.models import Case, Certificate, Child, Destruction
from overview import destruction, sweep
from partners.actors import Actor
from partners.errors import RuleBroken
from policy.retention import Rule

# These say what a certificate certifies; its digest is made of them.
SAID = ("id", "case", "child", "cases", "rules", "proposed_by", "proposed_at", "confirmed_by", "confirmed_at",
        "destroyed_at", "rows", "loosened")  # fmt: skip


def ready() -> Iterable[Destruction]:
    """What two people agreed on and nobody carried out yet."""
    return Destruction.objects.standing().exclude(confirmed_at=None).select_related("case")


def acting(person: UUID | None) -> Actor:
    """The server, by the word of whoever confirmed."""
    return Actor(None, "", "", MAINTENANCE, Origin.COMMAND, person_id=person, user_id="" if person else "retention")


@transaction.atomic
def carry_out(row: Destruction, at: datetime) -> Certificate:
    """Destroy this file if it is still as it was when it was confirmed. Raises RuleBroken."""
    check_can_delete()
    agreed = Destruction.objects.select_related("case").get(pk=row.pk)
    if agreed.confirmed_at is None or agreed.confirmed_by is None or agreed.created_by is None:
        raise RuleBroken("not-confirmed", _("Nobody else has confirmed this yet."), SOURCE)
    destruction.check_standing(agreed, acting(agreed.confirmed_by), at)
    file = destruction.check_carried_out(agreed, at)
    certificate = Certificate(
        case=agreed.case_id, child=Child.objects.values_list("pk", flat=True).get(case=agreed.case_id),
        cases=[str(case) for case in file.cases], rules=[told(each.rule) for each in file.reasons],
        proposed_by=agreed.created_by, proposed_at=agreed.created_at, confirmed_by=agreed.confirmed_by,
        confirmed_at=agreed.confirmed_at, destroyed_at=at,
    )  # fmt: skip
    shredder = Shredder(file.cases, certificate.pk, acting(agreed.confirmed_by), at)
    shredder.take_the_cases()
    # Whoever held one of the cases is done by now: what they recorded counts.
    if destruction.changes(file.cases) != agreed.changes:
        raise RuleBroken("lapsed", destruction.LAPSED, SOURCE)
    shredder.take_the_rest()
    return certify(certificate, shredder)


def check_can_delete() -> None:
    if connection.vendor != "postgresql":
        raise RuleBroken("no-deletion", _("Nothing is destroyed in SQLite: it is for looking around."), SOURCE)


def told(rule: Rule) -> Mapping[str, Any]:
    """A term as a certificate keeps it; without its day, which would tell a birthday."""
    return {"kind": rule.kind, "years": rule.years, "counts_from": rule.counts_from.value, "source": rule.source}


def certify(certificate: Certificate, shredder: "Shredder") -> Certificate:
    certificate.rows, certificate.loosened = dict(shredder.rows), dict(shredder.loosened)
    certificate.digest = digest(certificate)
    certificate.save(force_insert=True)
    ledger.write(Kind.CREATE, by=shredder.by, table=Certificate._meta.db_table, record=certificate.pk,
                 case=certificate.case, reason=f"sha256 {certificate.digest}")  # fmt: skip
    return certificate


def members(certificate: Certificate) -> dict[str, Any]:
    """What it says, as plain values."""
    return {name: plain(getattr(certificate, name)) for name in SAID}


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if isinstance(value, list | dict) else str(value)


def digest(certificate: Certificate) -> str:
    return digest_of(members(certificate))


def digest_of(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@dataclass
class Shredder:
    """One destruction under way: which cases, by whose word, and what went so far."""

    cases: Collection[UUID]
    certificate: UUID
    by: Actor
    at: datetime

    def __post_init__(self) -> None:
        self.rows: Counter[str] = Counter()
        self.loosened: Counter[str] = Counter()
        self.case = next(iter(self.cases))

    def take_the_cases(self) -> None:
        """The cases first: whoever works on one is waited for, and nobody begins anew."""
        self.tell(Case, self.cases)
        self.delete(Case._base_manager.filter(pk__in=self.cases))

    def take_the_rest(self) -> None:
        found = sweep.of(self.cases)
        keys = sweep.data_keys(found)
        for row, values in list(sweep.holding_on(found)):
            self.let_go(row, values)
        for model, going in found.items():
            if model is not Case:
                self.tell(model, going)
            self.delete_all(model, going)
        self.tell(DataKey, keys)
        self.delete_all(DataKey, keys)
        if tables := sweep.left(self.cases):
            raise RuleBroken(
                "left-behind", _("Not everything would go: %(what)s.") % {"what": ", ".join(tables)}, SOURCE
            )

    def let_go(self, row: Recorded, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        ledger.record(row, by=self.by, at=self.at, reason=self.reason)
        self.loosened[row._meta.db_table] += 1

    def tell(self, model: type[models.Model], keys: Collection[Any]) -> None:
        """An entry for each row of which the database lets nobody delete it without one."""
        if not issubclass(model, Recorded | Lasting | DataKey):
            return
        with ledger.together():
            for key in keys:
                ledger.write(Kind.DESTROY, by=self.by, table=model._meta.db_table, record=key, case=self.case,
                             reason=self.reason)  # fmt: skip

    def delete_all(self, model: type[models.Model], keys: Collection[Any]) -> None:
        """Rows of one model, and their history."""
        if issubclass(model, Recorded):
            self.delete(model.history.model._base_manager.filter(id__in=keys))
        self.delete(model._base_manager.filter(pk__in=keys))

    @property
    def reason(self) -> str:
        return f"certificate {self.certificate}"

    def delete(self, rows: models.QuerySet[Any]) -> None:
        """Exactly these, and nothing that Django would take along."""
        if count := rows._raw_delete(rows.db):
            self.rows[rows.model._meta.db_table] += count
