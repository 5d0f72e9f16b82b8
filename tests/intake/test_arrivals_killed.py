"""An import that is killed half-way has written nothing."""

import os
import subprocess
import sys
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, transaction

from audit import ledger
from audit.models import Entry, Kind
from config.encryption import hold_data_key
from intake import arrivals
from intake.arrivals import FINGERPRINTS
from intake.models import Case, CaseNumber, Child
from tests.arrival_files import file, many


def stand_in_the_way(fingerprint: str, actor, at, place) -> None:
    """Hold the fingerprint of a line in a transaction that is still open: whoever writes it too must wait."""
    number = CaseNumber.objects.create().id
    case = Case(number=number, reference=f"BO-{number}", data_key=uuid4(), intake_location=place, arrived_on=at.date(),
                imported_as=fingerprint)  # fmt: skip
    ledger.record(case, by=actor, at=at)


@pytest.mark.requirement("S004-27")
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_killed_half_way_it_has_written_nothing(cast, ter_apel, at, tmp_path):
    path = tmp_path / "lijst.csv"
    path.write_bytes(file(*many(150)))
    moment = at(2026, 3, 2)
    checked = arrivals.check(path.read_bytes(), by=cast.intake, at=moment)
    with transaction.atomic():
        hold_data_key(FINGERPRINTS)
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    command = [sys.executable, "manage.py", "import_arrivals", str(path), "--by", "nidos.intake"]
    with transaction.atomic():
        stand_in_the_way(arrivals.fingerprints(checked.arrivals)[121], cast.intake, moment, ter_apel)
        with subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | {"DATABASE_URL": address},
                              stdout=subprocess.PIPE, text=True) as importing:  # fmt: skip
            told = [next(importing.stdout).strip() for _ in range(3)]
            importing.kill()
        transaction.set_rollback(True)
    assert told == ["checked 100/150", "checked 150/150", "registered 100/150"]
    assert importing.returncode == -9
    assert not Case.objects.exists()
    assert not Child.objects.exists()
    assert not Entry.objects.filter(kind=Kind.CREATE, case__isnull=False).exists()
