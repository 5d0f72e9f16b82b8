"""A command that works until it is told to stop."""

import signal
import threading
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from config import start
from config.rounds import Rounds


class WorkerCommand(BaseCommand):
    """Works with the rights of the web server, and starts under the same condition, also when it works once."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        if faults := start.faults():
            raise CommandError(faults)
        said = super().execute(*args, **options)
        self.rounds().done()
        return said

    def rounds(self) -> Rounds:
        """Where it writes down that it went round: under the name of the command."""
        return Rounds(type(self).__module__.rpartition(".")[2])


def told_to_stop() -> threading.Event:
    """What is set when somebody stops the process."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def forever(work: Callable[[], object], pause_seconds: float, rounds: Rounds) -> None:
    """Do the work again and again, with a pause before each time, until the process is told to stop."""
    stop = told_to_stop()
    while not stop.wait(pause_seconds):
        close_old_connections()
        work()
        rounds.done()
