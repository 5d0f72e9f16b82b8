"""Trainings of one's own people: recorded, counted until two years later, withdrawn (S001-32, T-17)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit.models import Entry
from partners import training
from partners.actors import of_person
from partners.errors import NotAllowed
from partners.models import Training
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-32")]
DAY = date(2026, 1, 31)


@pytest.fixture
def lead(people):
    return of_person(people["ind.supervisor"])


@pytest.fixture
def record(lead, people, at):
    def recorded(**said) -> Training:
        known = {"person": people["ind.officer"], "topic": "RECOGNITION", "trained_on": DAY}
        return training.record(by=lead, at=at(2026, 3, 2), **(known | said))

    return recorded


@pytest.mark.requirement("T-17", "S004-93", "S002-04")
def test_it_counts_from_its_day_for_two_years(record):
    days = [record().trained_on]
    assert training.until(days, date(2026, 1, 30)) is None
    assert training.until(days, DAY) == date(2028, 1, 31)
    assert training.until(days, date(2028, 1, 31)) == date(2028, 1, 31)
    assert training.until(days, date(2028, 2, 1)) is None


def test_one_that_counts_no_longer_is_recorded_all_the_same(record):
    assert record(trained_on=date(2020, 5, 4)).valid_until == date(2022, 5, 4)


def test_one_entry_tells_who_recorded_it(record, lead):
    row = record()
    entry = Entry.objects.get(table="partners_training", record=row.pk)
    assert (entry.kind, entry.case, entry.person) == ("CREATE", None, lead.person_id)


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(2007, 12, 31)])
def test_the_day_has_come_and_is_not_of_another_age(record, day):
    assert refusal(lambda: record(trained_on=day)) == ("day-impossible", "S001-32")


def test_only_of_people_of_the_own_organisation(record, people):
    assert refusal(lambda: record(person=people["avim.officer"])) == ("no-colleague", "S001-32")


def test_the_same_is_recorded_once_until_it_is_withdrawn(record, lead, at, people):
    row = record()
    assert refusal(record) == ("recorded-already", "S001-32")
    with pytest.raises(IntegrityError), transaction.atomic():
        Training.objects.create(person=people["ind.officer"], topic="RECOGNITION", trained_on=DAY,
                                created_at=at(2026, 3, 2))  # fmt: skip
    training.withdraw(training=row, withdrawal_reason="Een ander.", by=lead, at=at(2026, 3, 3))
    assert record().pk != row.pk


def test_a_mistake_is_withdrawn_with_a_reason_and_counts_no_longer(record, lead, at, people):
    row = record()
    days = Training.objects.days([row.person_id])
    assert days == {row.person_id: [DAY]}
    no = {"training": row, "by": lead, "at": at(2026, 3, 3)}
    assert refusal(lambda: training.withdraw(withdrawal_reason=" ", **no)) == ("no-reason", "INV-41")
    row = training.withdraw(withdrawal_reason="Een ander.", **no)
    assert (row.withdrawn_on, Training.objects.days([row.person_id])) == (date(2026, 3, 3), {row.person_id: []})
    assert refusal(lambda: training.withdraw(withdrawal_reason="Weer.", **no)) == ("withdrawn-already", "INV-41")


def test_what_talks_do_not_ask_for_does_not_count(record):
    row = record(topic="HONOUR")
    assert Training.objects.days([row.person_id]) == {row.person_id: []}


def test_only_a_supervisor_records_and_offers_who_works_there_now(people, lead, at):
    offered = training.RECORD.choices["person"](None, lead, at(2026, 3, 2))
    assert {row.role for row in offered} == {"ind.officer", "ind.supervisor"}
    data = {"person": people["ind.officer"], "topic": "RECOGNITION", "trained_on": DAY}
    for role in ("ind.officer", "dpo.officer", "system.administrator", "nr.analyst"):
        with pytest.raises(NotAllowed):
            perform(training.RECORD, by=of_person(people[role]), at=at(2026, 3, 2), data=data)
