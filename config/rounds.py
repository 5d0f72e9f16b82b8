"""When each worker last finished a round: so that somebody notices one that stands still (`manage.py doctor`)."""

import time
from datetime import datetime

from django.db import models
from django.utils import timezone

# A worker that goes round every two seconds writes no more often than this.
SECONDS = 30.0


class WorkerRound(models.Model):
    """The end of the last round of one kind of worker, however many of it there are."""

    worker = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        app_label = "config"

    def __str__(self) -> str:
        return self.worker


class Rounds:
    """Those of one process."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.written = -SECONDS

    def done(self) -> None:
        now = time.monotonic()
        if now - self.written >= SECONDS:
            WorkerRound.objects.update_or_create(worker=self.worker, defaults={"at": timezone.now()})
            self.written = now


def last() -> dict[str, datetime]:
    return dict(WorkerRound.objects.values_list("worker", "at"))
