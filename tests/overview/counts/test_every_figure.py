"""Every figure, counted twice over many invented cases: by the code, and by queries written from its definition."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction

from overview import figures
from overview.counts.division import Division
from overview.counts.files import Files
from policy.suppression import Shown
from tests.overview.counts import independent
from tests.overview.counts.invented import people

YEAR = date(2026, 1, 1), date(2026, 12, 31)
PERIODS = (YEAR, (date(2025, 1, 1), date(2025, 12, 31)), (date(2027, 1, 1), date(2027, 3, 28)))
TOPICS = {topic.slug: topic for topic in figures.TOPICS}
SAID = {(slug, said.name) for slug, topic in TOPICS.items() for said in figures.named(vars(topic.counts).values())}
# Of the year, so many cells hold somebody: fewer would prove less.
AT_LEAST = 480
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the queries are written for PostgreSQL"),
    pytest.mark.requirement("RP-01", "RP-02", "RP-03", "RP-04", "RP-06", "RP-07", "RP-08", "RP-09", "RP-10", "RP-11",
                            "RP-12", "RP-13", "RP-14", "RP-15", "RP-16"),
]  # fmt: skip


@pytest.fixture(scope="module")
def invented(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The cases, once for the tests that only count them."""
    with django_db_blocker.unblock(), transaction.atomic():
        people.invent()
        yield
        transaction.set_rollback(True)


def by_code(since: date, until: date) -> dict[tuple[str, str], Division]:
    """Before anything is suppressed."""
    files = Files(since, until)
    return {(slug, each.said.name): each for slug, topic in TOPICS.items() for each in topic.count(files)}


def as_counted(division: Division) -> independent.Counted:
    """What is printed of it where nothing is hidden, without the cells of nobody."""
    measures = figures.measures(division, Shown(division.cells, division.total))
    cells = {code: number for code, number in division.cells.items() if number}
    return independent.Counted(cells, division.total, tuple(number for _name, number in measures))


def test_every_figure_has_its_query_and_every_query_its_figure():
    assert {(slug, name) for slug in TOPICS for name in independent.queries(slug)} == SAID


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{period[0]} to {period[1]}")
def test_every_figure_equals_an_independent_count(invented, period):
    found = {name: as_counted(division) for name, division in by_code(*period).items()}
    counted = independent.count(list(TOPICS), *period)
    differ = {name: (found.get(name), counted[name]) for name in counted if found.get(name) != counted[name]}
    assert not differ
    assert found.keys() == counted.keys() == SAID


def test_every_figure_of_the_year_counts_somebody(invented, record_property):
    """What both leave empty would prove nothing; the cells that hold somebody are told of with the results."""
    divisions = by_code(*YEAR)
    assert [name for name, division in divisions.items() if not division.total] == []
    filled = sum(number > 0 for division in divisions.values() for number in division.cells.values())
    cells = sum(len(division.cells) for division in divisions.values())
    record_property("cells that hold somebody", f"{filled} of {cells}")
    print(f"{filled} of {cells} cells of {len(divisions)} figures hold somebody")
    assert filled >= AT_LEAST


def test_a_cell_of_nobody_is_a_cell_all_the_same(invented):
    """But of nationalities only those are named that occur most."""
    for (_slug, name), division in by_code(*YEAR).items():
        assert set(division.cells) == set(division.said.labels) or name.endswith("-nationality"), name
