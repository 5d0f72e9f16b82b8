"""`make test`: every stage, with a PostgreSQL and a browser of this machine; at the end what ran and what did not.

`python -m tools.run_tests [stage …] [--no-skips] [-- pytest arguments]`
"""

import argparse
import base64
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tools import chromium, throwaway_postgres

ROOT = Path(__file__).resolve().parent.parent
NOTHING_TO_RUN = 5  # pytest's word for it: the arguments chose no test of this stage
# A process and a database for each core; the tests of a file stay together, because they share what is slow to make.
SIDE_BY_SIDE = ("--numprocesses=auto", "--dist=loadfile")


class Skipped(Exception):
    """A stage that cannot run here; the message is the remedy."""


@dataclass
class Run:
    """One call of this driver: where its stages work, and what it has seen so far."""

    pytest_arguments: list[str]
    stack: ExitStack
    folder: Path
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    _database_url: str = ""

    def postgres(self) -> str:
        """The address of the server all stages share, started for the first of them."""
        if not self._database_url:
            try:
                self._database_url = self.stack.enter_context(throwaway_postgres.database_url())
            except throwaway_postgres.NoPostgres as problem:
                raise Skipped(str(problem)) from problem
        return self._database_url

    def sqlite(self) -> str:
        return f"sqlite:///{self.folder / 'smoke.sqlite3'}"

    def call(self, *command: str, **environment: str) -> bool:
        return self.ended(*command, **environment) == 0

    def ended(self, *command: str, **environment: str) -> int:
        """Run it; what it ended with."""
        print("$", *command, flush=True)
        return subprocess.run(command, cwd=ROOT, env=clean_environment() | environment, check=False).returncode

    def manage(self, *arguments: str) -> bool:
        return self.call(sys.executable, "-W", "error", "manage.py", *arguments, **settings_of_a_run(self.postgres()))

    def pytest(self, name: str, *arguments: str, **environment: str) -> bool:
        return self.pytest_ended(name, *arguments, **environment) == 0

    def pytest_ended(self, name: str, *arguments: str, **environment: str) -> int:
        report = self.folder / f"{name}.xml"
        command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments, *self.pytest_arguments]
        ended = self.ended(*command, SECURE_SSL_REDIRECT="false", **environment)
        for test, reason in _skipped_tests(report):
            self.lines.append(("SKIPPED", test, reason))
        return ended


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
    settings = settings_of_a_run(run.postgres())
    beside = run.pytest("suite", "-m", "not e2e and not long and not alone", *SIDE_BY_SIDE, **settings)
    return run.pytest_ended("alone", "-m", "alone", **settings) in (0, NOTHING_TO_RUN) and beside


def e2e(run: Run) -> bool:
    """The stories in a browser. Playwright keeps an event loop in the thread in which the tests use the database."""
    browser = chromium.found_or_installed()
    if browser is None:
        raise Skipped(chromium.REMEDY)
    return run.pytest(
        "e2e", "-m", "e2e", **settings_of_a_run(run.postgres()), CHROMIUM=browser, DJANGO_ALLOW_ASYNC_UNSAFE="true"
    )


def smoke(run: Run) -> bool:
    """Stories, both doors and append-only, on the database of `make run`."""
    return run.pytest("smoke", "-m", "smoke", *SIDE_BY_SIDE, **settings_of_a_run(run.sqlite()))


def fuzz(run: Run) -> bool:
    """Two thousand invented calls of the API, against its own description."""
    return run.call(sys.executable, "-m", "tools.fuzz", **settings_of_a_run(run.postgres()))


def long(run: Run) -> bool:
    """The whole year of arrivals, on PostgreSQL."""
    return run.pytest("long", "-m", "long", **settings_of_a_run(run.postgres()))


STAGES: dict[str, Callable[[Run], bool]] = {
    "lint": lint,
    "types": types,
    "checks": checks,
    "suite": suite,
    "e2e": e2e,
    "smoke": smoke,
    "fuzz": fuzz,
}
# Only by name: it takes minutes.
LONG: dict[str, Callable[[Run], bool]] = {"long": long}


def clean_environment() -> dict[str, str]:
    """The caller's environment without settings of a running Beschut, which no test may reach."""
    ours = (
        "DATABASE_URL",
        "SECRET_KEY",
        "SECRET_KEY_FILE",
        "PUBLIC_URL",
        "CSRF_TRUSTED_ORIGINS",
        "DJANGO_SETTINGS_MODULE",
        "ONE_DATABASE_ROLE",
    )
    return {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("BESCHUT_")}


def settings_of_a_run(database_url: str) -> dict[str, str]:
    """Settings as in production, with secrets of this run."""
    return {
        "DATABASE_URL": database_url,
        "SECRET_KEY": secrets.token_urlsafe(64),
        "BESCHUT_KEY_RING": "test:" + base64.b64encode(secrets.token_bytes(64)).decode(),
        "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
        "ONE_DATABASE_ROLE": "true",
        "AUDIT_ANCHOR_FILE": os.devnull,  # a test that anchors names a file of its own
    }


def _skipped_tests(report: Path) -> list[tuple[str, str]]:
    if not report.exists():
        return []
    cases = ElementTree.parse(report).iter("testcase")
    found = [(case, case.find("skipped")) for case in cases]
    return [
        (f"{case.get('classname')}.{case.get('name')}", skip.get("message") or "")
        for case, skip in found
        if skip is not None
    ]


def _perform(name: str, run: Run) -> None:
    print(f"\n== {name} ==", flush=True)
    started = time.monotonic()
    try:
        word, remedy = ("passed" if (STAGES | LONG)[name](run) else "FAILED"), ""
    except Skipped as skipped:
        word, remedy = "SKIPPED", str(skipped)
    print(f"== {name}: {word.lower()} ({time.monotonic() - started:.0f} s) ==", flush=True)
    run.lines.append((word, name, remedy))


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
        run = Run(arguments[cut + 1 :], stack, folder)
        for name in asked.stages or STAGES:
            _perform(name, run)
    _summary(run.lines)
    words = {word for word, _, _ in run.lines}
    return int("FAILED" in words or (asked.no_skips and "SKIPPED" in words))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
