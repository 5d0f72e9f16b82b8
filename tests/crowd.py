"""Many cases at once, on PostgreSQL, in a test that rolls back."""

from collections.abc import Sequence

from django.db import connection

from bench.crowd import Crowd
from intake.models import Case


def multiply(cases: Sequence[Case], times: int) -> None:
    """So many copies of each of these cases. They have no history and no entries, and share a data key."""
    with connection.cursor() as cursor:
        crowd = Crowd(cursor, cases)
        crowd.grow(1, times)
        crowd.done()
