"""Check by yourself that nobody altered the ledger of Beschut: its entries, its history, its seals and their anchors.

    python verify_audit.py --database postgres://reader@host/beschut --anchors anchors.jsonl
    python verify_audit.py --database sqlite:///var/demo.sqlite3 --anchors var/anchors.jsonl

It needs Python 3.11, psycopg2 for PostgreSQL and the right to read, and nothing of Beschut: what it does is written in
docs/audit-seals.md. It names the first fault with its place. It ends with 0 when all is well, with 1 at a fault, and
with 2 when it could not check. `--entry 17` prints what the digests of one entry are made of.
"""

import argparse
import json
import os
import sqlite3
import sys
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Any
from uuid import UUID

CHUNK = 1000
LOWEST = -(2**63)
WRITTEN = ("CREATE", "CHANGE")
# The clock of a server may be set back a little; more than this is no accident.
CLOCK_MAY_STEP_BACK = timedelta(hours=1)
SAID = ("at", "count", "layout", "newest_entry", "next_tx", "number", "previous", "root", "until_entry", "until_tx")
EMPTY: dict[str, Any] = {"history": {}}
Row = dict[str, Any]


class Fault(Exception):
    """Something is not as it was sealed; the message says what and where."""


class Database:
    """One moment of the database, read only; every value comes as text or as a number."""

    def __init__(self, url: str, schema: str = "public") -> None:
        self.postgres = not url.startswith("sqlite:///")
        if self.postgres:
            import psycopg2

            self.connection: Any = psycopg2.connect(url)
            self.connection.set_session("REPEATABLE READ", readonly=True)
            # Not what the owner may have laid down for whoever reads.
            self.all("SELECT set_config('search_path', %s, true)", schema)
            self.all("SET LOCAL timezone = 'UTC'")
            self.all("SET LOCAL datestyle = 'ISO'")
            self.all("SET LOCAL row_security = off")
        else:
            self.connection = sqlite3.connect(f"file:{url.removeprefix('sqlite:///')}?mode=ro", uri=True)
            self.connection.execute("BEGIN")

    def all(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        cursor = self.connection.cursor()
        cursor.execute(sql if self.postgres else sql.replace("%s", "?"), values)
        return cursor.fetchall() if cursor.description else []

    def tables(self) -> dict[str, set[str]]:
        """The columns of each table."""
        if self.postgres:
            found = self.all(
                "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
                "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') "
                "AND a.attnum > 0 AND NOT a.attisdropped"
            )
        else:
            found = self.all(
                "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
            )
        columns: dict[str, set[str]] = {}
        for table, column in found:
            columns.setdefault(table, set()).add(column)
        return columns

    def guards(self) -> set[tuple[Any, ...]]:
        """Every trigger that is on."""
        if not self.postgres:
            return set(self.all("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"))
        return set(self.all(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled IN ('O', 'A')"
        ))  # fmt: skip

    def differs(self, left: str, right: str) -> str:
        return f"{left} IS DISTINCT FROM {right}" if self.postgres else f"{left} IS NOT {right}"


def written(value: Any) -> bytes:
    """JSON with sorted names, without spaces, in UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def moment(text: Any) -> str:
    at = datetime.fromisoformat(str(text))
    return (at.astimezone(UTC) if at.tzinfo else at).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def identity(text: str) -> str:
    return str(UUID(text)) if len(text) == 32 else text  # SQLite keeps it without dashes


READ: dict[str, Callable[[Any], Any]] = {
    "integer": int, "boolean": lambda value: value in (1, "true"), "uuid": identity, "date": str, "time": moment,
    "json": json.loads,
}  # fmt: skip


def read(kind: str, value: Any) -> Any:
    if value is None or kind not in READ:
        return value
    try:
        return READ[kind](value)
    except ValueError:
        return str(value)


def root(leaves: list[bytes]) -> bytes:
    """The Merkle tree hash of RFC 9162."""
    if len(leaves) == 1:
        return leaves[0]
    cut = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\x01" + root(leaves[:cut]) + root(leaves[cut:])).digest()


def told(entry: Row) -> str:
    """An entry as a person looks it up."""
    version = f" version {entry['version']}" if entry.get("version") else ""
    record = f" {entry['table']} {entry['record']}{version}" if entry.get("record") else f" {entry['table']}".rstrip()
    return f"entry {entry['id']} ({entry['kind']}{record})"


class Check:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.tables = database.tables()
        self.layouts: dict[str, Any] = {}
        self.last: Row = {"number": 0, "chain": "0" * 64, "until_tx": -1, "until_entry": -1}
        # The last seal that was closed before the transaction of the present entry began, and those closed after.
        self.before: Row | None = None
        self.later: deque[Row] = deque()
        self.entries = 0

    def layout(self, digest: str, place: str) -> Any:
        """The layout of this digest, whose columns must all still be there."""
        if digest not in self.layouts:
            text = (self.database.all("SELECT text FROM audit_layout WHERE digest = %s", digest) or [("",)])[0][0]
            if sha256(text.encode()).hexdigest() != digest:
                raise Fault(f"{place}: the layout {digest} is not there as it was sealed")
            self.layouts[digest] = json.loads(text)
            for table, columns in self.layouts[digest]["columns"].items():
                if gone := set(columns) - self.tables.get(table, set()):
                    raise Fault(f"{place}: sealed columns of {table} are gone: {', '.join(sorted(gone))}")
        return self.layouts[digest]

    def seals(self) -> None:
        """Every seal follows on the one before, and closes the entries that it closed then."""
        by_seal = groupby(self.leaves(), key=lambda leaf: leaf["seal"])
        seal_of_leaves, leaves = next(by_seal, (None, iter(())))
        for seal in self.each_seal():
            place, number = f"seal {seal['number']}", self.last["number"] + 1
            if seal["number"] != number:
                raise Fault(f"seal {number}: it is gone, the next one is {seal['number']}")
            if seal["previous"] != self.last["chain"]:
                raise Fault(f"{place}: it does not follow on seal {number - 1}")
            if chained(seal) != seal["chain"]:
                raise Fault(f"{place}: it was altered")
            if seal_of_leaves is None or seal_of_leaves > number:
                raise Fault(f"{place}: what it closed is gone")
            if seal_of_leaves < number:
                break
            self.closed_by(seal, leaves, place)
            self.last = seal
            self.later.append(seal)
            seal_of_leaves, leaves = next(by_seal, (None, iter(())))
        if seal_of_leaves is not None:
            entry = next(leaves)["entry"]
            raise Fault(f"seal {seal_of_leaves}: it is not there, but an entry has its place in it, entry {entry}")

    def each_seal(self) -> Iterator[Row]:
        number, names = LOWEST, (*SAID, "chain")
        columns = ", ".join({"layout": "layout_id", "at": "CAST(at AS text)"}.get(name, name) for name in names)
        while found := self.database.all(
            f"SELECT {columns} FROM audit_seal WHERE number > %s ORDER BY number LIMIT {CHUNK}", number
        ):
            for values in found:
                seal = dict(zip(names, values, strict=True))
                yield seal | {"at": read("time", seal["at"])}
            number = found[-1][names.index("number")]

    def leaves(self) -> Iterator[Row]:
        """The places of the entries in the order in which they were sealed, each with its entry and its version."""
        at = (LOWEST, LOWEST)
        names = ("seal", "position", "entry", "digest", "content", "layout")
        while found := self.database.all(
            "SELECT l.seal_id, l.position, l.entry, l.digest, l.content, s.layout_id FROM audit_leaf l "
            "LEFT JOIN audit_seal s ON s.number = l.seal_id WHERE (l.seal_id, l.position) > (%s, %s) "
            f"ORDER BY l.seal_id, l.position LIMIT {CHUNK}", *at
        ):  # fmt: skip
            leaves = [dict(zip(names, values, strict=True)) for values in found]
            for digest, of_layout in groupby(leaves, key=lambda leaf: leaf["layout"]):
                yield from self.with_entries(digest, list(of_layout))
            at = found[-1][:2]

    def with_entries(self, digest: str | None, leaves: list[Row]) -> Iterator[Row]:
        layout = self.layout(digest, f"seal {leaves[0]['seal']}") if digest else EMPTY
        entries, versions = self.rows([leaf["entry"] for leaf in leaves], layout) if digest else ({}, {})
        for leaf in leaves:
            entry = entries.get(leaf["entry"])
            kept = entry is not None and tells_of_a_version(entry) and entry["table"] in layout["history"]
            yield leaf | {"row": entry, "versions": versions.get(leaf["entry"], []), "kept": kept}

    def closed_by(self, seal: Row, leaves: Iterator[Row], place: str) -> None:
        """The entries that this seal closed are there, in their order, and as they were."""
        digests: list[bytes] = []
        numbers = [seal["newest_entry"]]
        for leaf in leaves:
            if len(digests) == seal["count"] or leaf["position"] != len(digests):
                raise Fault(f"{place}, position {len(digests)}: something else than one entry stands there")
            if leaf["row"] is None:
                raise Fault(f"{place}: entry {leaf['entry']} is gone")
            self.entry(leaf, f"{place}: {told(leaf['row'])}")
            digests.append(bytes.fromhex(leaf["digest"]))
            numbers.append(leaf["entry"])
        if len(digests) != seal["count"] or root(digests).hex() != seal["root"]:
            among = f"among {min(numbers)} to {max(numbers)}"
            raise Fault(f"{place}: its entries, {among}, are not those that it closed")
        self.entries += len(digests)

    def entry(self, leaf: Row, name: str) -> None:
        entry, versions = leaf["row"], leaf["versions"]
        if leaf_of(entry, leaf["content"]).hex() != leaf["digest"]:
            raise Fault(f"{name}: it is not as it was sealed")
        if leaf["kept"] and not versions and not self.destroyed(entry):
            raise Fault(f"{name}: that version is gone from history")
        if len(versions) > 1:
            raise Fault(f"{name}: history has that version more than once")
        if versions and sha256(versions[0]).hexdigest() != leaf["content"]:
            raise Fault(f"{name}: that version in history is not as it was sealed")
        while self.later and self.later[0]["next_tx"] <= int(entry["tx"]):
            self.before = self.later.popleft()
        if self.before is not None and not self.came_after(self.before, entry):
            raise Fault(f"{name}: it says that it is older than it is; it came after seal {self.before['number']}")

    def destroyed(self, entry: Row) -> bool:
        """Whether the ledger says that retention destroyed the record. Its places stay, and with them the roots."""
        record = entry["record"] if self.database.postgres else entry["record"].replace("-", "")
        sql = "SELECT 1 FROM audit_entry WHERE kind = 'DESTROY' AND record = %s AND \"table\" = %s LIMIT 1"
        return bool(self.database.all(sql, record, entry["table"]))

    def came_after(self, seal: Row, entry: Row) -> bool:
        """Whether an entry whose transaction began after the seal says so in number and time as well."""
        earliest = datetime.fromisoformat(seal["at"]) - CLOCK_MAY_STEP_BACK
        return bool(entry["id"] > seal["newest_entry"] and entry["at"] >= moment(earliest))

    def rows(self, numbers: list[int], layout: Any) -> tuple[dict[int, Row], dict[int, list[bytes]]]:
        """These entries, and the versions in history that each tells of."""
        among = f"e.id IN ({', '.join(str(int(number)) for number in numbers)})"
        entries = {row["id"]: row for _id, row in self.read(layout, "audit_entry", "e", "audit_entry e", among)}
        versions: dict[int, list[bytes]] = {}
        for table in {entry["table"] for entry in entries.values() if tells_of_a_version(entry)}:
            if history := layout["history"].get(table):
                source = f'audit_entry e JOIN "{history}" h ON h.id = e.record AND h.version = e.version'
                where = f"{among} AND e.kind IN {WRITTEN} AND e.\"table\" = '{table}'"
                for number, row in self.read(layout, history, "h", source, where):
                    versions.setdefault(number, []).append(written(row))
        return entries, versions

    def read(self, layout: Any, table: str, row: str, source: str, where: str) -> Iterator[tuple[int, Row]]:
        columns = layout["columns"][table]
        chosen = ", ".join(f'{row}."{name}"' + "::text" * self.database.postgres for name in columns)
        for number, *values in self.database.all(f"SELECT e.id, {chosen} FROM {source} WHERE {where}"):
            yield number, {name: read(columns[name], value) for name, value in zip(columns, values, strict=True)}

    def unsealed(self) -> int:
        """What came in behind a seal that was closed before it; how many entries wait for the next one."""
        tx = "CAST(CAST(e.tx AS text) AS bigint)"
        waiting = "FROM audit_entry e LEFT JOIN audit_leaf l ON l.entry = e.id WHERE l.entry IS NULL"
        until, last = self.last["until_tx"], self.last["until_entry"]
        for (found,) in self.database.all(
            f"SELECT e.id {waiting} AND ({tx} < %s OR ({tx} = %s AND e.id <= %s)) LIMIT 1", until, until, last
        ):
            raise Fault(f"entry {found}: it stands among what was sealed before, and is in no seal")
        for (twice,) in self.database.all("SELECT id FROM audit_entry GROUP BY id HAVING count(*) > 1 LIMIT 1"):
            raise Fault(f"entry {twice}: there is more than one of that number")
        if self.database.all("SELECT count(*) FROM audit_leaf")[0][0] != self.entries:
            raise Fault("audit_leaf: it has places of entries that are in no seal")
        return int(self.database.all(f"SELECT count(*) {waiting}")[0][0])

    def history(self) -> int:
        """Each version in history has its entry, and each row is as its last version says."""
        pairs = self.layouts[self.last["layout"]]["history"] if self.last["number"] else {}
        for table, history in pairs.items():
            if table not in self.tables:
                raise Fault(f"{table}: the table is gone")
            if lacking := self.tables[table] - self.tables[history]:
                raise Fault(f"{table}: history does not keep {', '.join(sorted(lacking))}")
            self.none(f"history {history}", "each version has one entry", f"""
                SELECT h.id, h.version FROM "{history}" h LEFT JOIN audit_entry e ON e.record = h.id
                AND e.version = h.version AND e."table" = '{table}' AND e.kind IN {WRITTEN}
                GROUP BY h.id, h.version HAVING count(e.id) <> 1 OR count(*) <> 1 LIMIT 1""")  # fmt: skip
            differs = " OR ".join(self.database.differs(f'l."{c}"', f'h."{c}"') for c in sorted(self.tables[table]))
            self.none(table, "a row is as its last version in history", f"""
                SELECT l.id, l.version FROM "{table}" l LEFT JOIN "{history}" h ON h.id = l.id
                AND h.version = l.version WHERE {differs} LIMIT 1""")  # fmt: skip
            self.none(table, "the last version in history is that of a row", f"""
                SELECT h.id, h.version FROM "{history}" h LEFT JOIN "{table}" l ON l.id = h.id
                WHERE l.id IS NULL OR h.version > l.version LIMIT 1""")  # fmt: skip
        return len(pairs)

    def none(self, place: str, rule: str, sql: str) -> None:
        for record, version in self.database.all(sql):
            raise Fault(f"{place} {read('uuid', str(record))} version {version}: it is not so that {rule}")

    def guards(self) -> None:
        wanted = self.layouts[self.last["layout"]]["guards"] if self.last["number"] else []
        off = {tuple(guard) for guard in wanted} - self.database.guards()
        for table, name in sorted(off):
            raise Fault(f"{table}: its guard {name} is off")

    def anchors(self, path: str) -> int:
        """Every line of the file is a seal of this database; the last seal that is anchored."""
        last, pieces = 0, []
        with open(path, "rb") as file:
            for count, text in enumerate(file, 1):
                place = f"{path}, line {count}"
                try:
                    line = json.loads(text)
                    number, chain = int(line["number"]), chained(line)
                except (ValueError, KeyError, TypeError):
                    pieces.append(text)  # of a full disk: the whole line must follow
                    continue
                if chain != line["chain"] or not all(text.startswith(piece.rstrip(b"\n")) for piece in pieces):
                    raise Fault(f"{place}: the anchor itself was altered")
                found = self.database.all("SELECT chain FROM audit_seal WHERE number = %s", number)
                if not found:
                    raise Fault(f"seal {number}: anchored ({place}) but not here: cut off, or an older copy")
                if found[0][0] != chain:
                    raise Fault(f"seal {number}: it is another than the one that was anchored ({place})")
                last, pieces = max(last, number), []
        if any(piece.endswith(b"\n") for piece in pieces):
            raise Fault(f"{path}: its end is no anchor")
        return last


def chained(seal: Row) -> str:
    return sha256(written({name: seal[name] for name in SAID})).hexdigest()


def tells_of_a_version(entry: Row) -> bool:
    return entry["kind"] in WRITTEN and bool(entry["version"])


def leaf_of(entry: Row, content: str) -> bytes:
    return sha256(b"\x00" + written(entry) + b"\n" + content.encode()).digest()


def verify(database: Database, anchors: list[str]) -> Iterator[str]:
    """What was checked, a line at a time; raises the first fault."""
    check = Check(database)
    check.seals()
    anchored = [f"{path} anchors {check.anchors(path)} of {check.last['number']} seals" for path in anchors]
    yield f"{check.last['number']} seals over {check.entries} entries; {check.unsealed()} wait for the next seal"
    yield from anchored or ["no anchors were given: a rewritten database or a cut-off end would not be seen"]
    yield f"{check.history()} tables are as their history says"
    check.guards()
    yield "their guards are on"


def shown(database: Database, number: int) -> Iterator[str]:
    """The bytes of one entry, for whoever wants to hash them by hand."""
    check = Check(database)
    found = database.all(
        "SELECT l.seal_id, l.position, l.digest, l.content, s.layout_id FROM audit_leaf l "
        "JOIN audit_seal s ON s.number = l.seal_id WHERE l.entry = %s", number
    )  # fmt: skip
    if not found:
        raise Fault(f"entry {number}: it is in no seal")
    seal, position, digest, content, layout = found[0]
    entries, versions = check.rows([number], check.layout(layout, f"seal {seal}"))
    yield f"entry    {written(entries.get(number)).decode()}"
    yield from (f"version  {version.decode()}" for version in versions.get(number, []))
    yield f"sealed   in seal {seal} at position {position}: leaf {digest}, version {content or 'none'}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", default=os.environ.get("DATABASE_URL"), help="by default DATABASE_URL")
    parser.add_argument("--anchors", action="append", default=[], metavar="FILE", help="seals kept outside")
    parser.add_argument("--schema", default="public", help="of PostgreSQL; by default public")
    parser.add_argument("--entry", type=int, metavar="ID", help="only show what is hashed of this entry")
    asked = parser.parse_args(arguments)
    if not asked.database:
        parser.error("name the database")
    try:
        database = Database(asked.database, asked.schema)
        for line in shown(database, asked.entry) if asked.entry else verify(database, asked.anchors):
            print(line)
        if not asked.entry:
            print("All is as it was sealed.")
    except Fault as fault:
        print(f"FAULT {fault}")
        return 1
    except Exception as problem:  # whatever the driver or the disk says: it was not checked
        print(f"NOT CHECKED {type(problem).__name__}: {problem}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
