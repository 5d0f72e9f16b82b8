"""The roles of the database: the application's owns nothing and can switch nothing off; retention alone deletes."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.test import Client as Browser

from audit import checks, ledger, roles
from audit.models import Entry
from intake.models import Child
from partners.models import Involvement, Person
from tests.partner_api import SIGNAL

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.requirement("INV-39", "INV-41", "B-27"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles"),
]
NAMES = roles.Names("test")
DODGES = {
    "the guards off": "SET session_replication_role = replica",
    "one guard off": "ALTER TABLE intake_child DISABLE TRIGGER ALL",
    "a guard gone": "DROP TRIGGER audit_entry_required ON intake_child",
    "a guard that says yes": "CREATE OR REPLACE FUNCTION audit_require_entry() RETURNS trigger LANGUAGE plpgsql AS "
                             "'BEGIN RETURN NULL; END'",
    "the ledger emptied": "TRUNCATE audit_entry",
    "history emptied": "TRUNCATE intake_historicalchild",
    "an entry changed": "UPDATE audit_entry SET person = NULL",
    "an entry deleted": "DELETE FROM audit_entry",
    "history changed": "UPDATE intake_historicalchild SET sex = 'X'",
    "history deleted": "DELETE FROM intake_historicalchild",
    "a child deleted": "DELETE FROM intake_child",
    "a person deleted": "DELETE FROM partners_person",
    "a table of the same name": "CREATE TEMP TABLE audit_entry (id int)",
    "a table of one's own": "CREATE TABLE elsewhere (id int)",
    "a column that is not kept": "ALTER TABLE intake_child ADD COLUMN note text",
    "as the owner": "SET ROLE test_owner",
    "as retention": "SET ROLE test_retention",
    "all rights": "ALTER ROLE test_app SUPERUSER",
    "another's rights": "ALTER ROLE test_app IN DATABASE postgres SET session_replication_role = replica",
    "by a file": "COPY audit_entry FROM PROGRAM 'true'",
    "a migration undone": "DELETE FROM django_migrations",
}  # fmt: skip


@contextmanager
def connected_as(role):
    """As somebody who connected so: what was there before a rollback is there again."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET SESSION AUTHORIZATION {role}")
        try:
            yield
        finally:
            cursor.execute("RESET SESSION AUTHORIZATION")


