"""Which pages are read from the standby, where there is one: who looked and did what, figures, and lists over cases.

They read much and change nothing. Whoever works on one case reads it where it is written.
"""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from config import standby
from overview.admin import figures, people_trail
from overview.operations import metrics

log = logging.getLogger("beschut.standby")
SAFE = {"GET", "HEAD"}
PAGES = frozenset(
    {
        "trails", "outside_trail", "trail", "trail_csv", "trail_logboek", "child_log", "second_person", "people",
        "clients", "figures", "waiting_list", "capacity", "training",
        *(name for _route, _view, name in (*figures.ROUTES, *people_trail.ROUTES)),
    }
)  # fmt: skip
OF_THE_API = frozenset({"waiting-list", "alerts", "training-coverage", "locations-capacity", "timeline", "terms"})
NAMES = {f"admin:{name}" for name in PAGES} | OF_THE_API


class StandbyMiddleware:
    """The innermost: who asks, and whether they may, was settled before. What broke off there is asked again here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.STANDBY_URL:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_read_there(request):
            return self.get_response(request)
        word = standby.watch.wanting()
        if not word:
            with standby.reading() as read:
                response = self.get_response(request)
            if not read.broken:
                metrics.count_standby("standby")
                return response
            word = "broken"
            log.warning("the standby broke off: asked again where it is written")
        metrics.count_standby(word)
        return self.get_response(request)


def is_read_there(request: HttpRequest) -> bool:
    try:
        return request.method in SAFE and resolve(request.path_info).view_name in NAMES
    except Resolver404:
        return False
