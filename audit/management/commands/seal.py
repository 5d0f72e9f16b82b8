"""Seal the ledger: once, or for as long as the worker runs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from audit import seal
from config.worker import forever

PAUSE_SECONDS = 60.0


class Command(BaseCommand):
    help = "Closes what was written in the ledger under a seal and anchors it outside. More of these do no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forever", action="store_true", help="keep going until the process is told to stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forever"]:
            forever(seal.run, PAUSE_SECONDS)
        else:
            self.stdout.write(f"{seal.run()} sealed")
