"""Anchors: each seal stands outside the database, in order, whatever fails in between."""

import json
import resource
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from audit import anchor, seal
from audit.models import Entry
from audit.seal_models import Anchoring, Seal
from config.environment import https
from intake.models import Case
from tests.receiver import Receiver

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]

LiveOn = Callable[[], Case]
Verified = Callable[..., tuple[int, str]]


def numbers(lines: bytes) -> list[int]:
    return [json.loads(line)["number"] for line in lines.splitlines()]


@pytest.mark.smoke
@pytest.mark.requirement("INV-39")
def test_the_command_seals_and_anchors_what_an_outsider_can_check(
    live_on: LiveOn, anchors: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live_on()
    call_command("seal")
    assert capsys.readouterr().out.endswith(" sealed\n")
    (line,) = anchors.read_text().splitlines()
    ours = Seal.objects.get()
    kept = json.loads(line)
    assert (kept["number"], kept["root"], kept["chain"], kept["count"]) == (1, ours.root, ours.chain, ours.count)
    assert kept["at"] == ours.at.isoformat(timespec="microseconds").replace("+00:00", "Z")


def test_what_could_not_be_anchored_is_at_the_next_run(
    live_on: LiveOn, anchors: Path, settings: Any, verified: Verified
) -> None:
    settings.AUDIT_ANCHOR_FILE = str(anchors.parent / "later" / "anchors.jsonl")
    live_on()
    seal.run(most=4)
    failed = Anchoring.objects.get()
    assert (failed.number, failed.fault, failed.anchored_at) == (0, "UNREACHABLE", None)
    since = failed.failed_at
    seal.run()
    assert Anchoring.objects.get().failed_at == since
    (anchors.parent / "later").mkdir()
    seal.run()
    told = anchors.parent / "later" / "anchors.jsonl"
    assert numbers(told.read_bytes()) == list(Seal.objects.values_list("number", flat=True))
    well = Anchoring.objects.get()
    assert (well.number, well.fault, well.failed_at) == (Seal.objects.count(), "", None)
    assert verified(told)[0] == 0


@pytest.mark.parametrize("whole", [0, 1])
@pytest.mark.parametrize("torn", [1, 300])
def test_what_a_full_disk_left_of_a_line_is_followed_by_the_whole_of_it(
    live_on: LiveOn, anchors: Path, verified: Verified, whole: int, torn: int
) -> None:
    live_on()
    seal.run(most=4)
    lines = anchors.read_bytes().splitlines(keepends=True)
    anchors.write_bytes(b"".join(lines[:whole]) + lines[whole][:torn])
    seal.run()
    mended = anchors.read_bytes().splitlines(keepends=True)
    assert mended == [*lines[:whole], lines[whole][:torn] + b"\n", *lines[whole:]]
    assert verified(anchors)[0] == 0


def test_a_disk_that_takes_only_a_part_stops_nothing_and_is_made_good(
    live_on: LiveOn, anchors: Path, verified: Verified
) -> None:
    live_on()
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (900, most[1]))
    try:
        assert seal.run(most=4) == Entry.objects.count()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert Anchoring.objects.get().fault == "UNREACHABLE"
    assert len(anchors.read_bytes()) == 900
    seal.run()
    assert Anchoring.objects.get().number == Seal.objects.count()
    assert verified(anchors)[0] == 0


def test_a_file_with_other_seals_is_left_as_it_is_and_said(live_on: LiveOn, anchors: Path) -> None:
    live_on()
    seal.run(most=4)
    first, *others = anchors.read_bytes().splitlines(keepends=True)
    strange = first + others[0].replace(b'"chain":"', b'"chain":"0', 1)
    anchors.write_bytes(strange)
    live_on()
    assert seal.run() > 0
    assert anchors.read_bytes() == strange
    assert Anchoring.objects.get().fault == "OTHER_SEALS"


def test_a_file_that_is_lost_is_written_anew_from_the_first_seal(
    live_on: LiveOn, anchors: Path, verified: Verified
) -> None:
    live_on()
    seal.run(most=4)
    before = anchors.read_bytes()
    anchors.unlink()
    seal.run()
    assert anchors.read_bytes() == before
    assert verified(anchors)[0] == 0


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
def test_many_that_anchor_at_once_write_each_line_once(live_on: LiveOn, anchors: Path) -> None:
    live_on()
    live_on()
    while seal.close(most=2):
        pass
    at_once = threading.Barrier(4)

    def work() -> None:
        try:
            at_once.wait(20)
            anchor.anchor_all()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert numbers(anchors.read_bytes()) == list(Seal.objects.values_list("number", flat=True))


def warned() -> set[str | None]:
    return {fault.id for fault in run_checks(tags=["security"], include_deployment_checks=True)}


class TestByWeb:
    @pytest.fixture(autouse=True)
    def _by_web(self, anchors: Path, settings: Any, receiver: Receiver) -> None:
        settings.AUDIT_ANCHOR_FILE, settings.AUDIT_ANCHOR_URL = "", receiver.url

    def test_each_seal_is_posted_once(
        self,
        live_on: LiveOn,
        receiver: Receiver,
        anchors: Path,
        verified: Verified,
    ) -> None:
        live_on()
        seal.run(most=4)
        live_on()
        seal.run(most=4)
        seal.run()
        assert len(receiver.received) == 2
        bodies = b"".join(body for _path, _headers, body in receiver.received)
        assert numbers(bodies) == list(Seal.objects.values_list("number", flat=True))
        anchors.write_bytes(bodies)
        assert verified(anchors)[0] == 0

    @pytest.mark.parametrize("status", [302, 303, 400, 500])
    def test_only_a_success_counts(self, live_on: LiveOn, receiver: Receiver, status: int) -> None:
        receiver.status, receiver.headers = status, {"Location": receiver.url}
        live_on()
        seal.run()
        assert Anchoring.objects.get().fault == "UNREACHABLE"
        receiver.status, receiver.headers = 204, {}
        seal.run()
        assert numbers(receiver.received[-1][2]) == [1]
        assert (Anchoring.objects.get().number, Anchoring.objects.get().fault) == (1, "")

    def test_what_is_told_twice_is_no_fault(
        self,
        live_on: LiveOn,
        receiver: Receiver,
        anchors: Path,
        verified: Verified,
    ) -> None:
        live_on()
        seal.run(most=4)
        anchors.write_bytes(receiver.received[0][2] * 2)
        assert verified(anchors)[0] == 0


class TestSettings:
    def test_production_is_warned_while_seals_stay_in_the_database_alone(self, settings: Any) -> None:
        settings.AUDIT_ANCHOR_FILE = settings.AUDIT_ANCHOR_URL = ""
        assert "audit.W003" in {fault.id for fault in run_checks(tags=["security"], include_deployment_checks=True)}
        settings.AUDIT_ANCHOR_FILE = "/anchors/anchors.jsonl"
        assert "audit.W003" not in {
            fault.id for fault in run_checks(tags=["security"], include_deployment_checks=True)
        }

    @pytest.mark.parametrize("address", ["http://anchors.example", "file:///etc/passwd", "anchors.example"])
    def test_an_address_that_is_not_https_stops_the_start(self, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
        monkeypatch.setenv("AUDIT_ANCHOR_URL", address)
        with pytest.raises(ImproperlyConfigured, match="https"):
            https("AUDIT_ANCHOR_URL")
