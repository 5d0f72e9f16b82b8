"""A question that is written once answers as its queryset does, and refuses what could not be filled in again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject
from django.test.utils import CaptureQueriesContext

from config.clock import day_of
from config.prepared import Prepared
from overview import case_list
from partners import asking, involvement
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


def both(filled: Callable[[], Any], written: Callable[[], Any]) -> tuple[str, str]:
    """The text with its values, as it is filled in and as Django writes it; the same rows come of both."""
    with CaptureQueriesContext(connection) as queries:
        found = [tuple(each) for each in filled()]
        assert list(written()) == found
    texts = [each["sql"] for each in queries]
    assert len(texts) == 2
    return texts[0], texts[1]


with_every_role = pytest.mark.parametrize("role", [role.code for role in ROLES.values() if role.kind])


@postgres_only
@with_every_role
@pytest.mark.parametrize("many", [1, 3])
def test_where_somebody_stands_is_asked_by_the_text_that_django_writes(role, many, people, open_case, at):
    cases, now, actor = [open_case().id for _case in range(many)], at(2026, 3, 3), of_person(people[role])
    involvement.in_cases(actor, cases, at(2026, 1, 1))
    filled, written = both(
        lambda: involvement.in_cases(actor, cases, now),
        lambda: involvement.told(involvement.of_actor(actor, now).filter(case_id__in=cases), now),
    )
    # Three are asked for as four, the last one twice; Django asks for each once, in whatever order.
    assert many > 1 or filled == written
    assert day_of(now).isoformat() in filled or actor.is_supervisor


@postgres_only
def test_of_more_than_a_question_is_written_for_the_queryset_is_asked(people, open_case, at):
    case, actor = open_case().id, of_person(people["ind.officer"])
    many = [case, *(uuid4() for _other in range(max(asking.SIZES)))]
    assert set(involvement.standings(actor, many, at(2026, 3, 3))) == {case}


@postgres_only
@with_every_role
@pytest.mark.parametrize("after", [None, 2])
def test_a_page_of_cases_is_asked_by_the_text_that_django_writes(role, after, people, open_case, at):
    _cases, now, actor = [open_case() for _case in range(3)], at(2026, 3, 3), of_person(people[role])
    case_list.page(actor, at(2026, 1, 1), limit=2, after=after)

    def rows() -> Any:
        found = involvement.seeing(involvement.of_actor(actor, now)).filter(goes_on_in=None)
        found = found if after is None else found.filter(sort_key__lt=after)
        return found.order_by("-sort_key", "case_id").values_list("sort_key", "case_id").distinct()[:2]

    filled, written = both(lambda: case_list.page(actor, now, limit=2, after=after), rows)
    assert filled == written
