"""A question that is written once answers as its queryset does, and refuses what could not be filled in again."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject
from django.test.utils import CaptureQueriesContext

from config.clock import day_of
from config.prepared import Prepared
from partners import involvement
from partners.actors import of_person
from partners.models import Organisation
from partners.roles import ROLES

postgres_only = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite asks the queryset itself")


def of_code(kind: str, *, code: str) -> QuerySet[Organisation, Any]:
    found = Organisation.objects.filter(kind=kind, code=code)
    return found.annotate(told=JSONObject(code=F("code"))).values_list("id", "told")


def test_each_time_with_other_values(organisations):
    nidos, avim = organisations["NIDOS"], organisations["AVIM"]
    question = Prepared(of_code)
    for organisation in (nidos, avim, nidos):
        (found,) = question.rows(organisation.kind, code=organisation.code)
        assert tuple(found) == (organisation.id, {"code": organisation.code})
    assert question.rows("NIDOS", code=avim.code) == []


@postgres_only
def test_written_twice_at_first_and_then_never_again(organisations):
    made = []

    def counted(kind: str, *, code: str) -> QuerySet[Organisation, Any]:
        made.append(kind)
        return of_code(kind, code=code)

    question = Prepared(counted)
    for kind in ("NIDOS", "NIDOS", "AVIM", "NIDOS", "AVIM"):
        question.rows(kind, code="x")
    assert made == ["NIDOS", "NIDOS", "AVIM", "AVIM"]


@postgres_only
def test_what_is_made_of_a_value_is_refused_until_it_is_derived(organisations):
    def lowered(*, code: str) -> QuerySet[Organisation, Any]:
        return Organisation.objects.filter(code__in=[code, code.upper()]).values_list("id")

    with pytest.raises(LookupError, match="not derived"):
        Prepared(lowered).rows(code="nidos")
    known = Prepared(lowered, derive=lambda values: {"upper": values["code"].upper()})
    assert known.rows(code=organisations["NIDOS"].code) == [(organisations["NIDOS"].id,)]


@postgres_only
def test_a_value_that_is_not_asked_for_is_refused(organisations):
    def forgets(*, code: str, owner: UUID) -> QuerySet[Organisation, Any]:
        return Organisation.objects.filter(code=code).values_list("id")

    with pytest.raises(LookupError, match="owner is not asked for"):
        Prepared(forgets).rows(code="nidos", owner=organisations["NIDOS"].id)


@postgres_only
@pytest.mark.parametrize("role", [role.code for role in ROLES.values() if role.kind])
def test_where_somebody_stands_is_asked_by_the_text_that_django_writes(role, people, open_case, at):
    case, now, actor = open_case().id, at(2026, 3, 3), of_person(people[role])
    involvement.in_case(actor, case, at(2026, 1, 1))
    with CaptureQueriesContext(
        connection,
    ) as filled:
        found = involvement.in_case(actor, case, now)
    with CaptureQueriesContext(connection) as written:
        rows = involvement.told(involvement.of_actor(actor, now).filter(case_id=case), now)
        assert list(rows) == [tuple(each) for each in found]
    assert filled.captured_queries[0]["sql"] == written.captured_queries[0]["sql"]
    assert day_of(now).isoformat() in filled.captured_queries[0]["sql"] or actor.is_supervisor
