"""Call the partners' webhooks: claim, commit, send outside any transaction, mark (design decision 12)."""

import base64
import hashlib
import hmac
import http.client
import json
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.utils import timezone

from partners.models import OutboxMessage
from policy.backoff import next_attempt

TIMEOUT_SECONDS = 10
Send = Callable[[OutboxMessage, datetime], None]


class NotDelivered(Exception):
    """The partner's server did not say that it has the message; it will be tried again."""


def claim(at: datetime) -> OutboxMessage | None:
    """Take the next waiting message and move its turn past the lease, so that no other worker sends it meanwhile."""
    with transaction.atomic():
        rows = OutboxMessage.objects.filter(sent_at=None, next_attempt_at__lte=at, webhook__is_active=True)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        message = rows.select_related("webhook", "notice").order_by("next_attempt_at", "id").first()
        if message is not None:
            message.attempts += 1
            message.next_attempt_at = next_attempt(at, message.attempts)
            message.save(update_fields=["attempts", "next_attempt_at"])
        return message


def body_of(message: OutboxMessage) -> bytes:
    """What is sent: ids and a type, no personal data; the partner reads the rest by right."""
    notice = message.notice
    members = {
        "type": f"notice.{notice.kind.lower().replace('_', '-')}",
        "timestamp": notice.sent_at.isoformat(),
        "data": {"notice": str(notice.id), "case": str(notice.case_id) if notice.case_id else None},
    }
    return json.dumps(members, separators=(",", ":")).encode()


def signature(secret: str, identity: str, stamp: int, body: bytes) -> str:
    """The signature of Standard Webhooks: `v1,` and the HMAC-SHA256 of id, time and body in base64."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, b".".join([identity.encode(), str(stamp).encode(), body]), hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def send(message: OutboxMessage, at: datetime) -> None:
    """POST one message. Raises NotDelivered unless the answer is a 2xx; redirects are not followed."""
    address = urlsplit(message.webhook.url)
    body, stamp = body_of(message), int(at.timestamp())
    headers = {
        "Content-Type": "application/json",
        "webhook-id": str(message.notice_id),
        "webhook-timestamp": str(stamp),
        "webhook-signature": signature(message.webhook.secret, str(message.notice_id), stamp, body),
    }
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    line = kind(address.hostname or "", address.port, timeout=TIMEOUT_SECONDS)
    try:
        line.request("POST", address.path or "/", body, headers)
        status = line.getresponse().status
    except (OSError, http.client.HTTPException) as fault:
        raise NotDelivered(type(fault).__name__) from fault
    finally:
        line.close()
    if not 200 <= status < 300:
        raise NotDelivered(f"status {status}")


def deliver_waiting(at: datetime, sender: Send = send) -> int:
    """Send every message whose turn has come, each once; the number that was delivered."""
    delivered = 0
    while (message := claim(at)) is not None:
        try:
            sender(message, at)
        except NotDelivered as fault:
            OutboxMessage.objects.filter(pk=message.pk).update(last_error=str(fault)[:120])
            continue
        OutboxMessage.objects.filter(pk=message.pk).update(sent_at=timezone.now(), last_error="")
        delivered += 1
    return delivered
