"""Removes each check of access in turn from a copy of the tree, and asks whether a test notices: `make mutants`.

The list is made from the code: every refusal behind an `if`, every `require`, every filter by who asks, the plans of
columns, and a sample of the words of the access table, each one step wider. Which tests reach a line is recorded
first, in one run of the suite as it is; then each change is tried against the tests that reach it, fastest first,
until one fails. What no test notices is named, and the command fails.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import cpu_count
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from tools import machine, throwaway_postgres
from tools.checks_of_access import ROOT, TABLE, Mutant, guarded, mutants
from tools.reached import Recording

# No test runs the words of the table: the second reading compares them, and the printed table shows each of them.
OF_TABLE = ["tests/access/test_print_access.py", "tests/access/test_table.py", "tests/access/test_matrix.py"]
# Where tests of access may stand.
RECORDED = ("access", "api", "config", "partners", "intake", "shelter", "residence", "overview")
OPTIONS = ("-q", "-p", "no:cacheprovider", "--tb=no", "--show-capture=no", "-m", "not e2e and not long and not alone")
# So many first: most changes fail one of them.
FIRST = 25
# A run that takes so many times as long as it did, and this on top, never ends.
SLOWER, SECONDS = 5, 300
# In so many parts it is recorded which tests reach what.
PARTS = 12
T = TypeVar("T")
S = TypeVar("S")


class Copy:
    """A copy of the tree that is broken and mended again, on a database that stays between the runs."""

    def __init__(self, tree: Path, url: str, recording: Recording) -> None:
        self.tree, self.recording = tree, recording
        left_out = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", "*.sqlite3", ".*_cache")
        shutil.copytree(ROOT, self.tree, ignore=left_out)
        self.environment = {
            **machine.clean_environment(),
            **machine.settings_of_a_run(url),
            "SECURE_SSL_REDIRECT": "false",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def record(self, part: int) -> None:
        """Learn which of this share of the tests reach which line of what is guarded, unless that is known."""
        files = [str(file.relative_to(ROOT)) for file in test_files()[part::PARTS]]
        self.recording.run(f"part-{part}", self.tree, guarded(), self.environment, [*OPTIONS, "--reuse-db", *files])

    def fails(self, tests: list[str]) -> str:
        """Which test fails first; empty when all pass."""
        command = [sys.executable, "-m", "pytest", *OPTIONS, "--reuse-db", "-x", *tests]
        longest = SECONDS + SLOWER * self.recording.took(tests)
        try:
            done = subprocess.run(command, cwd=self.tree, env=self.environment, capture_output=True, text=True,
                                  check=False, timeout=longest)  # fmt: skip
        except subprocess.TimeoutExpired:
            return "it never ends"
        if done.returncode == 0:
            return ""
        lines = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        return lines[0] if lines else (done.stdout + done.stderr).strip().splitlines()[-1]

    def tests_of(self, mutant: Mutant) -> list[list[str]]:
        if mutant.file == TABLE:
            return [OF_TABLE]
        reached = self.recording.tests(mutant.file, range(mutant.line, mutant.last + 1))
        return [each for each in (reached[:FIRST], reached[FIRST:]) if each]

    def caught(self, mutant: Mutant) -> str:
        file = self.tree / mutant.file
        whole = file.read_bytes()
        file.write_bytes(whole[: mutant.start] + mutant.text.encode() + whole[mutant.end :])
        try:
            return next((said for tests in self.tests_of(mutant) if (said := self.fails(tests))), "")
        finally:
            file.write_bytes(whole)


def chosen(asked: argparse.Namespace) -> list[Mutant]:
    """Those that fit the words that were given; of the table's words a sample, unless all were asked for."""
    fits = [each for each in mutants() if all(word in str(each) for word in asked.only)]
    code = [each for each in fits if each.file != TABLE]
    cells = [each for each in fits if each.file == TABLE]
    sample = random.Random(asked.seed).sample(cells, min(asked.cells, len(cells)))  # nosec B311
    return [*code, *sample][asked.skip :: asked.every]


def test_files() -> list[Path]:
    return sorted(file for folder in RECORDED for file in (ROOT / "tests" / folder).rglob("test_*.py"))


def side_by_side(todo: Sequence[T], copies: Sequence[Copy], work: Callable[[Copy, T], S]) -> dict[T, S]:
    """Each of these done in one of the copies, as many at a time as there are."""
    idle: SimpleQueue[Copy] = SimpleQueue()
    for copy in copies:
        idle.put(copy)

    def one(each: T) -> S:
        copy = idle.get()
        try:
            return work(copy, each)
        finally:
            idle.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        return dict(zip(todo, pool.map(one, todo), strict=True))


def tried(copy: Copy, mutant: Mutant) -> str:
    said = copy.caught(mutant)
    print(f"{'caught  ' if said else 'SURVIVED'} {mutant}  [{said}]", flush=True)
    return said


def report(found: dict[Mutant, str]) -> int:
    survived = [each for each, said in found.items() if not said]
    for each in survived:
        print(f"SURVIVED {each}")
    print(f"{len(found) - len(survived)} of {len(found)} caught", flush=True)
    return int(bool(survived))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="only where each of these texts stands in `file:line what`")
    parser.add_argument("--list", action="store_true", help="name them and try none")
    parser.add_argument("--cells", type=int, default=20, help="how many words of the table to widen")
    parser.add_argument("--seed", type=int, default=2026, help="which of them")
    parser.add_argument("--every", type=int, default=1, help="only one of so many")
    parser.add_argument("--copies", type=int, default=cpu_count(), help="how many are tried side by side")
    parser.add_argument("--recording", type=Path, help="where to keep which tests reach what")
    parser.add_argument("--skip", type=int, default=0, help="after so many")
    asked = parser.parse_args(arguments)
    todo = chosen(asked)
    if asked.list:
        print(*todo, sep="\n")
        return 0
    throwaway_postgres.stop_on_signals()
    with throwaway_postgres.database_url() as url, tempfile.TemporaryDirectory(prefix="beschut-mutants-") as home:
        recording = Recording(asked.recording or Path(home))
        copies = [Copy(Path(home) / f"tree-{each}", f"{url}_{each}", recording) for each in range(asked.copies)]
        side_by_side(range(PARTS), copies, Copy.record)
        recording.read()
        for each in sorted(recording.failing):
            print(f"FAILS AS IT IS {each}", flush=True)
        return report(side_by_side(todo, copies, tried)) or int(bool(recording.failing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
