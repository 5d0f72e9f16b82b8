"""Which files may be destroyed, and what keeps them."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import retention_page
from overview.admin.doors import actor_of, page


@require_safe
def retention_view(request: HttpRequest) -> HttpResponse:
    found = retention_page.load(actor_of(request), timezone.now())
    return page(request, "retention", title=_("Retention"), found=found)
