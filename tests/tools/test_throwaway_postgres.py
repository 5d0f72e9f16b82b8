"""The cluster of `make test`: a real server while the command runs, and nothing afterwards."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tools import throwaway_postgres

ROOT = Path(__file__).resolve().parents[2]
TELL = "import os; print(os.environ['DATABASE_URL'])"
TOOL = [sys.executable, "tools/throwaway_postgres.py"]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    return subprocess.run([*TOOL, *arguments], cwd=ROOT, env=clean | environment, capture_output=True, text=True)


def test_a_server_that_was_given_is_used_as_it_is():
    told = run("--", sys.executable, "-c", TELL, TEST_DATABASE_URL="postgres://given")
    assert told.stdout.strip() == "postgres://given"


def test_the_cluster_is_gone_after_the_command():
    told = run("--", sys.executable, "-c", TELL)
    address = urlsplit(told.stdout.splitlines()[-1])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address.hostname, address.port))


def test_the_exit_code_is_that_of_the_command():
    assert run("--", sys.executable, "-c", "raise SystemExit(7)").returncode == 7


def test_the_newest_of_the_usual_places_comes_first():
    places = [Path("/usr/lib/postgresql/9.6/bin"), Path("/usr/lib/postgresql/15/bin"), Path("/opt/postgresql@16/bin")]
    assert [p.parent.name for p in sorted(places, key=throwaway_postgres._version)] == ["9.6", "15", "postgresql@16"]
