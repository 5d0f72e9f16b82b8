"""The next sibling: registered from the case of the first, linked with all of them in the same step."""

from itertools import permutations

import pytest

from intake import family, sibling
from intake.models import Case, Relation
from partners.errors import NotAllowed
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(cast, ter_apel, at):
    def registered(case, name, *, by=None, day=2):
        said = {
            "child": {"given_names": name, "family_name": "Warsame", "sex": "M"},
            "arrival": {"intake_location": ter_apel, "arrived_on": at(2026, 3, day).date()},
        }
        return perform(sibling.REGISTER, by=by or cast.intake, at=at(2026, 3, 3), data=said, case=case.id)

    return registered


@pytest.mark.requirement("EC-43")
def test_three_siblings_have_three_cases_and_each_knows_of_the_others(open_case, register):
    first = open_case(given_names="Hodan", family_name="Warsame")
    second, third = register(first, "Idris").other_case, register(first, "Liban", day=3).other_case
    links = {(row.case, row.other_case): row.travelled_along for row in Relation.objects.all()}
    assert set(links) == set(permutations((first, second, third), 2))
    assert (links[first, second], links[first, third]) == (True, False)
    assert {row.kind for row in Relation.objects.all()} == {"SIBLING"}


@pytest.mark.requirement("EC-44")
def test_whom_the_first_is_kept_apart_from_is_not_linked_with_the_next(open_case, register, cast, at):
    first = open_case()
    danger = register(first, "Idris")
    family.separate(relation=danger, unsafe_reason="Ronselt.", by=cast.intake, at=at(2026, 3, 3))
    third = register(first, "Liban").other_case
    assert set(third.relations.values_list("other_case", flat=True)) == {first.id}


def test_a_sibling_that_cannot_be_opened_leaves_nothing(open_case, register):
    first = open_case()
    assert refusal(lambda: register(first, "Idris", day=9))[0] == "arrival-in-future"
    assert Case.objects.count() == 1
    assert not Relation.objects.exists()


def test_who_registers_no_children_registers_no_sibling(open_case, register, cast, at):
    first = open_case()
    with pytest.raises(NotAllowed):
        register(first, "Idris", by=cast.coa)
    assert refusal(lambda: sibling.check(first, cast.guardian, at(2026, 3, 3)))[0] == "not-yours-to-register"


@pytest.mark.requirement("INV-38")
@pytest.mark.parametrize(("name", "arrival"), [("intake", True), ("avim", False)])
def test_the_form_knows_what_siblings_share_as_far_as_this_actor_reads_it(open_case, cast, at, name, arrival):
    known = sibling.shared(open_case(), getattr(cast, name), at(2026, 3, 3))
    assert (known["child-family_name"], known["child-nationality"], known["child-languages"]) == (
        "Tesfay",
        "ER",
        ["ti"],
    )
    assert ("arrival-intake_location" in known, "arrival-arrived_on" in known) == (arrival, arrival)
    assert "child-given_names" not in known
