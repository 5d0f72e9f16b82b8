"""What a paragraph says: each clock, task, alert and refusal links here."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from overview import source_page
from overview.admin.doors import page


@require_safe
def source(request: HttpRequest, identifier: str) -> HttpResponse:
    return page(request, "source", title=identifier, found=source_page.load(identifier))
