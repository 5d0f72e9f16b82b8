"""Role × ground × route, both doors: who may know of what, which columns come, and that no canary flies elsewhere.

What must come is read from the table by tests/access/letter.py, not by the code under test. Routes, acts, kinds of
record, roles and grounds come from their declarations: a new one is in the matrix by itself.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Recorded
from config.api.camel import camel
from intake.models import Case, Child, Signal
from overview.acts import ACTS
from overview.resources import RESOURCES
from partners import involvement
from partners.access import data_of, elsewhere
from partners.access_table import READ_ONLY
from partners.actors import of_person
from partners.acts import Act
from partners.grounds import Ground
from partners.models import Involvement, Person
from partners.roles import ROLES
from shelter.models import Bed, Location
from tests.access import canaries, letter
from tests.access.canaries import OWN, THEIRS, Planted
from tests.partner_api import Partner, partner

pytestmark = pytest.mark.django_db
FEW = 6
FORMERLY, ELSEWHERE = "formerly", "another organisation"
Standing = Ground | str
# The pages take longest: in every run for one role of each kind of right, for all in `make check-long`.
OFTEN = ("nidos.guardian", "nidos.intake", "nidos.supervisor", "avim.officer", "ind.officer", "coa.placement")
AT_SCREEN = [role if role in OFTEN else pytest.param(role, marks=pytest.mark.long) for role in ROLES]
UNKNOWN = 404
cells: Counter[str] = Counter()


class World:
    """One role at both doors, with a case full of canaries in which it stands by one ground at a time."""

    def __init__(self, role: str, people: dict[str, Person], case: Case, other_case: Case) -> None:
        self.role, self.person = role, people[role]
        self.actor = of_person(self.person)
        self.stranger = people["lawyer.lawyer" if role != "lawyer.lawyer" else "evenaar.clinician"]
        provider = people["bo_provider.mentor"].organisation
        house = Location.objects.create(name="Huis (test)", kind="BO", provider=provider, address="Verzonnen Pad 1")
        bed = Bed.objects.create(location=house, label="1")
        self.planted = Planted(case, other_case, house, bed, self.stranger)
        self.at = timezone.now()
        canaries.plant(self.planted, theirs=of_person(self.stranger), own=self.actor, at=self.at)
        self.api: Partner = partner(str(ROLES[role].kind or "NIDOS"), role)
        self.browser = Client()
        self.browser.force_login(self.person, backend="partners.login.PersonBackend")

    @property
    def case(self) -> Case:
        return self.planted.case

    def stand(self, ground: Standing) -> None:
        """End whatever involvement there is and begin this one; what ended, or is another's, opens nothing."""
        now = timezone.now()
        for row in Involvement.objects.open(now).filter(case_id=self.case.pk):
            involvement.end(row, by=self.actor, at=now, until=now)
        since = now - timedelta(minutes=5)
        organisation = self.stranger.organisation if ground == ELSEWHERE else self.person.organisation
        alone = {"person": self.person, "until": now + timedelta(hours=1)} if ground in READ_ONLY else {}
        self.api = replace(self.api, purpose="ACUTE_DANGER" if ground == Ground.EMERGENCY else "PROTECTION")
        row = involvement.involve(
            case=self.case.pk, number=self.case.number, organisation=organisation,
            ground=Ground(ground) if ground in Ground.values else Ground.SIGNAL, by=self.actor, at=since, **alone,
        )  # fmt: skip
        if ground == FORMERLY:
            involvement.end(row, by=self.actor, at=now, until=now)


@pytest.fixture(scope="module", autouse=True)
def _say_how_many_cells(request) -> Iterator[None]:
    yield
    with request.config.pluginmanager.get_plugin("capturemanager").global_and_fixture_disabled():
        print(f"\naccess matrix: {sum(cells.values())} cells: {dict(cells)}")


@pytest.fixture(params=list(ROLES))
def world(request, people, open_case):
    return World(request.param, people, open_case(), open_case(given_names="Anders"))


def knows(ground: Standing, role: str = "") -> bool:
    """Whether whoever stands by this may know that there is such a case; an emergency is never a supervisor's."""
    if ground == Ground.EMERGENCY and role.endswith(".supervisor"):
        return False
    return ground in Ground.values and ground != Ground.OWN_SIGNAL


