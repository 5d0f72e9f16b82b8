"""Many rows written together: as fully recorded as one by one, or not at all."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from audit import guards, ledger
from audit.inserting import _as_it_is, _columns
from audit.models import Entry, StaleRow
from intake.models import Case
from partners.grounds import Ground
from partners.models import Involvement, Organisation
from tests.partner_api import counted

pytestmark = pytest.mark.django_db
# The rows; then their history and their entries, on SQLite one after the other.
STATEMENTS = 2 if connection.vendor == "postgresql" else 3


@pytest.fixture
def rows(open_case: Callable[..., Case], organisations: dict[str, Organisation], at: Any) -> list[Involvement]:
    """An involvement for each organisation, not yet written."""
    case = open_case()
    return [
        Involvement(case_id=case.id, organisation=each, ground=Ground.ASSIGNED, since=at(2026, 3, 2), sort_key=1)
        for each in organisations.values()
    ]


def test_each_of_many_has_its_history_and_its_entry_for_what_one_costs(
    rows: list[Involvement], cast: Any, at: Any
) -> None:
    with counted() as queries:
        ledger.record_all(rows, by=cast.intake, at=at(2026, 3, 2))
    assert len(queries) == STATEMENTS
    connection.check_constraints()
    for row in rows:
        row.refresh_from_db()
        assert (row.version, row.created_by, row.created_by_role) == (1, cast.intake.person_id, "nidos.intake")
        kept = row.history.get()
        assert (kept.version, kept.history_type, kept.history_date) == (1, "+", at(2026, 3, 2))
        assert kept.organisation_id == row.organisation_id
        entry = Entry.objects.get(record=row.pk)
        assert (entry.kind, entry.version, entry.case) == ("CREATE", 1, row.case_id)


def test_one_of_many_is_kept_as_one_by_itself(rows: list[Involvement], cast: Any, at: Any) -> None:
    alone, *others = rows
    ledger.record(alone, by=cast.intake, at=at(2026, 3, 2))
    ledger.record_all(others, by=cast.intake, at=at(2026, 3, 2))
    own = {"id", "history_id", "organisation_id", "organisation"}
    expected = {name: value for name, value in alone.history.values().get().items() if name not in own}
    for row in others:
        assert {name: value for name, value in row.history.values().get().items() if name not in own} == expected


def test_each_of_many_that_change_has_its_history_and_its_entry_for_what_one_costs(
    rows: list[Involvement], cast: Any, at: Any
) -> None:
    ledger.record_all(rows, by=cast.intake, at=at(2026, 3, 2))
    for number, row in enumerate(rows):
        row.until = at(2026, 3, 9 + number)
    with counted() as queries:
        ledger.record_changes(rows, "until", by=cast.ind, at=at(2026, 3, 3))
    assert len(queries) == STATEMENTS
    connection.check_constraints()
    for number, row in enumerate(rows):
        row.refresh_from_db()
        assert (row.version, row.until, row.created_by_role) == (2, at(2026, 3, 9 + number), "nidos.intake")
        kept = row.history.get(version=2)
        assert (kept.history_type, kept.history_date, kept.until) == ("~", at(2026, 3, 3), row.until)
        entry = Entry.objects.get(record=row.pk, version=2)
        assert (entry.kind, entry.role, entry.case) == ("CHANGE", "ind.officer", row.case_id)


def test_none_of_many_changes_when_somebody_changed_one(rows: list[Involvement], cast: Any, at: Any) -> None:
    ledger.record_all(rows, by=cast.intake, at=at(2026, 3, 2))
    ledger.record(Involvement.objects.get(pk=rows[1].pk), by=cast.ind, at=at(2026, 3, 3))
    for row in rows:
        row.until = at(2026, 3, 9)
    with pytest.raises(StaleRow):
        ledger.record_changes(rows, "until", by=cast.intake, at=at(2026, 3, 4))
    assert not Involvement.objects.filter(until=at(2026, 3, 9)).exists()
    assert not Entry.objects.filter(kind="CHANGE", role="nidos.intake").exists()


def test_none_is_nothing(db: None, cast: Any, at: Any) -> None:
    with counted() as queries:
        ledger.record_all([], by=cast.intake, at=at(2026, 3, 2))
        ledger.record_changes([], "until", by=cast.intake, at=at(2026, 3, 2))
    assert queries == []


def test_what_changes_twice_in_one_block_keeps_both_versions(rows: list[Involvement], cast: Any, at: Any) -> None:
    row = rows[0]
    with ledger.together():
        ledger.record(row, by=cast.intake, at=at(2026, 3, 2))
        row.until = at(2026, 3, 9)
        ledger.record(row, by=cast.ind, at=at(2026, 3, 3))
        assert not row.history.exists()
    connection.check_constraints()
    kept = list(row.history.order_by("version").values_list("version", "history_type", "until"))
    assert kept == [(1, "+", None), (2, "~", at(2026, 3, 9))]
    written = Entry.objects.filter(record=row.pk).order_by("id").values_list("kind", "version", "role")
    assert list(written) == [("CREATE", 1, "nidos.intake"), ("CHANGE", 2, "ind.officer")]


def test_a_block_that_fails_leaves_nothing_and_the_next_row_is_whole(
    rows: list[Involvement], cast: Any, at: Any
) -> None:
    lost, kept = rows[:2]

    def fails() -> None:
        with ledger.together():
            ledger.record(lost, by=cast.intake, at=at(2026, 3, 2))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not Involvement.objects.filter(pk=lost.pk).exists()
    assert not Entry.objects.filter(record=lost.pk).exists()
    ledger.record(kept, by=cast.intake, at=at(2026, 3, 2))
    connection.check_constraints()
    assert kept.history.count() == Entry.objects.filter(record=kept.pk).count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is asked through Django")
def test_what_is_handed_to_the_driver_as_it_is_django_would_hand_over_as_it_is() -> None:
    examples: dict[type, Any] = {UUID: uuid4(), str: "Semhar", bool: True}
    for model in (Entry, *(kind for each in guards.tracked() for kind in (each, each.history.model))):
        _begin, fields, taken = _columns(model)
        for field, kind in zip(fields, taken, strict=True):
            if kind is not None:
                assert field.get_db_prep_save(examples[kind], connection) is examples[kind], field
    assert not {_as_it_is(field) for field in _columns(Case)[1] if field.name == "intake_location"} - {None}
