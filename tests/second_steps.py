"""Somebody who set up a second step, and the codes that are right now."""

import re
import time
from collections.abc import Callable

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from partners import second_factor
from partners.actors import of_person
from partners.models import Person

PASSWORD = "een-lang-wachtwoord"
PERIOD = 30
LOGIN, STEP, APP = reverse("admin:login"), reverse("mfa_authenticate"), reverse("admin:second_factor_app")


def code_of(secret: str, later: int = 0) -> str:
    """What the app shows now, or so many turns later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + later))


def with_password(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save()
    return person


def with_app(person: Person) -> str:
    """Sets up an app for this person, with recovery codes; its secret."""
    secret = generate_totp_secret()
    second_factor.set_up_app(person=person, secret=secret, by=of_person(person))
    second_factor.make_codes(person=person, by=of_person(person))
    return secret


def log_in(browser: Client, person: Person, *, password: str = PASSWORD, address: str = "", **more: str):
    """The first step, from a network address."""
    known = {"username": person.username, "password": password} | more
    return browser.post(LOGIN, known, **({"REMOTE_ADDR": address} if address else {}))


def step(browser: Client, code: str, address: str = ""):
    return browser.post(STEP, {"code": code}, **({"REMOTE_ADDR": address} if address else {}))


def secret_shown(page: str) -> str:
    """The key that the page to set up an app shows."""
    found = re.search("<code>([A-Z2-7 ]+)</code>", page)
    assert found
    return found[1].replace(" ", "")


Enter = Callable[[Person], Client]
