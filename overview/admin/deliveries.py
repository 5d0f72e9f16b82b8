"""What partners' webhooks did not take."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import deliveries
from overview.admin.doors import actor_of, page


@require_safe
def deliveries_page(request: HttpRequest) -> HttpResponse:
    found = deliveries.load(actor_of(request), timezone.now())
    return page(request, "deliveries", title=_("Delivery"), found=found)
