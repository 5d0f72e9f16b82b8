"""Who is away and who stands in."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import cover
from overview.admin.doors import actor_of, page


@require_safe
def cover_page(request: HttpRequest) -> HttpResponse:
    return page(request, "cover", title=_("Cover"), cover=cover.load(actor_of(request), timezone.now()))
