"""Sealing: everything that was written is in exactly one seal, whatever commits when and however many seal."""

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

from audit import ledger, seal
from audit.models import Entry
from audit.seal_models import Layout, Leaf, Seal
from intake.models import Case

# What the transaction of a test has not committed is not sealed, so these tests commit.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]
postgres_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")

LiveOn = Callable[[], Case]
Verified = Callable[..., tuple[int, str]]


def sealed() -> list[int]:
    return list(Leaf.objects.order_by("seal", "position").values_list("entry", flat=True))


@pytest.mark.smoke
@pytest.mark.requirement("INV-39", "B-27")
def test_every_entry_is_closed_once_in_batches_that_follow_on_each_other(
    live_on: LiveOn, anchors: Path, verified: Verified
) -> None:
    live_on()
    live_on()
    assert seal.run(most=4) == Entry.objects.count() > 8
    assert sealed() == list(Entry.objects.order_by("tx", "id").values_list("id", flat=True))
    seals = list(Seal.objects.all())
    assert [each.number for each in seals] == list(range(1, len(seals) + 1))
    assert [each.previous for each in seals] == ["0" * 64, *(each.chain for each in seals[:-1])]
    assert {each.count for each in seals[:-1]} == {4}
    assert verified(anchors)[0] == 0


@pytest.mark.smoke
def test_when_nothing_waits_nothing_is_sealed(live_on: LiveOn, anchors: Path) -> None:
    seal.run()
    before = Seal.objects.count()
    assert seal.close() is None
    live_on()
    assert seal.run() > 0
    assert seal.run() == 0
    assert Seal.objects.count() == before + 1


@postgres_only
@pytest.mark.requirement("INV-39")
def test_what_began_before_a_seal_and_commits_after_it_is_in_the_next_once(
    live_on: LiveOn, cast: Any, anchors: Path, verified: Verified
) -> None:
    written, go_on = threading.Event(), threading.Event()
    early: list[int] = []

    def slow() -> None:
        try:
            with transaction.atomic():
                early.append(ledger.read(Case, by=cast.ind, case=None).pk)
                written.set()
                go_on.wait(20)
        finally:
            connection.close()

    late = threading.Thread(target=slow)
    before = live_on()
    late.start()
    assert written.wait(20)
    live_on()
    seal.run()
    try:
        assert Entry.objects.filter(record=before.pk, pk__in=sealed()).exists()
        assert early[0] not in sealed()
        assert early[0] < Entry.objects.latest("id").pk
    finally:
        go_on.set()
        late.join(20)
    # It waited with all that was written since, and nobody was left behind.
    seal.run()
    assert sorted(sealed()) == sorted(Entry.objects.values_list("id", flat=True))
    assert Leaf.objects.get(entry=early[0]).seal_id == 2
    assert verified(anchors)[0] == 0


@postgres_only
def test_four_that_seal_at_once_close_each_entry_once(live_on: LiveOn, anchors: Path, verified: Verified) -> None:
    for _ in range(4):
        live_on()
    at_once, closed = threading.Barrier(4), []

    def work() -> None:
        try:
            at_once.wait(20)
            closed.append(seal.run(most=2))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert sum(closed) == Entry.objects.count()
    assert sorted(sealed()) == sorted(Entry.objects.values_list("id", flat=True))
    lines = anchors.read_text().splitlines()
    assert [json.loads(line)["number"] for line in lines] == list(Seal.objects.values_list("number", flat=True))
    assert verified(anchors)[0] == 0


@pytest.mark.smoke
@pytest.mark.requirement("INV-41")
@pytest.mark.parametrize("change", [
    "UPDATE audit_seal SET count = count + 1", "DELETE FROM audit_leaf", "UPDATE audit_leaf SET content = ''",
    "UPDATE audit_layout SET text = ''",
])  # fmt: skip
def test_a_seal_is_never_changed(live_on: LiveOn, anchors: Path, change: str) -> None:
    live_on()
    seal.run()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_column_that_is_added_later_is_no_part_of_older_seals(
    live_on: LiveOn, anchors: Path, verified: Verified
) -> None:
    live_on()
    seal.run()
    tables = ("intake_child", "intake_historicalchild")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ADD COLUMN shoe_size integer DEFAULT 38")
    try:
        assert verified(anchors)[0] == 0
    finally:
        with connection.cursor() as cursor:
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DROP COLUMN shoe_size")


def test_one_layout_serves_until_the_models_change(
    live_on: LiveOn, anchors: Path, verified: Verified, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_on()
    seal.run(most=3)
    assert Layout.objects.count() == 1
    whole = seal._layout()
    del whole["columns"]["audit_entry"]["trace_id"]
    monkeypatch.setattr(seal, "_layout", lambda: whole)
    live_on()
    seal.run(most=3)
    assert Layout.objects.count() == 2
    assert verified(anchors)[0] == 0


@postgres_only
def test_a_server_that_counts_its_transactions_anew_is_not_passed_over_in_silence(
    live_on: LiveOn, anchors: Path
) -> None:
    """As after a dump is read into a new server: what is written there would stand before the last seal."""
    live_on()
    seal.run()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE audit_seal SET next_tx = 4611686018427387904")
        cursor.execute("SET session_replication_role = DEFAULT")
    live_on()
    with pytest.raises(seal.CountedAnew):
        seal.run()


class TestStatus:
    def test_before_the_first_seal(self, live_on: LiveOn, anchors: Path) -> None:
        live_on()
        status = seal.status()
        assert (status.sealed_at, status.anchored_at, status.failed_at) == (None, None, None)
        assert status.waiting == Entry.objects.count()
        with translation.override("nl"):
            assert status.words() == [
                "Er is nog niets verzegeld van wie wat deed en zag.",
                f"{status.waiting} regels wachten op het volgende zegel.",
                "Er is nog geen zegel buiten de database bewaard.",
            ]

    def test_after_one(self, live_on: LiveOn, anchors: Path) -> None:
        live_on()
        seal.run()
        status = seal.status()
        assert status.sealed_at is not None
        assert status.anchored_at is not None
        assert abs((timezone.now() - status.sealed_at).total_seconds()) < 60
        assert (status.waiting, status.not_anchored, status.fault) == (0, 0, "")
        live_on()
        assert seal.status().waiting > 0

    def test_when_it_cannot_be_anchored(self, live_on: LiveOn, anchors: Path, settings: Any) -> None:
        settings.AUDIT_ANCHOR_FILE = str(anchors.parent / "gone" / "anchors.jsonl")
        live_on()
        assert seal.run(most=4) == Entry.objects.count()
        status = seal.status()
        assert (status.anchored_at, status.not_anchored) == (None, Seal.objects.count())
        assert status.failed_at is not None
        with translation.override("nl"):
            assert "lukt dat niet: de plek was niet te bereiken" in status.words()[-2]
            assert status.words()[-1] == f"{status.not_anchored} zegels wachten daarop."