def raw(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def laid(db):
    connection.check_constraints()
    roles.lay(NAMES)


def test_the_application_does_all_its_work_in_its_role(laid, people, as_partner, open_case):
    with connected_as(NAMES.app):
        case = open_case()
        as_partner("avim.officer").post(f"cases/{case.pk}/signals", SIGNAL)
        browser = Browser()
        browser.force_login(people["nidos.intake"])
        assert browser.get(f"/admin/intake/case/{case.pk}/change/").status_code == 200
        assert browser.get("/admin/").status_code == 200
        Person.objects.filter(pk=people["nidos.intake"].pk).update(phone="1")
        call_command("forget_answers", stdout=StringIO())
        connection.check_constraints()
    assert Entry.objects.latest("id").user_id.startswith("test_app (")


@pytest.mark.parametrize("what", DODGES)
def test_it_can_switch_nothing_off(laid, open_case, what):
    open_case()
    connection.check_constraints()
    with connected_as(NAMES.app), pytest.raises((ProgrammingError, DatabaseError)) as said, transaction.atomic():
        raw(DODGES[what])
    assert any(word in str(said.value) for word in ("permission denied", "must be owner", "must be superuser"))


def test_retention_deletes_only_what_an_entry_of_its_own_names(laid, open_case, cast):
    row = open_case() and Involvement.objects.first()
    connection.check_constraints()
    with connected_as(NAMES.retention):
        with pytest.raises(DatabaseError, match="nothing is lost here"), transaction.atomic():
            raw("DELETE FROM partners_involvement WHERE id = %s", row.pk)
        ledger.destroyed(Involvement, row.pk, by=cast.administrator, reason="retention", case=row.case_id)
        raw("DELETE FROM partners_historicalinvolvement WHERE id = %s", row.pk)
        raw("DELETE FROM partners_involvement WHERE id = %s", row.pk)
        for sql in (
            "DELETE FROM audit_entry",
            "UPDATE audit_entry SET reason = ''",
            "UPDATE intake_child SET sex = 'X'",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                raw(sql)
    assert Entry.objects.get(kind="DESTROY").record == row.pk


def test_the_application_cannot_destroy_although_it_can_write_such_an_entry(laid, open_case, cast):
    row = open_case() and Involvement.objects.first()
    connection.check_constraints()
    with connected_as(NAMES.app):
        ledger.destroyed(Involvement, row.pk, by=cast.administrator, reason="retention")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            raw("DELETE FROM partners_involvement WHERE id = %s", row.pk)


def test_the_auditor_reads_the_ledger_and_no_key_and_writes_nothing(laid, open_case):
    open_case()
    connection.check_constraints()
    with connected_as(NAMES.auditor):
        assert raw("SELECT count(*) > 0 FROM audit_entry, intake_historicalchild") == [(True,)]
        for sql in ("SELECT 1 FROM config_datakey", "SELECT 1 FROM partners_person", "DELETE FROM audit_entry",
                    "INSERT INTO audit_entry (kind) VALUES ('READ')"):  # fmt: skip
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                raw(sql)


def test_making_them_again_changes_nothing(db):
    connection.check_constraints()
    first, second = (StringIO(), StringIO())
    for output in (first, second):
        call_command("database_roles", prefix="test", stdout=output)
    assert first.getvalue().startswith("made test_owner\nmade test_app\n")
    assert "made" not in second.getvalue()
    assert first.getvalue().endswith(second.getvalue())


def test_a_password_is_sent_as_its_hash(db, monkeypatch):
    connection.check_constraints()
    monkeypatch.setenv("APP_PASSWORD", "veilig-onder-de-wilg")
    call_command("database_roles", prefix="test", stdout=StringIO())
    stored = dict(raw("SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE 'test\\_%%'"))
    assert stored["test_app"].startswith("SCRAM-SHA-256$")
    assert stored["test_owner"] is None


def test_a_prefix_that_is_no_name_is_refused(db):
    with pytest.raises(CommandError, match="prefix"):
        call_command("database_roles", prefix="x; DROP TABLE audit_entry", stdout=StringIO())


class TestCheck:
    def test_a_superuser_serves_nobody(self, laid, settings):
        settings.ONE_DATABASE_ROLE = False
        (fault,) = checks.role_can_switch_nothing_off(None, databases=["default"])
        assert fault.id == "audit.E003"
        assert "is superuser" in fault.msg
        settings.ONE_DATABASE_ROLE = True
        assert checks.role_can_switch_nothing_off(None, databases=["default"]) == []

    def test_the_application_in_its_role_starts(self, laid, settings):
        settings.ONE_DATABASE_ROLE = False
        with connected_as(NAMES.app):
            assert checks.role_can_switch_nothing_off(None, databases=["default"]) == []

    @pytest.mark.parametrize(("right", "fault"), [
        ("GRANT DELETE ON audit_entry TO test_app", "can change the ledger or history"),
        ("GRANT UPDATE ON intake_historicalchild TO test_app", "can change the ledger or history"),
        ("GRANT DELETE ON intake_child TO test_app", "can delete what is never deleted"),
        ("GRANT TRUNCATE ON django_session TO test_app", "can empty tables"),
        ("GRANT CREATE ON SCHEMA public TO test_app", "can make tables"),
        ("GRANT test_owner TO test_app", "owns tables, or can become who does"),
        ("ALTER TABLE django_session OWNER TO test_app", "owns tables, or can become who does"),
        ("GRANT SET ON PARAMETER session_replication_role TO test_app", "can set session_replication_role"),
        ("ALTER ROLE test_app CREATEROLE", "can make roles"),
    ])  # fmt: skip
    def test_each_right_too_many_is_named(self, laid, right, fault):
        raw(right)
        with connected_as(NAMES.app):
            assert fault in roles.faults()

    def test_a_temporary_table_is_named(self, laid):
        raw(f"GRANT TEMP ON DATABASE {connection.ops.quote_name(connection.settings_dict['NAME'])} TO test_app")
        with connected_as(NAMES.app):
            assert roles.faults() == ["can make temporary tables"]
            assert Child.objects.count() == 0


@pytest.mark.parametrize("command", ["deliver", "alerts", "seal", "forget_answers"])
class TestWorkers:
    """Each stops before it works, once or forever."""

    def test_no_worker_starts_in_a_role_that_could_switch_a_guard_off(self, laid, settings, command):
        settings.ONE_DATABASE_ROLE = False
        with pytest.raises(CommandError, match="is superuser.*connect as beschut_app"):
            call_command(command)
        raw("GRANT DELETE ON audit_entry TO test_app")
        with connected_as(NAMES.app), pytest.raises(CommandError, match="can change the ledger"):
            call_command(command)

    def test_no_worker_starts_where_a_guard_is_missing(self, db, command):
        connection.check_constraints()
        raw("DROP TRIGGER audit_no_delete ON intake_child")
        with pytest.raises(CommandError, match="Guards of the ledger are missing on: intake_child"):
            call_command(command)


def test_a_worker_in_its_role_works(laid, settings):
    settings.ONE_DATABASE_ROLE, settings.SECURE_SSL_REDIRECT = False, True
    output = StringIO()
    with connected_as(NAMES.app):
        call_command("alerts", stdout=output)
        call_command("forget_answers", stdout=output)
    assert output.getvalue() == "0 told\n0 answers forgotten\n"
