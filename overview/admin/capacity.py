"""The board of places."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import capacity_board
from overview.admin.doors import actor_of, page


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    found = capacity_board.load(actor_of(request), timezone.now())
    return page(request, "capacity", title=_("Places"), board=found)
