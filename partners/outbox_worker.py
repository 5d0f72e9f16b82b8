"""One worker: a lane for each webhook, so that a partner that is slow or gone delays nobody but itself.

Only this thread speaks to the database; the lanes only send. As many workers may run as you like.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from types import TracebackType

from django.db import close_old_connections

from config.encryption import Unreadable
from config.rounds import Rounds
from partners import outbox
from partners.models import Fault
from partners.webhook_address import Unreachable
from partners.webhook_call import Call, post

PAUSE_SECONDS = 2.0
# More webhooks than this at once, and some wait for a lane.
MOST_LANES = 200
log = logging.getLogger("beschut.outbox")
Clock = Callable[[], datetime]
Post = Callable[[Call, datetime], None]


class Worker:
    """Claims, sends and marks. Use it as a context: leaving it waits for the calls that are under way."""

    def __init__(self, clock: Clock, send: Post = post) -> None:
        self.clock, self.send = clock, send
        self.lanes = ThreadPoolExecutor(MOST_LANES, thread_name_prefix="lane")
        self.under_way: dict[int, tuple[Call, Future[None]]] = {}
        self.delivered = 0

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        self.lanes.shutdown(wait=True)
        self.mark()

    def start(self) -> None:
        """Give each free lane its next message, if there is one."""
        for webhook in outbox.with_something_due(self.clock()).exclude(pk__in=self.under_way):
            at = self.clock()
            try:
                call = outbox.claim(webhook, at)
            except Unreadable:
                log.exception("the secret of a webhook cannot be read: nothing is sent there")
                continue
            if call is not None:
                self.under_way[webhook.pk] = call, self.lanes.submit(self.send, call, at)

    def mark(self) -> None:
        """Write down what became of the calls that came back."""
        for webhook, (call, future) in list(self.under_way.items()):
            if not future.done():
                continue
            del self.under_way[webhook]
            fault = future.exception()
            if fault is None:
                outbox.delivered(call, self.clock())
                self.delivered += 1
                continue
            if not isinstance(fault, Unreachable):
                # One partner's strange address or answer must not stop what is sent to the others.
                log.error("a call went wrong in a way that nobody thought of", exc_info=fault)
                fault = Unreachable(Fault.OURS)
            outbox.failed(call, fault, self.clock())

    def rest(self, stop: threading.Event) -> None:
        """Until a call comes back, or for a while."""
        if not self.under_way:
            stop.wait(PAUSE_SECONDS)
            return
        wait([future for _call, future in self.under_way.values()], PAUSE_SECONDS, FIRST_COMPLETED)

    def until_empty(self) -> int:
        """Send everything whose turn has come, each once; the number that was delivered."""
        nobody = threading.Event()
        self.start()
        while self.under_way:
            self.rest(nobody)
            self.mark()
            self.start()
        return self.delivered

    def forever(self, stop: threading.Event, rounds: Rounds) -> None:
        """Go on until told to stop."""
        while not stop.is_set():
            close_old_connections()
            self.mark()
            self.start()
            rounds.done()
            self.rest(stop)
