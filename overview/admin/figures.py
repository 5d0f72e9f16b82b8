"""Figures without names, for who may see them: on a page, and as a file."""

from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.models import Kind
from overview import detection_alert, exports, figures
from overview.admin.doors import actor_of, page
from overview.admin.trail import file
from partners.errors import NotFound

CSV = "text/csv; charset=utf-8"


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Which figures there are."""
    topics = figures.topics(actor_of(request))
    return page(request, "figures", title=_("Figures"), topics=topics)


@require_safe
def figure(request: HttpRequest, topic: figures.Topic, year: int | None = None) -> HttpResponse:
    """The figures of a topic and a year; without one the latest there is."""
    found = figures.load(actor_of(request), topic, year, timezone.now(), known_on=known_on(request))
    fall = detection_alert.of(found, actor_of(request), timezone.now())
    return page(request, "figure", title=str(found.topic.title), figure=found, total_name=figures.total_name(),
                fall=fall, fall_sources=detection_alert.SOURCES)  # fmt: skip


def known_on(request: HttpRequest) -> date | None:
    """The day in the address, if there is one; what is no day is not found. Raises NotFound."""
    asked = request.GET.get("known-on", "")
    if not asked:
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError as fault:
        raise NotFound from fault


@require_safe
def figure_csv(request: HttpRequest, topic: figures.Topic, year: int) -> HttpResponse:
    found = figures.load(actor_of(request), topic, year, timezone.now(), known_on=known_on(request),
                         kind=Kind.EXPORT)  # fmt: skip
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
