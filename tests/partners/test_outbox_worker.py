"""Workers: a partner that is slow or gone delays nobody, and one that is killed loses nothing."""

import os
import signal
import subprocess
import sys
import threading
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from config.encryption import DataKey
from intake.models import Case
from partners.models import Fault, Notice, OutboxMessage, Webhook
from partners.outbox_worker import PAUSE_SECONDS, Worker
from policy.backoff import held_until

SECONDS = 10


def address() -> str:
    """The database of this test, for another process."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


def worker_process(*words: str) -> "subprocess.Popen[str]":
    """A worker as in production, that may call this machine."""
    environment = os.environ | {"DATABASE_URL": address(), "BESCHUT_DEMO": "true"}
    return subprocess.Popen([sys.executable, "manage.py", "deliver", *words], cwd=settings.BASE_DIR, env=environment,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip


@pytest.mark.django_db
def test_the_command_sends_what_waits(told, receiver, capsys):
    call_command("deliver")
    assert capsys.readouterr().out == "1 delivered\n"
    assert receiver.ids == [str(told.pk)]


@pytest.mark.django_db
@pytest.mark.requirement("S004-35")
def test_a_partner_that_does_not_answer_delays_nobody(told, new_receiver, wants_calls, tell, receiver, open_case, at):
    """AVIM takes the call and says nothing; KMar and Nidos have theirs meanwhile, from the same worker."""
    receiver.answers.clear()
    others = {kind: new_receiver() for kind in ("NIDOS", "COA")}
    for kind, server in others.items():
        wants_calls(kind, server)
    for _child in range(3):
        tell(open_case(), at(2026, 3, 2, 13))
    with Worker(lambda: at(2026, 3, 2, 14)) as worker:
        worker.start()
        while len(others["NIDOS"].received) < 3:
            worker.rest(threading.Event())
            worker.mark()
            worker.start()
        assert len(receiver.received) == 1
        receiver.answers.set()


@pytest.mark.django_db
def test_a_call_that_comes_back_gives_its_lane_to_the_next(told, tell, open_case, receiver, at):
    tell(open_case(), at(2026, 3, 2, 13))
    with Worker(lambda: at(2026, 3, 2, 14)) as worker:
        worker.start()
        worker.start()
        assert list(worker.under_way) == [Webhook.objects.get().pk]
        assert worker.until_empty() == 2


@pytest.mark.django_db
def test_leaving_waits_for_what_is_under_way_and_writes_it_down(told, receiver, at):
    with Worker(lambda: at(2026, 3, 2)) as worker:
        worker.start()
    assert OutboxMessage.objects.get().sent_at == at(2026, 3, 2)


@pytest.mark.django_db
def test_a_call_that_nobody_thought_of_stops_no_other_and_is_tried_again(told, tell, open_case, new_receiver,
                                                                         wants_calls, at):  # fmt: skip
    wants_calls("NIDOS", new_receiver())
    tell(open_case(given_names="Ardit", family_name="Hoxhalli", born=date(2009, 5, 4)), at(2026, 3, 2, 13))

    def breaks_for_one(call, moment):
        if call.identity == str(told.pk):
            raise ZeroDivisionError

    with Worker(lambda: at(2026, 3, 2, 14), breaks_for_one) as worker:
        assert worker.until_empty() == 2
    assert OutboxMessage.objects.get(notice=told).fault == Fault.OURS


@pytest.mark.django_db
def test_a_secret_that_cannot_be_read_keeps_only_its_own_webhook_waiting(told, tell, open_case, new_receiver,
                                                                         wants_calls, organisations, at):  # fmt: skip
    wants_calls("NIDOS", new_receiver())
    tell(open_case(given_names="Ardit", family_name="Hoxhalli", born=date(2009, 5, 4)), at(2026, 3, 2, 13))
    DataKey.objects.filter(pk=organisations["AVIM"].pk).update(wrapped=b"broken")
    with Worker(lambda: at(2026, 3, 2, 14)) as worker:
        assert worker.until_empty() == 1
    assert OutboxMessage.objects.get(notice=told).attempts == 0


@pytest.mark.django_db
def test_how_often_the_database_is_asked_does_not_grow_with_what_waits(told, tell, open_case, at,
                                                                       django_assert_num_queries):  # fmt: skip
    def sends_one(call, moment):
        return None

    def asked(number):
        with Worker(lambda: at(2026, 3, 2, 14), sends_one) as worker, django_assert_num_queries(number):
            worker.start()
            worker.rest(threading.Event())
            worker.mark()

    asked(8)
    for _child in range(5):
        tell(open_case(), at(2026, 3, 2, 13))
    asked(8)


on_postgres = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")


@on_postgres
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_while_it_sends_loses_nothing(told, receiver):
    """It has claimed and sent, and dies before it wrote that down: the same is sent again, under the same id."""
    receiver.answers.clear()
    with worker_process("--forever") as worker:
        assert receiver.arrived.wait(SECONDS)
        worker.kill()
    receiver.answers.set()
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.sent_at) == (1, None)
    with Worker(timezone.now) as other:
        assert other.until_empty() == 0
    with Worker(lambda: held_until(timezone.now())) as other:
        assert other.until_empty() == 1
    assert receiver.ids == [str(told.pk)] * 2


@on_postgres
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_told_to_stop_finishes_what_it_began(told, receiver):
    receiver.answers.clear()
    with worker_process("--forever") as worker:
        assert receiver.arrived.wait(SECONDS)
        worker.send_signal(signal.SIGTERM)
        receiver.answers.set()
        assert worker.wait(SECONDS + PAUSE_SECONDS) == 0
    assert OutboxMessage.objects.get().sent_at is not None


@on_postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("S004-35")
def test_many_workers_send_everything_once_and_each_case_in_its_order(told, tell, open_case, receiver, at):
    cases = [Case.objects.get(), open_case(), open_case()]
    for hour in range(13, 18):
        for case in cases:
            tell(case, at(2026, 3, 2, hour))
    together = threading.Barrier(4)

    def work():
        try:
            together.wait()
            with Worker(lambda: at(2026, 3, 2, 20)) as worker:
                worker.until_empty()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sent = list(Notice.objects.filter(to_organisation__kind="AVIM").order_by("message__id"))
    assert sorted(receiver.ids) == sorted(str(notice.pk) for notice in sent)
    for case in cases:
        own = [str(notice.pk) for notice in sent if notice.case_id == case.pk]
        assert [identity for identity in receiver.ids if identity in own] == own
