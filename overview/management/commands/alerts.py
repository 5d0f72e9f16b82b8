"""Tell of new alerts: once, or for as long as the worker runs."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from config.worker import WorkerCommand, forever
from overview.alert_notices import tell_new

PAUSE_SECONDS = 60.0


class Command(WorkerCommand):
    help = "Looks at every case and sends a notice of each alert to whom it is for and was not told yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forever", action="store_true", help="keep going until the process is told to stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forever"]:
            forever(lambda: tell_new(timezone.now()), PAUSE_SECONDS)
        else:
            self.stdout.write(f"{tell_new(timezone.now())} told")
