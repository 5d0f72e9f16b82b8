"""How long a session lasts, and that it ends at once with every other way in when somebody leaves."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from audit.models import Entry, Kind
from partners import calendar_feed, leaving, second_factor
from partners.actors import of_person
from partners.errors import RuleBroken
from partners.models import CalendarFeed, Person
from partners.models import Client as ApiClient
from policy.login import IDLE_MINUTES_AT_MOST, SESSION_HOURS_AT_MOST
from tests.second_steps import LOGIN, code_of, log_in, step, with_app, with_password
from tools.machine import clean_environment, settings_of_a_run

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:calendar")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def guardian(people) -> Person:
    return with_password(people["nidos.guardian"])


@pytest.fixture
def browser(guardian) -> Client:
    client = Client()
    client.force_login(guardian)
    return client


def is_in(browser: Client) -> bool:
    return browser.get(PAGE).status_code == 200


def ago(browser: Client, name: str, **how_long: int) -> None:
    """As if this had been so long ago."""
    session = browser.session
    session[name] = (timezone.now() - timedelta(**how_long)).timestamp()
    session.save()


def goings() -> list[str]:
    return list(Entry.objects.filter(kind=Kind.LOGOUT).values_list("reason", flat=True))


@pytest.mark.parametrize(
    ("name", "how_long", "stays"),
    [("seen", {"minutes": 29}, True), ("seen", {"minutes": 31}, False), ("began", {"hours": 9, "minutes": 59}, True),
     ("began", {"hours": 10, "minutes": 1}, False)],
)  # fmt: skip
def test_a_session_ends_without_a_click_and_some_hours_after_its_login(browser, name, how_long, stays):
    ago(browser, name, **how_long)
    assert is_in(browser) is stays
    assert goings() == ([] if stays else ["idle" if name == "seen" else "too long"])
    assert is_in(browser) is stays


def test_a_click_begins_the_time_without_one_anew_and_not_the_whole(browser):
    began = browser.session["began"]
    ago(browser, "seen", minutes=20)
    browser.get(PAGE)
    assert timezone.now().timestamp() - browser.session["seen"] < 60
    assert browser.session["began"] == began


def test_within_a_minute_nothing_is_written(browser):
    browser.get(PAGE)
    seen = browser.session["seen"]
    browser.get(PAGE)
    assert browser.session["seen"] == seen


def test_a_session_from_before_there_were_limits_is_over(browser):
    session = browser.session
    del session["began"], session["seen"]
    session.save()
    assert not is_in(browser)


def test_a_call_of_the_api_does_not_keep_a_session_alive(browser):
    ago(browser, "seen", minutes=20)
    seen = browser.session["seen"]
    browser.get("/api/v1/openapi.json")
    assert browser.session["seen"] == seen


def test_a_form_that_comes_too_late_is_kept(people, open_case):
    nidos, case = with_password(people["nidos.intake"]), open_case()
    address = reverse("admin:act", args=[case.pk, "conversations"])
    browser = Client()
    browser.force_login(nidos)
    mark = browser.get(address).context["shown_to"]
    ago(browser, "seen", minutes=31)
    answer = browser.post(address, {"note": "Ze sliep in een garage.", "shown_to": mark})
    assert answer.status_code == 200
    assert 'name="parcel"' in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [("SESSION_IDLE_MINUTES", IDLE_MINUTES_AT_MOST + 1), ("SESSION_IDLE_MINUTES", 0),
     ("SESSION_HOURS", SESSION_HOURS_AT_MOST + 1)],
)  # fmt: skip
def test_nothing_starts_with_limits_that_are_none(name, value):
    environment = {name_: text for name_, text in os.environ.items() if name_ in clean_environment()}
    environment |= settings_of_a_run("sqlite:///:memory:") | {name: str(value)}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode != 0
    assert name in done.stderr


# Somebody leaves


def leave(person: Person) -> None:
    leaving.leave(person=person, by=of_person(person), at=timezone.now())


@pytest.mark.requirement("INV-38")
def test_who_leaves_is_out_of_every_session_at_once_and_for_good(guardian, browser):
    leave(guardian)
    assert not is_in(browser)
    other = Client()
    other.cookies = browser.cookies
    leaving.come_back(person=guardian, by=of_person(guardian), at=timezone.now())
    assert not is_in(other)


def test_a_session_that_stood_idle_meanwhile_does_not_come_back_either(guardian, browser):
    leave(guardian)
    leaving.come_back(person=guardian, by=of_person(guardian), at=timezone.now())
    assert not is_in(browser)
    assert goings() == ["ended"]


@pytest.mark.requirement("INV-38")
def test_a_column_set_to_no_and_back_revives_no_session_and_no_calendar(guardian, browser):
    address = reverse("calendar_feed", args=[calendar_feed.make(by=of_person(guardian), at=timezone.now())])
    assert (is_in(browser), Client().get(address).status_code) == (True, 200)
    for value in (False, True):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE partners_person SET is_active = %s WHERE username = %s", [value, guardian.username])
    assert (is_in(browser), Client().get(address).status_code) == (False, 404)
    assert goings() == ["ended"]
    assert calendar_feed.current(of_person(guardian)) is None


def test_the_moment_is_the_one_that_is_said_and_of_no_other_change(guardian):
    Person.objects.filter(pk=guardian.pk).update(name="Anders")
    assert Person.objects.get(pk=guardian.pk).logged_out_at is None
    moment = timezone.now() - timedelta(days=3)
    leaving.leave(person=guardian, by=of_person(guardian), at=moment)
    assert Person.objects.get(pk=guardian.pk).logged_out_at == moment


def test_who_comes_back_logs_in_anew(guardian):
    secret = with_app(guardian)
    leave(guardian)
    browser = Client()
    assert log_in(browser, guardian).status_code == 200
    leaving.come_back(person=guardian, by=of_person(guardian), at=timezone.now())
    log_in(browser, guardian)
    step(browser, code_of(secret))
    assert is_in(browser)


@pytest.mark.requirement("INV-38")
def test_the_calendar_of_who_leaves_answers_no_more_not_even_when_they_come_back(guardian):
    secret = calendar_feed.make(by=of_person(guardian), at=timezone.now())
    address = reverse("calendar_feed", args=[secret])
    assert Client().get(address).status_code == 200
    leave(guardian)
    assert Client().get(address).status_code == 404
    leaving.come_back(person=guardian, by=of_person(guardian), at=timezone.now())
    assert Client().get(address).status_code == 404
    assert CalendarFeed.objects.get().revoked_at is not None


@pytest.mark.requirement("INV-38")
def test_the_tokens_of_a_client_that_was_given_to_who_leaves_end(guardian, people):
    common = {"client_type": ApiClient.CLIENT_CONFIDENTIAL, "authorization_grant_type": "client-credentials"}
    known = {"organisation": guardian.organisation, "role": guardian.role, **common}
    own, others = (ApiClient.objects.create(name=name, user=user, **known) for name, user in
                   (("own", guardian), ("of the organisation", None)))  # fmt: skip
    for client in (own, others):
        get_access_token_model().objects.create(
            application=client, token=client.name, scope="case", expires=timezone.now() + timedelta(minutes=15)
        )
    leave(guardian)
    assert list(get_access_token_model().objects.values_list("application__name", flat=True)) == [others.name]
    assert list(ApiClient.objects.all()) == [others]


def test_who_has_left_cannot_leave_and_who_is_here_cannot_come_back(guardian):
    leave(guardian)
    with pytest.raises(RuleBroken):
        leave(guardian)
    leaving.come_back(person=guardian, by=of_person(guardian), at=timezone.now())
    with pytest.raises(RuleBroken):
        leaving.come_back(person=guardian, by=of_person(guardian), at=timezone.now())


def test_the_command_says_what_it_did_and_what_it_cannot(guardian, browser, capsys):
    call_command("person_leaves", guardian.username)
    assert "is out" in capsys.readouterr().out
    assert not is_in(browser)
    with pytest.raises(CommandError):
        call_command("person_leaves", guardian.username)
    call_command("person_leaves", guardian.username, "--back")
    with pytest.raises(CommandError, match="nobody.here"):
        call_command("person_leaves", "nobody.here")


# Everything lost


def test_who_lost_everything_sets_up_a_second_step_anew(guardian, browser):
    with_app(guardian)
    call_command("forget_second_step", guardian.username)
    assert second_factor.of(guardian) == []
    assert not is_in(browser)
    anew = Client()
    log_in(anew, guardian)
    assert anew.get(PAGE).headers["Location"] == reverse("admin:second_factor_app")
    assert "second step forgotten" in Entry.objects.filter(record=guardian.pk).values_list("reason", flat=True)
    with pytest.raises(CommandError):
        call_command("forget_second_step", guardian.username)


def test_the_login_page_is_what_comes_after_the_end(guardian, browser):
    ago(browser, "seen", minutes=31)
    assert browser.get(PAGE).headers["Location"] == f"{LOGIN}?next={PAGE}"
