"""One call: what it says, how it is signed, and what no partner's server can make it do."""

import json
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.utils import timezone

from partners import webhook_address, webhook_call
from partners.models import Fault
from partners.webhook_address import Unreachable
from partners.webhook_call import Call, envelope, post, signature

NOTICE, CASE = UUID("5f2b0a10-0000-4000-8000-000000000001"), UUID("5f2b0a10-0000-4000-8000-000000000002")
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def call_to(url: str, *secrets: str) -> Call:
    return Call(url, secrets or (SECRET,), str(NOTICE), b'{"id":"1"}')


def fault_of(url: str) -> tuple[Fault, int | None]:
    with pytest.raises(Unreachable) as raised:
        post(call_to(url), timezone.now())
    return raised.value.fault, raised.value.status


def test_the_envelope_is_a_cloud_event_with_ids_and_a_type(settings):
    settings.PUBLIC_URL = "https://beschut.example"
    at = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    body = envelope(identity=NOTICE, kind="notice.signal", at=at, case=CASE, data={"notice": str(NOTICE)})
    assert json.loads(body) == {
        "specversion": "1.0", "id": str(NOTICE), "source": "https://beschut.example/api/v1",
        "type": "nl.beschut.notice.signal", "subject": str(CASE), "time": "2026-03-02T11:00:00Z",
        "datacontenttype": "application/json", "data": {"notice": str(NOTICE)},
    }  # fmt: skip


def test_what_is_about_no_case_has_no_subject():
    body = envelope(identity=NOTICE, kind="test", at=datetime(2026, 3, 2, tzinfo=UTC), case=None, data={})
    assert "subject" not in json.loads(body)


def test_the_signature_is_that_of_standard_webhooks():
    """The example of the specification's own libraries."""
    expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signature(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}') == expected


def test_a_call_says_what_it_carries_and_any_receiver_can_verify_it(receiver):
    post(call_to(receiver.url), timezone.now())
    ((path, headers, _body),) = receiver.received
    assert path == "/hook?key=geheim"
    assert headers["Content-Type"] == "application/cloudevents+json; charset=utf-8"
    assert headers["webhook-id"] == str(NOTICE)
    assert receiver.verified(SECRET) == [{"id": "1"}]


def test_during_a_rotation_a_receiver_accepts_it_with_either_secret(receiver):
    newer = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
    post(call_to(receiver.url, newer, SECRET), timezone.now())
    assert receiver.verified(newer) == receiver.verified(SECRET) == [{"id": "1"}]


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 404, 500, 503])
def test_whatever_is_not_a_yes_is_a_no(receiver, status):
    receiver.status = status
    assert fault_of(receiver.url) == (Fault.ANSWER, status)


def test_a_redirect_is_not_followed(receiver, new_receiver):
    other = new_receiver()
    receiver.status, receiver.headers = 307, {"Location": other.url}
    assert fault_of(receiver.url) == (Fault.ANSWER, 307)
    assert other.received == []


@pytest.mark.parametrize(("said", "seconds"), [("120", 120), ("morgen", 0), ("-5", 0), ("9" * 12, 0)])
def test_how_long_the_partner_asks_to_wait_is_heard(receiver, said, seconds):
    receiver.status, receiver.headers = 503, {"Retry-After": said}
    with pytest.raises(Unreachable) as raised:
        post(call_to(receiver.url), timezone.now())
    assert raised.value.wait == seconds


def test_a_server_on_this_machine_is_not_called_unless_set(receiver, settings):
    settings.WEBHOOK_NETWORKS = []
    assert fault_of(receiver.url) == (Fault.ADDRESS, None)
    assert fault_of(receiver.url.replace("127.0.0.1", "localhost")) == (Fault.ADDRESS, None)
    assert receiver.received == []


