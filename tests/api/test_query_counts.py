"""How many queries an answer costs: the same for one row as for thirty (design §6)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake.models import Case
from shelter.models import Location
from tests.partner_api import Partner

pytestmark = pytest.mark.django_db

SIZES = (1, 5, 30)


@pytest.fixture
def cost(as_partner: Callable[..., Partner]) -> Callable[..., int]:
    """How many queries a GET costs, the second time: the first one fills caches that live as long as the process."""

    def counted(role: str, path: str, rows: int | None = None) -> int:
        partner = as_partner(role)
        partner.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = partner.get(path)
        if rows is not None:
            assert len(answer["results"]) == rows
        return len(queries)

    return counted


def grown(sizes: tuple[int, ...], add: Callable[[], Any]) -> Iterator[int]:
    """Each size in turn, with as many calls of `add` as it needs."""
    have = 0
    for size in sizes:
        while have < size:
            add()
            have += 1
        yield size


@pytest.mark.parametrize(
    ("role", "queries"),
    [("ind.officer", 10), ("coa.placement", 10), ("nidos.supervisor", 10)],
)
def test_the_list_of_cases(cost: Callable[..., int], open_case: Callable[..., Case], role: str, queries: int) -> None:
    assert {size: cost(role, "cases", size) for size in grown(SIZES, open_case)} == dict.fromkeys(SIZES, queries)


def test_one_case_among_many(cost: Callable[..., int], open_case: Callable[..., Case]) -> None:
    first = open_case()
    counted = {size: cost("ind.officer", f"cases/{first.id}") for size in grown(SIZES, open_case)}
    assert counted == dict.fromkeys(SIZES, 11)
