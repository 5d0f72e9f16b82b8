"""How long the web server waits for its database: one that says nothing is given up like one that refuses.

A server whose disk hangs or whose machine is paused neither answers nor breaks the line, and its own statement_timeout
does not run out. Without this a web worker waits for it until gunicorn ends the worker.
"""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import psycopg2
from psycopg2 import extensions

# A server that is reached says at once who it is.
CONNECT_SECONDS = 5
# The server gives up by itself first, if it can: then its answer says so and the line lives on.
GRACE_SECONDS = 5
_most: ContextVar[float] = ContextVar("most", default=float("inf"))


class Silent(psycopg2.OperationalError):
    """The database neither answers nor refuses. Whoever asked is told to come back, and the line is closed."""


def begin(seconds: float) -> None:
    """From now on every line of this process to PostgreSQL is given up after so long without a sign."""

    def wait(line: extensions.connection) -> None:
        most = CONNECT_SECONDS if line.status == extensions.STATUS_SETUP else seconds + GRACE_SECONDS
        most = min(most, _most.get())
        while (state := line.poll()) != extensions.POLL_OK:
            ours = [line.fileno()]
            reading, writing = (ours, []) if state == extensions.POLL_READ else ([], ours)
            if not any(select.select(reading, writing, [], most)):
                raise Silent("the database says nothing")

    extensions.set_wait_callback(wait)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """In this block a line is given up sooner, where somebody else can be asked instead."""
    token = _most.set(seconds)
    try:
        yield
    finally:
        _most.reset(token)
