"""What the database refuses by whatever path it is written: a change without its entry, a lost update, a deletion."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from audit import checks, guards, ledger
from audit.models import Entry, StaleRow
from intake.models import BirthDateRecord, Case, Child
from partners.models import Involvement

pytestmark = pytest.mark.django_db
postgres_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite cannot check at commit")


def refused(path, *args, **kwargs):
    """Do it, and come to the end of the transaction."""

    def to_the_end():
        with transaction.atomic():
            path(*args, **kwargs)
            connection.check_constraints()

    with pytest.raises(DatabaseError):
        to_the_end()


def raw(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.fixture
def child(open_case):
    return open_case().child


@pytest.mark.requirement("B-27")
def test_every_row_a_verb_writes_has_one_entry_for_its_version(open_case):
    case = open_case()
    for row in (case, case.child, BirthDateRecord.objects.get(case=case)):
        entry = Entry.objects.get(record=row.pk)
        assert (entry.kind, entry.version, entry.case, entry.table) == ("CREATE", 1, case.pk, row._meta.db_table)


@pytest.mark.requirement("B-27")
def test_an_entry_says_who_for_whom_in_which_role_and_why(open_case, cast):
    entry = Entry.objects.get(record=open_case().pk)
    assert (entry.person, entry.organisation) == (cast.intake.person_id, cast.intake.organisation_id)
    assert (entry.role, entry.purpose, entry.origin) == ("nidos.intake", "PROTECTION", "ADMIN")


def test_a_change_writes_the_next_version_its_history_and_its_entry(child, cast, at):
    child.sex = "X"
    ledger.record(child, by=cast.intake, at=at(2026, 3, 3))
    assert (child.version, Child.objects.get().version) == (2, 2)
    assert [row.version for row in child.history.all()] == [2, 1]
    assert Entry.objects.filter(record=child.pk, kind="CHANGE", version=2).count() == 1


@pytest.mark.parametrize("path", [
    lambda child: child.save(),
    lambda child: Child.objects.filter(pk=child.pk).update(sex="X", version=2),
    lambda child: raw("UPDATE intake_child SET sex = 'X', version = 2"),
    lambda child: Child.objects.bulk_update([bumped(child)], ["sex", "version"]),
    lambda child: Child.objects.bulk_create([bumped(child)], update_conflicts=True, unique_fields=["id"],
                                            update_fields=["sex", "version"]),
    lambda child: Case.objects.bulk_create([copy_of(child.case)]),
])  # fmt: skip
@postgres_only
def test_a_change_without_its_entry_is_refused_at_commit(child, path):
    refused(path, child)
    assert Child.objects.get().sex == "F"


def bumped(child):
    child.sex, child.version = "X", child.version + 1
    return child


def copy_of(case):
    from uuid import uuid4

    case.pk, case.number, case.reference, case.version = uuid4(), 999_999, "BO-2026-999999", 1
    return case


@pytest.mark.parametrize("path", [
    lambda child: Child.objects.filter(pk=child.pk).update(sex="X"),
    lambda child: raw("UPDATE intake_child SET sex = 'X'"),
    lambda child: raw("UPDATE intake_child SET version = 7"),
])  # fmt: skip
@pytest.mark.smoke
def test_a_change_that_does_not_raise_the_version_by_one_is_refused(child, path):
    refused(path, child)


@postgres_only
def test_an_entry_of_an_earlier_version_covers_no_later_change(child, cast):
    ledger.write("CHANGE", by=cast.intake, table="intake_child", record=child.pk, version=1)
    refused(lambda: raw("UPDATE intake_child SET sex = 'X', version = 2"))


@postgres_only
@pytest.mark.parametrize("lacking", [{"purpose": ""}, {"person_id": None, "organisation_id": None, "user_id": ""}])
def test_an_entry_that_says_not_who_or_why_covers_nothing(child, cast, at, lacking):
    child.sex = "X"
    refused(ledger.record, child, by=replace(cast.intake, **lacking), at=at(2026, 3, 3))


@postgres_only
def test_a_look_covers_no_change(child, cast):
    def change():
        ledger.write("READ", by=cast.intake, table="intake_child", record=child.pk, version=2)
        raw("INSERT INTO intake_historicalchild SELECT (jsonb_populate_record(h, jsonb_build_object('version', 2, "
            "'sex', 'X', 'history_id', nextval(pg_get_serial_sequence('intake_historicalchild', 'history_id'))))).* "
            "FROM intake_historicalchild h")  # fmt: skip
        raw("UPDATE intake_child SET sex = 'X', version = 2")

    refused(change)


@postgres_only
@pytest.mark.parametrize("history", ["none", "of something else"])
def test_a_version_that_its_history_does_not_hold_is_refused(child, cast, history):
    def change():
        ledger.write("CHANGE", by=cast.intake, table="intake_child", record=child.pk, version=2)
        if history != "none":
            child.version, child.sex = 2, "M"
            Child.history.bulk_history_create([child])
        raw("UPDATE intake_child SET sex = 'X', version = 2")

    refused(change)


@postgres_only
@pytest.mark.requirement("INV-41")
def test_retention_alone_deletes_what_its_entry_names(child, cast, at):
    """The involvements point at no row, so one of them can go by itself."""
    connection.check_constraints()
    row, other = Involvement.objects.all()[:2]
    ledger.destroyed(Involvement, row.pk, by=cast.administrator, reason="retention", case=child.case_id)
    for table in ("partners_historicalinvolvement", "partners_involvement"):
        raw(f"DELETE FROM {table} WHERE id = %s", row.pk)  # noqa: S608
        refused(raw, f"DELETE FROM {table}")  # noqa: S608
    assert not Involvement.objects.filter(pk=row.pk).exists()
    assert Involvement.objects.filter(pk=other.pk).exists()
    assert Entry.objects.get(kind="DESTROY").record == row.pk


def test_a_stale_save_is_refused_and_changes_nothing(child, cast, at):
    stale = Child.objects.get(pk=child.pk)
    child.sex = "X"
    ledger.record(child, by=cast.intake, at=at(2026, 3, 3))
    stale.family_name = "Iemand anders"
    with pytest.raises(StaleRow):
        ledger.record(stale, by=cast.avim, at=at(2026, 3, 3))
    assert Child.objects.get().family_name == "Tesfay"
    assert stale.version == 1


@pytest.mark.requirement("INV-41")
@pytest.mark.smoke
@pytest.mark.parametrize("table", ["intake_child", "intake_historicalchild", "audit_entry", "partners_notice"])
def test_nothing_is_deleted(child, cast, open_case, at, table):
    from intake import signal

    signal.report(case=child.case, kinds=["TRAFFICKING"], summary="Weinig bekend.", by=cast.avim, at=at(2026, 3, 3))
    refused(raw, f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.requirement("INV-41")
@pytest.mark.smoke
@pytest.mark.parametrize(("table", "change"), [
    ("audit_entry", "reason = 'x'"), ("audit_entry", "person = NULL"), ("intake_historicalchild", "sex = 'X'"),
])  # fmt: skip
def test_the_ledger_and_history_are_never_changed(child, table, change):
    refused(raw, f"UPDATE {table} SET {change}")


@pytest.mark.parametrize("table", ["intake_child", "intake_historicalchild", "audit_entry"])
@postgres_only
def test_no_table_is_emptied_at_once(child, table):
    refused(raw, f"TRUNCATE {table} CASCADE")


@postgres_only
def test_the_database_sets_time_and_transaction_of_an_entry(cast):
    entry = ledger.write("READ", by=cast.intake, tx=1, at="2001-01-01T00:00:00Z")
    entry.refresh_from_db()
    assert entry.at.year > 2001
    assert entry.tx > 1


@postgres_only
def test_a_temporary_table_does_not_dodge_the_guard(child):
    def dodge():
        raw("CREATE TEMP TABLE audit_entry AS SELECT * FROM audit_entry WITH NO DATA")
        raw("UPDATE intake_child SET sex = 'X', version = 2")
        raw(
            "INSERT INTO pg_temp.audit_entry (record, version, \"table\", tx) VALUES (%s, 2, 'intake_child', "
            "pg_current_xact_id())",
            child.pk,
        )

    refused(dodge)


def test_a_missing_guard_is_named_by_the_system_check(db):
    table = Child._meta.db_table
    guard = "audit_version" if connection.vendor == "postgresql" else f"{table}_version"
    assert checks.guards_are_laid(None, databases=["default"]) == []
    raw(f"DROP TRIGGER {guard}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    assert [table in fault.msg for fault in checks.guards_are_laid(None, databases=["default"])] == [True]
    guards.lay()
    assert checks.guards_are_laid(None, databases=["default"]) == []


def test_a_table_that_does_not_exist_yet_stops_no_migration(db, monkeypatch):
    monkeypatch.setattr(guards, "names", lambda vendor: {("intake_not_yet", "audit_version")})
    assert checks.guards_are_laid(None, databases=["default"]) == []


def test_history_cannot_be_switched_off(settings):
    settings.SIMPLE_HISTORY_ENABLED = False
    assert [fault.id for fault in checks.history_is_on(None)] == ["audit.E002"]


def test_when_the_entry_cannot_be_written_the_row_is_not_either(open_case, cast, at):
    case = open_case()
    row = BirthDateRecord(case=case, date=date(2010, 1, 1), effective_from=at(2026, 3, 3))
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        ledger.record(row, by=cast.intake, at=at(2026, 3, 3), reason="x" * 500)
    assert case.birth_dates.count() == 1
