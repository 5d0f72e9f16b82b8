"""What stands behind the question mark asks nothing about what may not be read, at either door.

A filter, an order or a lookup that the framework or a later line of code would honour tells by its answer whether a
guess was right. So every address is asked twice, with a text that stands in a field of the case and with one that
stands nowhere: both must get the same answer, byte for byte.
"""

from collections.abc import Iterator
from itertools import cycle

import pytest

from audit.models import Recorded
from intake.models import Child
from partners.grounds import Ground
from tests.access.canaries import THEIRS
from tests.access.routes import Address, addresses, routes
from tests.access.world import Relation, World, allowed, bare, cells, often

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("INV-38")]
NOBODY = "7310999999"
# A text, and how the stock admin, a filter library or a hand-written view would look for it.
ASKED = ("q", "{name}", "{name}__startswith", "child__{name}__contains", "search", "_changelist_filters")
# What asks for another form, other columns or another order, with a value that each would know.
FORMS = ("format=json", "format=api", "_to_field=v_number", "_popup=1", "o=-1.2", "ordering=-v_number", "e=1", "all=",
         "expand=child", "fields=vNumber", "include=child", "depth=2", "_method=DELETE")  # fmt: skip
# Signing out ends the visit; the description of the API is the same for everybody, and knows no case. A security key
# is asked something else each time.
SAYS_NOTHING = {"logout", "openapi", "docs", "second_factor_key"}
KNOWS = Relation(str(Ground.SIGNAL), Ground.SIGNAL)


def readable(world: World, *, api: bool) -> Iterator[Address]:
    for route in routes():
        if route.is_api is api and route.name not in SAYS_NOTHING and (not api or route.reads):
            yield from addresses(world.planted, route)


def unreadable(world: World) -> Iterator[tuple[str, str]]:
    """Texts of the child and of the case's records that this role does not read here, with the field they stand in."""
    texts = world.planted.texts().items()
    known = allowed(world, KNOWS)
    found = [(name, canary) for canary, (model, name, side) in texts
             if side == THEIRS and is_of_a_case(model) and (model, name, side) not in known]  # fmt: skip
    assert found
    return cycle(found)


def is_of_a_case(model: type[Recorded]) -> bool:
    """What is in no case, such as an incident near a house, may be read by another right than the relation's."""
    return model is Child or any(each.name in {"case", "case_id"} for each in model._meta.concrete_fields)


@pytest.mark.parametrize("world", often("ind.officer", "coa.placement"), indirect=True)
def test_no_address_of_the_api_looks_for_a_text_that_may_not_be_read(world: World):
    world.stand(KNOWS)
    forms, hidden = cycle(FORMS), unreadable(world)
    for address, asked in zip(readable(world, api=True), cycle(ASKED), strict=False):
        name, canary = next(hidden)
        for looked_for in (asked.format(name=name), "name", "vNumber"):
            answers = [world.ask(KNOWS, "get", f"{address.api}?{looked_for}={text}") for text in (canary, NOBODY)]
            cells["parameter"] += 1
            assert {answer.status_code for answer in answers} <= {400, 403, 404}, (address.api, looked_for)
            assert bare(answers[0], {canary: ""}) == bare(answers[1], {NOBODY: ""}), (address.api, looked_for)
        formed = next(forms)
        assert world.ask(KNOWS, "get", f"{address.api}?{formed}").status_code in {400, 403, 404}, formed
        cells["parameter"] += 1


@pytest.mark.parametrize("world", often("avim.officer"), indirect=True)
def test_no_page_looks_for_a_text_that_may_not_be_read(world: World):
    world.stand(KNOWS)
    forms, hidden = cycle(FORMS), unreadable(world)
    for address, asked in zip(readable(world, api=False), cycle(ASKED), strict=False):
        name, canary = next(hidden)
        looked_for = asked.format(name=name)
        answers = [world.visit(KNOWS, f"{address.path}?{looked_for}={text}") for text in (canary, NOBODY)]
        cells["parameter"] += 1
        assert bare(answers[0], {canary: ""}) == bare(answers[1], {NOBODY: ""}), (address.path, looked_for)
        answer = world.visit(KNOWS, f"{address.path}?{next(forms)}")
        assert answer.status_code < 500, address.path
        cells["parameter"] += 1


@pytest.mark.parametrize("world", ["avim.officer"], indirect=True)
def test_a_family_name_is_not_guessed_letter_by_letter(world: World):
    """The oracle itself: what stands in the child's name, from the first letter on, through the stock lists."""
    world.stand(KNOWS)
    name = world.planted.rows[Child, THEIRS].family_name
    for page in ("/admin/intake/case/", "/admin/intake/child/"):
        for part in (name[:1], name[:5], name):
            first, second = (world.visit(KNOWS, f"{page}?family_name__startswith={each}") for each in (part, NOBODY))
            assert bare(first, {}) == bare(second, {})
