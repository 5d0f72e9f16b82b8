"""The floor of the bench reads and writes what Beschut did: against less than that, nothing would be slow."""

from collections import Counter
from typing import Any

import pytest
from django.db import connection, transaction

from audit.models import Entry
from bench.floor import Floor
from intake.models import Case, Child
from partners.models import Involvement
from tests.served import database

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def floor() -> Any:
    if connection.vendor != "postgresql":
        pytest.skip("the bench has a PostgreSQL")
    made = Floor(database())
    yield made
    made.connection.close()


def rows() -> Counter[str]:
    """How many there are, of each model of a new case."""
    return Counter({model.__name__: model.objects.count() for model in (Case, Child, Involvement, Entry)})


def test_what_a_call_wrote_in_a_savepoint_is_written_once_more(floor: Floor, open_case: Any) -> None:
    open_case()
    before = rows()
    with transaction.atomic(), transaction.atomic():
        open_case()
    of_a_case = rows() - before
    written = floor.last_written()
    assert Counter(table for table, _row in written)["audit_entry"] == of_a_case["Entry"]
    floor.asked((), written)
    assert rows() == before + of_a_case + of_a_case
    assert of_a_case["Case"] == of_a_case["Child"] == 1
    assert of_a_case["Involvement"] > 1
