"""Who calls the API: a partner's client by its token, and for it a person with a reason by two headers."""

import hashlib
import re
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from oauth2_provider.models import AbstractAccessToken, get_access_token_model, get_application_model
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, ErrorDetail, ValidationError
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from audit.models import Origin
from config.prepared import Prepared
from partners.actors import Actor
from partners.api import idempotency, versions
from partners.api.idempotency import Claim
from partners.models import Organisation, Person
from partners.roles import ROLES, Purpose

USER_ID, PURPOSE = "Request-User-Id", "Request-Purpose"
SCOPE = "case"
VISIBLE = re.compile("[!-~]{1,80}")
KEY_PARAMETER = OpenApiParameter(
    idempotency.HEADER, {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER, required=True,
    description="A key of your own making, such as a UUID. Asking again under it changes nothing and gets the answer.",
)  # fmt: skip


class ClientAuthentication(BaseAuthentication):
    """Makes the actor of a call, as `request.auth`; there is no Django user behind a client."""

    def authenticate(self, request: Request) -> tuple[None, Actor] | None:
        text = bearer(request)
        if text is None:
            return None
        user_id, key = request.headers.get(USER_ID, ""), idempotency.key_of(request)
        token = find(text, user_id if VISIBLE.fullmatch(user_id) else "", key)
        if token is None or not usable(token, request):
            raise AuthenticationFailed(_("This token is not valid, or no longer."), "invalid_token")
        view = request.parser_context["view"]
        check_headers(request, getattr(view, "names_person", True), wants_key=key is None and creates(view, request))
        request._request.actor = actor(token, request._request)
        if key is not None:
            request._request.claim = Claim(token.application_id, key, bool(token.key_is_free), token.answered)
        return None, request._request.actor

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"

    @staticmethod
    def header_parameters(view: Any, method: str) -> list[OpenApiParameter]:
        """How the description of an operation names the headers that it needs."""
        act = getattr(view, "act", None)
        asked = [KEY_PARAMETER] if method == "POST" and getattr(view, "creates", False) else []
        asked += [versions.PARAMETER] if method == "POST" and act is not None and act.changes_parent else []
        if not getattr(view, "names_person", True):
            return asked
        return [
            *asked,
            OpenApiParameter(
                USER_ID, {"type": "string", "minLength": 1, "maxLength": 80, "pattern": "^[!-~]+$"},
                OpenApiParameter.HEADER, required=True, description="The staff id of the person, at your side.",
            ),
            OpenApiParameter(
                PURPOSE, str, OpenApiParameter.HEADER, required=True, enum=Purpose.values,
                description="Why this person looks or acts.",
            ),
        ]  # fmt: skip


class IsActor(BasePermission):
    """Lets in whoever authenticated as an actor; what the actor may see is the access table's business."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.auth, Actor)


def bearer(request: Request) -> str | None:
    """The token in the Authorization header; None when there is no such header."""
    if "access_token" in request.query_params:
        # Addresses end up in logs: a token that travelled in one is spent, whether or not it is valid.
        raise AuthenticationFailed(_("A token never stands in an address: send it in a header."), "token_in_address")
    words = get_authorization_header(request).split()
    if not words:
        return None
    if len(words) != 2 or words[0].lower() != b"bearer":
        raise AuthenticationFailed(_("Send the token as `Authorization: Bearer …`."), "invalid_token")
    return words[1].decode("latin-1")


def creates(view: Any, request: Request) -> bool:
    """Whether what is asked makes something, and so needs a key under which it happens once.

    An address that takes no POST says so, whatever else is missing.
    """
    takes = hasattr(view, "post") and "post" in view.http_method_names
    return request.method == "POST" and takes and getattr(view, "creates", False)


def find(text: str, user_id: str, key: str | None = None) -> AbstractAccessToken | None:
    """The token with its client, the client's organisation and the person, in one query; and the key's answer."""
    asked = {"checksum": hashlib.sha256(text.encode()).hexdigest()}
    asked |= {"staff": user_id} if user_id else {}
    found = KNOWN.rows(**asked, **(idempotency.asked_under(key) if key else {}))
    return next((_token(row) for row in found), None)


def _known(*, checksum: str, staff: str | None = None, **under: Any) -> QuerySet[Any, Any]:
    people = Person.objects.filter(
        organisation=OuterRef("application__organisation"), role=OuterRef("application__role"),
        staff_id=staff, is_active=True,
    )  # fmt: skip
    tokens = get_access_token_model().objects.filter(token_checksum=checksum)
    more = idempotency.asked_of_token(**under) if under else {}
    beside = {"known_person": people.values("id")[:1], "persons_location": people.values("location")[:1]}
    columns = [f"{path}{name}" for path, model in _parts() for name in _columns(model)]
    return tokens.annotate(**beside, **more).values_list(*columns, *beside, *more)


KNOWN = Prepared(_known)


def _parts() -> list[tuple[str, type[Model]]]:
    return [
        ("", get_access_token_model()),
        ("application__", get_application_model()),
        ("application__organisation__", Organisation),
    ]


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _token(row: Sequence[Any]) -> AbstractAccessToken:
    """A row of `_known` as the token, its client and its organisation, and what is beside them."""
    rest, parts = list(row), []
    for _path, model in _parts():
        names = _columns(model)
        values, rest = rest[: len(names)], rest[len(names) :]
        parts.append(model.from_db(connection.alias, names, values))
    token, client, organisation = parts
    if token.application_id is not None:
        token.application, client.organisation = client, organisation
    (token.known_person, token.persons_location), under = rest[:2], rest[2:]
    token.key_is_free, token.answered = under or (True, None)
    return token


def usable(token: AbstractAccessToken, request: Request) -> bool:
    """Whether a token of ours that was found still opens this door."""
    client = token.application
    address = request.build_absolute_uri(request.path)
    return (
        client is not None
        and client.authorization_grant_type == client.GRANT_CLIENT_CREDENTIALS
        and client.role in ROLES
        and token.is_valid([SCOPE])
        and token.allows_audience(address)
    )


def check_headers(request: Request, required: bool, wants_key: bool = False) -> None:
    """Raise ValidationError for each header that is wrong, or missing where it is required."""
    user_id, purpose = request.headers.get(USER_ID), request.headers.get(PURPOSE)
    errors = {}
    if not VISIBLE.fullmatch(user_id or "") and (required or user_id is not None):
        errors[USER_ID] = [ErrorDetail(_("Name the person who asks: 1 to 80 visible characters."), "invalid")]
    if purpose not in Purpose.values and (required or purpose is not None):
        known = ", ".join(Purpose.values)
        errors[PURPOSE] = [ErrorDetail(_("Say why, with one of: %(known)s.") % {"known": known}, "invalid")]
    if wants_key:
        sentence = _("Send a key of your own making, 1 to 255 visible characters: under it this happens once.")
        errors[idempotency.HEADER] = [ErrorDetail(sentence, "invalid")]
    if errors:
        raise ValidationError(errors)


def actor(token: AbstractAccessToken, request: HttpRequest) -> Actor:
    client = token.application
    return Actor(
        organisation_id=client.organisation_id,
        kind=client.organisation.kind,
        role=client.role,
        purpose=request.headers.get(PURPOSE, ""),
        origin=Origin.API,
        person_id=token.known_person,
        user_id=request.headers.get(USER_ID, ""),
        client_id=client.client_id,
        location=token.persons_location or client.location,
        trace_id=request.trace_id,
    )
