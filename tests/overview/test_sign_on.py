"""Logging in with the account of one's work, at a login page in a process of its own; nobody gets an account by it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from audit.models import Entry, Kind
from config import sign_on
from partners.models import Person
from tests.oidc_provider import CLIENT_ID, SECRET
from tests.overview.conftest import text
from tests.second_steps import APP, LOGIN, STEP, code_of, step, with_app

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
DESK, CALENDAR = reverse("admin:index"), reverse("admin:calendar")
SORRY = "Uw organisatie kon u niet inloggen"


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The address of a login page that is not ours."""
    back = "http://testserver" + reverse("openid_connect_callback", args=["nidos"])
    command = [sys.executable, "-m", "tests.oidc_provider", back]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield server.stdout.readline().strip()
        server.terminate()


@pytest.fixture
def nidos(elsewhere, settings) -> None:
    """The people of Nidos log in there."""
    made = sign_on.provider(GIVEN | {"client_id": CLIENT_ID, "client_secret": SECRET, "claim": "staff"})
    made["settings"]["server_url"] = f"{elsewhere}/o"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [made]}}


@pytest.fixture
def guardian(people) -> Person:
    return people["nidos.guardian"]


@pytest.fixture
def browser(nidos) -> Client:
    return Client()


def leave(browser: Client, to: str = CALENDAR):
    return browser.post(reverse("openid_connect_login", args=["nidos"]), {"next": to})


def there(answer) -> str:
    """Where the page leads that one leaves by."""
    found = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', text(answer))
    assert found
    return unescape(found[1])


def log_in_there(address: str, who: str) -> str:
    """The address with which whoever is logged in there comes back."""
    answer = requests.get(address, cookies={"who": who}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"].removeprefix("http://testserver")


def sign_on_as(browser: Client, who: str, to: str = CALENDAR):
    return browser.get(log_in_there(there(leave(browser, to)), who))


def is_in(browser: Client) -> bool:
    return browser.get(CALENDAR).status_code == 200


def test_who_is_known_by_the_staff_number_goes_on_to_the_second_step(browser, guardian):
    secret = with_app(guardian)
    assert sign_on_as(browser, guardian.staff_id).headers["Location"] == STEP
    assert not is_in(browser)
    assert step(browser, code_of(secret)).headers["Location"] == CALENDAR
    assert is_in(browser)
    assert list(Entry.objects.filter(kind=Kind.LOGIN).values_list("person", flat=True)) == [guardian.pk]


def test_who_has_no_second_step_sets_one_up_as_after_a_password(browser, guardian):
    sign_on_as(browser, guardian.staff_id)
    assert browser.get(CALENDAR).headers["Location"] == APP


@pytest.mark.parametrize("who", ["somebody-else", "staff-ind.officer", "without"])
def test_nobody_else_comes_in_and_nobody_gets_an_account(browser, guardian, who):
    before = Person.objects.count()
    answer = sign_on_as(browser, who)
    assert answer.headers["Location"] == LOGIN
    assert SORRY in text(browser.get(LOGIN))
    assert not is_in(browser)
    assert Person.objects.count() == before
    kept = Entry.objects.values().get(kind=Kind.LOGIN_FAILED)
    assert who not in str(kept)


def test_who_has_left_does_not_come_in(browser, guardian):
    guardian.is_active = False
    guardian.save()
    assert sign_on_as(browser, guardian.staff_id).headers["Location"] == LOGIN
    assert not is_in(browser)


def test_nothing_of_the_account_elsewhere_is_kept(browser, guardian):
    sign_on_as(browser, guardian.staff_id)
    assert not SocialAccount.objects.exists()
    assert not SocialToken.objects.exists()


def test_what_comes_back_without_having_left_is_refused(browser, guardian):
    address = log_in_there(there(leave(browser)), guardian.staff_id)
    assert Client().get(address).headers["Location"] == LOGIN
    back = urlsplit(address)
    asked = {name: values[0] for name, values in parse_qs(back.query).items()}
    assert browser.get(f"{back.path}?{urlencode(asked | {'code': 'guessed'})}").headers["Location"] == LOGIN
    assert not is_in(browser)


def test_an_answer_counts_once(browser, guardian):
    address = log_in_there(there(leave(browser)), guardian.staff_id)
    browser.get(address)
    browser.post(reverse("admin:logout"))
    assert browser.get(address).headers["Location"] == LOGIN


def test_one_comes_back_to_a_page_of_ours_only(browser, guardian, settings):
    settings.SECOND_FACTOR = False
    assert sign_on_as(browser, guardian.staff_id, "https://evil.example/").headers["Location"] == DESK


def test_the_login_page_offers_it_and_it_leaves_by_a_button_only(browser):
    begins = reverse("openid_connect_login", args=["nidos"])
    page = text(browser.get(LOGIN))
    assert f'action="{begins}"' in page
    assert "Inloggen met uw account van Nidos" in page
    assert browser.get(begins).status_code == 405


def test_no_form_of_ours_leads_elsewhere_and_no_browser_keeps_the_way_there(browser):
    for answer in (browser.get(LOGIN), leave(browser)):
        assert "form-action 'self';" in answer.headers["Content-Security-Policy"] + ";"
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_login_page_elsewhere_that_does_not_answer_is_said(browser, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:9"
    assert leave(browser).headers["Location"] == LOGIN
    assert SORRY in text(browser.get(LOGIN))


def test_without_the_setting_there_is_none(db):
    browser = Client()
    assert "Inloggen met uw account" not in text(browser.get(LOGIN))
    for name in ("openid_connect_login", "openid_connect_callback"):
        address = reverse(name, args=["nidos"])
        assert {browser.get(address).status_code, browser.post(address).status_code} == {404, 405}, name


GIVEN = {"organisation": "nidos", "name": "Nidos", "issuer": "https://a.example/o", "client_id": "b"}
WHOLE = GIVEN | {"client_secret": "c"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("{", "JSON"), ({}, "list"), ([1], "list"), ([{"organisation": "nidos"}], "each has"), ([GIVEN], "each has"),
        ([WHOLE | {"unknown": "x"}], "each has"), ([WHOLE | {"client_secret_file": "/x"}], "each has"),
        ([WHOLE | {"claim": 1}], "each has"), ([WHOLE, WHOLE], "twice"),
        ([WHOLE | {"issuer": "http://a.example/o"}], "https"),
    ],
)  # fmt: skip
def test_a_setting_that_is_wrong_stops_the_start(given, says):
    with pytest.raises(ImproperlyConfigured, match=says):
        sign_on.providers(given if isinstance(given, str) else json.dumps(given))


def test_the_secret_may_stand_in_a_file(tmp_path):
    (tmp_path / "secret").write_text("of the file\n")
    (made,) = sign_on.providers(json.dumps([GIVEN | {"client_secret_file": str(tmp_path / "secret")}]))
    assert made["secret"] == "of the file"
    assert sign_on.providers("") == []
