"""The floor of what Beschut does: bare SQL over the driver that reads and writes the same rows, and JSON of them."""

import json
from typing import Any
from uuid import UUID, uuid4

import psycopg2
from psycopg2.extras import Json, RealDictCursor, register_uuid

INVOLVED = """
    SELECT DISTINCT case_id, sort_key FROM partners_involvement
    WHERE organisation_id = %(organisation)s AND ground <> 'OWN_SIGNAL' AND since <= now()
      AND (until IS NULL OR until > now()) AND (role = '' OR role = %(role)s OR %(supervises)s)
      AND (person_id IS NULL OR person_id = %(person)s OR %(supervises)s) AND (location IS NULL OR %(supervises)s)
"""
LIST = f"""
    SELECT c.*, k.*, b.* FROM ({INVOLVED} ORDER BY sort_key DESC LIMIT 101) i
    JOIN intake_case c ON c.id = i.case_id JOIN intake_child k ON k.case_id = c.id
    JOIN intake_birthdaterecord b ON b.case_id = c.id ORDER BY i.sort_key DESC
"""
ONE = (
    "SELECT ground FROM partners_involvement WHERE case_id = %(case)s AND organisation_id = %(organisation)s",
    "SELECT c.*, k.* FROM intake_case c JOIN intake_child k ON k.case_id = c.id WHERE c.id = %(case)s",
    "SELECT * FROM intake_birthdaterecord WHERE case_id = %(case)s",
    "SELECT step, planned_at, held_on, aborted_on FROM intake_conversation WHERE case_id = %(case)s",
)
# Who asks: at the API by a token, at the screen by a session.
BY_TOKEN = (
    """SELECT t.*, a.*, o.* FROM oauth2_provider_accesstoken t JOIN partners_client a ON a.id = t.application_id
       JOIN partners_organisation o ON o.id = a.organisation_id WHERE t.token_checksum = %(pass)s""",
    "SELECT id, location FROM partners_person WHERE id = %(person)s AND is_active",
)
BY_SESSION = (
    "SELECT * FROM django_session WHERE session_key = %(pass)s AND expire_date > now()",
    """SELECT p.*, o.* FROM partners_person p JOIN partners_organisation o ON o.id = p.organisation_id
       WHERE p.id = %(person)s""",
)
ENTRY = """
    INSERT INTO audit_entry (kind, "table", "case", cases, data_classes, person, user_id, client, organisation, role,
                             purpose, origin, ground, reason, trace_id, outcome, checks)
    VALUES (%(kind)s, 'intake_case', %(case)s, %(cases)s, '["IDENTITY"]', %(person)s, '', '', %(organisation)s,
            %(role)s, 'ASYLUM', 'API', '', '', '', 'ALLOWED', '["AUTHORISATION", "RELATION"]')
"""
# The rows that belong to a new case, by the column that names it.
WRITTEN = {
    "config_datakey": "id", "intake_casenumber": "id", "intake_case": "id", "intake_historicalcase": "id",
    "intake_child": "case_id", "intake_historicalchild": "case_id", "intake_birthdaterecord": "case_id",
    "intake_historicalbirthdaterecord": "case_id", "partners_involvement": "case_id",
    "partners_historicalinvolvement": "case_id", "audit_entry": '"case"',
}  # fmt: skip
# What the database gives by itself.
GIVEN = {"audit_entry": {"id", "at", "tx"}} | {table: {"history_id"} for table in WRITTEN if "historical" in table}


class Floor:
    """One connection of its own, as one actor; `getting_in`: how it says who it is."""

    def __init__(self, url: str, getting_in: tuple[str, ...], **who: Any) -> None:
        register_uuid()
        self.connection = psycopg2.connect(url, cursor_factory=RealDictCursor)
        self.getting_in, self.who = getting_in, who

    def get_in(self, cursor: Any) -> None:
        assert all([self.rows(cursor, sql) for sql in self.getting_in])

    def rows(self, cursor: Any, sql: str, **more: Any) -> list[dict[str, Any]]:
        cursor.execute(sql, self.who | more)
        return [dict(row) for row in cursor.fetchall()]

    def answer(self, cursor: Any, rows: Any, kind: str, case: UUID | None, cases: list[str] | None) -> str:
        cursor.execute(ENTRY, self.who | {"kind": kind, "case": case, "cases": Json(cases) if cases else None})
        self.connection.commit()
        return json.dumps(rows, default=str)

    def page(self) -> str:
        with self.connection.cursor() as cursor:
            self.get_in(cursor)
            rows = self.rows(cursor, LIST)
            return self.answer(cursor, rows, "LIST", None, [str(row["case_id"]) for row in rows])

    def one(self, case: UUID) -> str:
        with self.connection.cursor() as cursor:
            self.get_in(cursor)
            rows = [self.rows(cursor, sql, case=case) for sql in ONE]
            return self.answer(cursor, rows, "READ", case, None)

    def desk(self, tables: list[str]) -> str:
        """Every row of the tables that the desk may read, of every case that is visible; shown are fifty."""
        with self.connection.cursor() as cursor:
            self.get_in(cursor)
            visible = f"(SELECT case_id FROM ({INVOLVED}) i)"
            found = {
                table: self.rows(cursor, f"SELECT * FROM {table} WHERE {column} IN {visible}")
                for table, column in ((name, "id" if name == "intake_case" else "case_id") for name in tables)
            }
            shown = found["intake_case"][:50]
            return self.answer(cursor, shown, "LIST", None, [str(row["id"]) for row in shown])

    def written(self, case: UUID) -> list[tuple[str, dict[str, Any]]]:
        """Every row that opening this case wrote, without what the database gives."""
        with self.connection.cursor() as cursor:
            [made] = self.rows(cursor, "SELECT number, data_key FROM intake_case WHERE id = %(case)s", case=case)
            keys = {"config_datakey": made["data_key"], "intake_casenumber": made["number"]}
            found = []
            for table, column in WRITTEN.items():
                where = f"SELECT * FROM {table} WHERE {column} = %(key)s"
                for row in self.rows(cursor, where, key=keys.get(table, case)):
                    found.append((table, {name: row[name] for name in row if name not in GIVEN.get(table, ())}))
            self.connection.rollback()
        return [(table, row) for table, row in found if row.get("kind") not in {"READ", "LIST"}]

    def create(self, written: list[tuple[str, dict[str, Any]]]) -> str:
        """Write the same rows once more, of a case of its own."""
        with self.connection.cursor() as cursor:
            self.get_in(cursor)
            cursor.execute("SELECT nextval(pg_get_serial_sequence('intake_casenumber', 'id')) AS number")
            number = cursor.fetchone()["number"]
            fresh: dict[Any, Any] = {row["id"]: uuid4() for _table, row in written if isinstance(row.get("id"), UUID)}
            for table, row in written:
                again = {name: fresh.get(value, value) if isinstance(value, UUID) else value
                         for name, value in row.items()}  # fmt: skip
                again |= {name: number for name in ("number", "sort_key") if name in row}
                again |= {"id": number} if table == "intake_casenumber" else {}
                again |= {"reference": f"BENCH-{number}"} if "reference" in row else {}
                insert(cursor, table, again)
            self.connection.commit()
        return json.dumps(written[2], default=str)


def insert(cursor: Any, table: str, row: dict[str, Any]) -> None:
    values = [Json(value) if isinstance(value, list | dict) else value for value in row.values()]
    names = ", ".join(f'"{name}"' for name in row)
    cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(row))})", values)
