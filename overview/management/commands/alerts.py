"""Tell of new alerts, and let reference data that was planned take effect: once, or for as long as the worker runs."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from config.worker import WorkerCommand, forever
from overview.alert_notices import tell_new
from shelter import reference

PAUSE_SECONDS = 60.0


class Command(WorkerCommand):
    help = "Looks at every case and sends a notice of each alert to whom it is for and was not told yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forever", action="store_true", help="keep going until the process is told to stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forever"]:
            forever(run, PAUSE_SECONDS, self.rounds())
        else:
            self.stdout.write(f"{run()} told")


def run() -> int:
    """What is asked of the worker each time; the number of alerts told."""
    at = timezone.now()
    reference.keep(at)
    return tell_new(at)
