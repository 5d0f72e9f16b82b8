"""What the stages of `make test` share: a PostgreSQL, a migrated database to copy, and settings for a run."""

import base64
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path

import psycopg2

from tools import throwaway_postgres

ROOT = Path(__file__).resolve().parent.parent
# The tests find the migrated database under this name (tests/conftest.py), and so does tools/fuzz.py.
MIGRATED = "MIGRATED_DATABASE"
TEMPLATE = "beschut_migrated"


class Skipped(Exception):
    """A stage that cannot run here; the message is the remedy."""


class Machine:
    """Begun when first asked for, and gone with the stack. Migrating takes half a minute: once for each engine."""

    def __init__(self, stack: ExitStack, folder: Path) -> None:
        self.stack = stack
        self.folder = folder
        # Whoever wants no compiled files in the tree has them elsewhere, as long as the run lasts: a dozen processes
        # read the same code and tests.
        self.compiled = (
            {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
            if sys.dont_write_bytecode
            else {}
        )

    @cached_property
    def postgres(self) -> str:
        """The address of the server all stages share. Raises Skipped."""
        try:
            return self.stack.enter_context(throwaway_postgres.database_url())
        except throwaway_postgres.NoPostgres as problem:
            raise Skipped(str(problem)) from problem

    @cached_property
    def on_postgres(self) -> dict[str, str]:
        """The settings for tests on PostgreSQL, each of whose databases is a copy of a migrated one."""
        server = self.postgres
        url = f"{server.rpartition('/')[0]}/{TEMPLATE}"
        with closing(psycopg2.connect(server)) as connection:
            connection.autocommit = True
            connection.cursor().execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
            connection.cursor().execute(f"CREATE DATABASE {TEMPLATE}")
            self.stack.callback(drop, server)
        migrate(url, self.compiled)
        return settings_of_a_run(server) | {MIGRATED: TEMPLATE}

    @cached_property
    def on_sqlite(self) -> dict[str, str]:
        """The same on the database of `make run`."""
        migrated = self.folder / "migrated.sqlite3"
        migrate(f"sqlite:///{migrated}", self.compiled)
        return settings_of_a_run(f"sqlite:///{self.folder / 'smoke.sqlite3'}") | {MIGRATED: str(migrated)}


def drop(server: str) -> None:
    with closing(psycopg2.connect(server)) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")


def migrate(url: str, more: Mapping[str, str]) -> None:
    command = [sys.executable, "-W", "error", "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env={**clean_environment(), **settings_of_a_run(url), **more}, check=True)


def clean_environment() -> dict[str, str]:
    """The caller's environment without settings of a running Beschut, which no test may reach."""
    ours = (
        "DATABASE_URL",
        "STANDBY_URL",
        "SECRET_KEY",
        "SECRET_KEY_FILE",
        "PUBLIC_URL",
        "CSRF_TRUSTED_ORIGINS",
        "DJANGO_SETTINGS_MODULE",
        "ONE_DATABASE_ROLE",
        MIGRATED,
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
