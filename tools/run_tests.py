"""`make test`: every stage, with a PostgreSQL and a browser of this machine; at the end what ran and what did not.

`python -m tools.run_tests [stage …] [--no-skips] [-- pytest arguments]`
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree  # nosec B405

from tools import chromium, throwaway_postgres
from tools.machine import ROOT, Machine, Skipped, clean_environment

NOTHING_TO_RUN = 5  # pytest's word for it: the arguments chose no test of this stage
# A process and a database for each core; the tests of a file stay together, because they share what is slow to make.
# In their own order: access has few tests and takes longest, and last of all it would keep one core waiting.
SIDE_BY_SIDE = ("--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder")


@dataclass
class Run:
    """One call of this driver: where its stages work, and what it has seen so far."""

    pytest_arguments: list[str]
    machine: Machine
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    # Where it speaks, when another stage speaks at the same time; otherwise it is heard at once.
    aloud: IO[str] | None = None

    def call(self, *command: str, **environment: str) -> bool:
        return self.ended(*command, **environment) == 0

    def ended(self, *command: str, **environment: str) -> int:
        """Run it; what it ended with."""
        print("$", *command, flush=True, file=self.aloud)
        environment = clean_environment() | self.machine.compiled | environment
        settings = {"stdout": self.aloud, "stderr": self.aloud, "env": environment}
        return subprocess.run(command, cwd=ROOT, check=False, **settings).returncode  # type: ignore[call-overload]

    def manage(self, *arguments: str) -> bool:
        return self.call(sys.executable, "-W", "error", "manage.py", *arguments, **self.machine.on_postgres)

    def pytest(self, name: str, *arguments: str, **environment: str) -> bool:
        report = self.machine.folder / f"{name}.xml"
        command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments, *self.pytest_arguments]
        ended = self.ended(*command, SECURE_SSL_REDIRECT="false", **environment)
        for test, reason in _skipped_tests(report):
            self.lines.append(("SKIPPED", test, reason))
        return ended == 0 or (ended == NOTHING_TO_RUN and bool(self.pytest_arguments))


def lint(run: Run) -> bool:
    checked = run.call(sys.executable, "-m", "ruff", "check", ".")
    return run.call(sys.executable, "-m", "ruff", "format", "--check", ".") and checked


def types(run: Run) -> bool:
    return run.call(sys.executable, "-m", "mypy")


def checks(run: Run) -> bool:
    """Migrations written, settings safe, API description sound (into var/openapi.json, for whoever lints it)."""
    (ROOT / "var").mkdir(exist_ok=True)
    migrations = run.manage("makemigrations", "--check", "--dry-run")
    deployable = run.manage("check", "--deploy", "--fail-level", "WARNING")
    description = ("--file", "var/openapi.json", "--format", "openapi-json", "--validate", "--fail-on-warn")
    return run.manage("spectacular", *description) and migrations and deployable


def suite(run: Run) -> bool:
    """Everything but the browser and what takes minutes, on PostgreSQL."""
    chosen = "not e2e and not long and not alone"
    return run.pytest("suite", "-m", chosen, *SIDE_BY_SIDE, **run.machine.on_postgres)


def alone(run: Run) -> bool:
    """What asks which transactions of the server have committed, so nothing else may use that server meanwhile."""
    return run.pytest("alone", "-m", "alone", **run.machine.on_postgres)


def before_a_screen(browser: str) -> dict[str, str]:
    """Playwright keeps an event loop in the thread in which the tests use the database."""
    return {"CHROMIUM": browser, "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}


def e2e(run: Run) -> bool:
    """The stories in a browser, and every kind of page once."""
    browser = chromium.found_or_installed()
    if browser is None:
        raise Skipped(chromium.REMEDY)
    settings = run.machine.on_postgres | before_a_screen(browser)
    return run.pytest("e2e", "-m", "e2e and not long", *SIDE_BY_SIDE, **settings)


def smoke(run: Run) -> bool:
    """Stories, both doors and append-only, on the database of `make run`."""
    return run.pytest("smoke", "-m", "smoke and not long", *SIDE_BY_SIDE, **run.machine.on_sqlite)


def fuzz(run: Run) -> bool:
    """Two thousand invented calls of the API, against its own description."""
    return run.call(sys.executable, "-m", "tools.fuzz", **run.machine.on_postgres)


def long(run: Run) -> bool:
    """The whole year of arrivals, on PostgreSQL; and every page of every role in a browser, where there is one."""
    browser = chromium.found_or_installed()
    if browser is None:
        run.lines.append(("SKIPPED", "tests/e2e", chromium.REMEDY))
        return run.pytest("long", "-m", "long and not e2e", **run.machine.on_postgres)
    return run.pytest("long", "-m", "long", **run.machine.on_postgres, **before_a_screen(browser))


STAGES: dict[str, Callable[[Run], bool]] = {
    "lint": lint,
    "types": types,
    "checks": checks,
    "suite": suite,
    "alone": alone,
    "smoke": smoke,
    "e2e": e2e,
    "fuzz": fuzz,
}
# Only by name: it takes minutes.
LONG: dict[str, Callable[[Run], bool]] = {"long": long}
# What a name asks for that is more than its own stage.
MEANS = {"suite": ("suite", "alone")}
# In which order all of them run, and which beside each other: smoke, suite and e2e use all cores, the others one each.
# `alone` has a server of PostgreSQL to itself, and smoke needs none.
TURNS = ((("lint", "types", "alone"), ("smoke",)), (("suite",),), (("e2e",), ("fuzz", "checks")))


def _skipped_tests(report: Path) -> list[tuple[str, str]]:
    if not report.exists():
        return []
    cases = ElementTree.parse(report).iter("testcase")  # nosec B314
    found = [(case, case.find("skipped")) for case in cases]
    return [
        (f"{case.get('classname')}.{case.get('name')}", skip.get("message") or "")
        for case, skip in found
        if skip is not None
    ]


def _perform(name: str, run: Run) -> None:
    print(f"\n== {name} ==", flush=True, file=run.aloud)
    started = time.monotonic()
    try:
        word, remedy = ("passed" if (STAGES | LONG)[name](run) else "FAILED"), ""
    except Skipped as skipped:
        word, remedy = "SKIPPED", str(skipped)
    print(f"== {name}: {word.lower()} ({time.monotonic() - started:.0f} s) ==", flush=True, file=run.aloud)
    run.lines.append((word, name, remedy))


def _perform_aside(names: Sequence[str], run: Run) -> None:
    """One stage after the other, each heard when it has ended."""
    for name in names:
        with tempfile.TemporaryFile("w+", errors="replace", dir=run.machine.folder) as aloud:
            _perform(name, Run(run.pytest_arguments, run.machine, run.lines, aloud))
            aloud.seek(0)
            print(aloud.read(), end="", flush=True)


def _perform_all(run: Run) -> None:
    for lanes in TURNS:
        if len(lanes) == 1:
            for name in lanes[0]:
                _perform(name, run)
            continue
        with ThreadPoolExecutor(len(lanes)) as beside:
            list(beside.map(lambda names: _perform_aside(names, run), lanes))


def _summary(lines: list[tuple[str, str, str]]) -> None:
    print("\n== summary ==")
    for word in ("passed", "SKIPPED", "FAILED"):
        for _, name, remedy in (line for line in lines if line[0] == word):
            print(f"{word:8} {name}" + (f": {remedy}" if remedy else ""))
    count = {word: sum(line[0] == word for line in lines) for word in ("passed", "SKIPPED", "FAILED")}
    print(f"stages: {count['passed']} passed, {count['FAILED']} failed, {count['SKIPPED']} skipped", flush=True)


def main(arguments: list[str]) -> int:
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stages", nargs="*", metavar="stage", help=", ".join(STAGES | LONG))
    parser.add_argument("--no-skips", action="store_true", help="fail if anything was skipped")
    asked = parser.parse_args(arguments[:cut])
    unknown = [name for name in asked.stages if name not in STAGES | LONG]
    if unknown:
        parser.error(f"no such stage: {', '.join(unknown)}")
    throwaway_postgres.stop_on_signals()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="beschut-test-")))
        run = Run(arguments[cut + 1 :], Machine(stack, folder))
        if asked.stages:
            for name in (each for stage in asked.stages for each in MEANS.get(stage, (stage,))):
                _perform(name, run)
        else:
            _perform_all(run)
    _summary(run.lines)
    words = {word for word, _, _ in run.lines}
    return int("FAILED" in words or (asked.no_skips and "SKIPPED" in words))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
