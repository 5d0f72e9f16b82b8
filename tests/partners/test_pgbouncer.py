"""Beschut behind a pool that gives each transaction another line: the limits hold, and nothing is mixed up."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, transaction

from audit import acting
from audit.models import Entry
from audit.seal_models import Leaf, Seal
from intake.models import Case
from partners.models import Client, Notice, OutboxMessage, Person
from tests.partner_api import Partner
from tests.pools import NEEDS_ONE, Pool, pool
from tests.receiver import Receiver
from tests.served import database, get, gunicorn, python
from tools import verify_audit
from tools.machine import ROOT, clean_environment

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.alone,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no pool"),
    NEEDS_ONE,
]
# Fewer lines than who asks, and limits that a test waits for.
SMALL = {"pool_size=20": "pool_size=2", "pool_size=10": "pool_size=2", "''10s''": "''1s''", "''30s''": "''2s''"}
CLIENTS = 8
WORKERS = 3
SEALS = """
import django; django.setup()
from audit import seal
print(sum(seal.run(most=4) for _round in range(6)))
"""


def known() -> dict[str, str]:
    return {
        "SECRET_KEY": settings.SECRET_KEY,
        "BESCHUT_KEY_RING": settings.KEY_RING,
        "ALLOWED_HOSTS": "beschut.example",
    }


@contextmanager
def served(behind: Pool, folder: Path) -> Iterator[int]:
    with gunicorn(folder, behind.url(), **known(), SECURE_SSL_REDIRECT="false") as (port, log):
        assert get(port, "/readyz")[::2] == (200, "ready\n"), log.read_text()
        yield port


def call(port: int, partner: Partner, path: str) -> tuple[int, dict[str, str], Any]:
    headers = {"Host": "beschut.example", "Authorization": f"Bearer {partner.token}",
               "Request-User-Id": partner.user_id, "Request-Purpose": partner.purpose}  # fmt: skip
    status, said, text = get(port, f"/api/v1/{path}", headers)
    return status, said, json.loads(text)


def test_many_who_ask_at_once_share_few_lines(open_case: Any, as_partner: Any, tmp_path: Path) -> None:
    """More than there are lines, at both doors; each looks, each look is written down, and nobody is told no."""
    for _child in range(3):
        open_case()
    intake = as_partner("nidos.intake")
    before = Entry.objects.filter(kind="LIST").count()
    with pool(**SMALL) as behind, served(behind, tmp_path) as port, ThreadPoolExecutor(CLIENTS) as clients:
        lists = [clients.submit(call, port, intake, "cases") for _each in range(CLIENTS * 4)]
        pages = [clients.submit(get, port, "/admin/login/", {"Host": "beschut.example"}) for _each in range(CLIENTS)]
        found = [each.result() for each in lists]
        assert Counter(status for status, _headers, _body in found) == {200: CLIENTS * 4}
        assert {len(body["results"]) for _status, _headers, body in found} == {3}
        assert Counter(each.result()[0] for each in pages) == {200: CLIENTS}
    assert Entry.objects.filter(kind="LIST").count() == before + CLIENTS * 4


def test_nobody_waits_for_ever_behind_it(open_case: Any, as_partner: Any, tmp_path: Path) -> None:
    """A lock that somebody else holds, and an answer that takes too long."""
    open_case()
    intake = as_partner("nidos.intake")
    with pool(**SMALL) as behind, served(behind, tmp_path) as port, ThreadPoolExecutor(2) as clients:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE")
            asked = [clients.submit(call, port, intake, "cases") for _each in range(2)]
            refused = [each.result() for each in asked]
        assert [(status, headers["retry-after"]) for status, headers, _body in refused] == [(503, "30")] * 2
        assert call(port, intake, "cases")[0] == 200
        with closing(psycopg2.connect(behind.url(pooled=""))) as line, line.cursor() as cursor:
            cursor.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
            assert cursor.fetchone() == ("1s", "2s")
            with pytest.raises(psycopg2.errors.QueryCanceled):
                cursor.execute("SELECT pg_sleep(60)")
        with closing(psycopg2.connect(behind.url("beschut_work", ""))) as line, line.cursor() as cursor:
            cursor.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
            assert cursor.fetchone() == ("1s", "0")


def test_who_gets_no_line_in_time_is_told_to_come_back(open_case: Any, as_partner: Any, tmp_path: Path) -> None:
    """Both lines are held by somebody whose transaction does not end; and then the pool itself is gone for a while."""
    open_case()
    intake = as_partner("nidos.intake")
    impatient = SMALL | {"query_wait_timeout = 20": "query_wait_timeout = 1"}
    with pool(**impatient) as behind, served(behind, tmp_path) as port:
        held = [psycopg2.connect(behind.url(pooled="")) for _line in range(2)]
        for line in held:
            line.cursor().execute("SELECT 1")
        status, headers, _body = call(port, intake, "cases")
        assert (status, headers["retry-after"]) == (503, "30")
        for line in held:
            line.close()
        assert call(port, intake, "cases")[0] == 200

        behind.stop()
        assert get(port, "/livez")[0] == 200
        assert get(port, "/readyz")[::2] == (503, "database\n")
        with behind.running():
            assert get(port, "/readyz")[::2] == (200, "ready\n")


def test_a_pool_that_sets_no_limits_is_not_served_behind(tmp_path: Path) -> None:
    with pool(**{"SET lock_timeout = ''10s''; ": "", "SET statement_timeout = ''30s''; ": ""}) as behind:
        given = clean_environment() | {"DATABASE_URL": behind.url(), "DATABASE_SECONDS": "30", **known()}
        given |= {"ONE_DATABASE_ROLE": "true", "AUDIT_ANCHOR_FILE": "/dev/null"}
        done = python("import config.wsgi", **given)
        assert done.returncode == 1
        for name in ("lock_timeout", "statement_timeout"):
            assert f"The database sets no {name}: who waits would wait for ever. Behind a pool" in done.stderr
        # Without the word in the address it does not even come in.
        done = python("import config.wsgi", **given | {"DATABASE_URL": behind.url(pooled="")})
        assert done.returncode == 1
        assert "put ?pooled=true behind its address" in done.stderr


def test_a_change_is_ascribed_to_who_made_it_and_to_nobody_after(people: dict[str, Person], tmp_path: Path) -> None:
    """On one line to the server, over which two programs speak in turn."""
    with pool(**SMALL | {"pool_size=10": "pool_size=1"}) as behind:
        first = manage(behind, "partner_client", "NIDOS", "intake", "--name", "a pool")
        second = manage(behind, "person_leaves", people["ind.officer"].username)
        said = [each.communicate(timeout=60)[0] for each in (first, second)]
        assert (first.returncode, second.returncode) == (0, 0), said
    came = Entry.objects.get(kind="CREATE", table=Client._meta.db_table)
    left = Entry.objects.get(kind="CHANGE", table=Person._meta.db_table)
    assert "manage.py partner_client by" in came.user_id
    assert "manage.py person_leaves by" in left.user_id


def test_what_the_database_is_told_of_who_acts_ends_with_the_transaction() -> None:
    with transaction.atomic():
        acting.tell('{"role": "nobody"}')
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('audit.acting', true)")
        assert cursor.fetchone()[0] in (None, "")


@pytest.mark.requirement("S004-35", "INV-39")
def test_workers_in_any_number_deliver_each_notice_once_and_seal_one_chain(
    told: Notice, tell: Any, open_case: Callable[..., Case], receiver: Receiver, new_receiver: Any, wants_calls: Any,
    at: Any, tmp_path: Path,
) -> None:  # fmt: skip
    """Three of each, in processes of their own over two lines, while two partners are told of a hundred things."""
    receivers = {"AVIM": receiver, "NIDOS": new_receiver()}
    wants_calls("NIDOS", receivers["NIDOS"])
    cases = [Case.objects.get(), *(open_case() for _child in range(4))]
    for minute in range(20):
        for case in cases:
            tell(case, at(2026, 3, 2, 13, minute))
    anchors = tmp_path / "anchors.jsonl"
    with pool(**SMALL) as behind:
        seal = [run(behind, "-c", SEALS, AUDIT_ANCHOR_FILE=str(anchors)) for _worker in range(WORKERS)]
        deliver = [manage(behind, "deliver", "--forever") for _worker in range(WORKERS)]
        until_all_is_sent()
        assert [each.poll() for each in deliver] == [None] * WORKERS
        for each in deliver:
            each.terminate()
        _said, sealed = ([each.communicate(timeout=180)[0] for each in some] for some in (deliver, seal))
    assert {each.returncode for each in (*deliver, *seal)} == {0}
    for kind, server in receivers.items():
        sent = list(Notice.objects.filter(to_organisation__kind=kind, message__id__gt=0).order_by("message__id"))
        assert len(sent) >= 100
        assert Counter(server.ids) == Counter(str(notice.pk) for notice in sent)
        for case in cases:
            own = [str(notice.pk) for notice in sent if notice.case_id == case.pk]
            assert [identity for identity in server.ids if identity in own] == own
    verify(anchors, sum(map(int, sealed)))


def until_all_is_sent() -> None:
    end = time.monotonic() + 180
    while OutboxMessage.objects.filter(sent_at=None).exists():
        assert time.monotonic() < end
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.1)")


def verify(anchors: Path, sealed: int) -> None:
    """One chain, each entry in it once, and each seal anchored once and in its order."""
    seals = list(Seal.objects.values_list("number", flat=True))
    assert Leaf.objects.count() == sealed > 100
    assert [json.loads(line)["number"] for line in anchors.read_text().splitlines()] == seals
    assert seals == list(range(1, len(seals) + 1))
    assert verify_audit.main(["--database", database(), "--anchors", str(anchors)]) == 0


def manage(behind: Pool, *words: str) -> "subprocess.Popen[str]":
    return run(behind, "manage.py", *words)


def run(behind: Pool, *words: str, **more: str) -> "subprocess.Popen[str]":
    """A process of Beschut, over the lines that are for workers; it may call this machine."""
    given = {"DATABASE_URL": behind.url("beschut_work"), "BESCHUT_DEMO": "true", **known(),
             "DJANGO_SETTINGS_MODULE": "config.settings", "AUDIT_ANCHOR_FILE": "/dev/null"}  # fmt: skip
    return subprocess.Popen([sys.executable, *words], cwd=ROOT, env=clean_environment() | given | more,
                            stdout=subprocess.PIPE, text=True)  # fmt: skip
