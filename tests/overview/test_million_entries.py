"""A ledger of a million entries (`make check-long`): a supervisor's questions read indexes only."""

import json
import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Entry
from tests.overview.conftest import text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.long,
    pytest.mark.requirement("B-27", "INV-39"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the plans are PostgreSQL's"),
]
MILLION = 1_000_000
# One in five is a list of two cases. The child and the person in the middle have as many entries as everybody else.
FILL = """
INSERT INTO audit_entry (at, kind, "table", record, "case", cases, data_classes, person, user_id, client, organisation,
                         role, purpose, origin, ground, reason, trace_id{more})
SELECT now() - interval '1 year' + n * interval '30 seconds',
       CASE WHEN n %% 5 = 0 THEN 'LIST' ELSE 'READ' END, 'intake_case', NULL,
       CASE WHEN n %% 5 = 0 THEN NULL ELSE md5('case' || n %% 5000)::uuid END,
       CASE WHEN n %% 5 = 0 THEN jsonb_build_array(md5('case' || n %% 5000)::uuid, md5('case' || n %% 4999)::uuid) END,
       '["IDENTITY"]'::jsonb, md5('person' || n %% 997)::uuid,
       CASE WHEN n %% 3 = 0 THEN 'user' || n %% 991 ELSE '' END,
       CASE WHEN n %% 3 = 0 THEN 'client' || n %% 991 ELSE '' END, %s, 'nidos.intake', 'PROTECTION', 'ADMIN',
       '', '', ''{values}
FROM generate_series(1, %s) n
"""
BUSY = """
INSERT INTO audit_entry (at, kind, "table", "case", data_classes, person, user_id, client, organisation, role, purpose,
                         origin, ground, reason, trace_id{more})
SELECT now() - n * interval '1 hour', 'READ', 'intake_case', %s, '["IDENTITY"]'::jsonb, %s, 'user0', 'client0', %s,
       'nidos.intake', 'PROTECTION', 'ADMIN', '', '', ''{values}
FROM generate_series(1, 500) n
"""


def fill(sql: str, *values: object) -> None:
    """Run it, with a value for each column that the ledger asks for beside these."""
    known = set(re.findall(r"[\w]+", sql.partition(")")[0]))
    columns = {
        field.column: json.dumps([]) if field.get_internal_type() == "JSONField" else ""
        for field in Entry._meta.concrete_fields
        if not field.null and not field.primary_key and not field.has_db_default() and field.column not in known
    }
    more = "".join(f', "{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(sql.format(more=more, values="".join(f", '{value}'" for value in columns.values())), values)


def nodes(plan: dict[str, object]) -> Iterator[tuple[str, str]]:
    yield str(plan["Node Type"]), str(plan.get("Relation Name", ""))
    for each in plan.get("Plans", []):
        yield from nodes(each)


def scanned(queries: list[dict[str, str]]) -> set[str]:
    """How each of these queries reads the ledger."""
    found: set[str] = set()
    with connection.cursor() as cursor:
        for query in queries:
            # What is read row by row is the same question behind the name of a cursor.
            sql = re.sub("^DECLARE .*? FOR (?=SELECT)", "", query["sql"])
            if sql.startswith("SELECT") and "audit_entry" in sql:
                cursor.execute("EXPLAIN (FORMAT JSON) " + sql.replace("%", "%%"), ())
                plan = cursor.fetchone()[0]
                plan = json.loads(plan) if isinstance(plan, str) else plan
                found |= {kind for kind, table in nodes(plan[0]["Plan"]) if table == "audit_entry"}
    return found


def asked(browser, address: str) -> list[dict[str, str]]:
    with CaptureQueriesContext(connection) as context:
        assert browser.get(address).status_code == 200
    return list(context.captured_queries)


def test_a_million_entries_cost_as_many_questions_as_a_few_and_only_indexes(at_screen, known_child, people):
    case, person = known_child(), people["nidos.intake"]
    organisation: UUID = person.organisation_id
    browser = at_screen("supervisor")
    pages = {
        "the child's story": reverse("admin:trail", args=[case.pk]),
        "the same of one class": reverse("admin:trail", args=[case.pk]) + "?kind=READ&data_class=IDENTITY",
        "the child's log": reverse("admin:child_log", args=[case.pk]),
        "the person": reverse("admin:person_trail", args=[person.pk]),
        "outside the cases": reverse("admin:outside_trail"),
        "the same of one kind": reverse("admin:outside_trail") + "?kind=LOGIN_FAILED",
        "the breach": reverse("admin:person_seen", args=[person.pk]),
    }
    fill(BUSY, case.pk, person.pk, organisation)
    caller = Entry.objects.filter(user_id="user0").latest("id").pk
    for name, kind, key in (("the client", "client", "client0"), ("who calls", "api_user", caller)):
        pages[name] = reverse(f"admin:{kind}_trail", args=[key])
        pages[f"the breach of {name}"] = reverse(f"admin:{kind}_seen", args=[key])
    few = {name: len(asked(browser, address)) for name, address in pages.items()}
    fill(FILL, organisation, MILLION)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE audit_entry")
    assert Entry.objects.count() > MILLION
    for name, address in pages.items():
        queries = asked(browser, address)
        assert len(queries) == few[name], name
        kinds = scanned(queries)
        assert kinds, name
        assert kinds <= {"Index Scan", "Index Only Scan", "Bitmap Heap Scan"}, (name, kinds)
    assert case.reference in text(browser.get(pages["the breach"]))
