"""Requests for access that wait for Nidos."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import access_requests
from overview.admin.doors import actor_of, page


@require_safe
def access_requests_page(request: HttpRequest) -> HttpResponse:
    found = access_requests.load(actor_of(request), timezone.now())
    return page(request, "access_requests", title=_("Requests for access"), requests=found)
