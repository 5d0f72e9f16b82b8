"""`among`: one of many ids, handed over as one value."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection

from intake.models import Case, Child
from partners.models import Involvement

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(open_case: Callable[..., Case]) -> list[Case]:
    return [open_case(given_names=name) for name in ("Semhar", "Yonas", "Lidia")]


def test_it_finds_those_and_no_others(cases: list[Case]) -> None:
    wanted = [case.pk for case in cases[:2]]
    assert set(Child.objects.filter(case_id__among=wanted).values_list("case_id", flat=True)) == set(wanted)
    assert set(Case.objects.filter(pk__among={*wanted, uuid4()}).values_list("pk", flat=True)) == set(wanted)
    assert set(Involvement.objects.filter(case_id__among=wanted).values_list("case_id", flat=True)) == set(wanted)


def test_of_none_it_finds_nothing(cases: list[Case]) -> None:
    assert not Child.objects.filter(case_id__among=[]).exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite takes each id by itself")
def test_the_question_is_as_short_for_a_thousand() -> None:
    texts = {Child.objects.filter(case_id__among=[uuid4()] * many).query.sql_with_params()[0] for many in (1, 1000)}
    assert len(texts) == 1


def test_a_thousand_can_be_asked_for(cases: list[Case]) -> None:
    wanted = [cases[0].pk, *(uuid4() for _each in range(1000))]
    assert Child.objects.get(case_id__among=wanted).case_id == cases[0].pk
