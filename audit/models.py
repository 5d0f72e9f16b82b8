"""The entry ledger, and the base of every row that holds a child's data."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID, uuid4

from django.contrib.postgres.indexes import GinIndex
from django.db import DatabaseError, models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from audit.fields import CurrentTransaction, TransactionIdField
from audit.histories import Histories
from audit.seal_models import Anchoring, Layout, Leaf, Seal  # noqa: F401  (Django looks for models here)


class StaleRow(DatabaseError):
    """Somebody else changed the row since it was read: nothing was written."""


class LedgerUnavailable(DatabaseError):
    """An entry or a row of history could not be written: what it tells of does not happen."""


# While somebody writes many rows together (`ledger.together`): the history and the entries that wait for its end.
kept_back: ContextVar[list[models.Model] | None] = ContextVar("kept_back", default=None)


@contextmanager
def or_unavailable() -> Iterator[None]:
    """Whatever keeps the database from writing the ledger is one thing to whoever asked. Raises LedgerUnavailable."""
    try:
        yield
    except DatabaseError as fault:
        raise LedgerUnavailable("the ledger cannot be written") from fault


class LastingQuerySet(models.QuerySet[Any]):
    def bulk_create(self, objs: Iterable[Any], *arguments: Any, **options: Any) -> list[Any]:
        waiting = kept_back.get()
        if waiting is None:
            return super().bulk_create(objs, *arguments, **options)
        rows = list(objs)
        waiting.extend(rows)
        return rows


class Lasting(models.Model):
    """A row that is only ever added, at once or at the end of what is written together."""

    objects = LastingQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        waiting = kept_back.get()
        if waiting is not None:
            waiting.append(self)
            return
        with or_unavailable():
            super().save(**kwargs)


class Kind(models.TextChoices):
    """What happened."""

    CREATE = "CREATE", _("added")
    CHANGE = "CHANGE", _("changed")
    READ = "READ", _("read")
    LIST = "LIST", _("listed")
    SEARCH = "SEARCH", _("searched")
    PRINT = "PRINT", _("printed")
    EXPORT = "EXPORT", _("exported")
    EMERGENCY = "EMERGENCY", _("emergency access")
    DENIAL = "DENIAL", _("refused")
    LOGIN = "LOGIN", _("logged in")
    LOGIN_FAILED = "LOGIN_FAILED", _("log-in failed")
    LOGOUT = "LOGOUT", _("logged out")
    PROOF = "PROOF", _("proved anew who it is")
    DESTROY = "DESTROY", _("destroyed")


class Outcome(models.TextChoices):
    """How it ended (NEN 7513, BIO 8.15.01). Empty in entries from before it was kept."""

    ALLOWED = "ALLOWED", _("allowed")
    REFUSED = "REFUSED", _("refused")
    FAILED = "FAILED", _("failed")


class Check(models.TextChoices):
    """What was asked before it was allowed, and answered yes."""

    AUTHORISATION = "AUTHORISATION", _("the role has the right")
    RELATION = "RELATION", _("involved in the case")
    CONSENT = "CONSENT", _("the child agrees")
    EMERGENCY = "EMERGENCY", _("emergency access")


OUTCOMES = {Kind.DENIAL: Outcome.REFUSED, Kind.LOGIN_FAILED: Outcome.FAILED}
# What happened in no case.
OUTSIDE = models.Q(case__isnull=True, cases__isnull=True)
# Why the server itself, or whoever is at it, does something; a partner's call never says this.
MAINTENANCE = "MAINTENANCE"


class Origin(models.TextChoices):
    """Through which door."""

    ADMIN = "ADMIN", _("screen")
    API = "API", _("API")
    COMMAND = "COMMAND", _("command")
    SYSTEM = "SYSTEM", _("system")


class EntryQuerySet(LastingQuerySet):
    def of_case(self, case: UUID) -> "EntryQuerySet":
        """Every entry that touches this case, the lists that showed it included."""
        return self.filter(models.Q(case=case) | holds("cases", str(case)))


def holds(column: str, value: str) -> models.Q:
    """Whether a column with a list of ids or codes holds this one."""
    from django.db import connection

    if connection.vendor == "postgresql":
        return models.Q((f"{column}__contains", [value]))
    # SQLite has no containment on JSON; an id or a code in quotes cannot stand inside another value.
    return models.Q((f"{column}__icontains", f'"{value}"'))


class Entry(Lasting):
    """One line of the ledger: who did or saw what, when, why and for whom. Never the content (B-27, INV-39)."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now(), help_text=_("When, by the clock of the database (UTC)."))
    tx = TransactionIdField(db_default=CurrentTransaction(), help_text=_("The database transaction it belongs to."))
    kind = models.CharField(max_length=20, choices=Kind)
    table = models.CharField(max_length=63, blank=True, help_text=_("The table of the record."))
    record = models.UUIDField(null=True)
    version = models.PositiveIntegerField(null=True, help_text=_("The version the change made, or the reader saw."))
    case = models.UUIDField(null=True, help_text=_("The case the record belongs to."))
    cases = models.JSONField(null=True, help_text=_("The cases a list showed."))
    data_classes = models.JSONField(default=list, help_text=_("Which classes of data were shown or changed."))
    person = models.UUIDField(null=True)
    in_place_of = models.UUIDField(null=True, help_text=_("For whom the person stood in."))
    user_id = models.CharField(max_length=80, blank=True, help_text=_("The person's id at the partner's side."))
    client = models.CharField(max_length=100, blank=True, help_text=_("The API client."))
    organisation = models.UUIDField(null=True)
    role = models.CharField(max_length=60, blank=True)
    purpose = models.CharField(max_length=20, blank=True)
    origin = models.CharField(max_length=10, choices=Origin)
    ground = models.CharField(max_length=120, blank=True, help_text=_("The involvement that gave the right."))
    reason = models.CharField(max_length=120, blank=True, help_text=_("Why it was refused, as a code and its source."))
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    checks = models.JSONField(default=list, help_text=_("Which checks it passed; of what was refused, none."))
    trace_id = models.CharField(max_length=32, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["record", "version"], name="entry_record_version"),
            models.Index(fields=["case", "-id"], name="entry_case"),
            models.Index(fields=["person", "-id"], name="entry_person"),
            models.Index(fields=["tx", "id"], name="entry_order"),
            models.Index(fields=["person", "at"], name="entry_person_at"),
            *(
                models.Index(fields=[column, order], name=f"entry_{column}{name}", condition=~models.Q((column, "")))
                for column in ("client", "user_id")
                for order, name in (("id", ""), ("at", "_at"))
            ),
            models.Index(fields=["id"], name="entry_outside", condition=OUTSIDE),
            models.Index(fields=["kind", "id"], name="entry_outside_kind", condition=OUTSIDE),
            models.Index(fields=["tx", "id"], condition=models.Q(kind__in=["CREATE", "CHANGE"]), name="entry_changes"),
            GinIndex(fields=["cases"], name="entry_cases", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.table} {self.record}"


