"""Views that do nothing but answer or refuse, and a client to call them: for tests of what every call gets."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client as Browser
from django.urls import path
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import get_access_token_model
from rest_framework.exceptions import Throttled, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from audit.models import StaleRow
from config import urls
from config.api import camel
from partners.api.authentication import IsActor
from partners.api.idempotency import Answered, Created, once
from partners.api.views import ActorView
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.models import Client, Organisation

CASE = UUID("7b0f3c52-6f0e-4c5f-9a53-3f6f4b1f4d11")
HEADERS = {"Request-User-Id": "staff-1", "Request-Purpose": "PROTECTION"}

REFUSALS: dict[str, Callable[[], Exception]] = {
    "hidden": NotFound,
    "missing": lambda: Http404("Semhar is not here"),
    "not-allowed": lambda: NotAllowed("STORY:reads"),
    "forbidden": PermissionDenied,
    "rule": lambda: RuleBroken("rest_running", _("Monday"), "S004-46"),
    "stale": lambda: StaleRow("partners.Notice 1 is no longer at version 1"),
    "invalid": lambda: ValidationError({"child": {"given_names": ["too long"]}, "non_field_errors": ["neither fits"]}),
    "model": lambda: ModelValidationError({"held_on": "in the future"}),
    "busy": lambda: Throttled(wait=7),
    "suspicious": lambda: SuspiciousOperation("Semhar"),
    "bug": lambda: RuntimeError("Semhar Tesfay lives here"),
}


class Refusing(APIView):
    """Refuses in the way its address names, after it wrote a row that must not stay."""

    permission_classes = [IsActor]

    def get(self, request: Request, what: str, case: UUID | None = None) -> Response:
        Organisation.objects.create(code="half-done", name="Half done", kind="GGD")
        raise REFUSALS[what]()


class Echo(APIView):
    """Says who called and what was sent."""

    permission_classes = [IsActor]

    def get(self, request: Request) -> Response:
        known = (
            "organisation_id",
            "kind",
            "role",
            "purpose",
            "origin",
            "person_id",
            "user_id",
            "location",
            "trace_id",
        )
        return Response(camel.render_row({name: getattr(request.auth, name) for name in known}))

    def post(self, request: Request) -> Response:
        return Response(request.data)


class Nameless(Echo):
    names_person = False


class Once(ActorView):
    """Makes an organisation once for each key, and fails after that when a header says so."""

    @once
    def post(self, request: Request) -> Created:
        Organisation.objects.create(code=request.data["code"], name="Made once", kind="GGD")
        if "Crash" in request.headers:
            raise RuntimeError("the server dies here")
        return Created({"code": request.data["code"]}, record=None)

    def again(self, answered: Answered) -> Response:
        return answered.response({"said": "before"})


class Forgotten(APIView):
    """A view whose author named no permission."""

    def get(self, request: Request) -> Response:
        return Response({})


def gone(request: HttpRequest) -> HttpResponse:
    """A page outside the API that is not there."""
    raise Http404


handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
urlpatterns = [
    path("api/v1/cases/<uuid:case>/refusals/<str:what>", Refusing.as_view(), name="refusal-in-case"),
    path("api/v1/refusals/<str:what>", Refusing.as_view(), name="refusal"),
    path("api/v1/echo", Echo.as_view(), name="echo"),
    path("api/v1/nameless", Nameless.as_view(), name="nameless"),
    path("api/v1/once", Once.as_view(), name="once"),
    path("api/v1/forgotten", Forgotten.as_view(), name="forgotten"),
    path("gone", gone, name="gone"),
    *urls.urlpatterns,
]


@pytest.fixture
def client_of_avim(organisations: dict[str, Organisation]) -> Client:
    return Client.objects.create(
        name="register", organisation=organisations["AVIM"], role="avim.officer", hash_client_secret=False,
        client_type=Client.CLIENT_CONFIDENTIAL, authorization_grant_type=Client.GRANT_CLIENT_CREDENTIALS,
    )  # fmt: skip


@pytest.fixture
def token(client_of_avim: Client) -> str:
    return given_token(client_of_avim)


def given_token(client: Client, **changed: Any) -> str:
    text = uuid4().hex
    known = {"expires": datetime.now(UTC) + timedelta(minutes=15), "scope": "case", "application": client}
    get_access_token_model().objects.create(token=text, **known | changed)
    return text


@pytest.fixture
def call(token: str) -> Callable[..., Any]:
    """Call the API as AVIM's client; `call("get", "echo")`, with other headers or none when `headers` says so."""
    browser = Browser(raise_request_exception=False)

    def called(method: str, where: str, *, bearer: str | None = token, headers: dict[str, str] = HEADERS,
               **sent: Any) -> Any:  # fmt: skip
        sent.setdefault("content_type", "application/json")
        authorization = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        return getattr(browser, method)(f"/api/v1/{where}", headers=headers | authorization, **sent)

    return called


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert response["API-Version"] == "1.0.0"
    assert response["Cache-Control"] == "no-store"
    body = response.json()
    assert body["status"] == status
    assert body["type"] == f"https://beschut.example/problems/{body['code'].lower().replace('_', '-')}"
    assert body["title"]
    assert body["detail"]
    return body
