"""What every page of the two doors does: know the actor, turn a refusal into its page, answer in one go."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from partners import actors
from partners.actors import Actor
from partners.errors import NotAllowed, NotFound

View = Callable[..., HttpResponse]
# The largest number a key can have in the database; a larger one in an address is no key.
LARGEST = 2**63 - 1


def door(view: View) -> View:
    """Give the view its actor; what it may not know of is a 404, what it may not do a 403."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.actor = actors.of_person(request.user, trace_id=getattr(request, "trace_id", ""))
        try:
            return view(request, *args, **kwargs)
        except NotFound as nothing:
            raise Http404 from nothing
        except NotAllowed as refusal:
            request.refusal = f"not-allowed {refusal.what}"
            raise PermissionDenied from refusal

    return opened


def actor_of(request: HttpRequest) -> Actor:
    actor: Actor = request.actor
    return actor


def key_in(request: HttpRequest, name: str) -> int | None:
    """The number of the row after which a list goes on; what is no such number is left out."""
    given = request.GET.get(name, "")
    number = int(given) if given.isdecimal() and len(given) < 20 else None
    return number if number is not None and number <= LARGEST else None


def page(request: HttpRequest, template: str, *, title: str, status: int = 200, **context: Any) -> HttpResponse:
    """The whole page, made inside the transaction, so that its entry is there before anybody reads it.

    `title` is what the browser's tab and its history keep: never a name.
    """
    known = admin.site.each_context(request)
    return render(request, f"beschut/{template}.html", {**known, "title": title, **context}, status=status)
