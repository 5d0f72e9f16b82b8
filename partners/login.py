"""Signing in at the caseworker's door, and its lines in the ledger."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from oauth2_provider.models import AbstractAccessToken
from oauth2_provider.signals import app_authorized

from audit import ledger
from audit.models import Kind, Origin
from partners import actors, sessions, strangers
from partners.models import Person


class PersonBackend(BaseBackend):
    """User name and password; the organisation comes along, so that making the actor costs no query."""

    def authenticate(self, request: HttpRequest | None, username: str | None = None, password: str | None = None,
                     **kwargs: Any) -> Person | None:  # fmt: skip
        if username is None or password is None:
            return None
        person = Person.objects.select_related("organisation").filter(username=username).first()
        if person is None:
            make_password(password)  # takes as long as checking one: no clock tells which user names exist
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: UUID) -> Person | None:
        return Person.objects.select_related("organisation").filter(pk=user_id, is_active=True).first()


def connect() -> None:
    """Listen to Django's own signals, which every way of signing in sends."""
    user_logged_in.connect(_logged_in, dispatch_uid="partners.login.in")
    user_logged_out.connect(_logged_out, dispatch_uid="partners.login.out")
    app_authorized.connect(_token_given, dispatch_uid="partners.login.token")
    user_login_failed.connect(_failed, dispatch_uid="partners.login.failed")


def _logged_in(sender: Any, request: HttpRequest | None, user: Person, **kwargs: Any) -> None:
    if request is not None:
        sessions.begin(request)
    ledger.write(Kind.LOGIN, by=actors.of_person(user, trace_id=_trace(request)))


def _logged_out(sender: Any, request: HttpRequest | None, user: Person | None, **kwargs: Any) -> None:
    if user is not None:
        ledger.write(Kind.LOGOUT, by=actors.of_person(user, trace_id=_trace(request)))


def _failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    # What was typed as a user name is not kept: now and then it is a password, or a name nobody gave us. Of an account
    # that there is the entry says which one it was, so that its organisation sees that somebody tries.
    reason = strangers.kept(request, "") if request is not None else ""
    if reason is None:
        return
    by = actors.anonymous(Origin.ADMIN, trace_id=_trace(request))
    account = Person.objects.filter(username=credentials.get("username", "")).first()
    if account is None:
        ledger.write(Kind.LOGIN_FAILED, by=by, reason=reason)
    else:
        ledger.write(Kind.LOGIN_FAILED, by=replace(by, organisation_id=account.organisation_id), reason=reason,
                     table=Person._meta.db_table, record=account.pk)  # fmt: skip


def _token_given(sender: Any, request: HttpRequest, token: AbstractAccessToken, **kwargs: Any) -> None:
    """A partner's client signs in by asking for a token."""
    client = token.application
    by = actors.Actor(client.organisation_id, client.organisation.kind, client.role, "", Origin.API,
                      client_id=client.client_id, trace_id=_trace(request))  # fmt: skip
    ledger.write(Kind.LOGIN, by=by)


def _trace(request: HttpRequest | None) -> str:
    return getattr(request, "trace_id", "")
