"""The roles of the database: who owns it, and what the others may do, which is never to switch a guard off.

PostgreSQL only. `laid` makes them; `faults` says what the role that is connected could do and should not be able to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from audit import guards
from audit.models import Entry

# What a role may not be; everything it may is granted below.
BARE = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT LOGIN"
# Written by migrations alone.
OF_MIGRATIONS = {"django_migrations", "django_content_type", "auth_permission", "auth_group", "auth_group_permissions"}


@dataclass(frozen=True)
class Names:
    """The names of the roles: more than one database of a server has its own."""

    prefix: str = "beschut"

    @property
    def owner(self) -> str:
        return f"{self.prefix}_owner"

    @property
    def app(self) -> str:
        return f"{self.prefix}_app"

    @property
    def auditor(self) -> str:
        return f"{self.prefix}_auditor"

    @property
    def retention(self) -> str:
        return f"{self.prefix}_retention"

    @property
    def all(self) -> tuple[str, ...]:
        return self.owner, self.app, self.auditor, self.retention


@dataclass(frozen=True)
class Tables:
    """The tables that are there, by how they may be written."""

    append_only: frozenset[str]
    tracked: frozenset[str]
    lasting: frozenset[str]
    forever: frozenset[str]
    loosened: Mapping[str, str]
    all: frozenset[str]

    @classmethod
    def of(cls, connection: BaseDatabaseWrapper) -> "Tables":
        present = frozenset(connection.introspection.table_names())
        append_only, tracked, lasting, forever = (
            frozenset(model._meta.db_table for model in models) & present
            for models in (guards.append_only(), guards.tracked(), guards.lasting(), guards.forever())
        )
        letting_go = [model for model in guards.tracked() if hasattr(model, "lets_go")]
        loosened = {model._meta.db_table: model.history.model._meta.db_table for model in letting_go}
        return cls(append_only, tracked, lasting, forever, loosened, present)

    def granted(self, names: Names) -> Iterator[tuple[str, str, str]]:
        """Role, rights and table: all there is to grant."""
        for table in sorted(self.all):
            yield names.app, self.of_app(table), table
            if table in self.append_only | self.tracked:
                yield names.auditor, "SELECT", table
            yield names.retention, self.of_retention(table), table

    def of_retention(self, table: str) -> str:
        """It deletes, and says so; of another child it changes what pointed at the one that is destroyed."""
        if table in OF_MIGRATIONS:
            return "SELECT"
        if table in self.forever | {Entry._meta.db_table}:
            return "SELECT, INSERT"
        more = {**dict.fromkeys(self.loosened, ", UPDATE"), **dict.fromkeys(self.loosened.values(), ", INSERT")}
        return "SELECT, DELETE" + more.get(table, "")

    def of_app(self, table: str) -> str:
        if table in OF_MIGRATIONS | self.forever:
            return "SELECT"
        if table in self.append_only:
            return "SELECT, INSERT"
        return "SELECT, INSERT, UPDATE" + ("" if table in self.tracked | self.lasting else ", DELETE")


def lay(names: Names, using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Make the roles and grant each what it needs and no more; safe to run again. Gives back what was done."""
    connection = connections[using]
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_schema()")
        database, schema = (connection.ops.quote_name(name) for name in cursor.fetchone())
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(names.all)])
        known = {name for (name,) in cursor.fetchall()}
        done = [f"made {name}" for name in names.all if name not in known]
        tables = Tables.of(connection)
        for statement in (
            *of_roles(names, known), *of_ownership(names, database, schema, tables, cursor),
            *of_database(names, database, schema), *of_tables(names, schema, tables),
        ):  # fmt: skip
            cursor.execute(statement)
    count = {name: sum(role == name for role, _rights, _table in tables.granted(names)) for name in names.all[1:]}
    return [*done, f"{names.owner} owns {len(tables.all)} tables",
            *(f"{name}: rights on {number} tables" for name, number in count.items())]  # fmt: skip


def of_roles(names: Names, known: set[str]) -> Iterator[str]:
    for name in names.all:
        yield f"{'ALTER' if name in known else 'CREATE'} ROLE {name} {BARE}"
    # Nobody becomes another: not even the application by SET ROLE.
    for name in names.all:
        yield f"REVOKE {', '.join(each for each in names.all if each != name)} FROM {name}"


