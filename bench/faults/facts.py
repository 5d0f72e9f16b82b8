"""What stands in the database, by bare SQL: the rows of each kind of write, and what the ledger tells of each call."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg2

from bench.faults.compare import Facts, Message, Row

# Of each step: the row, what it says that nothing else says, what it is about, and its version.
ROWS = {
    "case": "SELECT c.id, h.family_name, '', c.version FROM intake_case c "
    "LEFT JOIN intake_child h ON h.case_id = c.id",
    "signal": "SELECT id, summary, case_id, version FROM intake_signal",
    "assessment": "SELECT id, signal_id, signal_id, version FROM intake_signalassessment",
    "contact": "SELECT id, name, case_id, version FROM intake_contactperson",
    "judgement": "SELECT id, safety_reason, id, version FROM intake_contactperson WHERE safety = 'UNSAFE'",
}
CHANGES = """
SELECT trace_id, "table" || ' ' || kind, count(*) FROM audit_entry WHERE kind IN ('CREATE', 'CHANGE')
AND version IS NOT NULL GROUP BY 1, 2
"""
ANSWERS = "SELECT record, count(*) FROM partners_storedanswer WHERE record IS NOT NULL GROUP BY 1"
TRACKED = """
SELECT c.relname, replace(encode(t.tgargs, 'escape'), '\\000', '')
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'audit_entry_required'
AND t.tgenabled IN ('O', 'A') ORDER BY 1
"""
ENTRIES = """(SELECT record, version FROM audit_entry WHERE "table" = '{table}' AND kind IN ('CREATE', 'CHANGE'))"""
# Both ways between a row, its history and its entry; each finds nothing when all is well.
GAPS = {
    "a version without an entry": "SELECT id, version FROM {history} EXCEPT " + ENTRIES,
    "an entry without its version": ENTRIES + " EXCEPT SELECT id, version FROM {history}",
    "two entries of one version": "SELECT record, version FROM " + ENTRIES + " e GROUP BY 1, 2 HAVING count(*) > 1",
    "a row unlike its history": "SELECT id, version FROM {table} r WHERE NOT EXISTS (SELECT 1 FROM {history} h WHERE "
                                "h.id = r.id AND h.version = r.version AND to_jsonb(h) @> to_jsonb(r))",
}  # fmt: skip
WITHOUT_MESSAGE = """
SELECT n.id FROM partners_notice n JOIN partners_webhook w ON w.organisation_id = n.to_organisation_id
LEFT JOIN partners_outboxmessage m ON m.notice_id = n.id WHERE m.id IS NULL
"""
MESSAGES = """
SELECT m.id, m.notice_id, coalesce(m.case_id::text, ''), o.code,
EXISTS (SELECT 1 FROM partners_deadletter d WHERE d.notice_id = m.notice_id) FROM partners_outboxmessage m
JOIN partners_webhook w ON w.id = m.webhook_id JOIN partners_organisation o ON o.id = w.organisation_id
"""


Ask = Callable[[str], list[tuple[Any, ...]]]


def facts(ask: Ask) -> Facts:
    changes: dict[str, dict[str, int]] = defaultdict(dict)
    for trace, what, times in ask(CHANGES):
        changes[trace][what] = times
    rows = {step: [row_of(*told) for told in ask(sql)] for step, sql in ROWS.items()}
    answers = {str(record): times for record, times in ask(ANSWERS)}
    return Facts(rows, dict(changes), answers, list(gaps(ask)))


def gaps(ask: Ask) -> Iterator[str]:
    tracked = ask(TRACKED)
    if not tracked:
        yield "no table is guarded: there is nothing to compare"
    for table, history in tracked:
        for what, sql in GAPS.items():
            for record, version in ask(sql.format(table=table, history=history)):
                yield f"{what}: {table} {record} version {version}"
    for (notice,) in ask(WITHOUT_MESSAGE):
        yield f"a notice that nobody brings: {notice}"


def messages(ask: Ask) -> list[Message]:
    return [Message(number, str(notice), case, to, aside) for number, notice, case, to, aside in ask(MESSAGES)]


def row_of(key: Any, says: Any, about: Any, version: int) -> Row:
    return Row(str(key), str(says or ""), str(about), version)


def read(url: str) -> tuple[Facts, list[Message]]:
    """One moment of the database, read past Beschut."""
    with closing(psycopg2.connect(url)) as connection:
        connection.set_session("REPEATABLE READ", readonly=True)

        def ask(sql: str) -> list[tuple[Any, ...]]:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return list(cursor.fetchall())

        return facts(ask), messages(ask)
