"""A withdrawn consent stops what waits, what is handed out and what is being sent, with transactions of their own."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from time import monotonic
from typing import Any

import pytest
from django.db import connection, connections, transaction

from audit import guards
from audit.models import Entry, Kind
from intake import comensha_out
from intake.models import ComenshaMessage, ConsentStatement
from partners import involvement, webhook
from partners.errors import NotFound, RuleBroken
from partners.models import Notice, Organisation, OutboxMessage
from partners.outbox_worker import Worker
from tests.intake.consenting import answer, ask, child, given
from tests.intake.reporting import draft, how_far, now, send

__all__ = ["answer", "ask", "child", "draft", "given", "now", "send"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
    pytest.mark.requirement("INV-27", "INV-29", "B-07"),
]
LATER = date(2026, 3, 6)
LONG_ENOUGH = 30


@contextmanager
def first(act: Callable[[], Any]) -> Iterator[Callable[[], None]]:
    """Do it in a transaction that stays open, with what it holds, until it is told to end."""
    done, end = threading.Event(), threading.Event()

    def run() -> None:
        try:
            with transaction.atomic():
                act()
                done.set()
                assert end.wait(LONG_ENOUGH)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        running: Future[None] = pool.submit(run)
        assert done.wait(LONG_ENOUGH) or running.result()

        def finish() -> None:
            end.set()
            running.result()

        try:
            yield finish
        finally:
            end.set()


def second(act: Callable[[], Any], finish: Callable[[], None]) -> Any:
    """Begin it while the first holds what it needs, see that it waits, and let the first end: what comes of it."""

    def run() -> Any:
        try:
            return act()
        except RuleBroken as refused:
            return refused.code
        except NotFound:
            return "not-found"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(run)
        until_it_waits(waiting)
        finish()
        return waiting.result()


# In this database: the server has more of them, for the tests that run beside these.
WAITING = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def until_it_waits(running: "Future[Any]") -> None:
    """Until somebody waits for a lock: PostgreSQL says so."""
    until = monotonic() + LONG_ENOUGH
    with connection.cursor() as cursor:
        while monotonic() < until and not running.done():
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("it did not wait")


@pytest.fixture(autouse=True)
def guarded(transactional_db):
    guards.lay()


@pytest.fixture
def clerk(people):
    from partners.actors import of_person

    return of_person(people["comensha.clerk"])


def withdraw(answer, given):
    return lambda: answer(given, "withdraw", capacity="CHILD", on=LATER)


def test_who_sends_while_it_is_being_withdrawn_is_refused(given, answer, draft, send, at):
    row = draft(given.case)
    with first(withdraw(answer, given)) as finish:
        assert second(lambda: send(row, at=at(2026, 3, 6)), finish) == "consent-withdrawn"
    assert (ComenshaMessage.objects.count(), how_far(row, at(2026, 3, 6))) == (0, "BLOCKED")


@pytest.mark.requirement("AL-25", "EC-09")
def test_who_withdraws_while_it_is_being_sent_comes_after_it_and_the_officer_hears_that(
    given, answer, draft, send, at
):
    row = draft(given.case)
    with first(lambda: send(row, at=at(2026, 3, 6))) as finish:
        assert isinstance(second(withdraw(answer, given), finish), ConsentStatement)
    assert ComenshaMessage.objects.count() == 1
    assert Notice.objects.filter(kind="COMENSHA_WITHDRAWN", about=row.pk).exists()
    entries = Entry.objects.filter(kind=Kind.CREATE).order_by("-id").values_list("table", flat=True)
    assert list(entries)[:2] == ["partners_notice", "intake_consentstatement"]


def test_a_message_is_not_handed_out_while_its_consent_is_being_withdrawn(given, answer, draft, send, at, clerk):
    message = send(draft(given.case))
    ask_for = {"message": message.pk, "form": "json", "by": clerk, "at": at(2026, 3, 6)}
    assert comensha_out.hand_out(**ask_for).content
    with first(withdraw(answer, given)) as finish:
        assert second(lambda: comensha_out.hand_out(**ask_for), finish) == "not-found"
    # What was handed out before stays in the ledger, and nothing was added to it.
    assert Entry.objects.filter(kind=Kind.EXPORT, record=message.pk).count() == 1


def test_a_list_that_is_being_read_page_by_page_leaves_out_what_was_withdrawn_meanwhile(
    given, child, ask, answer, draft, send, at, clerk, cast
):
    other = child(given_names="Luam", family_name="Haile", born=date(2012, 5, 5))
    kept = send(draft(other, basis="POLICE_DUTY", by=cast.avim), by=cast.avim)
    gone = send(draft(given.case))
    rows, later = ComenshaMessage.objects.order_by("-sent_at", "-id"), at(2026, 3, 6)
    assert {row["id"] for row in comensha_out.listed(rows, clerk, later)} == {kept.pk, gone.pk}
    withdraw(answer, given)()
    assert [row["id"] for row in comensha_out.listed(rows, clerk, later)] == [kept.pk]
    told = send(gone.report, "withdraw", at=at(2026, 3, 6, 14))
    assert {row["id"] for row in comensha_out.listed(rows, clerk, later)} == {kept.pk, told.pk}
    assert involvement.of_actor(clerk, later).count() == 0


def test_a_call_that_waits_in_the_outbox_does_not_go_out_after_a_withdrawal(given, answer, draft, send, at, cast):
    organisation = Organisation.objects.get(kind="COMENSHA")
    webhook.point(organisation=organisation, url="https://comensha.example/hook", by=cast.administrator,
                  at=at(2026, 3, 1))  # fmt: skip
    row, later = draft(given.case), at(2026, 3, 6, 15)
    send(row)
    assert OutboxMessage.objects.waiting().count() == 1
    withdraw(answer, given)()
    called: list[str] = []
    with Worker(lambda: later, lambda call, _at: called.append(call.identity)) as worker:
        assert worker.until_empty() == 0
        assert (called, OutboxMessage.objects.waiting().count()) == ([], 0)
        send(row, "withdraw", at=later)
        assert worker.until_empty() == 1
    assert called == [str(Notice.objects.get(about=row.messages.get(number=2).pk).pk)]