def some(routes: Iterable[Any], ground: Standing, role: str) -> list[Any]:
    """Every route for whoever knows of the case; a few for who does not: all of them ask the same question first."""
    found = list(routes)
    return found if knows(ground, role) else found[:: max(1, len(found) // FEW)]


def standings(role: str) -> Iterator[Standing]:
    """Each ground whose rights differ from those of the grounds before, and the two ways of not standing there."""
    yield from (FORMERLY, ELSEWHERE, Ground.OWN_SIGNAL, *([Ground.EMERGENCY] if role.endswith(".supervisor") else []))
    seen: set[tuple[tuple[letter.Cell, bool], ...]] = set()
    for ground in Ground:
        rights = tuple(
            (letter.cell(role, data_class, ground), ground in READ_ONLY) for model in all_models()
            for data_class in data_of(model)
        )  # fmt: skip
        if knows(ground, role) and rights not in seen:
            seen.add(rights)
            yield ground


def all_models() -> list[type[Recorded]]:
    return [Case, Child, *canaries.planted_models()]


def allowed(world: World, ground: Standing) -> set[tuple[type[Recorded], str, str]]:
    """Every canary that may be seen: the model, the field and whose row it stands in."""
    if not knows(ground, world.role):
        return set()
    found = set()
    for model in all_models():
        chosen = letter.columns(data_of(model), world.role, Ground(ground))
        if chosen.known:
            found |= {(model, name, OWN) for name in chosen.own}
            found |= set() if chosen.own_rows_only else {(model, name, THEIRS) for name in chosen.theirs}
    return found


def wrongly_seen(world: World, ground: Standing, text: str) -> set[str]:
    return {f"{model.__name__}.{name} ({side})" for model, name, side in
            world.planted.found_in(text) - allowed(world, ground)}  # fmt: skip


def test_what_a_role_reads_finds_and_does_through_the_api_is_what_the_table_says(world: World):
    for ground in standings(world.role):
        world.stand(ground)
        reads_its_records(world, ground)
        sees_no_canary_elsewhere(world, ground)
        finds_by_what_it_reads(world, ground)
        does_what_it_may(world, ground)


def reads_its_records(world: World, ground: Standing) -> None:
    for resource in RESOURCES:
        path = resource.path.replace("{case}", str(world.case.pk))
        answer = world.api.send("get", path)
        where = (world.role, str(ground), resource.path)
        cells["list"] += 1
        chosen = (
            letter.columns(data_of(resource.model), world.role, Ground(ground)) if knows(ground, world.role) else None
        )
        if chosen is None or not chosen.known:
            assert answer.status_code == (403 if chosen else UNKNOWN), where
        else:
            assert answer.status_code == 200, where
            assert_rows(world, resource.model, chosen, answer.json()["results"], where)
        assert wrongly_seen(world, ground, answer.content.decode()) == set(), where


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
    rests_on = {"Screening.differs": {"reported_concern", "indicators"}}.get(f"{model.__name__}.{name}")
    return rests_on is not None and rests_on <= set(columns)


def sees_no_canary_elsewhere(world: World, ground: Standing) -> None:
    """Through what is no list of records."""
    base = f"cases/{world.case.pk}"
    routes = ["cases", base, f"{base}/terms", f"{base}/timeline", f"{base}/contacts", f"{base}/alerts",
              f"{base}/whereabouts", "alerts", "emergency-accesses", "access-requests", "notices",
              "locations", "stand-ins", "signals", "guardians"]  # fmt: skip
    for path in routes:
        answer = world.api.send("get", path)
        cells["route"] += 1
        assert answer.status_code in {200, 403, 404}, (world.role, ground, path)
        if path.startswith(base):
            assert (answer.status_code == UNKNOWN) is not knows(ground, world.role), (world.role, ground, path)
        own = own_signals(world) if path in {"signals", "notices"} else ""
        assert not wrongly_seen(world, ground, answer.content.decode()) - set(own), (world.role, ground, path)


def own_signals(world: World) -> set[str]:
    """Whoever raised a signal reads it apart from the case (C5, OWN_SIGNAL)."""
    return {f"Signal.{name} (own)" for fields in data_of(Signal).values() for name in fields.all}


def finds_by_what_it_reads(world: World, ground: Standing) -> None:
    """A name is looked for in all three columns that hold one: who may not read each of them finds nobody by it."""
    for canary, (model, name, side) in world.planted.canaries.items():
        if model is Child:
            looked_at = {"v_number"} if name == "v_number" else {"given_names", "family_name", "aliases"}
            asked = {"vNumber": canary} if name == "v_number" else {"name": canary}
            answer = world.api.send("post", "case-searches", asked)
            cells["search"] += 1
            may = {(Child, each, side) for each in looked_at} <= allowed(world, ground)
            assert (answer.status_code, bool(answer.json()["results"])) == (200, may), (world.role, ground, name)


def does_what_it_may(world: World, ground: Standing) -> None:
    for act in some((act for act in ACTS.values() if act.in_case and act.parent_from is None), ground, world.role):
        status = attempt(world, act)
        cells["act"] += 1
        assert agrees(status, expected(world, act, ground)), (world.role, str(ground), act.path, status)


def attempt(world: World, act: Act) -> int:
    """Ask for it with nothing filled in, and put back whatever it did."""
    path = act.path.replace("{case}", str(world.case.pk))
    if act.parent != "case" and act.parent_model is not None:
        path = path.replace(f"{{{act.parent}}}", str(world.planted.rows[act.parent_model, THEIRS].pk))
    point = transaction.savepoint()
    try:
        return int(world.api.send("post", path, {}).status_code)
    finally:
        transaction.savepoint_rollback(point)


def expected(world: World, act: Act, ground: Standing) -> int | None:
    """404 and 403 as the table has them; None: whatever the verb says, but neither of those."""
    if not knows(ground, world.role):
        return UNKNOWN
    if act.parent != "case" and act.parent_model is not None:
        parent = letter.columns(data_of(act.parent_model), world.role, Ground(ground))
        if not parent.known or parent.own_rows_only:
            return UNKNOWN
    data_class, how = act.right
    return None if letter.may_do(world.role, data_class, how, Ground(ground)) else 403


def agrees(status: int, wanted: int | None) -> bool:
    return status == wanted if wanted else status in {200, 201, 400, 409}


@pytest.mark.parametrize("world", AT_SCREEN, indirect=True)
def test_no_canary_is_seen_at_the_screen(world: World):
    for ground in standings(world.role):
        world.stand(ground)
        for name, address in some(screens(world), ground, world.role):
            answer = world.browser.get(address)
            text = answer.content.decode()
            cells["screen"] += 1
            where = (world.role, str(ground), name)
            assert answer.status_code in {200, 403, 404}, where
            assert not wrongly_seen(world, ground, text) - own_signals_at(world, name), where
            if name == "case":
                cells["case page"] += 1
                assert (answer.status_code == UNKNOWN) is not knows(ground, world.role), where


def own_signals_at(world: World, name: str) -> set[str]:
    return own_signals(world) if name == "signals" else set()


def screens(world: World) -> Iterator[tuple[str, str]]:
    yield "desk", reverse("admin:index")
    yield "list", reverse("admin:intake_case_changelist")
    yield "case", reverse("admin:intake_case_change", args=[world.case.pk])
    yield "trail", reverse("admin:trail", args=[world.case.pk])
    yield "trails", reverse("admin:trails")
    yield "signals", reverse("admin:unmatched_signals")
    yield "emergencies", reverse("admin:emergencies")
    yield "access requests", reverse("admin:access_requests")
    for (model, side), row in world.planted.rows.items():
        route = f"admin:{model._meta.app_label}_{model._meta.model_name}_history"
        yield f"history {model.__name__} {side}", reverse(route, args=[row.pk])
    for act in ACTS.values():
        if act.in_case and act.parent == "case":
            yield f"form {act.name}", reverse("admin:act", args=[world.case.pk, act.name])
        elif act.in_case and act.parent_model is not None:
            parent = world.planted.rows[act.parent_model, THEIRS]
            yield f"form {act.name}", reverse("admin:nested_act", args=[world.case.pk, act.name, parent.pk])
