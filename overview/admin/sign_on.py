"""Logging in with the account of one's work: to the organisation's own login page, and back (OpenID Connect)."""

from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
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
    return answer


@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """What that login page says of who comes; where the claim with the number is missing, nobody."""
    try:
        answer: HttpResponse = views.callback(request, provider_id)
    except KeyError:
        return sign_on.refused(request)
    return answer
