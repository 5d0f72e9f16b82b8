"""One line in the log and one count for each request: its route, its status and how long it took, and nothing of it.

It stands in place of the access log of a web server, which would write addresses: some hold a secret, and all say
which child somebody looked at.
"""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from config.logs import route
from overview.operations import metrics

log = logging.getLogger("beschut.requests")
METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"}


class WatchingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.DEMO:
            raise MiddlewareNotUsed  # its server writes a line of its own
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        tell(request, response.status_code, time.perf_counter() - began)
        return response


def tell(request: HttpRequest, status: int, seconds: float) -> None:
    method = request.method if request.method in METHODS else "OTHER"
    where = "/static/" if request.path_info.startswith(f"/{settings.STATIC_URL.strip('/')}/") else route(request)
    facts = {"method": method, "route": where, "status": status, "milliseconds": round(seconds * 1000, 1),
             "trace": getattr(request, "trace_id", "")}  # fmt: skip
    log.info("%s %s %s", status, method, where, extra=facts)
    if settings.METRICS_TOKEN:
        metrics.count(str(method), where, status, seconds)
