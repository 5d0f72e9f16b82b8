"""A backup is one moment with its numbers; it comes back whole, or it is said what is not."""

import os
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from intake.models import Case, Child
from overview.operations import backup, restore
from overview.operations.backup import NotPossible
from tests.audit.test_disk_full import connected
from tests.served import database, environment
from tools import throwaway_postgres
from tools.machine import ROOT

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="of SQLite one copies the file"),
]
OTHER_RING = "test:" + b64encode(bytes(range(64))).decode()


@pytest.fixture
def made(open_case: Callable[..., Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup with one child in it."""
    binaries = throwaway_postgres.on_this_machine() or throwaway_postgres.from_the_wheel()
    monkeypatch.setenv("PATH", f"{binaries}{os.pathsep}{os.environ['PATH']}")
    open_case()
    backup.make(tmp_path / "backup")
    return tmp_path / "backup"


@pytest.fixture
def empty() -> Iterator[str]:
    """The address of another database of the same server, with nothing in it."""
    assert connection.vendor == "postgresql"
    name = f"{connection.settings_dict['NAME']}_restored"
    server = connected("postgres")
    with server.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield f"{database().rpartition('/')[0]}/{name}"
        cursor.execute(f'DROP DATABASE "{name}"')
    server.close()


def restored(url: str, folder: Path, **changed: str) -> subprocess.CompletedProcess[str]:
    given = environment(url) | {"BESCHUT_KEY_RING": settings.KEY_RING, "PATH": os.environ["PATH"]} | changed
    return subprocess.run([sys.executable, "manage.py", "restore", str(folder)], cwd=ROOT, env=given, check=False,
                          capture_output=True, text=True)  # fmt: skip


def test_what_was_backed_up_comes_back_and_is_counted(made: Path, empty: str) -> None:
    manifest = backup.read(made)
    assert manifest.tables["intake_child"] == Child.objects.count() == 1
    done = restored(empty, made)
    assert done.returncode == 0, done.stderr
    assert f"{len(manifest.tables)} tables, {manifest.rows} rows" in done.stdout
    assert "this key ring opens 1 of 1 data keys" in done.stdout


def test_another_key_ring_is_told_which_key_it_lacks(made: Path, empty: str) -> None:
    done = restored(empty, made, BESCHUT_KEY_RING=OTHER_RING)
    assert done.returncode == 1
    assert "opens 0 of 1" in done.stdout
    assert "BESCHUT_KEY_RING lacks one of: test" in done.stderr


def test_only_its_maker_reads_it(made: Path) -> None:
    assert [path.stat().st_mode & 0o077 for path in (made, *made.iterdir())] == [0] * 3


def test_it_is_never_written_over_another_and_half_of_one_has_no_name(made: Path) -> None:
    with pytest.raises(CommandError, match="never written over"):
        call_command("backup", str(made))
    assert not made.with_name("backup.unfinished").exists()


def test_a_dump_that_was_altered_is_refused(made: Path) -> None:
    with (made / "dump").open("ab") as dump:
        dump.write(b"x")
    with pytest.raises(CommandError, match="is not what was written then"):
        call_command("restore", str(made))


def test_a_folder_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no backup"):
        call_command("restore", str(tmp_path))


def test_nothing_is_restored_over_what_is_there(made: Path) -> None:
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(made))


def test_a_row_that_is_lost_is_named(made: Path, open_case: Callable[..., Case]) -> None:
    open_case(given_names="Anders")
    with pytest.raises(NotPossible, match="intake_child: 1 then, 2 now"):
        restore.compare(backup.read(made))


def test_the_server_counts_on_to_where_the_other_was(made: Path) -> None:
    wanted = restore.next_tx() + 2500
    restore.count_on(wanted)
    assert wanted <= restore.next_tx() < wanted + 1000
    with pytest.raises(NotPossible, match="pg_resetwal -e 2 -x 7 on it"):
        restore.count_on(2 * 2**32 + 7)


def test_a_program_that_is_not_there_is_named(made: Path, monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match=r"no pg_dump here: install"):
        call_command("backup", str(tmp_path / "second"))
