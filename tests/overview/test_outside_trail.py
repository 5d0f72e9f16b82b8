"""What happened outside every case: who reads it, signing in, and changes of people and rights."""

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry, Kind
from partners.models import Client, Person
from tests.overview.conftest import text, url
from tests.partner_api import as_partner

__all__ = ["as_partner"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-27")]


def outside(**query) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse("admin:outside_trail") + (f"?{asked}" if asked else "")


def told(browser, **query) -> list[tuple[str, str, str, str]]:
    """Of each line who, what, about whom and why."""
    happened = browser.get(outside(**query)).context["trail"].happened
    return [(each.line.who.name, each.line.kind, each.about, each.line.ground) for each in happened]


def ask_for_a_token(client_id: str) -> int:
    asked = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": "guessed"}
    return Browser().post("/oauth/token", asked).status_code


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite writes no entry of a person by itself")
def test_who_changed_somebodys_rights_by_a_command_is_told_to_the_data_protection_officer(at_screen, people):
    Person.objects.filter(pk=people["avim.officer"].pk).update(role="avim.detective")
    who, what, about, why = told(at_screen("dpo"), kind="CHANGE", data_class="CONFIGURATION")[0]
    assert who.startswith(connection.settings_dict["USER"])
    assert (what, about, why) == ("gewijzigd", "P. avim.officer", "role")


def test_a_supervisor_reads_what_the_own_people_did_and_nothing_of_others(at_screen, people, open_case):
    case = open_case()
    at_screen("intake").get(url(case))
    browser = at_screen("avim_lead")
    assert {who for who, *_rest in told(browser)} == {"P. avim.supervisor"}
    assert case.reference not in text(browser.get(outside()))
    assert {"P. nidos.intake", "P. avim.supervisor"} <= {who for who, *_rest in told(at_screen("dpo"))}


def test_a_supervisor_chooses_from_the_own_organisation_and_the_officer_from_all(at_screen, organisations):
    def offered(name: str) -> set:
        return {key for key, _name in at_screen(name).get(outside()).context["trail"].organisations}

    assert offered("avim_lead") == {organisations["AVIM"].pk}
    assert offered("dpo") == {row.pk for row in organisations.values()}


@pytest.mark.parametrize("name", ["guardian", "intake", "avim", "mentor", "kmar", "administrator"])
def test_nobody_else_reads_it(at_screen, name):
    assert at_screen(name).get(outside()).status_code == 403


def test_a_look_stands_in_it(at_screen, people):
    at_screen("dpo").get(outside())
    entry = Entry.objects.filter(table="audit_entry").latest("id")
    assert (entry.kind, entry.person, entry.data_classes) == (Kind.READ, people["dpo.officer"].pk, ["AUDIT"])


def test_a_client_that_asks_in_vain_for_a_token_failed_to_sign_in(at_screen, as_partner):
    as_partner("avim.officer")
    client = Client.objects.get()
    assert ask_for_a_token(client.client_id) == ask_for_a_token("nobody") == 401
    stranger, known = Entry.objects.filter(kind=Kind.LOGIN_FAILED).order_by("-id")
    assert (known.client, known.organisation, known.outcome) == (client.client_id, client.organisation_id, "FAILED")
    assert (known.role, known.checks, known.reason, known.origin) == ("", [], "401 token", "API")
    assert (stranger.client, stranger.organisation, stranger.outcome) == ("", None, "FAILED")
    browser = at_screen("avim_lead")
    page = browser.get(reverse("admin:client_trail", args=[client.client_id]) + "?kind=LOGIN_FAILED")
    assert [each.line.kind for each in page.context["found"].done] == ["inloggen mislukt"]
    assert len(told(browser, kind="LOGIN_FAILED")) == 1
    assert len(told(at_screen("dpo"), kind="LOGIN_FAILED")) == 2


def test_that_somebody_tries_an_account_is_seen_by_its_organisation(at_screen, people):
    Browser().post("/admin/login/", {"username": "avim.officer", "password": "guessed"})
    Browser().post("/admin/login/", {"username": "no-account", "password": "guessed"})
    assert told(at_screen("avim_lead"), kind="LOGIN_FAILED") == [
        ("een onbekende", "inloggen mislukt", "P. avim.officer", "")
    ]
    assert told(at_screen("supervisor"), kind="LOGIN_FAILED") == []
    assert len(told(at_screen("dpo"), kind="LOGIN_FAILED")) == 2


def test_it_goes_on_where_it_stopped_and_asks_no_more_for_many_entries(at_screen, people, django_assert_num_queries):
    browser = at_screen("dpo")
    browser.get(outside())
    with CaptureQueriesContext(connection) as few:
        browser.get(outside())
    somebody = people["ind.officer"]
    for _time in range(60):
        Entry.objects.create(
            kind=Kind.LOGIN, person=somebody.pk, organisation=somebody.organisation_id, origin="ADMIN"
        )
    with django_assert_num_queries(len(few)):
        first = browser.get(outside()).context["trail"]
    second = browser.get(outside(before=first.next)).context["trail"]
    assert [each.line.kind for each in first.happened] == ["ingelogd"] * 50
    assert {each.line.kind for each in second.happened[:10]} == {"ingelogd"}
