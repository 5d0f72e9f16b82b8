"""The addresses for the machine that keeps this one running: is it alive, can it serve, and how does it run?

They are answered in front of everything else: without a session, an entry in the ledger or a name of the host, and
over plain http, because who asks stands on the same machine or network. They say nothing about anybody.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from overview.operations import metrics, ready

RETRY_AFTER_SECONDS = 30


def said(word: str, status: int = 200) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return HttpResponse(f"{word}\n", status=status, content_type="text/plain", headers=headers)


def livez(_request: HttpRequest) -> HttpResponse:
    """The process answers. It asks no database: whoever restarts on this must not do so when that one is gone."""
    return said("alive")


def readyz(_request: HttpRequest) -> HttpResponse:
    """This process can do its work now, and what is wrong beside; otherwise the word for what it waits for."""
    word = ready.wanting()
    return said(word, 503) if word else said("\n".join(filter(None, ["ready", ready.aside()])))


def figures(request: HttpRequest) -> HttpResponse | None:
    """To who knows the token; to everybody else there is no such address."""
    return metrics.answer() if metrics.asked_by_one_who_may(request) else None


PROBES: dict[str, Callable[[HttpRequest], HttpResponse | None]] = {
    "/livez": livez,
    "/readyz": readyz,
    "/metrics": figures,
}


class ProbesMiddleware:
    """Stands first, and lets everything else pass."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        answer = probe(request) if probe else None
        if answer is not None and request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return answer or self.get_response(request)
