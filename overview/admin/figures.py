"""Figures without names, for who may see them: a year by itself or years side by side, on a page and as a file."""

import re
from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit.models import Kind
from config.clock import day_of
from overview import detection_alert, exports, figure_years, figures, year_note_page
from overview.admin import proof
from overview.admin.doors import actor_of, page
from overview.admin.trail import file
from partners.errors import NotFound

CSV = "text/csv; charset=utf-8"
YEAR = re.compile(r"[0-9]{4}")


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Which figures there are, and the notes to their years."""
    actor, at = actor_of(request), timezone.now()
    topics = figures.topics(actor)
    notes = year_note_page.of(actor, figures.years(actor, day_of(at)), at)
    return page(request, "figures", title=_("Figures"), topics=topics, notes=notes)


@require_safe
def figure(request: HttpRequest, topic: figures.Topic, year: int | None = None) -> HttpResponse:
    """The figures of a topic and a year; without one the latest there is."""
    actor, at = actor_of(request), timezone.now()
    found = figures.load(actor, topic, year, at, known_on=known_on(request))
    return page(request, "figure", title=str(found.topic.title), figure=found, total_name=figures.total_name(),
                fall=detection_alert.of(found, actor, at), fall_sources=detection_alert.SOURCES,
                notes=year_note_page.of(actor, [found.year], at, topic))  # fmt: skip


def known_on(request: HttpRequest) -> date | None:
    """The day in the address, if there is one; what is no day is not found. Raises NotFound."""
    asked = request.GET.get("known-on", "")
    if not asked:
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError as fault:
        raise NotFound from fault


@proof.before_file
@require_safe
def figure_csv(request: HttpRequest, topic: figures.Topic, year: int) -> HttpResponse:
    actor, at = actor_of(request), timezone.now()
    found = figures.load(actor, topic, year, at, known_on=known_on(request), kind=Kind.EXPORT)
    notes = year_note_page.of(actor, [year], at, topic, Kind.EXPORT)
    head, *rows = figures.rows(found, notes.line(year))
    return file(exports.sheet(head, rows), CSV, f"{found.topic.code.lower()}-{year}.csv")


@require_safe
def side_by_side(request: HttpRequest, topic: figures.Topic) -> HttpResponse:
    """The figures of a topic, one year beside the other."""
    found = figure_years.load(actor_of(request), topic, until(request), timezone.now())
    return page(request, "figure_years", title=str(topic.title), figure=found, notes=found.notes)


@proof.before_file
@require_safe
def side_by_side_csv(request: HttpRequest, topic: figures.Topic) -> HttpResponse:
    found = figure_years.load(actor_of(request), topic, until(request), timezone.now(), kind=Kind.EXPORT)
    head, *rows = figure_years.sheet(found)
    return file(exports.sheet(head, rows), CSV, f"{topic.code.lower()}-{head[5]}-{found.until}.csv")


def until(request: HttpRequest) -> int | None:
    """The last year in the address, if there is one; what is no year is not found. Raises NotFound."""
    asked = request.GET.get("until", "")
    if asked and not YEAR.fullmatch(asked):
        raise NotFound
    return int(asked) if asked else None


# An address for each topic, so that whoever asks every address asks every figure.
ROUTES = [
    route
    for topic in figures.TOPICS
    for route in (
        (f"figures/{topic.slug}/", partial(figure, topic=topic), topic.name),
        (f"figures/{topic.slug}/<int:year>/", partial(figure, topic=topic), f"{topic.name}_of"),
        (f"figures/{topic.slug}/<int:year>/csv/", partial(figure_csv, topic=topic), f"{topic.name}_csv"),
        (f"figures/{topic.slug}/years/", partial(side_by_side, topic=topic), f"{topic.name}_years"),
        (f"figures/{topic.slug}/years/csv/", partial(side_by_side_csv, topic=topic), f"{topic.name}_years_csv"),
    )
]
