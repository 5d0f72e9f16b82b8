"""The fault matrix: while the ledger cannot be written nothing is shown and nothing changes, at any route.

Every GET of the API and every page come from the URL configuration (tests/access/routes.py), every act by what the
stories post (`first_without_the_ledger`). What the database would say is raised by a trigger; one lock is a real one.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection
from django.test import Client as Browser

from audit.models import Entry
from intake.models import Case, Signal
from overview.acts import ACTS
from overview.api.urls import ON_SCREEN_ONLY
from tests.access.routes import Address, addresses, routes
from tests.access.world import World, often
from tests.faults import FAULTS, broken, everything, make_breakable
from tests.partner_api import SIGNAL, act_of

pytestmark = [
    pytest.mark.requirement("INV-39", "B-27"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no such faults"),
]
IN_EVERY_RUN = ("nidos.supervisor",)
# Each fault at each act and form; in every run one of them.
ONE_OF = [each if each == "the disk is full" else pytest.param(each, marks=pytest.mark.long) for each in FAULTS]
counted: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def _say_what_was_counted(request):
    yield
    with request.config.pluginmanager.get_plugin("capturemanager").global_and_fixture_disabled():
        print(f"\nfault matrix: {dict(counted)}")


@pytest.fixture
def world(request, people, open_case) -> World:
    return World(request.param, people, open_case(), open_case(given_names="Anders"))


def readable(world: World) -> Iterator[Address]:
    for route in routes():
        if not route.is_api or route.reads:
            yield from addresses(world.planted, route)


def ask(world: World, address: Address):
    """As this role; what is no call of the API is asked at the screen, signed in."""
    return world.api.send("get", address.api) if address.route.is_api else world.browser.get(address.path)


def tells(world: World, answer) -> bool:
    """Whether anything of the child is in an answer."""
    text = answer.content.decode(errors="replace")
    return bool(world.planted.found_in(text)) or str(world.case.pk) in text


@pytest.mark.django_db
@pytest.mark.parametrize("world", often(*IN_EVERY_RUN), indirect=True)
def test_no_route_answers_what_it_cannot_write_down(world):
    make_breakable()
    known = [(address, ask(world, address)) for address in readable(world)]
    before = everything()
    for number, (address, usual) in enumerate(known):
        # One fault after the other: together each of them at a third of the routes, and at all in the long run.
        fault = list(FAULTS)[number % len(FAULTS)]
        with broken(fault):
            answer = ask(world, address)
        silent = answer.status_code < 500
        counted["answers that tell of nobody" if silent else fault] += 1
        assert not tells(world, answer), (fault, address.path)
        assert answer.status_code in {503, usual.status_code}, (fault, address.path, answer.status_code)
        assert not (silent and tells(world, usual)), (fault, address.path)
        if not silent:
            calm(answer, address.path.startswith(("/api/", "/oauth/")))
    assert everything() == before


def calm(answer, is_api: bool) -> None:
    """Says when to ask again, and in which words."""
    assert answer["Retry-After"] == "30"
    if is_api:
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "unavailable"
    else:
        assert "Op dit moment niet mogelijk" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("world", ["nidos.supervisor"], indirect=True)
@pytest.mark.parametrize("fault", ONE_OF)
def test_no_act_is_refused_without_saying_so(world, fault):
    """With a body that says nothing: who may not, whose it is not and what is wrong with it cannot be written down."""
    make_breakable()
    before, asked = everything(), set()
    for route in routes():
        if route.is_api and hasattr(getattr(route.view, "view_class", None), "post"):
            for address in addresses(world.planted, route):
                with broken(fault):
                    answer = world.api.send("post", address.api, {}, If_Match='"1"')
                counted["acts"] += 1
                asked.add(act_of(address.api))
                assert answer.status_code == 503, address.api
    assert everything() == before
    # The one of who reported from outside stands at an address of its own, and was asked there.
    on_screen = {name for name, act in ACTS.items() if act.path in ON_SCREEN_ONLY}
    assert set(ACTS) - asked == {"signals-withdrawals"} | on_screen
    assert "own-signals-withdrawals" in asked


@pytest.mark.django_db
@pytest.mark.parametrize("world", ["nidos.supervisor"], indirect=True)
@pytest.mark.parametrize("fault", ONE_OF)
def test_no_form_of_a_screen_is_taken(world, fault):
    make_breakable()
    before = everything()
    for route in routes():
        if route.name in {"act", "nested_act", "free_act", "nested_free_act"}:
            for address in addresses(world.planted, route):
                with broken(fault):
                    answer = world.browser.post(address.path, {})
                counted["forms"] += 1
                assert not tells(world, answer), address.path
                if answer.status_code == 503:
                    calm(answer, is_api=False)
                else:  # an empty form of what stands in no case is shown again: it tells of nobody
                    assert (answer.status_code, address.route.in_case) == (400, False), address.path
    assert everything() == before


@pytest.mark.django_db
def test_nobody_signs_in_and_no_token_is_given(people, as_partner):
    make_breakable()
    person = people["nidos.guardian"]
    person.set_password("veilig-onder-de-wilg")
    person.save()
    browser = Browser(raise_request_exception=False)
    for password in ("veilig-onder-de-wilg", "wrong"):
        with broken("the disk is full"):
            answer = browser.post("/admin/login/", {"username": person.username, "password": password})
        calm(answer, is_api=False)
        assert "_auth_user_id" not in browser.session
    with broken("the disk is full"):
        answer = browser.post("/oauth/token", {"grant_type": "client_credentials", "client_id": "x"})
    assert answer.status_code == 503


@contextmanager
def locked() -> Iterator[None]:
    """Somebody else keeps the ledger to themselves, and we wait a twentieth of a second."""
    known = connection.get_connection_params()
    other = psycopg2.connect(**{name: known[name] for name in ("dbname", "user", "password", "host", "port")
                                if name in known})  # fmt: skip
    try:
        with other.cursor() as cursor, connection.cursor() as ours:
            cursor.execute("LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE")
            ours.execute("SET lock_timeout = '50ms'")
        yield
    finally:
        other.close()
        with connection.cursor() as ours:
            ours.execute("RESET lock_timeout")


@pytest.mark.django_db(transaction=True)
def test_a_ledger_that_somebody_locks_lets_nothing_through(as_partner, people, open_case):
    case = open_case()
    avim, browser = as_partner("avim.officer"), Browser(raise_request_exception=False)
    browser.force_login(people["nidos.intake"])
    path = f"cases/{case.pk}"
    with locked():
        answers = [avim.send("get", path), avim.send("get", "cases"), avim.send("post", f"{path}/signals", SIGNAL),
                   avim.send("post", f"{path}/signals", {}), avim.send("get", "cases/none")]  # fmt: skip
        pages = [browser.get("/admin/"), browser.get(f"/admin/intake/case/{case.pk}/change/")]
    for answer in answers:
        calm(answer, is_api=True)
    for page in pages:
        calm(page, is_api=False)
    assert not Signal.objects.exists()
    assert avim.send("post", f"{path}/signals", SIGNAL).status_code == 201
    assert Entry.objects.filter(table="intake_signal").count() == 1


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("world", ["nidos.supervisor", "nidos.intake"], indirect=True)
def test_a_lock_lets_nothing_through_at_any_route(world):
    known = [(address, ask(world, address)) for address in readable(world)]
    before = everything()
    with locked():
        for address, usual in known:
            answer = ask(world, address)
            counted["a lock"] += 1
            assert not tells(world, answer), address.path
            assert answer.status_code == 503 or not tells(world, usual), address.path
    assert everything() == before
    assert Case.objects.count() == 2
