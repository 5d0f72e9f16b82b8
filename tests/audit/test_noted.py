"""People, roles, clients, webhooks and houses: the database writes an entry of every change, whoever makes it."""

from hashlib import md5
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client as Browser

from audit import guards
from audit.acting import acting
from audit.models import Entry, Kind
from intake.models import IntakeLocation
from partners.models import Client, Organisation, Person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.requirement("B-27"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite writes no entry by itself"),
]


def entries(row, **what) -> list[Entry]:
    return list(Entry.objects.filter(table=row._meta.db_table, record=row.pk, **what).order_by("id"))


def raw(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_a_person_that_is_added_and_changed_has_an_entry_of_each(people):
    person = people["avim.officer"]
    person.role = "avim.detective"
    person.save()
    made, changed = entries(person)
    assert (made.kind, changed.kind, changed.reason) == (Kind.CREATE, Kind.CHANGE, "role")
    assert changed.data_classes == ["CONFIGURATION"]


@pytest.mark.parametrize("path", [
    lambda person: Person.objects.filter(pk=person.pk).update(role="avim.detective"),
    lambda person: Person.objects.bulk_update([with_role(person)], ["role"]),
    lambda person: raw("UPDATE partners_person SET role = 'avim.detective' WHERE id = %s", person.pk),
    lambda person: raw("update public.partners_person set role = 'avim.detective' where id = %s", person.pk),
])  # fmt: skip
def test_by_whatever_path(people, path):
    path(people["avim.officer"])
    (entry,) = entries(people["avim.officer"], kind=Kind.CHANGE)
    assert entry.reason == "role"
    assert entry.user_id.startswith(connection.settings_dict["USER"] + " (")
    assert (entry.purpose, entry.origin, entry.outcome) == ("MAINTENANCE", "COMMAND", "ALLOWED")


def with_role(person):
    person.role = "avim.detective"
    return person


def test_signing_in_changes_nobody(people):
    Person.objects.filter(pk=people["avim.officer"].pk).update(last_login="2026-03-02T12:00:00Z", role="avim.officer")
    assert entries(people["avim.officer"], kind=Kind.CHANGE) == []


def test_a_password_changed_at_the_screen_is_that_persons_work(people):
    person = people["avim.officer"]
    person.set_password("veilig-onder-de-wilg")
    person.save()
    browser = Browser()
    browser.force_login(person)
    new = {"new_password1": "warm-brood-en-regen", "new_password2": "warm-brood-en-regen"}
    answer = browser.post("/admin/password_change/", {"old_password": "veilig-onder-de-wilg", **new})
    assert answer.status_code == 302
    entry = entries(person, reason="password")[-1]
    assert (entry.person, entry.role, entry.origin) == (person.pk, "avim.officer", "ADMIN")
    assert (entry.purpose, len(entry.trace_id)) == ("IDENTIFICATION", 32)


def test_nothing_later_is_ascribed_to_who_acted(people, cast):
    with acting(lambda: cast.administrator):
        Person.objects.filter(pk=people["avim.officer"].pk).update(phone="1")
    Person.objects.filter(pk=people["avim.officer"].pk).update(phone="2")
    assert [entry.person for entry in entries(people["avim.officer"], reason="phone")] == [
        cast.administrator.person_id, None,
    ]  # fmt: skip


def test_a_client_and_its_role_made_by_a_command(organisations):
    call_command("partner_client", "AVIM", "officer", name="register", stdout=StringIO())
    client = Client.objects.get()
    entry = Entry.objects.get(table="partners_client", record=UUID(md5(str(client.pk).encode()).hexdigest()))
    assert (entry.kind, entry.reason, entry.origin) == (Kind.CREATE, str(client.pk), "COMMAND")
    client.delete()
    assert Entry.objects.filter(table="partners_client").latest("id").kind == Kind.DESTROY


def test_a_place_that_is_known_by_its_code_is_named_by_it(ter_apel):
    IntakeLocation.objects.filter(pk="ter-apel").update(name="Elders")
    assert Entry.objects.filter(table="intake_intakelocation").latest("id").reason == "ter-apel: name"


@pytest.mark.requirement("INV-41")
@pytest.mark.parametrize("sql", ["DELETE FROM partners_organisation", "TRUNCATE partners_organisation CASCADE"])
def test_no_person_or_organisation_is_deleted(db, sql):
    Organisation.objects.create(code="x", name="X", kind="AVIM")
    with pytest.raises(DatabaseError, match="nothing is lost here"), transaction.atomic():
        raw(sql)


def test_when_the_entry_cannot_be_written_the_person_does_not_change(people):
    raw("ALTER TABLE audit_entry ADD CONSTRAINT broken CHECK (kind <> 'CHANGE') NOT VALID")
    with pytest.raises(DatabaseError), transaction.atomic():
        Person.objects.filter(pk=people["avim.officer"].pk).update(phone="1")
    assert Person.objects.get(pk=people["avim.officer"].pk).phone == ""


def test_every_noted_table_has_its_guard():
    assert {(model._meta.db_table, "audit_noted") for model in guards.noted()} <= guards.laid()
