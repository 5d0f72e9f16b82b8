"""Somebody with every right on the database, to whom the guards are no hindrance: for trying the verifier."""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

# Ways past the guards that leave them as they were.
OFF_AND_ON, REPLICA, DROPPED = "off and on", "replica", "dropped and laid"
ANOTHER = {
    "uuid": "gen_random_uuid()", "date": "coalesce({0}, current_date) + 1", "boolean": "NOT coalesce({0}, false)",
    "timestamp with time zone": "coalesce({0}, now()) - interval '3 hours'", "integer": "coalesce({0}, 0) + 5000",
    "smallint": "coalesce({0}, 0) + 5000", "jsonb": "'[\"X\"]'",
    "character varying": "CASE WHEN {0} = 'x' THEN 'y' ELSE 'x' END", "text": "coalesce({0}, '') || 'x'",
}  # fmt: skip
Dump = dict[str, bytes]


class Owner:
    """Somebody with every right on the database; `cursor` commits each statement."""

    def __init__(self, cursor: Any, url: str, chance: random.Random, reseal: Callable[[], None]) -> None:
        self.cursor, self.url, self.chance, self.reseal = cursor, url, chance, reseal
        self.older: Dump = {}

    def all(self, sql: str, *values: Any) -> list[Any]:
        self.cursor.execute(sql, values or None)
        return self.cursor.fetchall() if self.cursor.description else []

    def some(self, sql: str, *values: Any) -> Any:
        """One of the rows."""
        return self.chance.choice(self.all(sql, *values))

    @contextmanager
    def past_the_guards(self, *tables: str, how: str = "") -> Iterator[None]:
        how = how or self.chance.choice([OFF_AND_ON, REPLICA])
        before: list[str] = []
        if how == REPLICA:
            before, after = ["SET session_replication_role = replica"], ["SET session_replication_role = DEFAULT"]
        elif how == OFF_AND_ON:
            before = [f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in tables]
            after = [f"ALTER TABLE {table} ENABLE TRIGGER ALL" for table in tables]
        else:
            found = self.all(
                "SELECT t.tgname, t.tgrelid::regclass::text, pg_get_triggerdef(t.oid) FROM pg_trigger t "
                "WHERE NOT t.tgisinternal AND t.tgrelid::regclass::text = ANY(%s)", list(tables)
            )  # fmt: skip
            before = [f"DROP TRIGGER {name} ON {table}" for name, table, _text in found]
            before += [f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in tables]
            after = [f"ALTER TABLE {table} ENABLE TRIGGER ALL" for table in tables] + [text for *_, text in found]
        for statement in before:
            self.all(statement)
        try:
            yield
        finally:
            for statement in after:
                self.all(statement)

    def entry(self, where: str = "true") -> int:
        """An entry that is sealed."""
        return int(self.some(f"SELECT e.id FROM audit_entry e JOIN audit_leaf l ON l.entry = e.id WHERE {where}")[0])

    def version(self, where: str = "true") -> tuple[int, str, str, str, int]:
        """A version that is sealed: entry, table, history, record and number."""
        number, table, record, version = self.some(
            'SELECT e.id, e."table", e.record::text, e.version FROM audit_entry e JOIN audit_leaf l ON l.entry = e.id '
            f"WHERE l.content <> '' AND {where}"
        )
        room, _, name = table.partition("_")
        return number, table, f"{room}_historical{name}", record, version

    def columns(self, table: str, *but: str) -> str:
        found = self.all("SELECT column_name FROM information_schema.columns WHERE table_name = %s", table)
        return ", ".join(f'"{name}"' for (name,) in found if name not in but)

    def change(self, table: str, where: str, *, among: Sequence[str] = (), how: str = "") -> None:
        """Give some other value to a column of a row."""
        key = ("id", "version", "history_id")
        columns = self.all(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", table
        )
        usable = [(n, k) for n, k in columns if k in ANOTHER and (n in among if among else n not in key)]
        name, kind = self.chance.choice(usable)
        with self.past_the_guards(table, how=how):
            self.all(f'UPDATE {table} SET "{name}" = {ANOTHER[kind].format(chr(34) + name + chr(34))} WHERE {where}')

    def dump(self) -> Dump:
        """Every table, as a dump of the database has it."""
        kept: Dump = {}
        for (table,) in self.all("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
            self.cursor.copy_expert(f"COPY {table} TO STDOUT", out := BytesIO())
            kept[table] = out.getvalue()
        return kept

    def restore(self, kept: Dump) -> None:
        with self.past_the_guards(how=REPLICA):
            self.all(f"TRUNCATE {', '.join(kept)}")
            for table, rows in kept.items():
                self.cursor.copy_expert(f"COPY {table} FROM STDIN", BytesIO(rows))
