"""Role × relation × route at the partners' door: who may know of what, which columns come, and which acts are taken.

What must come is read from the table by tests/access/letter.py, not by the code under test. Routes, acts, kinds of
record, roles and grounds come from their declarations: a new one is in the matrix by itself. How it works, and what it
was measured to catch: docs/access-proof.md.
"""

from collections.abc import Collection
from typing import Any

import pytest

from audit.models import Recorded
from config.api.camel import camel
from intake.models import Child
from overview.acts import ACTS
from overview.resources import RESOURCES
from partners.access import data_of, elsewhere
from partners.acts import Act
from partners.grounds import Ground
from partners.roles import ROLES
from tests.access import letter
from tests.access.canaries import OWN, THEIRS
from tests.access.routes import addresses, routes
from tests.access.world import (
    FEW,
    OFTEN,
    Relation,
    World,
    allowed,
    attempt,
    cells,
    often,
    relations,
    share_of,
    shares,
    some,
)

pytestmark = pytest.mark.django_db
UNKNOWN = 404
# What reads_its_records asks.
LISTS = [resource.path.replace("{case}", "<uuid:case>") for resource in RESOURCES]


@pytest.mark.requirement("INV-38", "S000-23")
@pytest.mark.parametrize("share", shares())
@pytest.mark.parametrize("world", ROLES, indirect=True)
def test_what_a_role_reads_of_each_kind_of_record_is_what_the_table_says(world: World, share: int):
    for number, relation in enumerate(relations(world.role), start=share):
        if not relation.still:  # it is read as before
            world.stand(relation)
            reads_its_records(world, relation, number)


@pytest.mark.requirement("INV-38")
@pytest.mark.parametrize("share", shares())
@pytest.mark.parametrize("world", often(*OFTEN), indirect=True)
def test_what_a_role_finds_does_and_reads_elsewhere_through_the_api_is_what_the_table_says(world: World, share: int):
    for number, relation in enumerate(relations(world.role), start=share):
        world.stand(relation)
        does_what_it_may(world, relation, number)
        if not relation.still:
            sees_no_canary_elsewhere(world, relation, number)
            finds_by_what_it_reads(world, relation)


def reads_its_records(world: World, relation: Relation, number: int) -> None:
    for resource in share_of(some(RESOURCES, relation), number):
        path = resource.path.replace("{case}", str(world.case.pk))
        answer = world.ask(relation, "get", path)
        where = (world.role, str(relation), resource.path)
        cells["list"] += 1
        chosen = letter.columns(data_of(resource.model), world.role, relation.ground) if relation.ground else None
        if chosen is None or not chosen.known:
            assert answer.status_code == (403 if chosen else UNKNOWN), where
        else:
            assert answer.status_code == 200, where
            assert_rows(world, resource.model, chosen, answer.json()["results"], where)


def assert_rows(world: World, model: type[Recorded], chosen: letter.Columns, rows: list[Any], where: Any) -> None:
    """Exactly the rows that may be known of, each with exactly the columns that may be read."""
    known = {
        str(row.pk): row for (kind, side), row in world.planted.rows.items()
        if kind is model and (side == OWN or not chosen.own_rows_only)
    }  # fmt: skip
    shown = {row["id"]: row for row in rows}
    assert known.keys() <= shown.keys(), where
    for key, planted in known.items():
        mine = planted.created_by_organisation == world.person.organisation_id
        columns = chosen.own if mine else chosen.theirs
        may = {camel(name) for name in columns}
        shown[key] = {name: value for name, value in shown[key].items() if not follows(model, name, columns)}
        assert shown[key].keys() <= may, (where, shown[key].keys() - may)
        silent = {camel(name) for name in (*chosen.own - chosen.theirs, *elsewhere(model))}
        assert may - shown[key].keys() <= silent, (where, may - shown[key].keys())


def follows(model: type[Recorded], name: str, columns: Collection[str]) -> bool:
    """Whether a member says no more than columns that may be read."""
    known = {"Screening.differs": {"reported_concern", "indicators"}, "Consent.state": {"purpose"}}
    rests_on = known.get(f"{model.__name__}.{name}")
    return rests_on is not None and rests_on <= set(columns)


def sees_no_canary_elsewhere(world: World, relation: Relation, number: int) -> None:
    """Through every other address that can be read; in the case it is there for whoever knows of it, and only then."""
    readable = [route for route in routes() if route.is_api and route.reads and route.bare not in LISTS]
    # One row is read as the list of them is: all of them are asked for once, by a ground that opens the most.
    rows = [route for route in readable if route.parts[-1:] == ["pk"]]
    asked = (
        readable
        if relation.ground == Ground.INTAKE
        else [*rows[::FEW], *(each for each in readable if each not in rows)]
    )
    for route in share_of(some(asked, relation), number):
        for address in addresses(world.planted, route):
            answer = world.ask(relation, "get", address.api)
            cells["route"] += 1
            where = (world.role, str(relation), route.pattern)
            assert answer.status_code in {200, 403, 404}, where
            if route.in_case and not (relation.knows and address.below_case):
                assert (answer.status_code == UNKNOWN) is not relation.knows, where


def finds_by_what_it_reads(world: World, relation: Relation) -> None:
    """A name is looked for in all three columns that hold one: who may not read each of them finds nobody by it."""
    for canary, (model, name, side) in world.planted.texts().items():
        if model is Child:
            looked_at = {"v_number"} if name == "v_number" else {"given_names", "family_name", "aliases"}
            asked = {"vNumber": canary} if name == "v_number" else {"name": canary}
            answer = world.ask(relation, "post", "case-searches", asked)
            cells["search"] += 1
            may = {(Child, each, side) for each in looked_at} <= allowed(world, relation)
            found = (answer.status_code, bool(answer.json()["results"]))
            assert found == (200, may), (world.role, str(relation), name)


def does_what_it_may(world: World, relation: Relation, number: int) -> None:
    acts = some((act for act in ACTS.values() if act.in_case and act.parent_from is None), relation)
    for act in share_of(acts, number):
        status = attempt(lambda act=act: world.ask(relation, "post", path_of(world, act), {})).status_code
        cells["act"] += 1
        assert agrees(status, expected(world, act, relation)), (world.role, str(relation), act.path, status)
        if (relation.joined and not act.when_joined) or (relation.closed and not act.when_closed):
            assert status >= 400, (world.role, act.path, str(relation))


def path_of(world: World, act: Act) -> str:
    path = act.path.replace("{case}", str(world.case.pk))
    if act.parent != "case" and act.parent_model is not None:
        path = path.replace(f"{{{act.parent}}}", str(world.planted.rows[act.parent_model, THEIRS].pk))
    return path


def expected(world: World, act: Act, relation: Relation) -> int | None:
    """404 and 403 as the table has them; None: whatever the verb says, but neither of those."""
    if relation.ground is None:
        return UNKNOWN
    if act.parent != "case" and act.parent_model is not None:
        parent = letter.columns(data_of(act.parent_model), world.role, relation.ground)
        if not parent.known or parent.own_rows_only:
            return UNKNOWN
    data_class, how = act.right
    return None if letter.may_do(world.role, data_class, how, relation.ground) else 403


def agrees(status: int, wanted: int | None) -> bool:
    return status == wanted if wanted else status in {200, 201, 400, 409}
