"""Confidential texts stand encrypted, bound to their field and their child; a wrong key opens nothing."""

import base64
import os
from io import StringIO
from uuid import uuid4

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from audit import ledger
from config import encryption
from config.encryption import DataKey, Secret, Unreadable, new_data_key, rewrap_all
from intake import conversation, signal
from intake.models import Conversation, Signal
from tests.partner_api import counted

pytestmark = pytest.mark.django_db
CANARY = "Ze sliep in een garage bij de haven."


def ring(*names: str) -> str:
    return ",".join(f"{name}:{base64.b64encode(os.urandom(64)).decode()}" for name in names)


@pytest.fixture
def told(open_case, cast, at):
    """A case with a note and a signal that hold the canary."""
    case = open_case()
    conversation.record(case=case, step="ACQUAINTANCE", held_on=at(2026, 3, 2).date(), note=CANARY, by=cast.intake,
                        at=at(2026, 3, 2))  # fmt: skip
    signal.report(case=case, kinds=["TRAFFICKING"], summary="Mogelijk dwang.", detail=CANARY, by=cast.avim,
                  at=at(2026, 3, 2))  # fmt: skip
    return case


def stored(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.smoke
def test_neither_the_row_nor_its_history_holds_the_text(told):
    for table, column in [("intake_conversation", "note"), ("intake_signal", "detail")]:
        live, past = stored(table, column), stored(table.replace("_", "_historical", 1), column)
        assert live == past
        assert not any("garage" in value for value in live)
        assert all(value.startswith(str(told.data_key)) for value in live)


def test_a_text_that_does_not_change_is_written_back_as_it_stands_without_its_key(told, cast, at):
    before, row = stored("intake_signal", "detail"), Signal.objects.get()
    with counted() as queries:
        ledger.record(row, by=cast.intake, at=at(2026, 3, 3))
    assert not any("config_datakey" in query for query in queries)
    assert stored("intake_signal", "detail") == before
    assert stored("intake_historicalsignal", "detail") == before * 2


def test_the_text_reads_back_for_whoever_holds_the_ring(told):
    assert str(Conversation.objects.get().note) == str(Signal.objects.get().detail) == CANARY


def test_a_text_moved_to_another_field_does_not_open(told):
    sealed = stored("intake_signal", "detail")[0].partition(":")[2]
    moved = Secret(told.data_key, sealed=base64.b64decode(sealed), binding="intake.Conversation.note")
    with pytest.raises(Unreadable):
        str(moved)


def test_an_altered_text_does_not_open(told):
    raw = bytearray(base64.b64decode(stored("intake_signal", "detail")[0].partition(":")[2]))
    raw[-1] ^= 1
    with pytest.raises(Unreadable):
        str(Secret(told.data_key, sealed=bytes(raw), binding="intake.Signal.detail"))


def test_another_ring_opens_nothing(told, settings):
    settings.KEY_RING = ring("test")
    with pytest.raises(Unreadable):
        str(Signal.objects.get().detail)


def test_without_its_data_key_a_text_is_gone(told, cast):
    ledger.destroyed(DataKey, told.data_key, by=cast.administrator, reason="retention")
    DataKey.objects.filter(id=told.data_key).delete()
    with pytest.raises(Unreadable):
        str(Signal.objects.get().detail)


def test_rotating_the_ring_wraps_the_keys_again_and_touches_no_row(told, settings):
    before = stored("intake_signal", "detail")
    old = settings.KEY_RING
    settings.KEY_RING = f"{ring('new')},{old}"
    output = StringIO()
    call_command("rewrap_keys", stdout=output)
    assert output.getvalue() == f"{DataKey.objects.count()} data keys wrapped again\n"
    settings.KEY_RING = settings.KEY_RING.partition(",")[0]
    assert str(Signal.objects.get().detail) == CANARY
    assert stored("intake_signal", "detail") == before


def test_it_says_how_far_it_is_and_goes_on_where_it_was_stopped(settings):
    for _number in range(5):
        new_data_key(uuid4())
    settings.KEY_RING = f"{ring('new')},{settings.KEY_RING}"
    said = []

    def stopped(done, of):
        said.append((done, of))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rewrap_all(stopped, every=1)
    assert said == [(1, 5), (2, 5)]
    assert rewrap_all(lambda done, of: said.append((done, of)), every=3) == 3
    assert said[2:] == [(3, 3)]


def test_a_text_in_the_clear_never_reaches_the_database(told):
    with pytest.raises(TypeError, match="takes a Secret"):
        Signal.objects.filter(pk__isnull=True).update(detail="in de openheid")


def test_a_secret_does_not_show_itself_in_logs_and_tracebacks():
    assert CANARY not in repr(Secret(uuid4(), text=CANARY))


def test_each_child_has_a_key_of_its_own(open_case):
    assert open_case().data_key != open_case(given_names="Yonas").data_key


@pytest.mark.parametrize("text", ["test:abc", "test:" + base64.b64encode(b"short").decode(), "no-key-at-all"])
def test_a_ring_that_is_no_ring_stops_at_once(text):
    with pytest.raises(ImproperlyConfigured):
        encryption.ring(text)


def test_equal_texts_of_two_children_look_different(db):
    one, other = (new_data_key(uuid4()) for _ in range(2))
    sealed = {Secret(key, text=CANARY).sealed("intake.Signal.detail").partition(":")[2] for key in (one, other)}
    assert len(sealed) == 2