def test_a_port_that_is_no_longer_allowed_is_not_called(receiver, settings):
    settings.WEBHOOK_PORTS = [443]
    assert fault_of(receiver.url) == (Fault.ADDRESS, None)
    assert receiver.received == []


def test_it_connects_to_the_number_that_was_judged_whatever_the_name_means_next(receiver, settings, monkeypatch):
    """The name means a public server when it is asked for, and this machine a moment later."""
    real, asked = socket.getaddrinfo, []

    def getaddrinfo(host, port, *args, **kinds):
        if host != "wisselt.example":
            return real(host, port, *args, **kinds)
        asked.append(host)
        number = "192.0.2.1" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(webhook_address.socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(webhook_call, "CONNECT_SECONDS", 0.2)
    settings.WEBHOOK_NETWORKS = ["192.0.2.0/24"]
    assert fault_of(receiver.url.replace("127.0.0.1", "wisselt.example"))[0] in {Fault.UNREACHABLE, Fault.TIMEOUT}
    assert asked == ["wisselt.example"]
    assert receiver.received == []


def test_nobody_at_home(receiver):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert fault_of(f"http://127.0.0.1:{free.getsockname()[1]}/") == (Fault.UNREACHABLE, None)


def test_neither_the_address_nor_the_secret_stands_in_a_description_of_the_call():
    assert "geheim" not in repr(call_to("https://avim.example/?key=geheim"))
    assert SECRET not in repr(call_to("https://avim.example/"))


class TestLine:
    """A server that speaks as it likes, byte by byte."""

    @pytest.fixture
    def speaks(self, new_receiver) -> Iterator[Callable[..., str]]:
        closing: list[Callable[[], object]] = []

        def listening(script: Callable[[socket.socket, threading.Event], None]) -> str:
            server, over = socket.create_server(("127.0.0.1", 0)), threading.Event()

            def serve() -> None:
                line = server.accept()[0]
                with line:
                    try:
                        line.recv(65536)
                        script(line, over)
                    except OSError:
                        pass

            thread = threading.Thread(target=serve)
            thread.start()
            closing.extend([over.set, thread.join, server.close])
            return f"http://127.0.0.1:{server.getsockname()[1]}/"

        yield listening
        for close in closing:
            close()

    def test_one_that_drips_is_cut_off(self, speaks, monkeypatch):
        monkeypatch.setattr(webhook_call, "SECONDS", 0.4)

        def drip(line, over):
            line.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not over.wait(0.05):
                line.sendall(b"a")

        assert fault_of(speaks(drip)) == (Fault.TIMEOUT, None)

    def test_one_that_says_nothing_is_cut_off(self, speaks, monkeypatch):
        monkeypatch.setattr(webhook_call, "SECONDS", 0.2)
        assert fault_of(speaks(lambda line, over: over.wait(10))) == (Fault.TIMEOUT, None)

    def test_one_that_hangs_up(self, speaks):
        assert fault_of(speaks(lambda line, over: None)) == (Fault.UNREACHABLE, None)

    @pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n"])
    def test_one_that_speaks_something_else_or_too_much(self, speaks, said):
        assert fault_of(speaks(lambda line, over: line.sendall(said))) == (Fault.GARBLED, None)

    def test_what_it_answers_besides_its_status_is_not_read(self, speaks):
        def flood(line, over):
            line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while not over.is_set():
                line.sendall(b"x" * 65536)

        post(call_to(speaks(flood)), timezone.now())

    def test_a_certificate_that_nobody_vouches_for(self, speaks):
        url = speaks(lambda line, over: line.sendall(b"no tls here"))
        assert fault_of(url.replace("http://", "https://")) == (Fault.TLS, None)


def test_the_certificate_must_be_valid_for_the_name():
    context = webhook_call.trusted()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_the_log_names_no_address(receiver, caplog):
    with caplog.at_level(logging.DEBUG):
        receiver.status = 500
        fault_of(receiver.url)
    assert "geheim" not in caplog.text
