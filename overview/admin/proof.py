"""Before what weighs most the second step is asked for once more; what was typed into the form is not lost by that."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from overview import drafts
from overview.admin.doors import View
from overview.admin.second_factor import to_prove
from partners import sessions


def first(request: HttpRequest) -> HttpResponse | None:
    """Where to prove it, and then come back to this form with what stands in it; None: it was proved just now."""
    if sessions.proven_just_now(request):
        return None
    parcel = drafts.sealed(request) if request.method == "POST" else ""
    if parcel:
        drafts.keep(request, parcel)
    return to_prove(request.get_full_path())


def before(view: View) -> View:
    """A page that only who proved it just now gets."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return first(request) or view(request, *args, **kwargs)

    return opened


def before_file(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The same for a file, which leaves the page standing that led to it: whoever proved it comes back there."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if sessions.proven_just_now(request) else to_prove(came_from(request))

    return opened


def came_from(request: HttpRequest) -> str:
    """The page of ours with the link, else the desk."""
    page = request.headers.get("Referer", "")
    parts = urlsplit(page)
    ours = bool(parts.netloc) and url_has_allowed_host_and_scheme(page, {request.get_host()})
    return f"{parts.path}?{parts.query}".rstrip("?") if ours else reverse("admin:index")
