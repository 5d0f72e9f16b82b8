"""The page for somebody new: the first day in one's own role."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import first_day
from overview.admin.doors import actor_of, page


@require_safe
def first_day_page(request: HttpRequest) -> HttpResponse:
    found = first_day.load(actor_of(request), timezone.now())
    return page(request, "first_day", title=_("Your first day"), found=found)
