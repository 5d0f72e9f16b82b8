"""Role × relation × page: every address of the screen shows and fetches no more than may be."""

from collections.abc import Iterator

import pytest

from tests.access.routes import Address, addresses, routes
from tests.access.world import World, cells, often, relations, share_of, shares, some

pytestmark = pytest.mark.django_db
# The trail of a case is for who audits it, which nobody needs a ground for; signing out ends the visit.
IN_EVERY_RUN = "avim.officer"
TRAILS, LEAVING = {"trail", "trail_csv", "trail_logboek"}, {"logout"}


def pages(world: World) -> Iterator[Address]:
    for route in routes():
        if not route.is_api and route.name not in LEAVING:
            yield from addresses(world.planted, route)


def of_case(world: World, address: Address) -> bool:
    """Whether it stands in the case, by its address or by the record that it shows."""
    row = next((row for row in world.planted.rows.values() if row.pk == address.values.get("object_id")), None)
    return address.route.in_case or (row is not None and row.in_case() == world.case.pk)


def free(world: World, address: Address) -> bool:
    """Whether the answer depends on no ground: of a trail it is a refusal for who audits nothing."""
    return address.route.name in TRAILS or address.route.audited(world.role)


@pytest.mark.requirement("INV-38")
@pytest.mark.parametrize("share", shares())
@pytest.mark.parametrize("world", often(IN_EVERY_RUN), indirect=True)
def test_no_canary_is_seen_at_the_screen(world: World, share: int):
    for number, relation in enumerate(relations(world.role), start=share):
        if relation.still:
            continue  # it is read as before
        world.stand(relation)
        for address in share_of(some(pages(world), relation), number):
            answer = world.visit(relation, address.path)
            cells["page"] += 1
            where = (world.role, str(relation), address.path)
            assert answer.status_code in {200, 302, 400, 403, 404, 405}, where
            if of_case(world, address) and not free(world, address) and not relation.knows:
                assert answer.status_code in {404, 405}, where
            if address.route.name == "intake_case_change":
                assert (answer.status_code == 200) is relation.knows, where
