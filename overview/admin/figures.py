"""Figures without names, for who may see them: on a page, and as a file."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.models import Kind
from overview import consent_funnel, exports
from overview.admin.doors import actor_of, page
from overview.admin.trail import file


@require_safe
def funnel(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The consent funnel of a year; without one the latest there is."""
    found = consent_funnel.load(actor_of(request), year, timezone.now())
    return page(request, "consent_funnel", title=_("Consent in figures"), funnel=found)


@require_safe
def funnel_csv(request: HttpRequest, year: int) -> HttpResponse:
    found = consent_funnel.load(actor_of(request), year, timezone.now(), Kind.EXPORT)
    return file(exports.funnel_as_csv(found), "text/csv; charset=utf-8", f"toestemming-{year}.csv")
