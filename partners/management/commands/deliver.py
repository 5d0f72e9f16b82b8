"""Send what waits in the outbox: once, or for as long as the worker runs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.worker import forever
from partners.outbox import deliver_waiting

PAUSE_SECONDS = 2.0


class Command(BaseCommand):
    help = "Calls the partners' webhooks for what waits in the outbox. As many of these may run as you like."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forever", action="store_true", help="keep going until the process is told to stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["forever"]:
            self.stdout.write(f"{deliver_waiting(timezone.now())} delivered")
            return
        forever(lambda: deliver_waiting(timezone.now()), PAUSE_SECONDS)
