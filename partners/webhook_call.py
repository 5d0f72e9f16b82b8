"""One call to a webhook: a CloudEvents 1.0 envelope, signed after Standard Webhooks, and sent where it may be."""

import base64
import hashlib
import hmac
import http.client
import json
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from time import monotonic
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from django.conf import settings

from partners.errors import RuleBroken
from partners.models import Fault
from partners.webhook_address import Address, Unreachable, check, look_up, port_of

# The whole call, from the look-up to the answer; shorter than policy.backoff.HELD_MINUTES.
SECONDS = 20
CONNECT_SECONDS = 5
MEDIA_TYPE = "application/cloudevents+json; charset=utf-8"
TYPES = "nl.beschut."


@dataclass(frozen=True)
class Call:
    """What is sent and where; made before anything is sent, so that sending needs no database."""

    url: str = field(repr=False)
    secrets: Sequence[str] = field(repr=False)
    identity: str
    body: bytes = field(repr=False)
    message: int = 0
    attempts: int = 0


def envelope(*, identity: UUID, kind: str, at: datetime, case: UUID | None, data: dict[str, str | None]) -> bytes:
    """The event in the JSON format of CloudEvents: ids and a type, no personal data; the rest is read by right."""
    members = {
        "specversion": "1.0",
        "id": str(identity),
        "source": f"{settings.PUBLIC_URL}/api/v1",
        "type": TYPES + kind,
        "time": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": data,
    }
    if case is not None:
        members["subject"] = str(case)
    return json.dumps(members, separators=(",", ":")).encode()


def signature(secret: str, identity: str, stamp: int, body: bytes) -> str:
    """The signature of Standard Webhooks: `v1,` and the HMAC-SHA256 of id, time and body in base64."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, b".".join([identity.encode(), str(stamp).encode(), body]), hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def headers(call: Call, at: datetime) -> dict[str, str]:
    """One signature for each secret that counts: a receiver that knows either of two accepts the call."""
    stamp = int(at.timestamp())
    signatures = [signature(secret, call.identity, stamp, call.body) for secret in call.secrets]
    return {
        "Content-Type": MEDIA_TYPE,
        "User-Agent": f"Beschut/{settings.VERSION}",
        "Connection": "close",
        "webhook-id": call.identity,
        "webhook-timestamp": str(stamp),
        "webhook-signature": " ".join(signatures),
    }


def post(call: Call, at: datetime) -> None:
    """Send it once. Raises Unreachable unless the answer is a 2xx; a redirect is an answer like any other."""
    ends = monotonic() + SECONDS
    parts = allowed(call.url)
    host, port = parts.hostname or "", port_of(parts)
    with connected(look_up(host, port, ends), port, ends) as line, cut_off(line, ends):
        try:
            status, asked = exchange(line, parts, call, at)
        except ssl.SSLError as fault:
            raise Unreachable(Fault.TIMEOUT if monotonic() >= ends else Fault.TLS) from fault
        except (OSError, http.client.HTTPException) as fault:
            raise Unreachable(Fault.TIMEOUT if late(fault, ends) else which(fault)) from fault
    if monotonic() >= ends:
        raise Unreachable(Fault.TIMEOUT)  # what it had said so far does not count
    if not 200 <= status < 300:
        wait = int(asked) if asked.isdecimal() and len(asked) < 8 else 0
        raise Unreachable(Fault.ANSWER, status, wait)


def allowed(url: str) -> SplitResult:
    """The parts of an address that may still be called: the settings may be stricter than when it was set."""
    try:
        check(url)
    except RuleBroken as refusal:
        raise Unreachable(Fault.ADDRESS) from refusal
    return urlsplit(url)


def late(fault: Exception, ends: float) -> bool:
    return isinstance(fault, TimeoutError) or monotonic() >= ends


def which(fault: Exception) -> Fault:
    """A server that hangs up says nothing; one that speaks something else is no web server."""
    return Fault.UNREACHABLE if isinstance(fault, OSError) else Fault.GARBLED


@contextmanager
def connected(addresses: list[Address], port: int, ends: float) -> Iterator[socket.socket]:
    """A line to the first of these addresses that takes it; to these numbers, whatever the name means by now."""
    last: OSError | None = None
    for address in addresses:
        try:
            seconds = max(0.01, min(CONNECT_SECONDS, ends - monotonic()))
            line = socket.create_connection((str(address), port), timeout=seconds)
        except OSError as fault:
            last = fault
            continue
        # Head and body go in two pieces; without this the second waits for a sign of the first, 40 ms.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with line:
            yield line
        return
    raise Unreachable(Fault.TIMEOUT if isinstance(last, TimeoutError) else Fault.UNREACHABLE) from last


@contextmanager
def cut_off(line: socket.socket, ends: float) -> Iterator[None]:
    """Hang up when the time is over: a timeout of the socket counts anew with every byte that drips in."""
    twin = line.dup()

    def hang_up() -> None:
        with suppress(OSError):  # it may be over already
            twin.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(max(0, ends - monotonic()), hang_up)
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        twin.close()


@cache
def trusted() -> ssl.SSLContext:
    """The certificates of this machine; SSL_CERT_FILE names others, such as those of a government's own network."""
    return ssl.create_default_context()


def exchange(line: socket.socket, parts: SplitResult, call: Call, at: datetime) -> tuple[int, str]:
    """Say it and hear the status of the answer, and how long it asks to wait; the content is not read."""
    host, port = parts.hostname or "", port_of(parts)
    speaker: http.client.HTTPConnection
    if parts.scheme == "https":
        speaker = http.client.HTTPSConnection(host, port)
        speaker.sock = trusted().wrap_socket(line, server_hostname=host)
    else:
        speaker = http.client.HTTPConnection(host, port)
        speaker.sock = line
    try:
        speaker.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), call.body,
                        headers(call, at))  # fmt: skip
        with speaker.getresponse() as answer:
            return answer.status, answer.headers.get("Retry-After", "")
    finally:
        speaker.close()