def of_ownership(names: Names, database: str, schema: str, tables: Tables, cursor: Any) -> Iterator[str]:
    yield f"ALTER DATABASE {database} OWNER TO {names.owner}"
    yield f"ALTER SCHEMA {schema} OWNER TO {names.owner}"
    for table in sorted(tables.all):
        yield f'ALTER TABLE {schema}."{table}" OWNER TO {names.owner}'
    cursor.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.proname LIKE 'audit\\_%' "
        "AND p.pronamespace = current_schema()::regnamespace"
    )
    for (function,) in cursor.fetchall():
        yield f"ALTER FUNCTION {function} OWNER TO {names.owner}"


def of_database(names: Names, database: str, schema: str) -> Iterator[str]:
    roles = ", ".join(names.all[1:])
    # No temporary tables (one could stand in the way of a real one), and no tables or functions of their own.
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {roles}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {roles}"
    yield f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC, {roles}"
    yield f"GRANT USAGE ON SCHEMA {schema} TO {roles}"


def of_tables(names: Names, schema: str, tables: Tables) -> Iterator[str]:
    roles = ", ".join(names.all[1:])
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {roles}"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA {schema} FROM PUBLIC, {roles}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {names.app}, {names.retention}"
    for role, rights, table in tables.granted(names):
        yield f'GRANT {rights} ON {schema}."{table}" TO {role}'


CAN = """
SELECT 'is superuser' FROM pg_roles WHERE rolname IN (current_user, session_user) AND rolsuper
UNION ALL SELECT 'can make roles' FROM pg_roles WHERE rolname = current_user AND rolcreaterole AND NOT rolsuper
UNION ALL SELECT 'can replicate' FROM pg_roles WHERE rolname = current_user AND rolreplication AND NOT rolsuper
UNION ALL SELECT DISTINCT 'owns tables, or can become who does' FROM pg_class c
  WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND pg_has_role(c.relowner, 'MEMBER')
UNION ALL SELECT 'can set session_replication_role' WHERE has_parameter_privilege('session_replication_role', 'SET')
UNION ALL SELECT 'can make temporary tables' WHERE has_database_privilege(current_database(), 'TEMP')
UNION ALL SELECT 'can make tables' WHERE has_schema_privilege(current_schema(), 'CREATE')
UNION ALL SELECT DISTINCT 'can empty tables' FROM pg_class c WHERE c.relkind = 'r'
  AND c.relnamespace = current_schema()::regnamespace AND has_table_privilege(c.oid, 'TRUNCATE')
UNION ALL SELECT DISTINCT 'can change the ledger or history' FROM pg_class c WHERE c.relname = ANY(%(append_only)s)
  AND c.relnamespace = current_schema()::regnamespace AND has_table_privilege(c.oid, 'UPDATE, DELETE')
UNION ALL SELECT DISTINCT 'can delete what is never deleted' FROM pg_class c WHERE c.relname = ANY(%(kept)s)
  AND c.relnamespace = current_schema()::regnamespace AND has_table_privilege(c.oid, 'DELETE')
"""


def faults(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """What the role of this connection is able to do, and should not be."""
    connection = connections[using]
    tables = Tables.of(connection)
    with connection.cursor() as cursor:
        kept = sorted(tables.tracked | tables.lasting)
        cursor.execute(CAN, {"append_only": sorted(tables.append_only), "kept": kept})
        return [fault for (fault,) in cursor.fetchall()]


def lacking(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """What the role of this connection needs and does not have: a table is new, and nobody granted it yet."""
    connection = connections[using]
    tables = Tables.of(connection)
    needed = [(right, table) for table in sorted(tables.all) for right in tables.of_app(table).split(", ")]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lower(needed.what) || ' ' || needed.name FROM unnest(%s, %s) AS needed(what, name) "
            "WHERE NOT has_table_privilege(quote_ident(needed.name), needed.what)",
            [[right for right, _table in needed], [table for _right, table in needed]],
        )
        return [said for (said,) in cursor.fetchall()]
