"""Whoever asks for one case, a page of them, a search or what is new makes the database read a few rows of each table,
however many cases there are: counted by the database itself, and so by its indexes (design §6)."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.horizon import BIGGEST
from audit.in_order import up_to
from intake.models import Case, Conversation
from overview import feed
from partners import involving, newest, notices
from partners.grounds import Ground
from partners.models import Involvement, NoticeKind, Organisation
from tests.closings import close, grown
from tests.crowd import multiply
from tests.overview.conftest import SHORT
from tests.partner_api import as_partner

__all__ = ["as_partner", "grown"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL says how many rows it read"),
]
# Of three children; two cases in three go on, one is closed. Whoever reads a table of cases whole reads 6,000 rows.
COPIES, PAGE = 2_000, 20
# Told by one organisation, or to it, of one child: so many that no other index is as cheap.
SIGNALS = 1_000
# What is read to find a page of it: what is for another role of the same organisation is left out row by row.
AT_MOST = 4_000
ROLES = ("ind.officer", "avim.officer", "coa.placement", "nidos.guardian", "nidos.supervisor")
LISTS = (f"cases?pageSize={PAGE}", "notices", "changes")
OF_CASE = ("", "/timeline", "/signals", "/conversations", "/involvements", "/entries")
BY_WORDS = ("search", "typed")
PAGES = ("intake_case_change", "trail", "child_log")


@pytest.fixture
def case(known_child, grown, open_case, cast, at) -> Case:
    """One case among many. Of the others one in three is closed; nobody is called as this child is."""
    case = known_child(given_names="Tirhas", family_name="Woldu")
    crowd = [known_child(), open_case(given_names="Yonas", family_name="Haile", sex="M"), grown]
    close(grown, cast.intake, at(2026, 3, 5))
    multiply(crowd, COPIES)
    return case


def read(asked: Callable[[], HttpResponse], by_words: bool) -> Counter[str]:
    """How many rows of each table the database reads for the most expensive query of this call.

    Of so few cases a table or an index is soon read whole, where of many it is not: that is never cheaper here.
    What is found `by_words` comes from several indexes at once, and needs no order of any.
    """
    with CaptureQueriesContext(connection) as queries:
        answer = asked()
    assert answer.status_code in {200, 403, 404}, answer.content
    off = ("enable_seqscan", *(("enable_indexscan", "enable_indexonlyscan") if by_words else ()))
    return most_read(queries, off)


def most_read(queries: CaptureQueriesContext, off: Sequence[str] = ("enable_seqscan",)) -> Counter[str]:
    """How many rows of each table the most expensive of these queries reads, with these ways switched off."""
    most: Counter[str] = Counter()
    with connection.cursor() as cursor:
        for each in off:
            cursor.execute(f"SET LOCAL {each} = off")
        for query in queries:
            if query["sql"].lstrip("(").startswith("SELECT"):
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query['sql']}")
                for table, rows in rows_of(cursor.fetchone()[0][0]["Plan"]).items():
                    most[table] = max(most[table], rows)
        for each in off:
            cursor.execute(f"SET LOCAL {each} = on")
    return most


def fresh(*tables: str) -> None:
    """The database knows how much there is, and its indexes hold no more: not what other tests took back."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"REINDEX TABLE {table}")
            cursor.execute(f"ANALYZE {table}")


def test_by_signals_of_ones_own_nobody_comes_to_a_case_and_they_are_not_read(known_child, cast, at):
    case, guardian = known_child(), cast.guardian
    own = [
        Involvement(case_id=case.pk, organisation_id=guardian.organisation_id, ground=Ground.OWN_SIGNAL, about=uuid4(),
                    since=at(2026, 3, 5), sort_key=case.number)
        for _signal in range(SIGNALS)
    ]  # fmt: skip
    involving.open_all(own, by=cast.intake, at=at(2026, 3, 5))
    fresh("partners_involvement")
    with CaptureQueriesContext(connection) as queries:
        newest.when_few(guardian, at(2026, 3, 6), SIGNALS)
    assert most_read(queries)["partners_involvement"] < SIGNALS


