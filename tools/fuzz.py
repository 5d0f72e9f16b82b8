"""Ask the running API what nobody thought of: schemathesis, from the published description, in three roles.

`python -m tools.fuzz [--long]` with DATABASE_URL: on a database of its own there, with the children of the demo. It
fails on a server error and on whatever differs from the description, both ways. What it asks is the same each time.
"""

import json
import os
import re
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg2

from tools.machine import MIGRATED, ROOT
from tools.own_environment import install
from tools.throwaway_postgres import free_port

SEED = 20261125
Role = tuple[str, str, str, str]
ROLES: tuple[Role, ...] = (
    ("NIDOS", "intake", "demo-aanmelding", "PROTECTION"),
    ("AVIM", "officer", "demo-avim", "IDENTIFICATION"),
    ("COA", "placement", "demo-coa", "PLACEMENT"),
)
# Cases for each operation: 2,000 in all for every change, the roles in turn, because schemathesis takes longer to read
# the description than to ask so little; with each edge of each member and for each role, 20,000 on demand.
SHORT = ("--phases", "fuzzing", "--max-examples", "5")
LONG = ("--phases", "coverage,fuzzing", "--max-examples", "12")
LEAST = {False: 1_900, True: 20_000}
MOST_SECONDS = {False: 400, True: 1_500}


@dataclass(frozen=True)
class Server:
    """One running Beschut, and the environment that its commands need."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout

    def token(self, organisation: str, role: str) -> str:
        """A token of a new client of this role, got as a partner gets it."""
        made = json.loads(self.manage("partner_client", organisation, role, "--name", "fuzz"))
        asked = {name: made[name] for name in ("client_id", "client_secret")} | {"grant_type": "client_credentials"}
        with urllib.request.urlopen(f"{self.url}/oauth/token", urllib.parse.urlencode(asked).encode()) as answer:  # nosec B310
            token: str = json.load(answer)["access_token"]
        return token

    def wait(self, seconds: int = 60) -> None:
        """Until it answers. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.url}/api/v1/openapi.json").close()  # nosec B310
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
            else:
                return
        raise TimeoutError(f"no answer from {self.url}")


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """A new database on this server, a copy of the migrated one where there is one, and gone afterwards."""
    name = f"fuzz_{secrets.token_hex(4)}"
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {os.environ.get(MIGRATED, 'template1')}")
        try:
            yield f"{url.rpartition('/')[0]}/{name}"
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
            connection.close()


@contextmanager
def running(database: str) -> Iterator[Server]:
    """Beschut with the demo in it, as it runs in production, and without a limit of calls."""
    port = free_port()
    raised = {"CALLS_PER_MINUTE": "1000000", "TOKENS_PER_MINUTE": "1000"}
    own = {"DATABASE_URL": database, "BESCHUT_DEMO": "true", "PYTHONUNBUFFERED": "1"}
    server = Server(f"http://127.0.0.1:{port}", {**os.environ, **own, **raised})
    server.manage("migrate", "--verbosity", "0")
    server.manage("seed", "--verbosity", "0")
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--no-control-socket", "--bind",
               f"127.0.0.1:{port}", "config.wsgi"]  # fmt: skip
    with (ROOT / "var" / "fuzz-server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=server.environment, stdout=log, stderr=log)
        try:
            server.wait()
            yield server
        finally:
            process.terminate()
            process.wait()


def ask(server: Server, roles: Sequence[Role], long: bool) -> tuple[bool, int]:
    """Everything, by these roles in turn: whether nothing was wrong, and how many cases that were."""
    callers = [headers(server, role) for role in roles]
    base = f"{server.url}/api/v1"
    program = str(install("fuzz") / "schemathesis")
    command = [program, "run", f"{base}/openapi.json", "--url", base, *(LONG if long else SHORT),
               "--seed", str(SEED), "--generation-database", "none", "--generation-allow-x00", "false",
               "--continue-on-failure", "--warnings", "off", "--no-color"]  # fmt: skip
    for name, value in callers[0].items():
        command += ["--header", f"{name}: {value}"]
    who = ", ".join(f"{organisation} {short}" for organisation, short, _person, _purpose in roles)
    try:
        done = subprocess.run(command, cwd=ROOT / "var", env=hooks(base, callers), capture_output=True, text=True,
                              check=False, timeout=MOST_SECONDS[long])  # fmt: skip
    except subprocess.TimeoutExpired:
        print(f"{who}: FAILED: not ready after {MOST_SECONDS[long]} seconds", flush=True)
        return False, 0
    found = re.search(r"(\d+) generated", done.stdout)
    cases = int(found[1]) if found else 0
    print(f"{who}: {cases} cases, {'nothing wrong' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode:
        print(done.stdout, done.stderr, flush=True)
    return done.returncode == 0, cases


def headers(server: Server, role: Role) -> dict[str, str]:
    organisation, short, person, purpose = role
    token = server.token(organisation, short)
    return {"Authorization": f"Bearer {token}", "Request-User-Id": person, "Request-Purpose": purpose}


def hooks(base: str, callers: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """The environment in which schemathesis finds tools/fuzz_hooks.py, and that finds the API."""
    known = {"FUZZ_BASE": base, "FUZZ_HEADERS": json.dumps(callers), "SCHEMATHESIS_HOOKS": "fuzz_hooks"}
    return {**os.environ, **known, "PYTHONPATH": str(Path(__file__).parent), "PYTHONDONTWRITEBYTECODE": "1"}


def main(arguments: list[str]) -> int:
    long = arguments == ["--long"]
    if arguments and not long:
        print(__doc__, file=sys.stderr)
        return 2
    install("fuzz")
    (ROOT / "var").mkdir(exist_ok=True)
    print(f"seed {SEED}", flush=True)
    with own_database(os.environ["DATABASE_URL"]) as database, running(database) as server:
        asked = [ask(server, roles, long) for roles in ([[role] for role in ROLES] if long else [ROLES])]
    total = sum(cases for _fine, cases in asked)
    print(f"{total} cases in {len(ROLES)} roles", flush=True)
    if total < LEAST[long]:
        print(f"FAILED: that is fewer than {LEAST[long]}: is the description whole?", flush=True)
    return int(total < LEAST[long] or not all(fine for fine, _cases in asked))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
