"""Who is trained, and who is focal person."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import training_page
from overview.admin.doors import actor_of, page


@require_safe
def trainings_page(request: HttpRequest) -> HttpResponse:
    found = training_page.load(actor_of(request), timezone.now())
    return page(request, "training", title=_("Training"), training=found)
