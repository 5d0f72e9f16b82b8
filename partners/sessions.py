"""What a session knows of who is in it: since when, when last seen, and when the second step was proved.

A session ends after some time without a click, some hours after its login, and at once for somebody who left or whose
sessions were ended.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from audit import ledger
from audit.models import Kind
from config.api.problems import is_api
from partners import actors, second_factor
from partners.models import Person
from policy.login import PROOF_MINUTES

BEGAN, SEEN, PROVEN = "began", "seen", "proven"
MINUTE, HOUR = 60, 3600
# Where who has not proved anything may go: to prove it or, with nothing to prove by, to set it up; and out.
TO_PROVE, TO_SET_UP = ("admin:prove",), ("admin:second_factor_app", "admin:second_factor_key")
ALWAYS = {
    "admin:login", "admin:logout", "language", "mfa_authenticate", "openid_connect_login", "openid_connect_callback",
}  # fmt: skip


def begin(request: HttpRequest) -> None:
    """Somebody has logged in."""
    request.session[BEGAN] = request.session[SEEN] = timezone.now().timestamp()


def prove(request: HttpRequest, person: Person) -> None:
    """This person has just proved the second step; of anybody else in this session it says nothing."""
    request.session[PROVEN] = [str(person.pk), timezone.now().timestamp()]


def proven_at(request: HttpRequest) -> datetime | None:
    """When whoever is in this session proved the second step last."""
    whose, moment = request.session.get(PROVEN) or ("", 0)
    return datetime.fromtimestamp(moment, UTC) if whose == str(request.user.pk) else None


def proven(request: HttpRequest) -> bool:
    """Whether this session may go on: the second step was proved in it, or none is required."""
    return not second_factor.required() or proven_at(request) is not None


def proven_just_now(request: HttpRequest) -> bool:
    """Whether it was proved so shortly ago that it counts for what weighs most."""
    at = proven_at(request)
    if not second_factor.required():
        return True
    return at is not None and (timezone.now() - at).total_seconds() <= PROOF_MINUTES * MINUTE


def over(request: HttpRequest) -> str:
    """Why the session of whoever is logged in is over; empty: it is not."""
    now = timezone.now().timestamp()
    began, seen = request.session.get(BEGAN, 0), request.session.get(SEEN, 0)
    ended = request.user.logged_out_at
    if ended is not None and began <= ended.timestamp():
        return "ended"
    if now - began > settings.SESSION_HOURS * HOUR:
        return "too long"
    return "idle" if now - seen > settings.IDLE_MINUTES * MINUTE else ""


def end(request: HttpRequest, why: str) -> None:
    """Nobody is logged in here any more; a form that comes in with this very request is kept all the same."""
    ledger.write(Kind.LOGOUT, by=actors.of_person(request.user, trace_id=getattr(request, "trace_id", "")), reason=why)
    request.session.flush()
    request.user = AnonymousUser()


class SessionMiddleware:
    """Ends what is over, and remembers that somebody is still there, once a minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_api(request) and SESSION_KEY in request.session and request.user.is_authenticated:
            if why := over(request):
                end(request, why)
            elif timezone.now().timestamp() - request.session[SEEN] >= MINUTE:
                request.session[SEEN] = timezone.now().timestamp()
        return self.get_response(request)


class SecondFactorMiddleware:
    """Whoever has not proved the second step gets the page to do so, or to set one up, and nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        name = match.view_name if match else ""
        if is_api(request) or name in ALWAYS or not request.user.is_authenticated or proven(request):
            return None
        open_to_them = TO_PROVE if second_factor.has_one(request.user) else TO_SET_UP
        return None if name in open_to_them else HttpResponseRedirect(reverse(open_to_them[0]))
