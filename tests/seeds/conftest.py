"""The demo, for tests that only look at it."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from tests.seeds.telling import run


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """The demo, seeded once for all that only look at it; gives what was printed."""
    with django_db_blocker.unblock(), transaction.atomic():
        printed = run()
        connection.check_constraints()
        yield printed
        transaction.set_rollback(True)
