"""The case consultations, and one of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import cobo_page
from overview.admin.doors import actor_of, page


@require_safe
def cobo_meetings(request: HttpRequest) -> HttpResponse:
    meetings = cobo_page.load_all(actor_of(request), timezone.now())
    return page(request, "cobo_meetings", title=_("Case consultations"), meetings=meetings)


@require_safe
def cobo_meeting(request: HttpRequest, meeting: UUID) -> HttpResponse:
    shown = cobo_page.load(actor_of(request), meeting, timezone.now())
    return page(request, "cobo_meeting", title=_("Case consultation"), meeting=shown)
