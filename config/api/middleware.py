"""What every answer of the API carries: its version, no caching, a trace, and a problem instead of an error page."""

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from config.api import problems
from config.language import chosen

TRACEPARENT = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?")
NO_TRACE, NO_PARENT = "0" * 32, "0" * 16


class ApiMiddleware:
    """Gives each request its trace id, and each answer under /api and /oauth its standard headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.trace_id = trace_id(request.headers.get("traceparent", ""))
        response = self.get_response(request)
        if not problems.is_api(request):
            return response
        # The language middleware is inside this one: its choice is over by now.
        with translation.override(chosen(request)):
            response = problems.instead_of(response, request)
        response.headers["API-Version"] = settings.API_VERSION
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["traceparent"] = f"00-{request.trace_id}-{secrets.token_hex(8)}-01"
        return response


def trace_id(traceparent: str) -> str:
    """The caller's trace id (W3C Trace Context), or a new one when the header is missing or not valid."""
    match = TRACEPARENT.fullmatch(traceparent)
    if match is None or traceparent.startswith("ff") or match[1] == NO_TRACE or match[2] == NO_PARENT:
        return secrets.token_hex(16)
    return match[1]
