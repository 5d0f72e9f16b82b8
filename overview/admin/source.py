"""What a paragraph says: each clock, task and refusal links here."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from overview.admin.doors import page
from overview.requirements import Requirement, read_register
from partners.errors import NotFound


@cache
def register() -> dict[str, Requirement]:
    return read_register(settings.BASE_DIR / "docs" / "requirements.csv")


@require_safe
def source(request: HttpRequest, identifier: str) -> HttpResponse:
    known = register().get(identifier)
    if known is None:
        raise NotFound
    return page(request, "source", title=identifier, source=known)
