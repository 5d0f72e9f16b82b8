"""What a partner's outage costs the others: the time in which one partner gets its notices, alone and beside seven.

`python tools/throwaway_postgres.py -- python bench/webhooks.py` prints the table of decision 0024. The floor is the
same worker with that one partner alone, in the same run.
"""

import os
import statistics
import sys
import threading
import time
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import django

NOTICES, PARTNERS, ROUNDS = 60, 8, 5
HANGS = threading.Event()


class Hook(BaseHTTPRequestHandler):
    """Answers at once, or only when the round is over."""

    def do_POST(self) -> None:  # noqa: N802
        self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/hangs":
            HANGS.wait()
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


def outbox(base: str, others: str) -> int:
    """Fresh webhooks and what waits for them; the key of the one whose time is taken. `others`: a path, or nobody."""
    from django.db import connection

    from audit.models import Origin
    from partners import notices, webhook
    from partners.actors import on_behalf_of
    from partners.models import NoticeKind, Organisation, OutboxMessage

    now = datetime.now().astimezone()
    OutboxMessage.objects.all().delete()
    for number in range(PARTNERS):
        known, _made = Organisation.objects.get_or_create(code=f"p{number}", defaults={"name": "p", "kind": "GGD"})
        by = on_behalf_of(known, origin=Origin.COMMAND)
        webhook.point(organisation=known, url=base + ("/" if number == 0 else others or "/"), by=by, at=now)
        for _notice in range(NOTICES if number == 0 or others else 0):
            notices.tell_one(to=known, about=uuid4(), kind=NoticeKind.SIGNAL, case=uuid4(), source="bench", by=by,
                             at=now)  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE partners_outboxmessage")  # as the server does by itself in time
    return Organisation.objects.get(code="p0").webhook.pk


def seconds(base: str, others: str) -> float:
    """How long until the first partner has everything."""
    from partners.models import OutboxMessage
    from partners.outbox_worker import Worker

    HANGS.clear()
    first = outbox(base, others)
    waits = OutboxMessage.objects.waiting().filter(webhook=first)
    with Worker(lambda: datetime.now().astimezone()) as worker:
        started = time.perf_counter()
        while waits.exists():
            worker.start()
            worker.rest(threading.Event())
            worker.mark()
        took = time.perf_counter() - started
        HANGS.set()
    return took


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings", "BESCHUT_DEMO": "true"}
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    shapes = {"alone (floor)": "", "beside seven that hang": "/hangs", "beside seven that are as busy": "/busy"}
    times: dict[str, list[float]] = {shape: [] for shape in shapes}
    for _round in range(ROUNDS):
        for shape, others in shapes.items():
            times[shape].append(seconds(base, others))
    floor = statistics.median(times["alone (floor)"])
    for shape, taken in times.items():
        middle = statistics.median(taken)
        print(f"{shape:32} {middle / NOTICES * 1000:6.1f} ms a notice   ratio {middle / floor:4.2f}")


if __name__ == "__main__":
    main()
