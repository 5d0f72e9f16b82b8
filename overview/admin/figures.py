"""Figures without names, for who may see them: on a page, and as a file."""

from functools import partial

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
    topics = figures.topics(actor_of(request))
    return page(request, "figures", title=_("Figures"), topics=topics, funnel_code=consent_funnel.CODE)


@require_safe
def figure(request: HttpRequest, topic: figures.Topic, year: int | None = None) -> HttpResponse:
    """The figures of a topic and a year; without one the latest there is."""
    found = figures.load(actor_of(request), topic, year, timezone.now())
    return page(request, "figure", title=str(found.topic.title), figure=found, total_name=figures.total_name())


@require_safe
def figure_csv(request: HttpRequest, topic: figures.Topic, year: int) -> HttpResponse:
    found = figures.load(actor_of(request), topic, year, timezone.now(), Kind.EXPORT)
    head, *rows = figures.rows(found)
    return file(exports.sheet(head, rows), CSV, f"{found.topic.code.lower()}-{year}.csv")


# An address for each topic, so that whoever asks every address asks every figure.
ROUTES = [
    route
    for topic in figures.TOPICS
    for route in (
        (f"figures/{topic.slug}/", partial(figure, topic=topic), topic.name),
        (f"figures/{topic.slug}/<int:year>/", partial(figure, topic=topic), f"{topic.name}_of"),
        (f"figures/{topic.slug}/<int:year>/csv/", partial(figure_csv, topic=topic), f"{topic.name}_csv"),
    )
]


@require_safe
def funnel(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The consent funnel of a year; without one the latest there is."""
    found = consent_funnel.load(actor_of(request), year, timezone.now())
    return page(request, "consent_funnel", title=_("Consent in figures"), funnel=found)


@require_safe
def funnel_csv(request: HttpRequest, year: int) -> HttpResponse:
    found = consent_funnel.load(actor_of(request), year, timezone.now(), Kind.EXPORT)
    return file(exports.funnel_as_csv(found), CSV, f"toestemming-{year}.csv")
