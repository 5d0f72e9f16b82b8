"""The outbox: written with what it tells, sent once, tried again, and nobody's outage is somebody else's."""

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.management import call_command

from intake import signal
from partners import outbox
from partners.models import Notice, OutboxMessage, Webhook
from partners.outbox import NotDelivered

SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()


class Receiver(BaseHTTPRequestHandler):
    """A partner's server that keeps what it was sent."""

    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def partner() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Receiver)
    server.received, server.status = [], 204
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def told(partner, open_case, organisations, cast, at):
    """AVIM has a webhook and is told of a signal by IND; Nidos has none."""
    Webhook.objects.create(
        organisation=organisations["AVIM"], url=f"http://127.0.0.1:{partner.server_port}/hook", secret=SECRET
    )
    signal.report(case=open_case(), kinds=["TRAFFICKING"], summary="Mogelijk gedwongen arbeid.", by=cast.ind,
                  at=at(2026, 3, 2))  # fmt: skip
    return Notice.objects.get(to_organisation=organisations["AVIM"])


pytestmark = pytest.mark.django_db


@pytest.mark.requirement("S004-35")
def test_a_message_waits_only_for_whoever_wants_to_be_called(told):
    assert [message.notice for message in OutboxMessage.objects.all()] == [told]
    assert Notice.objects.count() == 2


def test_the_partner_is_called_with_ids_and_no_personal_data(told, partner):
    call_command("deliver", stdout=open_nowhere())
    headers, body = partner.received[0]
    assert json.loads(body) == {
        "type": "notice.signal", "timestamp": told.sent_at.isoformat(),
        "data": {"notice": str(told.id), "case": str(told.case_id)},
    }  # fmt: skip
    assert headers["webhook-id"] == str(told.id)
    assert headers["webhook-signature"] == outbox.signature(
        SECRET, str(told.id), int(headers["webhook-timestamp"]), body
    )


def test_the_signature_is_that_of_standard_webhooks():
    """The example of the specification's own libraries."""
    expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    body = b'{"test": 2432232314}'
    assert (
        outbox.signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
        == expected
    )


def test_what_was_delivered_is_not_sent_again(told, partner, at):
    assert outbox.deliver_waiting(at(2026, 3, 2)) == 1
    assert outbox.deliver_waiting(at(2026, 3, 5)) == 0
    assert len(partner.received) == 1


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_was_not_taken_is_tried_again_later(told, partner, at, status):
    partner.status = status
    assert outbox.deliver_waiting(at(2026, 3, 2)) == 0
    message = OutboxMessage.objects.get()
    assert (message.sent_at, message.last_error) == (None, f"status {status}")
    assert message.next_attempt_at > at(2026, 3, 2)
    partner.status = 204
    assert outbox.deliver_waiting(message.next_attempt_at) == 1


def test_a_partner_that_cannot_be_reached_leaves_the_message_waiting(told, at):
    def unreachable(message, moment):
        raise NotDelivered("ConnectionRefusedError")

    assert outbox.deliver_waiting(at(2026, 3, 2), unreachable) == 0
    assert OutboxMessage.objects.get().last_error == "ConnectionRefusedError"


def test_a_message_that_one_worker_holds_is_not_taken_by_another(told, at):
    assert outbox.claim(at(2026, 3, 2)) is not None
    assert outbox.claim(at(2026, 3, 2)) is None


def open_nowhere():
    import io

    return io.StringIO()
