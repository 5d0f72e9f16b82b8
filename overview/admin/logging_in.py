"""Logging in after a session ended over a form that was filled in: nothing typed is lost, and nothing is recorded."""

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views import csrf

from overview import drafts
from overview.drafts import PARCEL, Draft

LOGIN = "admin:login"
ACT_PAGES = {"act", "nested_act", "free_act", "nested_free_act"}


def instead(request: HttpRequest) -> HttpResponse | None:
    """What answers a form that comes in while nobody is logged in; None where there is nothing to keep."""
    parcel = drafts.sealed(request)
    draft = drafts.opened(parcel)
    return ask(request, draft, parcel) if draft else None


def ask(request: HttpRequest, draft: Draft, parcel: str) -> HttpResponse:
    """The login page, which carries what was typed."""
    context = {
        **admin.site.each_context(request), "form": AdminAuthenticationForm(request), "app_path": reverse(LOGIN),
        "next": draft.address, "parcel": parcel,
    }  # fmt: skip
    response = render(request, "admin/login.html", context)
    add_never_cache_headers(response)
    return response


def go_on(request: HttpRequest, draft: Draft, parcel: str) -> HttpResponse:
    """Back to the form, which opens with what was typed."""
    drafts.keep(request, parcel)
    return HttpResponseRedirect(draft.address)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Of a form from before the last login in this browser: the one who filled it in finds it again.

    That a form carries whose it is keeps other sites from this as well as the token would.
    """
    parcel = request.POST.get(PARCEL, "") or drafts.sealed(request)
    draft = drafts.opened(parcel)
    if draft and draft.is_of(request):
        return go_on(request, draft, parcel)
    if draft and not request.user.is_authenticated:
        return ask(request, draft, parcel)
    match = request.resolver_match
    if not request.user.is_authenticated and match is not None and match.url_name in ACT_PAGES:
        return redirect_to_login(request.get_full_path(), reverse(LOGIN))
    return csrf.csrf_failure(request, reason)
