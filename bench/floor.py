"""The floor of what Beschut does: bare SQL over the driver that reads and writes the same rows, and JSON of them.

What the goals are set for (a list, one case) is asked by hand, as one would who knows what to ask. Of everything else
the floor asks what Beschut asked. What was written is found by its transaction and written once more, under other ids.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import psycopg2
from psycopg2.extras import Json, RealDictCursor, register_uuid

Row = dict[str, Any]
Written = list[tuple[str, Row]]
# Involvement by case, the newest case first; each case once, as far as it takes.
INVOLVED = """
    SELECT DISTINCT ON (sort_key) case_id, sort_key FROM partners_involvement
    WHERE organisation_id = %(organisation)s AND ground <> 'OWN_SIGNAL' AND since <= now()
      AND (until IS NULL OR until > now()) AND (role = '' OR role = %(role)s)
      AND (person_id IS NULL OR person_id = %(person)s) AND location IS NULL
    ORDER BY sort_key DESC
"""
LIST = f"""
    SELECT c.*, k.*, b.* FROM ({INVOLVED} LIMIT 101) i
    JOIN intake_case c ON c.id = i.case_id JOIN intake_child k ON k.case_id = c.id
    JOIN intake_birthdaterecord b ON b.case_id = c.id ORDER BY i.sort_key DESC
"""
ONE = (
    "SELECT ground FROM partners_involvement WHERE case_id = %(case)s AND organisation_id = %(organisation)s",
    "SELECT c.*, k.* FROM intake_case c JOIN intake_child k ON k.case_id = c.id WHERE c.id = %(case)s",
    "SELECT * FROM intake_birthdaterecord WHERE case_id = %(case)s",
    "SELECT step, planned_at, held_on, aborted_on FROM intake_conversation WHERE case_id = %(case)s",
)
# Who asks, by a token.
BY_TOKEN = (
    """SELECT t.*, a.*, o.* FROM oauth2_provider_accesstoken t JOIN partners_client a ON a.id = t.application_id
       JOIN partners_organisation o ON o.id = a.organisation_id WHERE t.token_checksum = %(token)s""",
    "SELECT id, location FROM partners_person WHERE id = %(person)s AND is_active",
)
# What a transaction wrote, in whatever table: each row knows it, or which savepoint in it, and these are numbered on.
OF_TRANSACTION = "SELECT * FROM {table} WHERE age(xmin) <= age(%(transaction)s::text::xid)"
# What the database gives by itself.
GIVEN = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND is_identity = 'YES' AND column_name <> 'number'
"""
LAST = "SELECT (tx::text::bigint %% (1::bigint << 32)) AS transaction FROM audit_entry ORDER BY id DESC LIMIT 1"


class Floor:
    """One connection of its own, as whoever `who` says."""

    def __init__(self, url: str, **who: Any) -> None:
        register_uuid()
        self.connection = psycopg2.connect(url, cursor_factory=RealDictCursor)
        self.cursor = self.connection.cursor()
        self.who = who

    def rows(self, sql: str, **more: Any) -> list[Row]:
        self.cursor.execute(sql, self.who | more)
        return [dict(row) for row in self.cursor.fetchall()]

    def asked(self, reads: Sequence[str], written: Written, **more: Any) -> str:
        """Ask this, write that, and say what was read."""
        read = [self.rows(sql, **more) for sql in reads]
        self.write(written)
        self.connection.commit()
        return json.dumps(read, default=str)

    def again(self, reads: Sequence[str], written: Written) -> str:
        """What was asked by others, word for word."""
        read = []
        for sql in reads:
            self.cursor.execute(sql)
            read.append([dict(row) for row in self.cursor.fetchall()])
        self.write(written)
        self.connection.commit()
        return json.dumps(read, default=str)

    def last_written(self) -> Written:
        """Every row that the last transaction with an entry wrote, without what the database gives."""
        self.cursor.execute(GIVEN)
        given = {(row["table_name"], row["column_name"]) for row in self.cursor.fetchall()} | {("audit_entry", "tx")}
        transaction = self.rows(LAST)[0]["transaction"]
        self.cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public' ORDER BY relid")
        found = []
        for table in [row["relname"] for row in self.cursor.fetchall()]:
            for row in self.rows(OF_TRANSACTION.format(table=table), transaction=transaction):
                found.append((table, {name: row[name] for name in row if (table, name) not in given}))
        self.connection.rollback()
        return found

    def write(self, written: Written) -> None:
        """The same rows once more, each with an id of its own, many of a table in one statement."""
        fresh = {row["id"]: uuid4() for _table, row in written if isinstance(row.get("id"), UUID)}
        number = self.number() if any(table == "intake_casenumber" for table, _row in written) else 0
        groups: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
        for table, row in written:
            changed = {name: fresh.get(value, value) if isinstance(value, UUID) else value
                       for name, value in row.items()} | other(table, row, number)  # fmt: skip
            groups.setdefault((table, tuple(changed)), []).append(changed)
        for (table, names), rows in groups.items():
            self.insert_all(table, names, [list(row.values()) for row in rows])

    def insert_all(self, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        if rows:
            one = f"({', '.join(['%s'] * len(names))})"
            values = [Json(value) if isinstance(value, list | dict) else value for row in rows for value in row]
            columns = ", ".join(f'"{name}"' for name in names)
            self.cursor.execute(f"INSERT INTO {table} ({columns}) VALUES {', '.join([one] * len(rows))}", values)

    def number(self) -> int:
        self.cursor.execute("SELECT nextval(pg_get_serial_sequence('intake_casenumber', 'id')) AS number")
        return int(self.cursor.fetchone()["number"])


def other(table: str, row: Row, number: int) -> Row:
    """What may stand there once only."""
    if table == "partners_storedanswer":
        return {"key": str(uuid4())}
    if not number:
        return {}
    found: Row = {name: number for name in ("number", "sort_key") if name in row}
    if table == "intake_casenumber":
        found["id"] = number
    if "reference" in row and table.endswith("case"):
        found["reference"] = f"BENCH-{number}"
    return found
