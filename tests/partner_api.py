"""Partners as they come to the API: a client of their own, a token for it, and requests over HTTP."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client as Browser
from django.test.client import ClientHandler
from django.urls import Resolver404, resolve

from partners.roles import ROLES
from tests import costs, faults

BASE = "/api/v1"
# What a refusal and a token may leave behind: the denial's own entry, the token, and that somebody called.
BESIDE_THE_POINT = {"audit.Entry", "oauth2_provider.AccessToken", "partners.RateWindow"}


# A server puts its middleware together once; a test client would at each call, as each is made by a new one.
SITE = ClientHandler(enforce_csrf_checks=False)


def caller() -> Browser:
    browser = Browser(raise_request_exception=False)
    browser.handler = SITE
    return browser


@dataclass(frozen=True)
class Partner:
    """One client with its token; who calls and why stands in two headers."""

    token: str
    user_id: str
    purpose: str

    def send(self, method: str, path: str, body: Any = None, **headers: str | None) -> HttpResponse:
        """One request; a header given as None is left out.

        Each POST has a key of its own, and what changes a record says that it was read just now, unless it says else.
        """
        sent = {
            "Authorization": f"Bearer {self.token}",
            "Request-User-Id": self.user_id,
            "Request-Purpose": self.purpose,
            "Idempotency-Key": str(uuid4()) if method == "post" else None,
            "If-Match": self.tag(record_changed_by(path)) if method == "post" and "If_Match" not in headers else None,
        }
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        kept = {name: value for name, value in sent.items() if value is not None}
        data = {"content_type": "application/json"} | ({} if body is None else {"data": json.dumps(body)})

        def ask() -> HttpResponse:
            return getattr(caller(), method)(f"{BASE}/{path}", headers=kept, **data)

        if method == "post" and faults.watched.get():
            faults.nothing_happens(ask, act_of(path))
        with counted() as queries:
            answer = ask()
        if costs.watched.get() and method == "post" and answer.status_code in {201, 202}:
            check_cost(path, self.user_id, queries)
        return answer

    def tag(self, path: str) -> str | None:
        """The ETag of a record, if the partner can read it."""
        return self.send("get", path).headers.get("ETag") if path else None

    def get(self, path: str) -> Any:
        """The body of an answer that must be 200."""
        answer = self.send("get", path)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def rows(self, path: str) -> list[dict[str, Any]]:
        return self.get(path)["results"]

    def post(self, path: str, body: Any = None, status: int = 201) -> dict[str, Any]:
        """The body of an answer that must be 201."""
        answer = self.send("post", path, {} if body is None else body)
        assert answer.status_code == status, answer.content
        return answer.json()

    def refused(self, path: str, body: Any = None, *, status: int, code: str, source: str = "", method: str = "post",
                **headers: str | None) -> dict[str, Any]:  # fmt: skip
        """A request that must be refused as a problem with this code and source, and change no row."""
        before = counts()
        answer = self.send(method, path, body, **headers)
        assert counts() == before
        assert answer.status_code == status, answer.content
        assert answer["Content-Type"] == "application/problem+json"
        assert answer["API-Version"] == "1.0.0"
        problem = answer.json()
        assert (problem["status"], problem["code"], problem.get("source", "")) == (status, code, source)
        assert problem["title"]
        assert problem["detail"]
        return problem


TRANSACTION_CONTROL = {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET"}


@contextmanager
def counted() -> Iterator[list[str]]:
    """The queries of a block, without those that begin and end a transaction."""
    asked: list[str] = []

    def execute(call: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        if sql.split(None, 1)[0] not in TRANSACTION_CONTROL:
            asked.append(sql)
        return call(sql, *arguments)

    with connection.execute_wrapper(execute):
        yield asked


def act_of(path: str) -> str:
    """The name of the act that a POST to this path performs."""
    match = resolve(f"{BASE}/{path}")
    act = getattr(getattr(match.func, "view_class", None), "act", None)
    return act.name if act else str(match.url_name)


def check_cost(path: str, who: str, queries: list[str]) -> None:
    """Whoever creates whatever in a story: it costs no more than tests/costs.py says, on PostgreSQL."""
    if connection.vendor != "postgresql":
        return
    most = costs.most(act_of(path))
    assert len(queries) <= most, f"{act_of(path)} as {who}: {len(queries)} queries, not {most}: " + "\n".join(queries)


def record_changed_by(path: str) -> str:
    """The path of the record that a POST to this path changes; empty when it changes none."""
    try:
        act = getattr(resolve(f"{BASE}/{path}").func.view_class, "act", None)
    except (Resolver404, AttributeError):
        return ""
    return path.rpartition("/")[0] if act and act.changes_parent else ""


@cache
def _counting() -> str:
    tables = [(model._meta.label, model._meta.db_table) for model in apps.get_models()]
    parts = [
        f"SELECT '{label}', count(*) FROM \"{table}\"" for label, table in tables if label not in BESIDE_THE_POINT
    ]
    return " UNION ALL ".join(parts)


def counts() -> dict[str, int]:
    """How many rows there are of everything that a request might have written; one question, it is asked so often."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return dict(cursor.fetchall())


def partner(organisation: str, role: str, *, user_id: str = "", location: UUID | None = None) -> Partner:
    """Make a client as an administrator does, and get its token as a partner does. `role`: "nidos.guardian"."""
    output = StringIO()
    place = ["--location", str(location)] if location else []
    short = role.rpartition(".")[2]
    call_command("partner_client", organisation, short, "--name", f"test {role}", *place, stdout=output)
    made = json.loads(output.getvalue())
    assert made["role"] == role
    asked = {name: made[name] for name in ("client_id", "client_secret")} | {"grant_type": "client_credentials"}
    answer = Browser().post("/oauth/token", asked)
    assert answer.status_code == 200, answer.content
    return Partner(answer.json()["access_token"], user_id or f"staff-{role}", ROLES[role].purpose)


@pytest.fixture
def as_partner(people: dict[str, Any]) -> Callable[..., Partner]:
    """The partner of a role: `as_partner("ind.officer")`, with the staff number of the person in the cast."""
    made: dict[tuple[Any, ...], Partner] = {}

    def known(role: str, *, user_id: str = "", location: UUID | None = None) -> Partner:
        key = (role, user_id, location)
        if key not in made:
            kind = ROLES[role].kind or "NIDOS"
            made[key] = partner(str(kind), role, user_id=user_id, location=location)
        return made[key]

    return known


SIGNAL = {"kinds": ["TRAFFICKING"], "summary": "Meisje moest onderweg werken.", "certainty": "REASONABLE"}
INDICATION = {"outcome": "BO", "ground": "TRAFFICKING", "reasons": "Zij is bang.", "consulted": ["COA", "POLICE"]}


def talk(who: Partner, case: str, step: str, held_on: date, **said: Any) -> dict[str, Any]:
    return who.post(
        f"{case}/conversations", {"step": step, "heldOn": held_on.isoformat(), "interpreter": True, **said}
    )
