"""Figures of how it runs, in the text of Prometheus: counts, times and ages, of no person, child or partner.

The processes of a web server count in files of one folder (METRICS_FOLDER); whichever of them is asked adds them up.
"""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import Error
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from audit import seal
from audit.models import Entry
from config import rounds
from partners import outbox
from partners.api.rate_limits import bearer
from partners.models import DeadLetter

OURS = CollectorRegistry()
REQUESTS = Counter("beschut_requests", "Requests that were answered.", ["method", "route", "status"], registry=OURS)
SECONDS = Histogram(
    "beschut_request_seconds", "How long an answer took.", ["method", "route"], registry=OURS,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)  # fmt: skip
STANDBY = Counter("beschut_standby", "Pages for the standby: read there, or why not.", ["read"], registry=OURS)


def count_standby(word: str) -> None:
    if settings.METRICS_TOKEN:
        STANDBY.labels(word).inc()


def count(method: str, route: str, status: int, seconds: float) -> None:
    REQUESTS.labels(method, route, f"{status // 100}xx").inc()
    SECONDS.labels(method, route).observe(seconds)


class State(Collector):
    """What only the database knows; without it, that it is gone."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            found = list(state(timezone.now()))
        except Error:
            found = []
        yield GaugeMetricFamily("beschut_database_up", "Whether the database answered.", value=bool(found))
        yield from found


def state(at: datetime) -> Iterator[GaugeMetricFamily]:
    waiting = list(outbox.waiting())
    oldest = min((each.oldest for each in waiting if each.oldest), default=at)
    yield GaugeMetricFamily("beschut_outbox_waiting", "Notices that wait for a webhook.",
                            value=sum(each.waits for each in waiting))  # fmt: skip
    yield GaugeMetricFamily("beschut_outbox_oldest_seconds", "How long the oldest of them waits.",
                            value=(at - oldest).total_seconds())  # fmt: skip
    yield GaugeMetricFamily("beschut_dead_letters", "Notices put aside that nobody sent again.",
                            value=outbox.put_aside(DeadLetter.objects.all()).count())  # fmt: skip
    yield from of_the_ledger(at)
    ages = GaugeMetricFamily("beschut_worker_age_seconds", "Since when a worker finished no round.", labels=["worker"])
    for worker, last in rounds.last().items():
        ages.add_metric([worker], (at - last).total_seconds())
    yield ages


def of_the_ledger(at: datetime) -> Iterator[GaugeMetricFamily]:
    newest = Entry.objects.aggregate(newest=Max("id"))["newest"] or 0
    yield GaugeMetricFamily("beschut_ledger_newest_entry", "The number of the newest entry.", value=newest)
    sealed = seal.status()
    yield GaugeMetricFamily("beschut_ledger_unsealed", "Entries that wait for a seal, counted to just over one seal.",
                            value=sealed.waiting)  # fmt: skip
    if sealed.sealed_at:
        yield GaugeMetricFamily("beschut_seal_age_seconds", "Since when nothing was sealed.",
                                value=(at - sealed.sealed_at).total_seconds())  # fmt: skip
    yield GaugeMetricFamily(
        "beschut_seals_not_anchored", "Seals that no place outside has.", value=sealed.not_anchored
    )


def asked_by_one_who_may(request: HttpRequest) -> bool:
    """Whoever knows the token; without a token nobody."""
    known: str = settings.METRICS_TOKEN
    return bool(known) and constant_time_compare(bearer(request), known)


def answer() -> HttpResponse:
    registry = CollectorRegistry()
    registry.register(State())
    text = generate_latest(registry) + generate_latest(counted())
    return HttpResponse(text, content_type=CONTENT_TYPE_PLAIN_0_0_4, headers={"Cache-Control": "no-store"})


def counted() -> CollectorRegistry:
    if not settings.METRICS_FOLDER:
        return OURS
    together = CollectorRegistry()
    MultiProcessCollector(together, path=settings.METRICS_FOLDER)
    return together
