"""Two workers that tell of alerts at the same moment: the second waits, and tells nobody twice."""

import threading
import time
from typing import Any

import pytest
from django.db import connection, transaction

from overview import alert_notices
from partners.models import Notice

WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.requirement("AL-03", "S004-35")
def test_the_second_waits_for_the_first_and_tells_nobody_twice(open_case: Any, raise_signal: Any, at: Any) -> None:
    raise_signal(open_case())
    moment, told = at(2026, 3, 3, 16), []

    def second() -> None:
        try:
            told.append(alert_notices.tell_new(moment))
        finally:
            connection.close()

    other, end = threading.Thread(target=second), time.monotonic() + 60
    with transaction.atomic():
        first = alert_notices.tell_new(moment)
        other.start()
        with connection.cursor() as cursor:
            while other.is_alive() and time.monotonic() < end:
                cursor.execute(WAITING)
                if cursor.fetchone()[0]:
                    break
    other.join()
    assert told == [0]
    assert Notice.objects.filter(kind="ALERT").count() == first > 0