def test_who_has_few_cases_is_asked_for_what_was_told_of_those(known_child, open_case, cast, at):
    """And not for all that was told to the organisation, of which nearly all is for others."""
    known_child()
    other, nidos = open_case(), Organisation.objects.get(pk=cast.guardian.organisation_id)
    told = {"to": nidos, "kind": NoticeKind.SIGNAL, "case": other.pk, "source": "S004-35", "by": cast.ind}
    notices.send([notices.notice(about=uuid4(), at=at(2026, 3, 5), **told) for _notice in range(SIGNALS)],
                 by=cast.ind, at=at(2026, 3, 5))  # fmt: skip
    fresh("partners_notice", "partners_involvement")
    with CaptureQueriesContext(connection) as queries:
        found = list(notices.not_seen(cast.guardian, at(2026, 3, 6)))
    assert {each.case_id for each in found}.isdisjoint({other.pk})
    assert most_read(queries)["partners_notice"] < SIGNALS


def test_what_is_new_is_found_in_the_order_of_an_index(case, cast, at):
    """Whoever asks for the first hundred changes of many does not make the database sort them all."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    written = feed._written((0, 0), BIGGEST)
    end = written.values_list("tx", "id").last()
    entries = feed._entries(cast.ind, at(2026, 3, 6), written.filter(up_to(end)))[:PAGE]
    assert entries.count() == PAGE
    sql, parameters = entries.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", parameters)
        plan = cursor.fetchone()[0][0]["Plan"]
    assert "Sort" not in {node["Node Type"] for node in nodes(plan)}
    assert "entry_changes" in {node.get("Index Name") for node in nodes(plan)}


def rows_of(plan: Mapping[str, Any]) -> Counter[str]:
    found: Counter[str] = Counter()
    for node in nodes(plan):
        if "Relation Name" in node:
            looked_at = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
            found[node["Relation Name"]] += round(looked_at * node["Actual Loops"])
    return found


def nodes(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from nodes(below)


def too_many(asked: Mapping[str, Callable[[], HttpResponse]]) -> dict[str, dict[str, int]]:
    """By call the tables of which more is read than it takes to find a page."""
    found = {what: read(ask, what in BY_WORDS) for what, ask in asked.items()}
    over = {what: {table: rows for table, rows in read.items() if rows > AT_MOST} for what, read in found.items()}
    return {what: tables for what, tables in over.items() if tables}


def over_the_api(partner, case) -> dict[str, Callable[[], HttpResponse]]:
    paths = [*LISTS, *(f"cases/{case.pk}{below}" for below in OF_CASE)]
    search = {"search": lambda: partner.send("post", "case-searches", {"name": "tirhas"})}
    return search | {path: lambda path=path: partner.send("get", path) for path in paths}


def on_the_screen(browser, case) -> dict[str, Callable[[], HttpResponse]]:
    paths = [reverse("admin:intake_case_changelist"), *(reverse(f"admin:{name}", args=[case.pk]) for name in PAGES)]
    search = {"typed": lambda: browser.post(reverse("admin:case_search"), {"wanted": "Tirhas Woldu"})}
    return search | {path: lambda path=path: browser.get(path) for path in paths}


def test_a_few_rows_of_each_table_are_read(as_partner, at_screen, case):
    found = {}
    for short, role in SHORT.items():
        if role in ROLES:
            found[role] = too_many(over_the_api(as_partner(role), case) | on_the_screen(at_screen(short), case))
    assert {role: asked for role, asked in found.items() if asked} == {}
    # So that this says something: a text in the middle of a column is looked for in every row.
    by_hand = json.loads(Conversation.objects.filter(note__contains="x").explain(format="json", analyze=True))
    assert rows_of(by_hand[0]["Plan"])["intake_conversation"] > AT_MOST
