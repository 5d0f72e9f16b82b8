"""Counting over a small population that verbs built; and the same counted again, in SQL that knows nothing of it."""

from datetime import date

import pytest
from django.db import connection

from config.clock import start_of
from overview.counts.files import Files

# After everything that a test records.
TODAY = start_of(date(2030, 1, 1))


@pytest.fixture
def counted(db):
    """The cells of one figure of a year, or of another period; those that hold nobody are left out.

    What the history says as of today must be the same.
    """

    def found(topic, name, since=date(2026, 1, 1), until=date(2026, 12, 31), known=None):
        [division] = [each for each in topic.count(Files(since, until, known)) if each.said.name == name]
        if known is None:
            [again] = [each for each in topic.count(Files(since, until, TODAY)) if each.said.name == name]
            assert again.cells == division.cells
        assert set(division.cells) == set(division.said.labels)
        return {code: count for code, count in division.cells.items() if count}

    return found


@pytest.fixture
def sql(db):
    """Rows of bare SQL: pairs as a mapping, a single number as it is."""

    def rows(query, *values):
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            found = cursor.fetchall()
        return found[0][0] if len(found) == 1 and len(found[0]) == 1 else dict(found)

    return rows


@pytest.fixture
def costs(django_assert_max_num_queries):
    """How many queries a topic takes for a year."""

    def at_most(topic, number):
        with django_assert_max_num_queries(number) as seen:
            list(topic.count(Files(date(2026, 1, 1), date(2026, 12, 31))))
        return len(seen)

    return at_most
