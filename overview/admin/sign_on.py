"""Logging in with the account of one's work: to the organisation's own login page, and back (OpenID Connect)."""

from allauth.socialaccount.providers.openid_connect import views
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from overview import drafts
from overview.drafts import PARCEL
from partners import sign_on


@require_POST
def leave_for(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the login page of this organisation; what was typed into a form waits here, sealed, for who comes back."""
    parcel = request.POST.get(PARCEL, "")
    if drafts.opened(parcel):
        drafts.keep(request, parcel)
    try:
        answer: HttpResponse = views.login(request, provider_id)
    except RequestException:
        return sign_on.refused(request)
    return led_there(request, answer) if isinstance(answer, HttpResponseRedirect) else answer


def led_there(request: HttpRequest, answer: HttpResponseRedirect) -> HttpResponse:
    """By a page of ours that goes on there by itself: a form of ours leads nowhere else (`form-action`).

    Browsers hold that against every redirect that follows on a form, and what stands between here and the login page
    of an organisation is for that organisation to choose.
    """
    shown = {**admin.site.each_context(request), "title": _("Log in"), "address": answer.url}
    page = render(request, "beschut/sign_on.html", shown)
    add_never_cache_headers(page)
    return page


@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """What that login page says of who comes; where the claim with the number is missing, nobody."""
    try:
        answer: HttpResponse = views.callback(request, provider_id)
    except KeyError:
        return sign_on.refused(request)
    return answer
