"""What one may not know of and what does not exist get the same answer, byte for byte, at every route by every method.

Likewise a record under the path of a case in which it does not stand, and whoever has no token at all.
"""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from partners.grounds import Ground
from tests.access.routes import METHODS, Address, Route, Unfillable, addresses, routes
from tests.access.world import Relation, World, attempt, bare, cells, often, unknowing

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("INV-38")]
FOREIGN = Relation("another organisation")
IN_EVERY_RUN = ("nidos.guardian",)


def in_case(world: World, *, api: bool) -> Iterator[Address]:
    """Every address in a case; but for the trail, which is read without standing in one, by who audits."""
    for route in routes():
        if route.in_case and route.is_api is api and not route.audited(world.role):
            yield from addresses(world.planted, route)


def random(address: Address) -> Address:
    """The same address of a case that does not exist."""
    return address.with_(**dict.fromkeys(["case", *address.below_case], uuid4()))


def assert_same(first: HttpResponse, second: HttpResponse, one: Address, other: Address, method: str) -> None:
    ids = {str(each.values[name]): f"<{name}>" for each in (one, other) for name in ["case", *one.below_case]}
    assert bare(first, ids) == bare(second, ids), (method, one.route.pattern)


@pytest.mark.parametrize("world", often(*IN_EVERY_RUN), indirect=True)
def test_a_case_one_may_not_know_of_answers_a_partner_as_one_that_does_not_exist(world: World):
    relations = list(unknowing(world.role))
    for place, address in enumerate(in_case(world, api=True)):
        relation = relations[place % len(relations)]
        world.stand(relation)
        nowhere = random(address)
        for method in asked_of(address.route, place):
            body = {} if method in {"post", "put", "patch"} else None
            there, not_there = (
                attempt(lambda each=each: world.ask(relation, method, each.api, body))  # noqa: B023
                for each in (address, nowhere)
            )
            cells["stranger"] += 1
            assert there.status_code == (404 if answers(address.route, method) else there.status_code), address.api
            assert there.status_code in {200, 404, 405}, (address.api, method)
            assert_same(there, not_there, address, nowhere, method)


def asked_of(route: Route, place: int) -> list[str]:
    """Each method that the view takes, and of the others the next one in turn: together every one of them, often."""
    taken = [method for method in METHODS if answers(route, method)]
    others = [method for method in METHODS if method not in taken]
    return [*taken, others[place % len(others)]]


def answers(route: Route, method: str) -> bool:
    """Whether the view takes this method; what it does not is a 405 to everybody, and OPTIONS tells of no record."""
    view = route.view.view_class
    taken = "get" if method == "head" else method
    return method != "options" and method in view.http_method_names and hasattr(view, taken)


@pytest.mark.parametrize("world", often(*IN_EVERY_RUN), indirect=True)
def test_a_case_one_may_not_know_of_looks_at_the_screen_as_one_that_does_not_exist(world: World):
    world.stand(FOREIGN)
    for place, address in enumerate(in_case(world, api=False)):
        nowhere = random(address)
        for method in ("get", METHODS[place % len(METHODS)]):
            there, not_there = (
                attempt(lambda each=each: world.visit(FOREIGN, each.path, method))  # noqa: B023
                for each in (address, nowhere)
            )
            cells["stranger"] += 1
            assert there.status_code in {403, 404, 405}, (address.path, method)
            assert_same(there, not_there, address, nowhere, method)


@pytest.mark.parametrize("world", often(*IN_EVERY_RUN), indirect=True)
def test_a_record_is_not_found_under_another_case(world: World):
    """Both cases are known, the record stands in one of them: under the other it is as if it were not there."""
    everything = Relation("INTAKE", Ground.INTAKE)
    other = world.planted.other_case
    for case in (world.case, other):
        world.stand(everything, case)
    for api in (True, False):
        for address in in_case(world, api=api):
            if address.below_case:
                elsewhere = address.with_(case=other.pk)
                nowhere = elsewhere.with_(**dict.fromkeys(address.below_case, uuid4()))
                for method in ("get", "post"):
                    there, not_there = (asked(world, everything, method, each) for each in (elsewhere, nowhere))
                    cells["mismatched"] += 1
                    assert there.status_code in {403, 404, 405}, (method, address.path)
                    assert_same(there, not_there, elsewhere, nowhere, method)


def asked(world: World, relation: Relation, method: str, address: Address) -> HttpResponse:
    if address.route.is_api:
        return attempt(lambda: world.ask(relation, method, address.api, {} if method == "post" else None))
    return attempt(lambda: world.visit(relation, address.path, method))


@pytest.mark.parametrize("world", ["nidos.guardian"], indirect=True)
def test_without_a_token_every_route_of_a_case_gives_the_same_refusal(world: World):
    nobody = Client(raise_request_exception=False)
    for place, address in enumerate(in_case(world, api=True)):
        nowhere = random(address)
        for method in asked_of(address.route, place):
            there, not_there = (getattr(nobody, method)(each.path) for each in (address, nowhere))
            cells["nobody"] += 1
            assert there.status_code == 401, (method, address.path)
            assert_same(there, not_there, address, nowhere, method)


def test_a_route_that_nobody_can_fill_is_named():
    with pytest.raises(Unfillable, match="api/v1/things/<uuid:thing>: nobody knows what 'thing' is"):
        list(addresses(None, Route("api/v1/things/<uuid:thing>", "things", None)))
