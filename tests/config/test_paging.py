"""Lists by keyset."""

import base64
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from config.api import paging

IDENTITY = "7b0f3c52-6f0e-4c5f-9a53-3f6f4b1f4d11"
KEY = (int, datetime, paging.UUID)
ROWS = [{"id": str(number)} for number in range(7)]


def asking(query: str = "") -> Request:
    return Request(APIRequestFactory().get(f"/api/v1/cases?{query}"))


def cursor(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def refused(query: str, **options: Any) -> set[str]:
    with pytest.raises(ValidationError) as fault:
        paging.page_of(asking(query), **options)
    return set(fault.value.detail)


def test_a_page_has_fifty_rows_unless_another_size_is_asked() -> None:
    assert paging.page_of(asking()).size == 50
    assert [paging.page_of(asking(f"pageSize={size}")).size for size in (1, 100)] == [1, 100]


@pytest.mark.parametrize("size", ["0", "101", "-1", "+5", "1.0", "x", "", "٣", "1e1", "99999999999999999999"])
def test_another_size_than_1_to_100_is_refused(size: str) -> None:
    assert refused(f"pageSize={size}") == {"pageSize"}


@pytest.mark.parametrize(
    "after",
    ["", "x", "é", "AAAA", "=", "a" * 500, cursor({}), cursor([]), cursor(["1"]), cursor([1, 2, 3]), cursor("text"),
     cursor(["1", "2026-01-01T00:00:00Z", "no uuid"]), cursor(["1", "yesterday", IDENTITY]),
     cursor([str(2**63), "2026-01-01T00:00:00Z", IDENTITY]), cursor(["NaN", "2026-01-01T00:00:00Z", IDENTITY]),
     cursor(["1", "2026-01-01T00:00:00", IDENTITY]), cursor(["1", "0001-01-01T00:00:00+14:00", IDENTITY]),
     base64.urlsafe_b64encode(b"[" * 3000).decode()],
)  # fmt: skip
def test_a_cursor_that_was_not_made_here_is_refused(after: str) -> None:
    assert refused(f"after={after}", key=KEY) == {"after"}


def test_a_text_in_a_cursor_holds_no_nul() -> None:
    assert refused(f"after={cursor([chr(0)])}") == {"after"}


def test_unknown_and_doubled_parameters_are_refused_all_at_once() -> None:
    assert refused("pagesize=3&colour=red&after=x&after=y&pageSize=0", key=KEY) == {
        "pagesize",
        "colour",
        "after",
        "pageSize",
    }
    assert paging.page_of(asking("status=open"), also=["status"]).size == 50
    assert refused("status=open&status=closed", also=["status"]) == {"status"}
    with pytest.raises(ValidationError):
        paging.refuse_unknown(asking("status=open"))
    paging.refuse_unknown(asking())


def test_a_key_comes_back_as_it_went() -> None:
    key = (2**63 - 1, datetime(2026, 3, 2, 12, 0, 0, 1, tzinfo=UTC), uuid4())
    assert paging.decode(paging.encode(key), KEY) == key


def test_the_next_link_keeps_the_question_and_leads_to_the_next_rows() -> None:
    page = paging.page_of(asking("pageSize=2&status=open"), key=(int,), also=["status"])
    assert page.limit == 3
    answer = page.answer([9, 8, 7], key=lambda row: (row,))
    assert answer["results"] == [9, 8]
    link = urlsplit(answer["next"])
    assert link.path == "/api/v1/cases"
    assert parse_qs(link.query).keys() == {"pageSize", "status", "after"}
    assert paging.page_of(asking(link.query), key=(int,), also=["status"]).after == (8,)
    assert page.answer([9, 8], key=lambda row: (row,))["next"] is None
    assert page.answer([], key=lambda row: (row,)) == {"results": [], "next": None}


def test_following_the_links_shows_each_row_once() -> None:
    seen, query = [], "pageSize=3"
    while query:
        answer = paging.whole(ROWS, paging.page_of(asking(query)))
        seen += answer["results"]
        query = urlsplit(answer["next"]).query if answer["next"] else ""
    assert seen == ROWS


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(ValidationError):
        paging.whole(ROWS, paging.page_of(asking(f"after={cursor(['nowhere'])}")))
