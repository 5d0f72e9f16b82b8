"""What is suspicious near a house: reported, answered and closed."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import incident_page
from overview.admin.doors import actor_of, page


@require_safe
def incidents_page(request: HttpRequest) -> HttpResponse:
    found = incident_page.load(actor_of(request), timezone.now())
    return page(request, "incidents", title=_("Near the houses"), found=found)
