"""The nginx of docs/operations.md in front of gunicorn: both are real, the certificate is self-made."""

import http.client
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import connection
from django.utils import timezone

from tests.served import database, get, gunicorn
from tools.machine import ROOT
from tools.throwaway_postgres import free_port

NAME = "beschut.example"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="a server of its own needs one"),
    pytest.mark.skipif(NGINX is None, reason="install nginx (Debian, Ubuntu: apt-get install nginx)"),
]
MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-start.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/beschut.conf;
}}
"""


class Front:
    """nginx, and how it is called."""

    def __init__(self, folder: Path, backend: int) -> None:
        self.folder, self.plain, self.tls = folder, free_port(), free_port()
        site = (ROOT / "deploy" / "nginx.conf").read_text()
        for ours, here in {
            "127.0.0.1:8000": f"127.0.0.1:{backend}", "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ": f"listen 127.0.0.1:{self.tls} ", "/etc/beschut/tls": str(folder),
            "/var/log/nginx": str(folder),
        }.items():  # fmt: skip
            assert ours in site
            site = site.replace(ours, here)
        (folder / "beschut.conf").write_text(site)
        (folder / "main.conf").write_text(MAIN.format(folder=folder))

    @contextmanager
    def running(self) -> Iterator["Front"]:
        certificate(self.folder)
        command = [str(NGINX), "-c", str(self.folder / "main.conf"), "-p", str(self.folder)]
        subprocess.run([*command, "-t"], check=True, capture_output=True)
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.wait(process)
            yield self
        finally:
            process.terminate()
            process.wait()

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.tls)):
                return
        raise AssertionError((self.folder / "nginx-start.log").read_text())

    def ask(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], str]:
        """Over https, under the name that the certificate is for."""
        trusting = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        with closing(http.client.HTTPSConnection(NAME, self.tls, context=trusting, timeout=120)) as asked:
            asked._create_connection = lambda *_args, **_kwargs: socket.create_connection(("127.0.0.1", self.tls), 120)
            asked.request("GET", path, headers={"Host": NAME} | (headers or {}))
            answer = asked.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()


def certificate(folder: Path) -> None:
    """Made here, for one day and one name."""
    key, now = ec.generate_private_key(ec.SECP256R1()), timezone.now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Front, int, Path]]:
    assert connection.vendor == "postgresql"
    settings = {"TLS_PROXY": "127.0.0.1/32", "SECURE_SSL_REDIRECT": "true"}
    with gunicorn(tmp_path, database(), **settings) as (port, log), Front(tmp_path, port).running() as front:
        yield front, port, log


def test_everything_goes_over_https_and_nothing_that_a_caller_claims_is_believed(served: Any, tmp_path: Path) -> None:
    front, backend, log = served
    status, headers, page = front.ask("/admin/login/?next=/admin/&secret=kanarie")
    assert status == 200
    assert "csrfmiddlewaretoken" in page
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains; preload"
    assert headers["set-cookie"].startswith("__Host-csrftoken=")
    assert "Secure" in headers["set-cookie"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["server"] == "nginx"

    # Whoever claims to have come over plain http, as another host or from elsewhere, is answered all the same.
    forged = {"X-Forwarded-Proto": "http", "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Host": "evil.example",
              "Forwarded": "proto=http;host=evil.example"}  # fmt: skip
    status, headers, page = front.ask("/admin/login/", forged)
    assert status == 200
    assert "evil.example" not in page + str(headers)

    # Plain http leads to https and nowhere else.
    status, headers, _page = get(front.plain, "/admin/login/", {"Host": "evil.example"})
    assert (status, headers["location"]) == (301, f"https://{NAME}/admin/login/")
    # Straight to the web server, without a word about https, is plain http too.
    status, headers, _page = get(backend, "/admin/login/", {"Host": NAME})
    assert (status, headers["location"]) == (301, f"https://{NAME}/admin/login/")

    # What is for this machine is not for anybody outside.
    for path in ("/livez", "/readyz", "/metrics"):
        assert front.ask(path)[0] == 404
    assert get(backend, "/readyz")[0] == 200

    # Neither log repeats an address.
    said = log.read_text() + "".join(path.read_text() for path in tmp_path.glob("*.log"))
    assert '"message": "200 GET /admin/login/"' in said
    assert "kanarie" not in said


def test_another_name_is_not_even_greeted(served: Any, tmp_path: Path) -> None:
    front, _backend, _log = served
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", front.tls)) as raw, pytest.raises(ssl.SSLError):
        anybody.wrap_socket(raw, server_hostname="evil.example")


def test_while_the_server_is_away_it_says_when_to_come_back(tmp_path: Path) -> None:
    with Front(tmp_path, free_port()).running() as front:
        status, headers, page = front.ask("/admin/login/")
    assert (status, headers["retry-after"]) == (503, "30")
    assert "max-age=31536000" in headers["strict-transport-security"]
    assert "halve minuut" in page
