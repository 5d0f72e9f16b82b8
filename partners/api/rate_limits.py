"""How often a partner may call: counted in the database, so for all web workers together, before anything is done.

One statement counts the call and says how many there were in this minute. It stands outside the request's
transaction: a call that is rolled back was a call, and two calls of one client do not wait for each other.
"""

import base64
import binascii
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import get_access_token_model

from config.api.problems import Problem
from partners.api.authentication import actor, find
from partners.api.idempotency import hashed
from partners.models import Client, RateWindow

MINUTE = 60
TOO_OFTEN = _("You call too often. Wait as many seconds as Retry-After says.")
WINDOWS, TOKENS, CLIENTS = (model._meta.db_table for model in (RateWindow, get_access_token_model(), Client))
COUNT = f"""
INSERT INTO {WINDOWS} AS known (subject, minute, calls) VALUES (COALESCE(({{known_as}}), %s), %s, 1)
ON CONFLICT (subject) DO UPDATE SET minute = excluded.minute,
  calls = CASE WHEN known.minute = excluded.minute THEN known.calls + 1 ELSE 1 END
RETURNING calls
"""
CLIENT_OF_TOKEN = f"""
SELECT 'client:' || application_id FROM {TOKENS} WHERE token_checksum = %s AND expires > CURRENT_TIMESTAMP
"""
CLIENT_AT_ADDRESS = f"SELECT %s FROM {CLIENTS} WHERE client_id = %s"


@dataclass(frozen=True)
class Count:
    """How many calls somebody made in the minute that runs, of how many."""

    name: str
    calls: int
    most: int
    seconds_left: int

    @property
    def exceeded(self) -> bool:
        return self.calls > self.most

    def headers(self) -> dict[str, str]:
        """What is left, as the IETF's draft of RateLimit header fields says it."""
        return {
            "RateLimit-Policy": f'"{self.name}";q={self.most};w={MINUTE}',
            "RateLimit": f'"{self.name}";r={max(self.most - self.calls, 0)};t={self.seconds_left}',
        }


def count(name: str, request: HttpRequest) -> Count:
    """Count this call with the others of the same client; who is not known yet is counted by address."""
    now = int(time.time())
    known_as, parameters = of_token(request) if name == "calls" else of_client(request)
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(known_as=known_as), [*parameters, nobody(name, request), now // MINUTE])
        (calls,) = cursor.fetchone()
    most = {"calls": settings.CALLS_PER_MINUTE, "tokens": settings.TOKENS_PER_MINUTE}[name]
    return Count(name, calls, most, MINUTE - now % MINUTE)


def again(subject: str, since: int | None = None) -> int:
    """How often this happened in this minute, or in those that count together from `since` on; now included."""
    begun = int(time.time()) // MINUTE if since is None else since
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(known_as="NULL"), [subject, begun])
        (times,) = cursor.fetchone()
    return int(times)


def nobody(name: str, request: HttpRequest) -> str:
    """Whoever calls from this address; what a header claims about it counts only from a proxy of our own."""
    return f"{name}:{hashed(request.META.get('REMOTE_ADDR', ''))}"


def bearer(request: HttpRequest) -> str:
    word, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if word.lower() == "bearer" else ""


def of_token(request: HttpRequest) -> tuple[str, list[str]]:
    return CLIENT_OF_TOKEN, [hashlib.sha256(bearer(request).encode()).hexdigest()]


def of_client(request: HttpRequest) -> tuple[str, list[str]]:
    """Which client asks for a token, and from where: from elsewhere nobody uses up its turns.

    Names that are no client's share the turns of their address.
    """
    client = client_id(request)
    return CLIENT_AT_ADDRESS, [f"tokens:{hashed(client + nobody('', request))}", client]


def client_id(request: HttpRequest) -> str:
    """Who asks for a token, as it says: in the body, or in front of its secret (RFC 6749, 2.3.1)."""
    word, _space, encoded = request.headers.get("Authorization", "").partition(" ")
    if word.lower() == "basic":
        try:
            return unquote_plus(base64.b64decode(encoded).decode().partition(":")[0]).replace("\0", "")
        except (binascii.Error, ValueError):
            return ""
    return str(request.POST.get("client_id", "")).replace("\0", "")


def limited(view: Any) -> str:
    """Which calls this one is counted with: "calls", "tokens" or none."""
    return getattr(getattr(view, "view_class", None) or getattr(view, "cls", None), "limited", "")


class RateLimitMiddleware:
    """Refuses who calls too often, and says to everybody else how often they still may."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        counted: Count | None = getattr(request, "counted", None)
        for name, value in (counted.headers() if counted else {}).items():
            response.headers[name] = value
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = limited(view)
        if not name:
            return None
        counted = request.counted = count(name, request)
        return refuse(request, counted) if counted.exceeded else None


def refuse(request: HttpRequest, counted: Count) -> HttpResponse:
    """429, and in the ledger whose call it was: the first time in each minute."""
    request.refused_before = counted.calls > counted.most + 1
    request.refusal = "rate_limited"
    token = None if request.refused_before or counted.name != "calls" else find(bearer(request), "")
    if token is not None:
        request.actor = actor(token, request)
    return Problem(429, "rate_limited", TOO_OFTEN, headers={"Retry-After": str(counted.seconds_left)}).response()
