"""Figures without names, for who may see them: on a page, and as a file."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.models import Kind
from overview import consent_funnel, exports, figures
from overview.admin.doors import actor_of, page
from overview.admin.trail import file

CSV = "text/csv; charset=utf-8"


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Which figures there are."""
    return page(request, "figures", title=_("Figures"), topics=figures.topics(actor_of(request)))


@require_safe
def figure(request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
    """The figures of a topic and a year; without one the latest there is."""
    found = figures.load(actor_of(request), slug, year, timezone.now())
    return page(request, "figure", title=str(found.topic.title), figure=found, total_name=figures.total_name())


@require_safe
def figure_csv(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    found = figures.load(actor_of(request), slug, year, timezone.now(), Kind.EXPORT)
    head, *rows = figures.rows(found)
    return file(exports.sheet(head, rows), CSV, f"{found.topic.code.lower()}-{year}.csv")


@require_safe
def funnel(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The consent funnel of a year; without one the latest there is."""
    found = consent_funnel.load(actor_of(request), year, timezone.now())
    return page(request, "consent_funnel", title=_("Consent in figures"), funnel=found)


@require_safe
def funnel_csv(request: HttpRequest, year: int) -> HttpResponse:
    found = consent_funnel.load(actor_of(request), year, timezone.now(), Kind.EXPORT)
    return file(exports.funnel_as_csv(found), CSV, f"toestemming-{year}.csv")
