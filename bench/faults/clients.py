"""Partners that write through the API, each write under a key, again under the same key until it is acknowledged.

One in so many gives up after its line broke, as a partner whose own machine dies does: nothing may be half there then.
"""

import http.client
import json
import random
import secrets
import threading
import time
import urllib.parse
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from bench.faults.journal import Journal

GIVES_UP = 6
TOKEN_SECONDS = 600
CALL_SECONDS = 150  # longer than gunicorn lets a request take
PAUSE = 0.2
TOLD = {409: "key_in_flight", 503: "unavailable"}


class GaveUp(Exception):
    """The line broke, and this client does not ask again."""


class Refused(Exception):
    """An answer that no fault excuses."""


@dataclass
class Answers:
    """What all clients saw, besides what they wrote."""

    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    took: list[float] = field(default_factory=list)


@dataclass
class Access:
    """How a client comes in: its credentials, and a token that is got anew before it ends."""

    host: str
    port: int
    credentials: dict[str, str]
    token: str = ""
    since: float = -TOKEN_SECONDS

    def call(self, method: str, path: str, body: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        line = http.client.HTTPConnection(self.host, self.port, timeout=CALL_SECONDS)
        try:
            line.request(method, path, body, headers)
            with line.getresponse() as answer:
                said = answer.read()
                return answer.status, {name.lower(): value for name, value in answer.getheaders()}, said
        finally:
            line.close()

    def bearer(self) -> str:
        if time.monotonic() - self.since > TOKEN_SECONDS:
            asked = {name: self.credentials[name] for name in ("client_id", "client_secret")}
            form = urllib.parse.urlencode({"grant_type": "client_credentials", **asked})
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            status, _headers, said = self.call("POST", "/oauth/token", form, kind)
            if status != 200:
                raise ConnectionError(f"no token: {status}")
            self.token, self.since = json.loads(said)["access_token"], time.monotonic()
        return self.token

    def named(self) -> dict[str, str]:
        """Who asks, and why."""
        return {"Authorization": f"Bearer {self.bearer()}", "Request-User-Id": "faults-1",
                "Request-Purpose": "PROTECTION", "Content-Type": "application/json"}  # fmt: skip


class Client(threading.Thread):
    """One partner: opens a case and works on it, again and again, until it is told to stop."""

    def __init__(self, access: Access, journal: Journal, answers: Answers, seed: str, patient: bool = False) -> None:
        super().__init__(daemon=True)
        self.access, self.journal, self.answers = access, journal, answers
        self.random, self.patient = random.Random(seed), patient
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.is_set():
            with suppress(GaveUp):
                self.work_on_a_case()

    def work_on_a_case(self) -> str:
        """Every step in it; which case it is."""
        case = self.write("case", "", "cases", opening)["id"]
        signal = self.write("signal", case, f"cases/{case}/signals", raising)["id"]
        self.write("assessment", signal, f"cases/{case}/signals/{signal}/assessments", assessing)
        contact = self.write("contact", case, f"cases/{case}/contact-persons", meeting)
        path = f"cases/{case}/contact-persons/{contact['id']}/assessments"
        self.write("judgement", contact["id"], path, judging, tag=f'"{contact["version"]}"')
        return str(case)

    def write(self, step: str, parent: str, path: str, make: Any, tag: str = "") -> dict[str, Any]:
        """One write, told to the journal before and after. Raises GaveUp."""
        key, marker = str(uuid4()), secrets.token_hex(8)
        body = json.dumps(make(marker))
        self.journal.write("intent", step=step, key=key, marker=marker, parent=parent)
        while True:
            trace = secrets.token_hex(16)
            self.journal.write("try", key=key, trace=trace)
            answer = self.once(path, body, key, trace, tag)
            if answer is not None:
                self.journal.write("answer", key=key, trace=trace, id=answer["id"], version=answer["version"],
                                   replayed=answer["replayed"])  # fmt: skip
                return answer
            if self.enough.is_set() or (not self.patient and self.random.randrange(GIVES_UP) == 0):
                self.journal.write("gave-up", key=key)
                raise GaveUp
            time.sleep(PAUSE)

    def once(self, path: str, body: str, key: str, trace: str, tag: str) -> dict[str, Any] | None:
        """What was made; None when it is not known, or was refused only for now. Raises Refused."""
        began = time.monotonic()
        try:
            headers = {"Idempotency-Key": key, "traceparent": f"00-{trace}-{trace[:16]}-01"}
            headers |= self.access.named() | ({"If-Match": tag} if tag else {})
            status, told, said = self.access.call("POST", f"/api/v1/{path}", body, headers)
        except (OSError, http.client.HTTPException) as fault:
            self.answers.statuses[type(fault).__name__] += 1
            return None
        took = time.monotonic() - began
        self.answers.slowest = max(self.answers.slowest, took)
        self.answers.statuses[str(status)] += 1
        if status == 201:
            self.answers.took.append(took)
            made: dict[str, Any] = json.loads(said)
            return made | {"replayed": told.get("idempotency-replayed", "")}
        self.judge(status, told, said)
        return None

    def read(self, path: str) -> Any:
        """What stands there. Raises Refused."""
        status, _told, said = self.access.call("GET", f"/api/v1/{path}", "", self.access.named())
        if status != 200:
            raise Refused(f"{status} {said[:300]!r}")
        return json.loads(said)

    def judge(self, status: int, told: dict[str, str], said: bytes) -> None:
        """Only a refusal that says what it is and when to come back is one that a fault may cause."""
        code = json.loads(said).get("code", "") if "json" in told.get("content-type", "") else ""
        if TOLD.get(status) != code or not told.get("retry-after", "").isdigit():
            self.answers.wrong.append(f"{status} {code} {said[:300]!r}")


def opening(marker: str) -> dict[str, Any]:
    """A child that arrived yesterday: also for a server whose clock runs behind."""
    arrived = datetime.now(UTC).date() - timedelta(days=1)
    return {"child": {"givenNames": "Verzonnen", "familyName": marker, "sex": "F", "nationality": "ER",
                      "languages": ["ti"]},
            "arrival": {"intakeLocation": "ter-apel", "arrivedOn": arrived.isoformat()}}  # fmt: skip


def raising(marker: str) -> dict[str, Any]:
    return {"kinds": ["TRAFFICKING"], "certainty": "SLIGHT", "summary": marker, "detail": "Verzonnen."}


def assessing(marker: str) -> dict[str, Any]:
    return {"outcome": "LEADS_TO_INDICATION", "reasons": marker}


def meeting(marker: str) -> dict[str, Any]:
    return {"name": marker, "who": "Verzonnen", "reach": "Verzonnen"}


def judging(marker: str) -> dict[str, Any]:
    return {"safety": "UNSAFE", "safetyReason": marker}
