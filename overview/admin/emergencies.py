"""Cases that were opened in an emergency: one's own, or those that one reviews."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import emergency_page
from overview.admin.doors import actor_of, page


@require_safe
def emergencies_page(request: HttpRequest) -> HttpResponse:
    found = emergency_page.load(actor_of(request), timezone.now())
    return page(request, "emergencies", title=_("Emergency"), found=found)
