"""Searching among the cases one is involved in, by no more than one may read of them."""

import pytest

from audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(open_case):
    return open_case(v_number="2900000017", aliases=["Semhar ተስፋይ"])


def found(partner, **wanted):
    return [row["reference"] for row in partner.post("case-searches", wanted, status=200)["results"]]


@pytest.mark.requirement("S004-05")
@pytest.mark.parametrize("wanted", [
    {"vNumber": "2900000017"}, {"name": "emha"}, {"name": "tesfay semhar"}, {"name": "ተስፋይ"},
    {"birthDate": "2011-02-08"}, {"name": "semhar", "birthDate": "2011-02-08"},
])  # fmt: skip
def test_a_child_is_found_by_each_thing_it_is_known_by(as_partner, case, wanted):
    assert found(as_partner("ind.officer"), **wanted) == [case.reference]


@pytest.mark.parametrize("wanted", [
    {"vNumber": "290000001"}, {"name": "Yonas"}, {"name": "semhar", "birthDate": "2011-02-09"},
])  # fmt: skip
def test_every_part_must_fit(as_partner, case, wanted):
    assert found(as_partner("ind.officer"), **wanted) == []


@pytest.mark.parametrize("wanted", [
    {"vNumber": "2900000017"}, {"name": "Semhar"}, {"birthDate": "2011-02-08"},
])  # fmt: skip
def test_what_one_may_not_read_of_a_child_does_not_find_it(as_partner, case, wanted):
    coa = as_partner("coa.placement")
    assert found(coa, **wanted) == []
    assert found(coa, reference=case.reference) == [case.reference]


def test_a_stranger_finds_nothing(as_partner, case):
    assert found(as_partner("ggd.health_worker"), vNumber="2900000017") == []


def test_a_search_leaves_its_entry_with_what_was_found_and_not_with_what_was_typed(as_partner, case):
    found(as_partner("ind.officer"), name="Semhar")
    entry = Entry.objects.get(kind="SEARCH")
    assert entry.cases == [str(case.id)]
    assert "Semhar" not in str(vars(entry))


def test_searching_for_nothing_is_refused(as_partner):
    as_partner("ind.officer").refused("case-searches", {}, status=400, code="invalid")
