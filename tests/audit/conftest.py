"""What sealing needs in a test: an anchor of its own, some life in the ledger, and the verifier."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from audit import ledger
from intake.models import Case
from tests.partner_api import as_partner
from tests.receiver import new_receiver, receiver
from tools import verify_audit

__all__ = ["as_partner", "new_receiver", "receiver"]

NAMES = ("Abel Tekle", "Eden Haile", "Luwam Kidane", "Senait Gebre", "Natnael Berhe")


@pytest.fixture
def anchors(settings: Any, tmp_path: Path) -> Path:
    """The file that seals are anchored in; nothing stands in it yet."""
    settings.AUDIT_ANCHOR_FILE, settings.AUDIT_ANCHOR_URL = str(tmp_path / "anchors.jsonl"), ""
    return tmp_path / "anchors.jsonl"


@pytest.fixture
def live_on(open_case: Callable[..., Case], cast: SimpleNamespace, at: Any) -> Callable[[], Case]:
    """Another child arrives and is looked at: ten entries or so."""
    arrived: list[Case] = []

    def lived() -> Case:
        given, family = NAMES[len(arrived) % len(NAMES)].split()
        born = date(2009 + len(arrived) % 4, 1 + len(arrived) % 12, 3)
        case = open_case(given_names=given, family_name=f"{family} {len(arrived)}", born=born)
        case.child.sex = "X"
        ledger.record(case.child, by=cast.intake, at=at(2026, 3, 3))
        ledger.read(Case, by=cast.ind, case=case.pk, record=case.pk, version=case.version)
        arrived.append(case)
        return case

    return lived


def database_url(folder: Path) -> str:
    """The test's own database, as the verifier is told of it; of SQLite, which is in memory here, a copy."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "copy.sqlite3")) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{folder / 'copy.sqlite3'}"
    known = connection.settings_dict
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


@pytest.fixture
def verified(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """How the verifier ends, and what it says."""

    def run(*anchors: Path) -> tuple[int, str]:
        capsys.readouterr()
        given = [word for path in anchors for word in ("--anchors", str(path))]
        ended = verify_audit.main(["--database", database_url(tmp_path), *given])
        said = capsys.readouterr()
        return ended, said.out + said.err

    return run
