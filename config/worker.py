"""A command that works until it is told to stop."""

import signal
import threading
from collections.abc import Callable

from django.db import close_old_connections


def forever(work: Callable[[], object], pause_seconds: float) -> None:
    """Do the work again and again, with a pause before each time, until the process is told to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    while not stop.wait(pause_seconds):
        close_old_connections()
        work()
