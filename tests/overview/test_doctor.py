"""`manage.py doctor`: what is as it must be, what is wrong, and the remedy."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from audit import roles, seal
from config.encryption import DataKey
from config.rounds import Rounds, WorkerRound
from intake.models import Case
from overview.operations import doctor, machine
from partners.models import DutyDesk, Organisation, Person
from shelter.models import Bed, Location
from tests.audit.test_roles import connected_as, raw

pytestmark = pytest.mark.django_db
ON_POSTGRES = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles, nor a clock")


@pytest.fixture
def sound(people: dict[str, Person], open_case: Callable[..., Case], settings: Any, tmp_path: Any) -> None:
    """An installation to which nothing is wrong."""
    open_case()
    settings.AUDIT_ANCHOR_FILE = str(tmp_path / "anchors.jsonl")
    seal.run()
    for worker in doctor.WORKERS:
        Rounds(worker).done()
    house = Location.objects.create(name="De Wilg", kind="BO", provider=people["bo_provider.mentor"].organisation)
    Bed.objects.create(location=house, label="1")
    for nidos in Organisation.objects.filter(kind="NIDOS"):
        DutyDesk.objects.create(organisation=nidos, phone="088-0000000", hours="day and night")
    connection.check_constraints() if connection.vendor == "postgresql" else None


def told(*arguments: str) -> tuple[int, str]:
    """What it ended with, and what it printed."""
    out = StringIO()
    try:
        call_command("doctor", *arguments, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def wrong() -> dict[str, str]:
    """What is wrong, by the check, with the remedy."""
    found = [each for each in doctor.look(timezone.now()) if not each.right]
    assert all(each.remedy for each in found), found
    return {each.check: f"{each.says} → {each.remedy}" for each in found}


def test_of_a_sound_installation_nothing_is_wrong(sound: None) -> None:
    assert wrong() == {}
    code, said = told()
    assert code == 0
    assert "WRONG" not in said
    assert said.endswith(" looked at, 0 wrong\n")


def test_what_is_wrong_is_said_with_its_remedy_and_ends_with_one(sound: None) -> None:
    WorkerRound.objects.filter(worker="deliver").update(at=timezone.now() - timedelta(hours=1))
    code, said = told()
    assert code == 1
    assert "WRONG  workers      deliver: last round" in said
    assert "→ partners are not told: manage.py deliver --forever." in said
    code, said = told("--json")
    told_machine = json.loads(said)
    assert (code, told_machine["ok"]) == (1, False)
    (found,) = [each for each in told_machine["findings"] if not each["ok"]]
    assert found["check"] == "workers"
    assert found["remedy"]


def test_a_machine_reads_a_sound_one_too(sound: None) -> None:
    code, said = told("--json")
    assert (code, json.loads(said)["ok"]) == (0, True)


def test_it_changes_nothing(sound: None, django_assert_num_queries: Any) -> None:
    with connection.execute_wrapper(only_reads):
        told()


def only_reads(execute: Any, sql: str, *arguments: Any) -> Any:
    assert sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE", "WITH", "PRAGMA")), sql
    return execute(sql, *arguments)


def test_an_unsafe_setting(sound: None, settings: Any) -> None:
    settings.DEBUG = True
    assert "DEBUG is on" in wrong()["settings"]


def test_a_migration_that_waits(sound: None) -> None:
    MigrationRecorder(connection).record_unapplied("partners", "0001_initial")
    assert wrong() == {"migrations": "partners.0001_initial → Run manage.py migrate as the owner, "
                                     "and manage.py database_roles."}  # fmt: skip


def test_a_key_that_the_ring_does_not_open(sound: None) -> None:
    DataKey.objects.update(ring_key="lost")
    assert wrong()["keys"].startswith("lost: wraps 1, opened 0 of 1; not the current one")


def test_a_seal_that_is_late(sound: None, open_case: Callable[..., Case]) -> None:
    later = timezone.now() + timedelta(hours=1)
    open_case(given_names="Anders")
    assert "seals" in {each.check for each in doctor.look(later) if not each.right}


def test_an_anchor_that_fails(sound: None, open_case: Callable[..., Case], settings: Any, tmp_path: Any) -> None:
    settings.AUDIT_ANCHOR_FILE = str(tmp_path)
    open_case(given_names="Anders")
    seal.run()
    assert "fails since" in wrong()["anchors"]


def test_a_role_that_does_not_fit_and_a_role_that_nobody_has(sound: None, people: dict[str, Person]) -> None:
    Person.objects.filter(role="system.administrator").update(role="nidos.guardian")
    assert "nobody is system.administrator" in wrong()["people"]
    misfit = people["ind.officer"]
    misfit.role = "nidos.guardian"
    misfit.save()
    found = [each.says for each in doctor.look(timezone.now()) if each.check == "people" and not each.right]
    assert any("in a role of another kind of organisation" in says for says in found)


def test_no_place_to_put_a_child(sound: None) -> None:
    Location.objects.update(is_active=False)
    assert "0 in use" in wrong()["places"]


def test_nobody_who_answers(sound: None) -> None:
    Organisation.objects.create(code="nidos-2", name="Nidos (2)", kind="NIDOS")
    assert "none for nidos-2" in wrong()["duty desk"]


def test_a_disk_that_is_full(tmp_path: Any) -> None:
    assert not machine.of_disk("anchors", tmp_path, least=1.1).right
    assert "there is no" in machine.of_disk("anchors", tmp_path / "nowhere").says


@ON_POSTGRES
class TestRole:
    @pytest.fixture
    def laid(self, sound: None, settings: Any) -> None:
        roles.lay(roles.Names("test"))
        settings.ONE_DATABASE_ROLE, settings.SECURE_SSL_REDIRECT = False, True

    def test_the_application_in_its_role_is_right(self, laid: None) -> None:
        with connected_as("test_app"):
            assert wrong() == {}

    def test_a_superuser_is_not(self, laid: None) -> None:
        assert "it is superuser" in wrong()["role"]

    def test_a_right_that_it_lacks_is_named(self, laid: None) -> None:
        raw("REVOKE INSERT ON intake_child FROM test_app")
        with connected_as("test_app"):
            assert "it cannot insert intake_child" in wrong()["role"]


@ON_POSTGRES
def test_a_clock_that_is_wrong() -> None:
    (found,) = machine.clock_is_right(timezone.now(), most=-1.0)
    assert not found.right


@ON_POSTGRES
def test_what_the_database_does_not_answer_is_a_finding_and_the_others_are_looked_at(sound: None) -> None:
    roles.lay(roles.Names("test"))
    raw("REVOKE SELECT ON partners_webhook FROM test_app")
    with connected_as("test_app"):
        found = list(doctor.look(timezone.now()))
    assert [each.says for each in found if not each.right][0] == "partners are told: not known (ProgrammingError)"
