"""Signing in, failing to, and signing out: by whom, and what the ledger keeps of it."""

from unittest.mock import patch

import pytest
from django.contrib.auth import authenticate, get_user
from django.test import Client as Browser
from django.test import RequestFactory

from audit.models import Entry, Kind
from partners import actors, login
from partners.models import Person

PASSWORD = "correct horse battery staple"


@pytest.fixture
def guardian(people: dict[str, Person]) -> Person:
    person = people["nidos.guardian"]
    person.set_password(PASSWORD)
    person.save()
    return person


def entries() -> list[tuple[str, object, str]]:
    return [(entry.kind, entry.person, entry.role) for entry in Entry.objects.order_by("id") if not entry.table]


@pytest.mark.requirement("B-27")
def test_coming_and_going_are_recorded(guardian: Person) -> None:
    browser = Browser()
    answer = browser.post("/admin/login/", {"username": guardian.username, "password": PASSWORD, "next": "/nowhere"})
    assert answer.status_code == 302
    browser.post("/admin/logout/")
    assert entries() == [
        (Kind.LOGIN, guardian.id, "nidos.guardian"),
        (Kind.LOGOUT, guardian.id, "nidos.guardian"),
    ]
    assert {len(entry.trace_id) for entry in Entry.objects.filter(kind=Kind.LOGIN)} == {32}


@pytest.mark.requirement("B-27")
def test_a_failed_try_is_recorded_without_what_was_typed(guardian: Person) -> None:
    answer = Browser().post("/admin/login/", {"username": guardian.username, "password": "wrong"})
    assert answer.status_code == 200
    kept = Entry.objects.values().get(kind=Kind.LOGIN_FAILED)
    assert (kept["outcome"], kept["checks"], kept["person"], kept["role"]) == ("FAILED", [], None, "")
    assert (kept["table"], kept["record"]) == ("partners_person", guardian.pk)
    assert kept["organisation"] == guardian.organisation_id
    assert guardian.username not in str(kept)
    assert "wrong" not in str(kept)


@pytest.mark.requirement("B-27")
def test_a_name_that_is_no_account_is_nobodys_and_is_not_kept(guardian: Person) -> None:
    Browser().post("/admin/login/", {"username": "Welkom2026!", "password": "wrong"})
    kept = Entry.objects.values().get(kind=Kind.LOGIN_FAILED)
    assert (kept["table"], kept["record"], kept["organisation"]) == ("", None, None)
    assert "Welkom2026" not in str(kept)


def test_a_wrong_password_an_unknown_name_and_somebody_who_left_get_nobody(guardian: Person) -> None:
    assert authenticate(username=guardian.username, password=PASSWORD) == guardian
    assert authenticate(username=guardian.username, password="wrong") is None
    assert authenticate(username="nobody", password=PASSWORD) is None
    assert authenticate(username=guardian.username, password=None) is None
    guardian.is_active = False
    guardian.save()
    assert authenticate(username=guardian.username, password=PASSWORD) is None


def test_an_unknown_name_costs_as_much_as_a_known_one(guardian: Person) -> None:
    """Each way hashes exactly once; the clock is not asked, it would answer differently on a busy machine."""
    for name in (guardian.username, "nobody"):
        with patch("django.contrib.auth.hashers.PBKDF2PasswordHasher.encode", return_value="x$1$y$z") as encode:
            authenticate(username=name, password="wrong")
        assert encode.call_count == 1, name


def test_who_left_is_out_at_once(guardian: Person) -> None:
    browser = Browser()
    browser.force_login(guardian)
    request = RequestFactory().get("/")
    request.session = browser.session
    assert get_user(request) == guardian
    Person.objects.update(is_active=False)
    assert not get_user(request).is_authenticated


def test_the_actor_of_somebody_signed_in_costs_no_query(
    guardian: Person, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    backend = login.PersonBackend()
    with django_assert_num_queries(1):
        assert actors.of_person(backend.get_user(guardian.id)).kind == "NIDOS"


def test_signing_in_without_a_request_is_recorded_too(guardian: Person) -> None:
    login._logged_in(Person, None, guardian)
    login._logged_out(Person, None, None)
    login._failed(None, {"username": "x"})
    assert [kind for kind, _person, _role in entries()] == [Kind.LOGIN, Kind.LOGIN_FAILED]
