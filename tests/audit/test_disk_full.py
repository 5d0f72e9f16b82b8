"""The disk of the database is full, for real: nothing is shown, nothing changes, and afterwards it goes on.

PostgreSQL meets `/dev/full` where the file of the ledger was, in a copy of the test's database: of a copy no page
is in memory yet, so that the next entry needs room on the disk.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.db import connection
from django.test import Client as Browser
from psycopg2.errors import DiskFull

from audit.models import Entry, Kind, LedgerUnavailable
from intake.models import Signal
from tests.audit.test_faults import calm
from tests.faults import everything
from tests.partner_api import SIGNAL

FULL = Path("/dev/full")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.requirement("INV-39", "B-27"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no such files"),
    pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full"),
]


def connected(name: str) -> psycopg2.extensions.connection:
    known = connection.get_connection_params()
    given = {key: known[key] for key in ("user", "password", "host", "port") if known.get(key)}
    found = psycopg2.connect(dbname=name, **given)
    found.autocommit = True
    return found


@contextmanager
def copied() -> Iterator[None]:
    """In a copy of the database, of which nothing is in memory yet."""
    name = connection.settings_dict["NAME"]
    copy = f"{name}_full"
    connection.close()
    server = connected("postgres")
    try:
        with server.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}" STRATEGY file_copy')
        connection.settings_dict["NAME"] = copy
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        with server.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{copy}"')
        server.close()


def files() -> list[Path]:
    """The file of the ledger, and of where it still has room."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('data_directory'), pg_relation_filepath('audit_entry')")
        ledger = Path(*cursor.fetchone())
    connection.close()
    return [ledger, ledger.with_name(f"{ledger.name}_fsm")]


@contextmanager
def full(ledger: Path, room: Path) -> Iterator[None]:
    """No entry fits on the disk; then there is room again, for who connects anew."""
    aside = [(path, path.rename(f"{path}.aside")) for path in (ledger, room) if path.exists()]
    ledger.symlink_to(FULL)
    try:
        yield
    finally:
        connection.close()
        ledger.unlink()
        for path, moved in aside:
            moved.rename(path)


def test_a_full_disk_lets_nothing_through_and_all_goes_on_afterwards(as_partner, people, open_case):
    case = open_case()
    avim, browser = as_partner("avim.officer"), Browser(raise_request_exception=False)
    browser.force_login(people["nidos.intake"])
    before = everything()
    with copied():
        ledger, room = files()
        if not ledger.exists():
            pytest.skip("the files of this server are not on this machine, or not for us to touch")
        with full(ledger, room):
            with pytest.raises(LedgerUnavailable) as fault:
                Entry(kind=Kind.LOGIN, origin="ADMIN").save(force_insert=True)
            assert isinstance(fault.value.__cause__.__cause__, DiskFull)
            answers = [avim.send("get", f"cases/{case.pk}"), avim.send("post", f"cases/{case.pk}/signals", SIGNAL)]
            pages = [browser.get(f"/admin/intake/case/{case.pk}/change/")]
        for answer in answers:
            calm(answer, is_api=True)
        for page in pages:
            calm(page, is_api=False)
        assert everything() == before
        assert not Signal.objects.exists()
        assert avim.send("get", f"cases/{case.pk}").status_code == 200
        assert avim.send("post", f"cases/{case.pk}/signals", SIGNAL).status_code == 201
        assert Entry.objects.filter(table="intake_signal").count() == 1
