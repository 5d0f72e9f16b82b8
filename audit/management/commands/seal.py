"""Seal the ledger: once, or for as long as the worker runs."""

from argparse import ArgumentParser
from typing import Any

from audit import seal
from config.worker import WorkerCommand, forever

PAUSE_SECONDS = 60.0


class Command(WorkerCommand):
    help = "Closes what was written in the ledger under a seal and anchors it outside. More of these do no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forever", action="store_true", help="keep going until the process is told to stop")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["forever"]:
            forever(seal.run, PAUSE_SECONDS, self.rounds())
        else:
            self.stdout.write(f"{seal.run()} sealed")
