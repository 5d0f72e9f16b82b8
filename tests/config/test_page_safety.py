"""What every page carries: https for a year, cookies that only this host gets, and a policy without exceptions."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory

from config.proxy import ProxyMiddleware
from partners.models import Person

YEAR = "max-age=31536000; includeSubDomains; preload"


def test_https_is_asked_for_a_year_of_this_host_and_all_below_it(db: Any) -> None:
    assert Browser().get("/admin/login/", secure=True)["Strict-Transport-Security"] == YEAR


def test_who_comes_over_plain_http_is_sent_to_https(db: Any, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Browser().get("/admin/login/?next=/admin/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/admin/login/?next=/admin/")


def signed_in() -> HttpResponse:
    """The answer to whoever begins a session."""

    def begin(request: HttpRequest) -> HttpResponse:
        request.session["begun"] = True
        return HttpResponse()

    return SessionMiddleware(begin)(RequestFactory().get("/", secure=True))


class TestCookies:
    @pytest.fixture
    def given(self, db: Any) -> list[Any]:
        """All that a browser gets: for a session, for a form, and for the language that somebody chose."""
        browser = Browser()
        browser.get("/admin/login/", secure=True)
        browser.post("/language", {"language": "en", "next": "/"}, secure=True)
        return [*browser.cookies.values(), *signed_in().cookies.values()]

    def test_each_is_for_this_host_alone(self, given: list[Any]) -> None:
        names = {each.key for each in given}
        assert names == {"__Host-sessionid", "__Host-csrftoken", "__Host-language"}
        for each in given:
            assert each["secure"] is True, each.key
            assert (each["path"], each["domain"]) == ("/", ""), each.key
            assert each["samesite"] == "Lax", each.key

    def test_no_script_reads_who_is_signed_in(self, given: list[Any]) -> None:
        assert {each.key for each in given if each["httponly"]} >= {"__Host-sessionid", "__Host-language"}


def test_no_page_of_somebody_who_is_signed_in_is_kept(people: dict[str, Person]) -> None:
    browser = Browser()
    browser.force_login(people["nidos.guardian"])
    for path in ("/admin/", "/admin/intake/case/"):
        assert "no-store" in browser.get(path, secure=True)["Cache-Control"], path


class TestPolicy:
    @pytest.mark.parametrize("path", ["/admin/login/", "/api/v1/docs", "/api/v1/openapi.json", "/nowhere"])
    def test_no_page_lets_in_what_is_unsafe(self, db: Any, path: str) -> None:
        policy = Browser(raise_request_exception=False).get(path, secure=True)["Content-Security-Policy"]
        directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
        assert "unsafe" not in policy
        assert "*" not in policy
        assert not re.search(r"https?:", policy)
        assert directives["default-src"] == "'none'"
        assert directives["script-src"] == directives["style-src"] == "'self'"
        assert directives["base-uri"] == directives["frame-ancestors"] == "'none'"
        assert directives["form-action"] == "'self'"

    def test_nothing_is_only_reported(self) -> None:
        assert not getattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None)
        assert "EXCLUDE_URL_PREFIXES" not in settings.CONTENT_SECURITY_POLICY


class TestProxy:
    """What a header claims about the way here is believed of our proxy alone."""

    @pytest.fixture
    def seen(self, settings: Any) -> Any:
        settings.TLS_PROXY = ["10.0.0.5/32"]
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

        def send(peer: str, **headers: str) -> Any:
            request = RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)
            passed = []
            ProxyMiddleware(lambda inner: passed.append(inner))(request)
            return passed[0]

        return send

    def test_our_proxy_says_that_it_was_https_and_from_where(self, seen: Any) -> None:
        request = seen("10.0.0.5", x_forwarded_proto="https", x_forwarded_for="198.51.100.7, 203.0.113.9")
        assert request.is_secure()
        assert request.META["REMOTE_ADDR"] == "203.0.113.9"

    @pytest.mark.parametrize("peer", ["203.0.113.9", "10.0.0.6", "127.0.0.1", ""])
    def test_anybody_else_says_so_in_vain(self, seen: Any, peer: str) -> None:
        forged = {"x_forwarded_proto": "https", "x_forwarded_for": "192.0.2.1", "x_forwarded_host": "evil.example",
                  "x_real_ip": "192.0.2.1", "forwarded": "proto=https"}  # fmt: skip
        request = seen(peer, **forged)
        assert not request.is_secure()
        assert request.META["REMOTE_ADDR"] == peer
        assert not [name for name in request.META if "FORWARDED" in name and request.META[name]]

    def test_a_host_is_believed_of_nobody(self, seen: Any) -> None:
        request = seen("10.0.0.5", x_forwarded_host="evil.example", x_forwarded_for="no address")
        assert "HTTP_X_FORWARDED_HOST" not in request.META
        assert request.META["REMOTE_ADDR"] == "10.0.0.5"
