"""Who calls while Beschut is measured: a partner and a person at the screen, over HTTP or in this process."""

import hashlib
import http.client
import json
import time
from collections.abc import Mapping
from io import StringIO
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.test import Client as Browser
from django.test.client import ClientHandler

from partners.models import Person
from seeds.people import DEMO_PASSWORD

HOST = "localhost"
# As a server has it: put together once.
SITE = ClientHandler(enforce_csrf_checks=False)
FINE = (200, 201)
# A token holds for a quarter of an hour.
RENEWED_AFTER = 600


class Refused(Exception):
    """What was asked was not answered as it should be: how the numbers came about is unknown."""


class Caller:
    """Somebody with what says who they are; `send` is one call over HTTP, on a line of its own, as a proxy does it."""

    prefix = ""

    def __init__(self, username: str, port: int) -> None:
        self.person = Person.objects.select_related("organisation").get(username=username)
        self.port = port
        self.headers: dict[str, str] = {}

    @property
    def who(self) -> dict[str, Any]:
        """As the floor needs it."""
        return {"organisation": self.person.organisation_id, "role": self.person.role, "person": self.person.pk}

    def send(self, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            line.request(*self.request(path, body), headers=self.headers | {"Host": HOST} | self.of_body(body))
            answer = line.getresponse()
            said = answer.read()
        finally:
            line.close()
        if answer.status not in FINE:
            raise Refused(f"{path}: {answer.status} {said[:500]!r}")
        return said

    def request(self, path: str, body: Mapping[str, Any] | None) -> tuple[str, str, bytes | None]:
        said = json.dumps(body).encode() if body else None
        return "POST" if body else "GET", f"{self.prefix}{path}", said

    def of_body(self, body: Mapping[str, Any] | None) -> dict[str, str]:
        return {"Content-Type": "application/json", "Idempotency-Key": str(uuid4())} if body else {}

    def inside(self, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        """The same call in this process, where what it asks of the database can be seen."""
        method, address, said = self.request(path, body)
        headers = self.headers | self.of_body(body)
        kind = headers.pop("Content-Type", "application/json")
        browser = Browser(SERVER_NAME=HOST)
        browser.handler = SITE
        answer = browser.generic(method, address, said or b"", kind, headers=headers)
        if answer.status_code not in FINE:
            raise Refused(f"{path}: {answer.status_code} {answer.content[:500]!r}")
        return answer.content


class Partner(Caller):
    """An organisation over the API."""

    prefix = "/api/v1/"

    def __init__(self, username: str, port: int, purpose: str = "ASYLUM") -> None:
        super().__init__(username, port)
        made = StringIO()
        call_command("partner_client", self.person.organisation.code, self.person.role.partition(".")[2],
                     "--name", f"bench-{uuid4().hex[:8]}", stdout=made)  # fmt: skip
        self.known, self.purpose = json.loads(made.getvalue()), purpose
        self.renew()

    def renew(self) -> None:
        """A token, as a partner gets one."""
        self.since = time.monotonic()
        asked = {"grant_type": "client_credentials"}
        asked |= {key: self.known[key] for key in ("client_id", "client_secret")}
        self.token = Browser(SERVER_NAME=HOST).post("/oauth/token", asked).json()["access_token"]
        self.headers = {"Authorization": f"Bearer {self.token}", "Request-User-Id": self.person.staff_id,
                        "Request-Purpose": self.purpose}  # fmt: skip

    def send(self, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        if time.monotonic() - self.since > RENEWED_AFTER:
            self.renew()
        return super().send(path, body)

    @property
    def who(self) -> dict[str, Any]:
        return super().who | {"token": hashlib.sha256(self.token.encode()).hexdigest()}

    def read(self, path: str) -> Any:
        return json.loads(self.send(path))


class Screen(Caller):
    """A person who has logged in."""

    def __init__(self, username: str, port: int) -> None:
        super().__init__(username, port)
        browser = Browser(SERVER_NAME=HOST)
        if not browser.login(username=username, password=DEMO_PASSWORD):
            raise Refused(f"{username} cannot log in")
        self.headers = {"Cookie": f"sessionid={browser.session.session_key}"}
