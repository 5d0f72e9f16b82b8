"""Every refusal of the API as `application/problem+json` (RFC 9457), whoever refused: a view, a rule or Django."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as ModelValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import defaults
from rest_framework import exceptions
from rest_framework.serializers import as_serializer_error
from rest_framework.views import set_rollback

from config.api.camel import camel

MEDIA_TYPE = "application/problem+json"
WITHOUT_FIELD = {"non_field_errors", "__all__"}

CODES: dict[int, tuple[str, str | Promise]] = {
    400: ("bad_request", _("The request could not be understood.")),
    401: ("not_authenticated", _("Get a token first, and send it as a bearer token.")),
    403: ("not_allowed", _("Your role has no right to do or see this.")),
    404: ("not_found", _("There is nothing here, or nothing you may know of.")),
    405: ("method_not_allowed", _("This address does not take this method.")),
    412: ("stale", _("Somebody changed this since you read it. Read it again.")),
    413: ("too_large", _("The body is larger than one mebibyte.")),
    500: ("internal_error", _("Something went wrong on our side. Nothing was changed.")),
}


@dataclass(frozen=True)
class Problem:
    """What the caller is told: a code to act on, a sentence to read, the rule's id, and each fault of the input."""

    status: int
    code: str = ""
    detail: str | Promise = ""
    source: str = ""
    errors: tuple[dict[str, str], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        title = HTTPStatus(self.status).phrase
        code, detail = CODES.get(self.status, (title.lower().replace(" ", "_"), title))
        code = self.code or code
        members: dict[str, Any] = {
            "type": f"{settings.PUBLIC_URL}/problems/{code.lower().replace('_', '-')}",
            "title": title,
            "status": self.status,
            "detail": str(self.detail or detail),
            "code": code,
        }
        if self.source:
            members["source"] = self.source
        if self.errors:
            members["errors"] = list(self.errors)
        return members

    def response(self) -> HttpResponse:
        headers = {"API-Version": settings.API_VERSION, "Cache-Control": "no-store", **self.headers}
        return JsonResponse(self.body(), status=self.status, content_type=MEDIA_TYPE, headers=headers)


PROBLEMS: dict[type[Exception], Callable[[Any], Problem]] = {}


def register(exception: type[Exception], make: Callable[[Any], Problem]) -> None:
    """Say which problem an exception is. The rooms call this, because nothing here may know a room."""
    PROBLEMS[exception] = make


def handle(exc: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's exception handler; None for what nobody foresaw, which Django then makes a 500."""
    problem = problem_of(exc)
    if problem is None:
        return None
    set_rollback()
    request = context["request"]
    # The denial is recorded after the rollback, by a middleware that sees Django's request, not DRF's.
    django_request = getattr(request, "_request", request)
    django_request.refusal = f"{problem.body()['code']} {problem.source}".strip()
    return problem.response()


def problem_of(exc: Exception) -> Problem | None:
    for ancestor in type(exc).__mro__:
        if ancestor in PROBLEMS:
            return PROBLEMS[ancestor](exc)
    return None


def _invalid(exc: exceptions.ValidationError | ModelValidationError) -> Problem:
    errors = tuple(faults(as_serializer_error(exc)))
    return Problem(400, "invalid", _("Some of the input is not right; each fault is listed."), errors=errors)


def faults(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """Each fault of the input with the path of its member: `child.givenNames`, `bodyParts.0`."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            member = "" if name in WITHOUT_FIELD else camel(str(name))
            yield from faults(inner, ".".join(part for part in (path, member) if part))
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            yield from faults(inner, f"{path}.{index}" if isinstance(inner, dict | list) else path)
    else:
        yield {"field": path, "code": getattr(detail, "code", "invalid"), "detail": str(detail)}


def _of_drf(exc: exceptions.APIException) -> Problem:
    headers = {}
    if getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = exc.auth_header
    if getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(exc.wait))
    return Problem(exc.status_code, exc.detail.code, exc.detail, headers=headers)


register(exceptions.APIException, _of_drf)
register(exceptions.ValidationError, _invalid)
register(ModelValidationError, _invalid)
# What does not exist and what the caller may not know of are answered with the same bytes.
for _missing in (exceptions.NotFound, Http404):
    register(_missing, lambda exc: Problem(404))
for _forbidden in (exceptions.PermissionDenied, PermissionDenied):
    register(_forbidden, lambda exc: Problem(403))


def is_api(request: HttpRequest) -> bool:
    return request.path_info in {"/api", "/oauth"} or request.path_info.startswith(("/api/", "/oauth/"))


def instead_of(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """A problem in place of an error page of Django's own; everything else as it is."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    # The token endpoint speaks RFC 6749, whose errors are plain JSON.
    oauth_error = kind == "application/json" and request.path_info.startswith("/oauth/")
    if response.status_code < 400 or kind == MEDIA_TYPE or oauth_error:
        return response
    kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
    return Problem(response.status_code, headers=kept).response()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return Problem(400).response() if is_api(request) else defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return Problem(403).response() if is_api(request) else defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return Problem(404).response() if is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the exception: 503 where trying again is of use, 500 otherwise."""
    fault = sys.exception()
    problem = problem_of(fault) if isinstance(fault, Exception) else None
    if problem is None or problem.status != 503:
        return Problem(500).response() if is_api(request) else defaults.server_error(request)
    if is_api(request):
        return problem.response()
    return HttpResponse(loader.render_to_string("503.html"), status=503, headers=problem.headers)
