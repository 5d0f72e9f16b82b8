"""`make drill`: lose everything and get it back, on two throwaway servers; and look for what must not be readable.

A demo is filled, confidential words are planted by the verbs that people use, and it is backed up. An empty server
gets the backup: every table is counted, every seal verified, every confidential text and document opened with its key;
what was destroyed since the backup is destroyed again.
The words are looked for in the dump, in all files of the first server and in the logs. It prints figures and ends with
1 when one of them is not as it must be.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg2

from tools import throwaway_postgres
from tools.machine import ROOT, clean_environment, settings_of_a_run

NAME = "beschut_drill"
MEBIBYTE = 2**20


class Failed(Exception):
    """Something is not as it must be after a restore."""


@dataclass
class Drill:
    """One run: where it works, what its servers and processes have in common, and what it has seen."""

    folder: Path
    settings: dict[str, str]
    lines: list[tuple[str, str]] = field(default_factory=list)

    @property
    def log(self) -> Path:
        return self.folder / "logs" / "processes.log"

    @property
    def words(self) -> Path:
        return self.folder / "words.json"

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        print(f"  {name} ({time.monotonic() - began:.1f} s)", flush=True)

    def manage(self, url: str, *arguments: str) -> str:
        said = self.call(url, "-W", "error", "manage.py", *arguments)
        with self.log.open("a") as log:
            log.write(said)
        return said

    def inside(self, url: str, what: str, **changed: str) -> Any:
        """What runs in Beschut itself; it gets the planted words from a file, and says what it found."""
        return json.loads(self.call(url, "-m", "tools.drill_inside", what, str(self.words), **changed))

    def verify(self, url: str, anchors: Path) -> str:
        said = self.call(url, "tools/verify_audit.py", "--database", url, "--anchors", str(anchors))
        return said.strip().splitlines()[-1]

    def call(self, url: str, *arguments: str, **changed: str) -> str:
        """What it says on its output; what it says beside goes into a log, in which is searched later."""
        environment = clean_environment() | self.settings | {"DATABASE_URL": url} | changed
        with self.log.open("ab") as log:
            done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
                                  stderr=log, text=True, check=False)  # fmt: skip
        if done.returncode:
            end = self.log.read_text(errors="replace")[-2000:]
            raise Failed(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{end}")
        return done.stdout

    def figure(self, name: str, value: Any) -> None:
        self.lines.append((name, str(value)))


def new_database(server: str) -> str:
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {NAME}")
    return f"{server.rpartition('/')[0]}/{NAME}"


def overheard(server: str) -> None:
    """From now on whatever is said to this server it writes down: a text in the clear would stand in its log."""
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"ALTER DATABASE {NAME} SET log_statement = 'all'")


def files_of(server: str) -> Path:
    """The folder of a server: its data, and beside it its log."""
    with closing(psycopg2.connect(server)) as connection, connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        return Path(cursor.fetchone()[0]).parent


def forms(word: str) -> Iterator[bytes]:
    """How a word may lie somewhere: as it is, in figures, as base64 at each of three places, as UTF-16."""
    raw = word.encode()
    yield raw
    yield raw.hex().encode()
    yield word.encode("utf-16-le")
    for shift in range(3):
        # What stands around it changes the first and the last signs: they are left out.
        encoded = b64encode(b"\0" * shift + raw)
        yield encoded[4 if shift else 0 : len(encoded) - 4]


def found_in(paths: Iterator[Path], words: dict[str, str]) -> tuple[list[str], int]:
    """Which of these words stand in these files, in any form, and how many bytes were looked through."""
    wanted = {form: what for what, word in words.items() for form in forms(word)}
    found, looked = set(), 0
    for path in paths:
        content = path.read_bytes()
        looked += len(content)
        found |= {f"{what} in {path.name}" for form, what in wanted.items() if form in content}
    return sorted(found), looked


def everything_in(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def fill(drill: Drill, url: str) -> dict[str, Any]:
    with drill.step("a database that is migrated, and the demo in it"):
        drill.manage(url, "migrate", "--verbosity", "0")
        drill.manage(url, "seed")
    overheard(url)
    with drill.step("confidential words planted by verbs, the ledger sealed"):
        planted: dict[str, Any] = drill.inside(url, "plant")
        drill.words.write_text(json.dumps(planted["words"]))
        production = {"BESCHUT_DEMO": "false", "SECURE_SSL_REDIRECT": "false"}
        planted["words"] |= drill.inside(url, "doors", **production)
        drill.manage(url, "seal")
    drill.figure("words planted", f"{len(planted['words'])}, and {len(planted['texts'])} texts of the demo")
    return planted


def backed_up(drill: Drill, url: str) -> Path:
    folder = drill.folder / "backup"
    with drill.step("backed up"):
        drill.manage(url, "backup", str(folder))
    size = sum(path.stat().st_size for path in everything_in(folder))
    drill.figure("backup", f"{size / MEBIBYTE:.1f} MiB")
    return folder


def search(drill: Drill, server: str, backup: Path, planted: dict[str, Any]) -> None:
    """Nothing confidential is readable anywhere; the name of a child is, so the search does find what is there."""
    plain = drill.folder / "dump.sql"
    subprocess.run(["pg_restore", "--file", str(plain), str(backup / "dump")], env=os.environ, check=True)
    places = {"dump": [plain, *everything_in(backup)], "server": list(everything_in(files_of(server))),
              "logs": list(everything_in(drill.folder / "logs"))}  # fmt: skip
    # A text of the demo may stand elsewhere in other words; the planted ones stand nowhere else.
    hidden = planted["words"] | {f"text {number}": text for number, text in enumerate(planted["texts"])}
    with drill.step("searched"):
        for name, paths in places.items():
            words = hidden if name == "dump" else planted["words"]
            found, looked = found_in(iter(paths), words)
            drill.figure(f"confidential words readable in {name}", f"{len(found)} in {looked / MEBIBYTE:.2f} MiB")
            if found:
                raise Failed(f"readable: {', '.join(found)}")
    if "GET /calendar/<slug:secret>.ics" not in drill.log.read_text():
        raise Failed("the search is blind: nobody logged what was asked")
    for name in ("dump", "server"):
        if not found_in(iter(places[name]), {"control": planted["control"]})[0]:
            raise Failed(f"the search is blind: it did not find a name that stands in the {name}")


def destroyed(drill: Drill, url: str) -> None:
    """After the backup a file comes to the end of its term: the backup brings it back."""
    with drill.step("a file destroyed after its term"):
        done = drill.inside(url, "destroy")
    drill.figure("destroyed after the backup", f"1 file, {done['rows']} rows")
    if done["certificates"] != 1:
        raise Failed("no certificate lies outside the database")


def destroyed_again(drill: Drill, url: str) -> None:
    with drill.step("what was destroyed since destroyed again, every seal verified"):
        done = drill.inside(url, "again")
        drill.manage(url, "seal")
        drill.verify(url, Path(drill.settings["AUDIT_ANCHOR_FILE"]))
    drill.figure("destroyed again", f"{done['back']} file, {done['rows']} rows")
    if done["back"] != 1 or done["left"]:
        raise Failed("what was destroyed is back")


def restored(drill: Drill, url: str, backup: Path, planted: dict[str, Any]) -> None:
    with drill.step("restored into an empty server, every table counted"):
        said = drill.manage(url, "restore", str(backup)).splitlines()
        drill.figure("restored", said[0])
        drill.figure("keys", said[1])
        drill.manage(url, "database_roles")
    with drill.step("every seal verified"):
        verified = drill.call(
            url, "tools/verify_audit.py", "--database", url, "--anchors", str(backup / "anchors.jsonl")
        )
        drill.figure("seals", verified.strip().splitlines()[-1])
    with drill.step("every confidential text and document opened"):
        opened = drill.inside(url, "open")
        for name, count in opened["counts"].items():
            drill.figure(f"opened: {name}", count)
    if missing := sorted(set(json.loads(drill.words.read_text())) - set(opened["planted"])):
        raise Failed(f"planted and not found again: {missing}")
    with drill.step("sealed on, where the other server ended"):
        drill.manage(url, "seal")
        drill.verify(url, Path(drill.settings["AUDIT_ANCHOR_FILE"]))


def with_another_ring(drill: Drill, url: str) -> None:
    """Whoever has the backup and not the key ring reads nothing."""
    other = settings_of_a_run(url)["BESCHUT_KEY_RING"]
    with drill.step("tried with another key ring"):
        refused = drill.inside(url, "closed", BESCHUT_KEY_RING=other)
    drill.figure("opened with another key ring", f"{refused['opened']} of {refused['tried']}")
    if refused["opened"] or not refused["tried"]:
        raise Failed("another key ring opens what it must not")


def run(drill: Drill, first: str, second: str) -> None:
    url, new = new_database(first), new_database(second)
    planted = fill(drill, url)
    backup = backed_up(drill, url)
    search(drill, first, backup, planted)
    destroyed(drill, url)
    restored(drill, new, backup, planted)
    destroyed_again(drill, new)
    with_another_ring(drill, new)


def settings(folder: Path) -> dict[str, str]:
    """Those of a run of the tests, and of the demo where it has invented children."""
    given = settings_of_a_run("") | {"AUDIT_ANCHOR_FILE": str(folder / "anchors.jsonl"), "BESCHUT_DEMO": "true"}
    given |= {"CERTIFICATES_FILE": str(folder / "certificates.jsonl")}
    binaries = throwaway_postgres.on_this_machine() or throwaway_postgres.from_the_wheel()
    os.environ["PATH"] = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    return given | {"PATH": os.environ["PATH"]}


def main() -> int:
    throwaway_postgres.stop_on_signals()
    os.environ.pop("TEST_DATABASE_URL", None)  # it needs two servers, and to read the files of one
    began = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="beschut-drill-")))
        (folder / "logs").mkdir()
        try:
            drill = Drill(folder, settings(folder))
            first, second = (stack.enter_context(throwaway_postgres.database_url()) for _each in range(2))
            run(drill, first, second)
        except (Failed, throwaway_postgres.NoPostgres) as problem:
            print(f"FAILED: {problem}", file=sys.stderr)
            return 1
    for name, value in drill.lines:
        print(f"{name:>42}: {value}")
    print(f"{'':>42}  all as it must be, in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