class Noted(models.Model):
    """A row of people, roles or reference data: the database itself writes an entry of each change (PostgreSQL).

    `unnoted` names columns that change without one; `removable` says that a row may be deleted, which is noted too.
    `stamped` names a column that is set to now when another one becomes false, by whatever path.
    """

    unnoted: tuple[str, ...] = ()
    removable = False
    stamped: tuple[str, str] | tuple[()] = ()

    class Meta:
        abstract = True


class Recorded(models.Model):
    """A row with history, a version that rises by one with each change, and one entry for each version."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(editable=False, verbose_name=_("recorded at"))
    created_by = models.UUIDField(null=True, editable=False)
    created_by_organisation = models.UUIDField(null=True, editable=False)
    created_by_role = models.CharField(max_length=60, blank=True, editable=False)

    history = HistoricalRecords(inherit=True, bases=[Lasting], history_manager=Histories)

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Write the next version, and only if nobody wrote it first. Verbs call `ledger.record`, not this."""
        self.version += 1
        try:
            super().save(**kwargs)
        except BaseException:
            self.version -= 1
            raise

    def refresh_from_db(self, using: Any = None, fields: Any = None, **kwargs: Any) -> None:
        """Read the row again; of one that was not read yet, the first column that is asked for brings all."""
        deferred = self.get_deferred_fields()
        if fields is not None and deferred.intersection(fields):
            fields = deferred.union(fields)
        super().refresh_from_db(using, fields, **kwargs)

    def in_case(self) -> UUID | None:
        """The id of the case this row belongs to."""
        return getattr(self, "case_id", None)

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, update_fields: Any,
                   forced_update: bool) -> bool:  # fmt: skip
        old = base_qs.filter(version=self.version - 1)
        if not super()._do_update(old, using, pk_val, values, update_fields, forced_update):
            raise StaleRow(f"{self._meta.label} {pk_val} is no longer at version {self.version - 1}")
        return True
