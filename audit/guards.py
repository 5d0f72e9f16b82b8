"""The guards: what the database itself refuses, by whatever path it is written (design decision 3).

PostgreSQL: a tracked row without its entry at commit, a version that does not rise by one, a deletion; any change of
the ledger or of history; TRUNCATE. SQLite: the same, except that it cannot check at commit for a missing entry.
"""

from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models

from audit.models import Entry, Lasting, Recorded

FUNCTIONS = """
CREATE OR REPLACE FUNCTION audit_require_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, {schema}, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM {schema}.audit_entry e WHERE e.record = NEW.id AND e.version = NEW.version
                 AND e."table" = TG_TABLE_NAME AND e.tx = pg_current_xact_id()) THEN
    RAISE EXCEPTION 'no entry in the ledger for % % version %', TG_TABLE_NAME, NEW.id, NEW.version
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION audit_require_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.version <> 1 THEN
    RAISE EXCEPTION '% starts at version 1, not %', TG_TABLE_NAME, NEW.version
      USING ERRCODE = 'integrity_constraint_violation';
  ELSIF TG_OP = 'UPDATE' AND (NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id) THEN
    RAISE EXCEPTION '% % goes from version % to %, not to %', TG_TABLE_NAME, OLD.id, OLD.version, OLD.version + 1,
      NEW.version USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: nothing is lost here', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION audit_stamp() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.tx := pg_current_xact_id();
  NEW.at := clock_timestamp();
  RETURN NEW;
END $$;
"""

POSTGRES_TRACKED = """
DROP TRIGGER IF EXISTS audit_entry_required ON {table};
CREATE CONSTRAINT TRIGGER audit_entry_required AFTER INSERT OR UPDATE ON {table}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_require_entry();
CREATE OR REPLACE TRIGGER audit_version BEFORE INSERT OR UPDATE ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_require_version();
CREATE OR REPLACE TRIGGER audit_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse();
"""
POSTGRES_APPEND_ONLY = """
CREATE OR REPLACE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE OR REPLACE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION audit_refuse();
"""
POSTGRES_STAMP = """
CREATE OR REPLACE TRIGGER audit_stamp BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION audit_stamp();
"""

SQLITE_TRACKED = """
CREATE TRIGGER IF NOT EXISTS "{name}_version" BEFORE UPDATE ON {table}
  WHEN NEW.version <> OLD.version + 1 OR NEW.id <> OLD.id
  BEGIN SELECT RAISE(ABORT, 'the version of {name} rises by one'); END;
CREATE TRIGGER IF NOT EXISTS "{name}_insert" BEFORE INSERT ON {table}
  WHEN NEW.version <> 1 OR EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, '{name} starts at version 1'); END;
CREATE TRIGGER IF NOT EXISTS "{name}_delete" BEFORE DELETE ON {table}
  BEGIN SELECT RAISE(ABORT, 'DELETE on {name} is refused: nothing is lost here'); END;
"""
SQLITE_APPEND_ONLY = """
CREATE TRIGGER IF NOT EXISTS "{name}_update" BEFORE UPDATE ON {table}
  BEGIN SELECT RAISE(ABORT, 'UPDATE on {name} is refused: nothing is lost here'); END;
CREATE TRIGGER IF NOT EXISTS "{name}_delete" BEFORE DELETE ON {table}
  BEGIN SELECT RAISE(ABORT, 'DELETE on {name} is refused: nothing is lost here'); END;
CREATE TRIGGER IF NOT EXISTS "{name}_insert" BEFORE INSERT ON {table}
  WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})
  BEGIN SELECT RAISE(ABORT, 'REPLACE on {name} is refused: nothing is lost here'); END;
"""


def tracked() -> list[type[models.Model]]:
    """Every model whose rows need an entry for each version."""
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def append_only() -> list[type[models.Model]]:
    """The ledger, every history table, and what else is only ever added."""
    return [model for model in apps.get_models() if issubclass(model, Lasting)]


def statements(vendor: str, present: set[str]) -> list[str]:
    """The SQL that lays the guards of the tables that are present; safe to run again."""
    kept, closed, stamp = {
        "postgresql": (POSTGRES_TRACKED, POSTGRES_APPEND_ONLY, POSTGRES_STAMP),
        "sqlite": (SQLITE_TRACKED, SQLITE_APPEND_ONLY, ""),
    }[vendor]
    wanted: list[tuple[str, type[models.Model]]] = [(kept, model) for model in tracked()]
    wanted += [(closed, model) for model in append_only()]
    wanted.append((stamp, Entry))
    return [
        text.format(table=f'"{model._meta.db_table}"', name=model._meta.db_table, key=model._meta.pk.column)
        for text, model in wanted
        if model._meta.db_table in present
    ]


def names(vendor: str) -> set[tuple[str, str]]:
    """Every (table, guard) pair that must exist."""
    if vendor == "postgresql":
        kept = {"audit_entry_required", "audit_version", "audit_no_delete", "audit_no_truncate"}
        closed = {"audit_no_change", "audit_no_truncate"}
        return (
            {(model._meta.db_table, name) for model in tracked() for name in kept}
            | {(model._meta.db_table, name) for model in append_only() for name in closed}
            | {(Entry._meta.db_table, "audit_stamp")}
        )
    return {
        *(
            (model._meta.db_table, f"{model._meta.db_table}_{end}")
            for model in tracked()
            for end in ("version", "insert", "delete")
        ),
        *(
            (model._meta.db_table, f"{model._meta.db_table}_{end}")
            for model in append_only()
            for end in ("update", "insert", "delete")
        ),
    }


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
            cursor.execute(FUNCTIONS.format(schema=cursor.fetchone()[0]))
        for text in statements(connection.vendor, present):
            # SQLite takes one statement at a time; in both dialects ours end at the end of a line.
            for statement in filter(None, (part.strip() for part in text.split(";\n"))):
                cursor.execute(statement)


def lay_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    lay(using)
