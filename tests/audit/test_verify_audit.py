"""The verifier as an outsider runs it: alone, with a role that only reads; and what it finds of each alteration."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from audit import ledger, seal
from audit.models import Entry
from audit.seal_models import Leaf, Seal
from intake.models import Case
from tests.audit.conftest import database_url
from tools import alterations, verify_audit
from tools.alterations import Places
from tools.owner import Owner

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]
postgres_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")

LiveOn = Callable[[], Case]
Verified = Callable[..., tuple[int, str]]
ALTERATIONS = [alter for each in alterations.KINDS.values() for alter in each]


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[str]:
    """The address of the database for somebody who may read it and nothing else."""
    name = connection.settings_dict["NAME"]
    role = f"reader_of_{name}"
    execute(f"CREATE ROLE {role} LOGIN PASSWORD 'kijken-mag'")
    execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
    yield f"postgres://{role}:kijken-mag@{database_url(tmp_path).rpartition('@')[2]}"
    execute(f"DROP OWNED BY {role}")
    execute(f"DROP ROLE {role}")


@postgres_only
@pytest.mark.requirement("INV-39")
def test_it_needs_nothing_of_beschut_and_only_to_read(
    live_on: LiveOn, anchors: Path, reader: str, tmp_path: Path
) -> None:
    live_on()
    seal.run(most=4)
    live_on()
    alone = Path(shutil.copy(verify_audit.__file__, tmp_path / "elsewhere.py"))
    command = [sys.executable, "-I", "-W", "error", str(alone), "--database", reader, "--anchors", str(anchors)]
    done = subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    counted = Leaf.objects.count()
    waiting = Entry.objects.count() - counted
    assert done.stdout.startswith(f"{Seal.objects.count()} seals over {counted} entries; {waiting} wait")
    assert done.stdout.endswith("All is as it was sealed.\n")


@pytest.mark.smoke
def test_without_an_anchor_it_says_what_it_cannot_see(live_on: LiveOn, anchors: Path, verified: Verified) -> None:
    live_on()
    assert verified()[0] == 0
    seal.run()
    ended, said = verified()
    assert ended == 0
    assert "no anchors were given" in said


@pytest.mark.smoke
def test_one_entry_can_be_hashed_by_hand(
    live_on: LiveOn, anchors: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    case = live_on()
    seal.run()
    number = Entry.objects.get(record=case.pk, kind="CREATE").pk
    capsys.readouterr()
    assert verify_audit.main(["--database", database_url(tmp_path), "--entry", str(number)]) == 0
    entry, version, told = capsys.readouterr().out.splitlines()
    content = sha256(version.removeprefix("version  ").encode()).hexdigest()
    leaf = sha256(b"\0" + entry.removeprefix("entry    ").encode() + b"\n" + content.encode()).hexdigest()
    assert told.endswith(f"leaf {leaf}, version {content}")
    assert Leaf.objects.get(entry=number).digest == leaf


@pytest.mark.parametrize("url", ["postgres://nobody:x@127.0.0.1:1/nothing", "sqlite:////nowhere/at/all.sqlite3"])
def test_what_could_not_be_checked_is_no_success_and_no_fault(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_audit.main(["--database", url]) == 2
    assert capsys.readouterr().err.startswith("NOT CHECKED")


@postgres_only
def test_a_guard_that_is_off_is_named(live_on: LiveOn, anchors: Path, verified: Verified) -> None:
    live_on()
    seal.run()
    execute("ALTER TABLE intake_historicalchild DISABLE TRIGGER audit_no_change")
    try:
        ended, said = verified(anchors)
    finally:
        execute("ALTER TABLE intake_historicalchild ENABLE TRIGGER audit_no_change")
    assert (ended, said) == (1, said)
    assert "intake_historicalchild: its guard audit_no_change is off" in said


@postgres_only
def test_a_reader_is_not_led_to_a_copy(live_on: LiveOn, anchors: Path, verified: Verified) -> None:
    """The owner keeps the ledger as it was in another schema, and has whoever reads look there first."""
    live_on()
    seal.run()
    name, number = connection.settings_dict["NAME"], Entry.objects.latest("id").pk
    execute("CREATE SCHEMA aside")
    execute("CREATE TABLE aside.audit_entry AS SELECT * FROM audit_entry")
    execute(f"ALTER DATABASE {name} SET search_path = aside, public")
    execute("SET session_replication_role = replica")
    execute(f"UPDATE public.audit_entry SET role = 'x' WHERE id = {number}")
    execute("SET session_replication_role = DEFAULT")
    try:
        ended, said = verified(anchors)
    finally:
        execute(f"ALTER DATABASE {name} RESET search_path")
        execute("DROP SCHEMA aside CASCADE")
    assert ended == 1
    assert f"entry {number} " in said


@postgres_only
@pytest.mark.requirement("INV-41")
def test_what_retention_destroyed_is_no_fault_as_far_as_the_ledger_names_it(
    live_on: LiveOn, cast: Any, anchors: Path, verified: Verified
) -> None:
    child, other = live_on().child, live_on().child
    seal.run()
    execute("SET session_replication_role = replica")
    execute(f"DELETE FROM intake_child WHERE id = '{child.pk}'")
    execute(f"DELETE FROM intake_historicalchild WHERE id = '{child.pk}'")
    ended, said = verified(anchors)
    assert (ended, "version 1): that version is gone from history" in said) == (1, True)
    ledger.write("DESTROY", by=cast.administrator, table="intake_child", record=child.pk)
    assert verified(anchors)[0] == 0
    seal.run()
    assert verified(anchors)[0] == 0
    # Of another record it explains nothing.
    execute(f"DELETE FROM intake_historicalchild WHERE id = '{other.pk}' AND version = 1")
    execute("SET session_replication_role = DEFAULT")
    ended, said = verified(anchors)
    assert (ended, f"intake_child {other.pk} version 1): that version is gone" in said) == (1, True)


@postgres_only
def test_nothing_is_added_to_a_transaction_that_was_sealed(live_on: LiveOn, anchors: Path, verified: Verified) -> None:
    """Behind the last entry of the last transaction: in order it would be the next to be sealed."""
    live_on()
    seal.run()
    with connection.cursor() as cursor:
        owner = Owner(cursor, database_url(anchors.parent), random.Random(1), lambda: None)
        copied = owner.columns("audit_entry", "id")
        with owner.past_the_guards("audit_entry"):
            owner.all(f"INSERT INTO audit_entry ({copied}) SELECT {copied} FROM audit_entry "
                      "WHERE kind = 'READ' ORDER BY tx DESC LIMIT 1")  # fmt: skip
    number = Entry.objects.latest("id").pk
    live_on()
    seal.run()
    ended, said = verified(anchors)
    assert (ended, f"entry {number}: it stands among what was sealed before" in said) == (1, True)


@postgres_only
def test_what_says_that_it_is_older_is_found_behind_a_backlog_too(
    live_on: LiveOn, anchors: Path, verified: Verified
) -> None:
    live_on()
    seal.run()
    for _ in range(2):
        live_on()
    with connection.cursor() as cursor:
        (place,) = alterations.insert_an_entry_that_says_it_is_older(
            Owner(cursor, database_url(anchors.parent), random.Random(1), lambda: None)
        )
    seal.run(most=3)
    ended, said = verified(anchors)
    assert ended == 1
    assert f"{place}" in said
    assert "older than it is; it came after seal 1" in said


@pytest.fixture
def _key_comes_back(transactional_db: None) -> Iterator[None]:
    """What one alteration takes off and cannot put back over its own rows."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE conname = 'audit_entry_pkey'")
        if cursor.fetchone() == (0,):
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("DELETE FROM audit_entry")
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute("ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id)")


@postgres_only
@pytest.mark.usefixtures("_key_comes_back")
@pytest.mark.requirement("INV-39", "B-27")
@pytest.mark.parametrize("alter", ALTERATIONS, ids=lambda alter: alter.__name__)
def test_an_alteration_by_the_owner_is_found_after_the_next_anchor_and_named(
    live_on: LiveOn, anchors: Path, verified: Verified, alter: Callable[[Owner], Places]
) -> None:
    def seal_without_anchoring() -> None:
        while seal.close(most=5):
            pass

    with connection.cursor() as cursor:
        owner = Owner(cursor, database_url(anchors.parent), random.Random(alter.__name__), seal_without_anchoring)
        live_on()
        seal.run(most=5)
        owner.older = owner.dump()
        for _ in range(2):
            live_on()
        seal.run(most=5)
        assert verified(anchors)[0] == 0
        places = alter(owner)
    live_on()
    seal.run(most=5)
    ended, said = verified(anchors)
    assert ended == 1
    assert any(place in said for place in places), (places, said)
