"""What nobody thought of is denied: a new kind of record, a view without a permission, an unknown role or route."""

from collections.abc import Iterator
from itertools import product
from types import ModuleType
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from django.urls import path
from rest_framework.response import Response
from rest_framework.views import APIView

from audit.models import Recorded
from config import urls
from partners import access, checks, involvement, rights
from partners.access import Standing
from partners.access_table import COLUMNS
from partners.actors import Actor
from partners.api.views import routes
from partners.data_classes import DataClass
from partners.grounds import Ground
from partners.models import Client
from partners.resources import Resource
from partners.rights import DENIED
from partners.roles import ROLES, role_code
from tests.access.routes import addresses
from tests.access.routes import routes as every_route
from tests.access.world import OFTEN, Relation, World, often

pytestmark = pytest.mark.requirement("INV-38")


@pytest.fixture
def diary() -> Iterator[type[Recorded]]:
    """A kind of record that somebody adds to a case and of which nobody says to which class its fields belong."""

    class Diary(Recorded):
        __module__ = "intake.models"  # where it would stand
        case_id = models.UUIDField()
        text = models.TextField()

        class Meta:
            app_label = "intake"

        def __str__(self) -> str:
            return str(self.pk)

    yield Diary
    for name in ("diary", "historicaldiary"):
        del apps.all_models["intake"][name]
    apps.clear_cache()


@pytest.fixture
def with_diaries(settings, diary) -> None:
    """The site with a route to it, made as every other, and a view whose author forgot about permissions."""

    class Forgotten(APIView):
        def get(self, request, case):
            return Response({"text": "dear diary"})

    site = ModuleType("site_with_diaries")
    site.urlpatterns = [
        *(
            path(f"api/v1/{each.pattern}", each.callback, name=each.name)
            for each in routes(acts=[], resources=[Resource("cases/{case}/diaries", diary, "diaries")])
        ),
        path("api/v1/cases/<uuid:case>/forgotten", Forgotten.as_view(), name="forgotten"),
        *urls.urlpatterns,
    ]
    for number in (400, 403, 404, 500):
        setattr(site, f"handler{number}", getattr(urls, f"handler{number}"))
    settings.ROOT_URLCONF = site


def test_a_new_model_is_named_by_the_check_with_each_field_outside_the_table(diary):
    (fault,) = checks.every_field_has_a_class(None)
    assert fault.id == "partners.E001"
    assert "intake.Diary has fields outside the access table: case_id, text." in fault.msg


def test_of_a_new_model_no_role_reads_anything_by_any_ground(diary):
    for role, ground, case in product(ROLES, Ground, (uuid4(), None)):
        standing = Standing(actor_in(role), case, frozenset({ground}))
        assert access.plan(diary, standing) is None
        assert access.select(diary._default_manager.all(), standing) is None


@pytest.mark.django_db
@pytest.mark.parametrize("world", often(*OFTEN[:2]), indirect=True)
def test_the_route_of_a_new_model_and_a_view_without_permission_are_refused(world: World, with_diaries):
    world.stand(Relation("INTAKE", Ground.INTAKE))
    base = f"cases/{world.case.pk}"
    for where in (f"{base}/diaries", f"{base}/diaries/{uuid4()}", f"{base}/forgotten"):
        answer = world.api.send("get", where)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), where


@pytest.mark.parametrize("role", ["nobody.here", "", "nidos", "nidos.guardian "])
def test_an_unknown_role_has_no_right_by_any_ground_nor_without_a_case(role):
    for case in (uuid4(), None):
        standing = Standing(actor_in(role), case, frozenset(Ground))
        assert {standing.right(data_class) for data_class in DataClass} == {DENIED}


@pytest.mark.parametrize("role", [each for each in COLUMNS if each not in ROLES])
def test_a_column_of_the_table_that_is_no_role_is_nobodys_right(role):
    for ground in Ground:
        standing = Standing(actor_in(role), uuid4(), frozenset({ground}))
        assert {standing.right(data_class) for data_class in DataClass} == {DENIED}


@pytest.mark.django_db
@pytest.mark.parametrize("world", ["nidos.guardian"], indirect=True)
def test_a_client_with_an_unknown_role_is_let_in_nowhere(world: World):
    world.stand(Relation("INTAKE", Ground.INTAKE))
    Client.objects.update(role="nobody.here")
    for route in every_route():
        if route.is_api and route.in_case:
            for address in addresses(world.planted, route):
                assert world.api.send("get", address.api).status_code == 401, address.api


def test_an_organisation_of_an_unknown_kind_has_no_role_in_a_case():
    known = {role_code("CIRCUS", code.rpartition(".")[2]) for code in ROLES}
    assert known == {None, "dpo.officer"}
    assert {rights.of_role("dpo.officer", data_class) for data_class in DataClass} == {DENIED}


@pytest.mark.django_db
@pytest.mark.parametrize("world", ["nidos.guardian"], indirect=True)
def test_an_unknown_route_is_the_same_404_as_an_unknown_case(world: World):
    answers = [world.api.send("get", where) for where in ("nonsense", "cases/nonsense", f"cases/{uuid4()}/terms")]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}


@pytest.mark.django_db
def test_who_has_no_organisation_stands_nowhere(open_case, at):
    case = open_case()
    nobody = Actor(None, "", "nidos.guardian", "", "ADMIN")
    assert involvement.standings(nobody, [case.pk], at(2026, 3, 3)) == {}


def actor_in(role: str) -> Actor:
    return Actor(uuid4(), "", role, "", "ADMIN")
