"""What the bench reads of the database by bare SQL: a version, its history and its entry, planted apart, are found."""

from typing import Any

import pytest
from django.db import connection, transaction

from audit.models import Entry
from bench.faults import facts

pytestmark = [
    pytest.mark.requirement("INV-39"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the bench has a PostgreSQL"),
]
# As nobody but the owner of the database can: past every guard.
PAST_THE_GUARDS = "SET LOCAL session_replication_role = replica"
OF_THE_CHILD = """"table" = 'intake_child' AND kind = 'CREATE'"""
PLANTED = {
    "a version without an entry": f"DELETE FROM audit_entry WHERE {OF_THE_CHILD}",
    "an entry without its version": "DELETE FROM intake_historicalchild",
    "two entries of one version": "INSERT INTO audit_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', "
    f"(SELECT max(id) + 1 FROM audit_entry)))).* FROM audit_entry e WHERE {OF_THE_CHILD}",
    "a row unlike its history": "UPDATE intake_child SET family_name = 'Anders'",
}


def ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def test_where_all_was_written_by_verbs_nothing_is_amiss(open_case):
    open_case()
    found = facts.facts(ask)
    assert found.gaps == []
    assert len(found.rows["case"]) == 1


def test_what_one_call_wrote_is_told_by_its_trace(open_case):
    open_case()
    [wrote] = facts.facts(ask).changes.values()
    assert (wrote["intake_case CREATE"], wrote["intake_child CREATE"]) == (1, 1)
    assert sum(wrote.values()) == Entry.objects.filter(kind__in=["CREATE", "CHANGE"], version__isnull=False).count()


@pytest.mark.parametrize("what", PLANTED)
def test_it_finds(what, open_case):
    open_case()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PAST_THE_GUARDS)
        cursor.execute(PLANTED[what])
        found = facts.facts(ask).gaps
        transaction.set_rollback(True)  # the guards look at the end of the test
    assert any(gap.startswith(f"{what}: intake_child") for gap in found)


def test_a_database_without_guards_is_no_proof(db):
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION audit_require_entry() CASCADE")
    assert list(facts.gaps(ask)) == ["no table is guarded: there is nothing to compare"]
