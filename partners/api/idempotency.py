"""`Idempotency-Key`: what creates something does so once, however often a client has to ask (design §4).

The key is claimed inside the transaction by a lock that ends with it, so that a crash or a refusal releases it; the
answer is stored with the change it made, or neither is. Keys are per client. See docs/decisions/0020.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import BooleanField, ExpressionWrapper, F, Func, OuterRef, Q, Value
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.crypto import salted_hmac
from rest_framework.request import Request
from rest_framework.response import Response

from audit import ledger
from partners.models import StoredAnswer
from policy.calls import forgotten_before

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
KEY = re.compile("[!-~]{1,255}")
LOCK_BITS = 31


class InFlight(Exception):
    """A request under the same key has not been answered yet."""


class KeyReused(Exception):
    """The key was used for another request."""


class Created(Response):
    """An answer to be kept under the key of its request: which record it is about and where that stands."""

    def __init__(self, data: Any, *, record: UUID | None, location: str = "", status: int = 201,
                 headers: dict[str, str] | None = None) -> None:  # fmt: skip
        super().__init__(
            data, status=status, headers={**({"Location": location} if location else {}), **(headers or {})}
        )
        self.record, self.location = record, location


class TryLock(Func):
    """Whether a key of a client is free; if so it is held until the transaction ends."""

    output_field = BooleanField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        client, params = compiler.compile(self.source_expressions[0])
        number, more = compiler.compile(self.source_expressions[1])
        return f"pg_try_advisory_xact_lock({client}::int, {number}::int)", (*params, *more)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return "1", []  # its transactions never run at the same time


def hashed(text: str) -> str:
    """A keyed hash: whoever reads the table learns nothing of what was sent."""
    return salted_hmac("partners.api.idempotency", text, algorithm="sha256").hexdigest()


def key_of(request: Request) -> str | None:
    """The hash of the key this request carries; None where it has none that can be one, or nothing to do with any."""
    key = request.headers.get(HEADER, "")
    return hashed(key) if request.method == "POST" and KEY.fullmatch(key) else None


def asked_under(key: str) -> dict[str, Any]:
    """What the query for the token is asked under a key: which, its lock, and since when answers count."""
    return {"key": key, "lock": int(key[:8], 16) >> (32 - LOCK_BITS), "since": forgotten_before(timezone.now())}


def asked_of_token(key: str, lock: int, since: datetime) -> dict[str, Any]:
    """What the query for the token brings along, so that a key costs none of its own."""
    known = StoredAnswer.objects.filter(client=OuterRef("application"), key=key)
    fresh = ExpressionWrapper(Q(at__gte=since), BooleanField())
    told = JSONObject(**{name: F(name) for name in ("id", "asked", "status", "record", "location")}, fresh=fresh)
    return {"key_is_free": TryLock(F("application_id"), Value(lock)), "answered": known.values(told=told)}


@dataclass(frozen=True)
class Answered:
    """What was answered before: the status, and which record it was about; never what it said."""

    status: int
    record: UUID | None
    location: str

    def response(self, data: Any, **headers: str) -> Response:
        """The same answer with what may be read of it now."""
        where = {"Location": self.location} if self.location else {}
        return Response(data, status=self.status, headers={**where, **headers, REPLAYED: "true"})


@dataclass(frozen=True)
class Claim:
    """A key of a client: whether it is free, and what was answered under it before."""

    client: int
    key: str
    free: bool
    answered: dict[str, Any] | None

    def before(self, asked: str) -> Answered | None:
        """What was answered to the same request. Raises InFlight, KeyReused."""
        if not self.free:
            raise InFlight
        known = self.answered
        if known is None or not known["fresh"]:
            return None
        if known["asked"] != asked:
            raise KeyReused
        return Answered(known["status"], UUID(known["record"]) if known["record"] else None, known["location"])

    def keep(self, asked: str, response: Created) -> None:
        """Store the answer with the change it made. Raises InFlight when another answer came in between."""
        row = StoredAnswer(
            pk=self.answered and self.answered["id"], client_id=self.client, key=self.key, asked=asked,
            status=response.status_code, record=response.record, location=response.location, at=timezone.now(),
        )  # fmt: skip
        try:
            row.save(force_insert=row.pk is None, force_update=row.pk is not None)
        except IntegrityError as fault:
            raise InFlight from fault


def fingerprint(request: Request) -> str:
    """The keyed hash of what is asked: where, and what the body means."""
    body = json.dumps(request.data, sort_keys=True, separators=(",", ":"))
    return hashed(f"{request.path}\n{body}")


def once(post: Callable[..., Created]) -> Callable[..., Response]:
    """Let a `post` that creates happen once for each key; its view says it `again`, as the caller may read it now."""

    @wraps(post)
    def answered(view: Any, request: Request, **ids: UUID) -> Response:
        claim: Claim = request._request.claim
        asked = fingerprint(request)
        before = claim.before(asked)
        if before is not None:
            return view.again(before, **ids)
        with ledger.together():
            response = post(view, request, **ids)
        claim.keep(asked, response)
        return response

    return answered
