"""The guards: what the database itself refuses, by whatever path it is written (design decision 3).

PostgreSQL: a tracked row without its entry and its history at commit, a version that does not rise by one, a deletion;
any change of the ledger or of history; TRUNCATE. Of people, roles and reference data it writes the entry itself.
SQLite: the same as far as it can, which is without what is checked at commit and without writing entries.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models

from audit import guards_postgres, guards_sqlite
from audit.models import Entry, Lasting, Noted, Recorded
from audit.seal_models import Layout, Leaf, Seal
from config.models import DataKey

SEALED = (Layout, Seal, Leaf)


@dataclass(frozen=True)
class Guard:
    """The SQL that guards one table, and the names of its triggers."""

    model: type[models.Model]
    text: str
    triggers: tuple[str, ...]
    words: tuple[tuple[str, str], ...] = ()

    def sql(self) -> str:
        meta = self.model._meta
        return self.text.format(table=f'"{meta.db_table}"', name=meta.db_table, key=meta.pk.column, **dict(self.words))


def tracked() -> list[type[models.Model]]:
    """Every model whose rows need an entry for each version."""
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def append_only() -> list[type[models.Model]]:
    """The ledger, its seals, every history table, and what else is only ever added."""
    return [*SEALED, *(model for model in apps.get_models() if issubclass(model, Lasting))]


def noted() -> list[type[models.Model]]:
    """Every model of which the database writes the entries itself; the keys that make a child's data readable too."""
    return [DataKey, *(model for model in apps.get_models() if issubclass(model, Noted))]


def lasting() -> list[type[models.Model]]:
    """Those of which no row is ever deleted, except by retention."""
    return [model for model in noted() if not getattr(model, "removable", False)]


def stamped() -> list[tuple[type[models.Model], tuple[tuple[str, str], ...]]]:
    """Every model with a moment that the database sets, and which one on what."""
    rows = [(model, getattr(model, "stamped", ())) for model in noted()]
    return [(model, (("moment", pair[0]), ("flag", pair[1]))) for model, pair in rows if pair]


def forever() -> list[type[models.Model]]:
    """What is only ever added and stays, after destruction too."""
    return [model for model in append_only() if getattr(model, "forever", False)]


def named(model: type[models.Model]) -> str:
    """By which table and which column a DESTROY entry names a row of this model, or of its history."""
    return f"'{model._meta.db_table}', '{model._meta.pk.column}'"


def postgres() -> list[Guard]:
    sql = guards_postgres
    found = [Guard(Entry, sql.STAMP, ("audit_stamp",))]
    never: list[type[models.Model]] = [Entry, *SEALED, *forever()]
    found += [Guard(model, sql.APPEND_ONLY, ("audit_no_change", "audit_no_truncate"), (("of", ""),))
              for model in never]  # fmt: skip
    kept = ("audit_entry_required", "audit_version", "audit_no_delete", "audit_no_truncate")
    for model in tracked():
        history, of = model.history.model, named(model)
        found.append(Guard(model, sql.TRACKED, kept, (("history", history._meta.db_table),)))
        found.append(Guard(history, sql.APPEND_ONLY, ("audit_no_change", "audit_no_truncate"), (("of", of),)))
    for model in set(append_only()) - {Entry, *SEALED, *forever(), *(each.history.model for each in tracked())}:
        found.append(Guard(model, sql.APPEND_ONLY, ("audit_no_change", "audit_no_truncate"),
                           (("of", named(model)),)))  # fmt: skip
    for model in noted():
        # A key is made with the child it belongs to, which has its own entry.
        events = "UPDATE OR DELETE" if model is DataKey else "INSERT OR UPDATE OR DELETE"
        columns = ",".join(getattr(model, "unnoted", ()))
        words = (("events", events), ("unnoted", "{" + columns + "}"))
        found.append(Guard(model, sql.NOTED, ("audit_noted", "audit_no_truncate"), words))
    found += [Guard(model, sql.STAMPED, ("audit_stamped",), words) for model, words in stamped()]
    found += [Guard(model, sql.KEPT, ("audit_kept",), (("kept_while", model.kept_while),))
              for model in tracked() if hasattr(model, "kept_while")]  # fmt: skip
    return found + [Guard(model, sql.LASTING, ("audit_no_delete",)) for model in lasting()]


def sqlite() -> list[Guard]:
    def guard(model: type[models.Model], text: str, *ends: str) -> Guard:
        return Guard(model, text, tuple(f"{model._meta.db_table}_{end}" for end in ends))

    sql = guards_sqlite
    return [
        *(guard(model, sql.TRACKED, "version", "insert", "delete") for model in tracked()),
        *(guard(model, sql.APPEND_ONLY, "update", "insert", "delete") for model in append_only()),
        *(Guard(model, sql.STAMPED, (f"{model._meta.db_table}_stamped",), words) for model, words in stamped()),
    ]


def wanted(vendor: str) -> list[Guard]:
    """Every guard that must be laid."""
    return {"postgresql": postgres, "sqlite": sqlite}[vendor]()


def names(vendor: str) -> set[tuple[str, str]]:
    """Every (table, guard) pair that must exist."""
    return {(guard.model._meta.db_table, name) for guard in wanted(vendor) for name in guard.triggers}


def laid(using: str = DEFAULT_DB_ALIAS) -> set[tuple[str, str]]:
    """Every (table, guard) pair that the database has, switched on."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') "
                "AND c.relnamespace = current_schema()::regnamespace"
            )
        else:
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
        return set(cursor.fetchall())


def missing(using: str = DEFAULT_DB_ALIAS) -> set[tuple[str, str]]:
    """Every (table, guard) pair that should exist on a table that does, and doesn't."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    return {(table, name) for table, name in names(connection.vendor) - laid(using) if table in present}


def lay(using: str = DEFAULT_DB_ALIAS) -> None:
    """Lay the guards of every table that exists by now; the last app to be migrated completes them."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT quote_ident(current_schema())")
            cursor.execute(guards_postgres.FUNCTIONS.format(schema=cursor.fetchone()[0]))
        for guard in wanted(connection.vendor):
            if guard.model._meta.db_table not in present:
                continue
            # SQLite takes one statement at a time; in both dialects ours end at the end of a line.
            for statement in filter(None, (part.strip() for part in guard.sql().split(";\n"))):
                cursor.execute(statement)


def lay_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    lay(using)
