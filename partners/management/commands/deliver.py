"""Send what waits in the outbox: once, or for as long as the worker runs."""

from argparse import ArgumentParser
from typing import Any

from django.utils import timezone

from config.worker import WorkerCommand, told_to_stop
from partners.outbox_worker import Worker


class Command(WorkerCommand):
    help = "Calls the partners' webhooks for what waits in the outbox. As many of these may run as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forever", action="store_true", help="keep going until the process is told to stop")

    def handle(self, *args: Any, **options: Any) -> None:
        with Worker(timezone.now) as worker:
            if not options["forever"]:
                self.stdout.write(f"{worker.until_empty()} delivered")
                return
            worker.forever(told_to_stop(), self.rounds())
