"""The bytes that are hashed, by hand: this page and docs/audit-seals.md must say the same for good."""

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from django.db import models

from audit import canonical, guards
from audit.models import Entry
from tools import verify_audit

# The example of the makers of Certificate Transparency: eight leaves, and the root of the first one, two, … of them.
LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("size", ROOTS)
def test_the_root_is_that_of_certificate_transparency(size: int) -> None:
    leaves = [sha256(b"\x00" + bytes.fromhex(text)).digest() for text in LEAVES[:size]]
    assert canonical.root(leaves).hex() == ROOTS[size]
    assert verify_audit.root(leaves).hex() == ROOTS[size]


@pytest.mark.parametrize("size", range(1, 40))
def test_sealer_and_verifier_build_the_same_tree(size: int) -> None:
    leaves = [sha256(bytes([number])).digest() for number in range(size)]
    assert canonical.root(leaves) == verify_audit.root(leaves)


@pytest.mark.parametrize(("kind", "value", "written"), [
    ("text", 'Een "busje"\n wachtte é', '"Een \\"busje\\"\\n wachtte é"'),
    ("text", None, "null"),
    ("text", "", '""'),
    ("integer", "17", "17"),
    ("boolean", "true", "true"),
    ("boolean", "false", "false"),
    ("boolean", 1, "true"),
    ("boolean", 0, "false"),
    ("uuid", "0f0e0d0c0b0a49088706050403020100", '"0f0e0d0c-0b0a-4908-8706-050403020100"'),
    ("uuid", "0f0e0d0c-0b0a-4908-8706-050403020100", '"0f0e0d0c-0b0a-4908-8706-050403020100"'),
    ("date", "2026-03-02", '"2026-03-02"'),
    ("date", "infinity", '"infinity"'),
    ("time", "2026-03-02 11:00:00.5+00", '"2026-03-02T11:00:00.500000Z"'),
    ("time", "2026-03-02 12:00:00+01", '"2026-03-02T11:00:00.000000Z"'),
    ("time", "2026-03-02 11:00:00", '"2026-03-02T11:00:00.000000Z"'),
    ("time", "-infinity", '"-infinity"'),
    ("json", '{"b": [1, null], "a": "é"}', '{"a":"é","b":[1,null]}'),
    ("json", "null", "null"),
])  # fmt: skip
def test_a_value_is_written_in_one_way(kind: str, value: Any, written: str) -> None:
    assert canonical.row([value], {"x": kind}).decode() == f'{{"x":{written}}}'
    assert verify_audit.written({"x": verify_audit.read(kind, value)}).decode() == f'{{"x":{written}}}'


def test_what_a_driver_has_read_already_is_written_alike() -> None:
    moment, day = datetime(2026, 3, 2, 11, tzinfo=UTC), date(2026, 3, 2)
    identity = UUID("0f0e0d0c-0b0a-4908-8706-050403020100")
    columns = {"a": "time", "b": "date", "c": "uuid"}
    assert canonical.row([moment, day, identity], columns) == canonical.row(
        [str(moment), str(day), str(identity)], columns
    )


def test_a_row_is_one_line_with_sorted_names() -> None:
    assert canonical.row(["2", None], {"b": "integer", "a": "text"}) == b'{"a":null,"b":2}'


def test_a_leaf_binds_the_entry_and_the_version_it_tells_of() -> None:
    entry, content = {"id": 7}, "ab" * 32
    by_hand = sha256(b'\x00{"id":7}\n' + content.encode()).digest()
    assert canonical.leaf(b'{"id":7}', content) == by_hand == verify_audit.leaf_of(entry, content)
    assert canonical.leaf(b'{"id":7}', "") == sha256(b'\x00{"id":7}\n').digest()


def test_every_column_of_the_ledger_and_of_history_can_be_written() -> None:
    tables: list[type[models.Model]] = [Entry, *(model.history.model for model in guards.tracked())]
    for model in tables:
        assert set(canonical.columns_of(model)) == {field.column for field in model._meta.concrete_fields}
