"""The cast: one organisation of each kind and one person for each role, introduced once; and a child that arrived."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.signals import user_logged_in
from django.core.management.commands import flush
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from whitenoise.middleware import WhiteNoiseMiddleware

from audit import guards
from intake import case as cases
from intake.models import Case, IntakeLocation
from partners import sessions
from partners.actors import Actor, of_person
from partners.models import Organisation, Person
from partners.roles import ROLES
from tests import faults
from tools.machine import MIGRATED


def pytest_configure() -> None:
    """WhiteNoise warns, and so fails, while nobody has collected static files yet; tests call and log in often."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.CALLS_PER_MINUTE = settings.TOKENS_PER_MINUTE = 1_000_000
    # A hash that is slow on purpose, half a second each time, proves no rule of ours: the same one, of few rounds.
    PBKDF2PasswordHasher.iterations = 1


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Test databases begin as a copy of one that is migrated already, where the run has one (tools/machine.py)."""
    migrated = os.environ.get(MIGRATED)
    if not migrated or connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated
        yield
        return
    with closing(sqlite3.connect(migrated)) as source, closing(in_memory()) as copy:
        source.backup(copy)
        yield


def in_memory() -> sqlite3.Connection:
    """The database in memory that Django tests on with SQLite: it lives as long as anything is connected to it."""
    return sqlite3.connect(connection.creation._get_test_db_name(), uri=True)


# What Django itself puts in a new database: it stays, so nothing has to be put there again.
OF_DJANGO = ("django_migrations", "django_content_type", "auth_permission")
EMPTY = """
DO $$
DECLARE name text; filled boolean;
BEGIN
    FOREACH name IN ARRAY %(tables)s LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %%I)', name) INTO filled;
        IF filled THEN EXECUTE format('DELETE FROM %%I', name); END IF;
    END LOOP;
END $$
"""


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_found_once() -> Iterator[None]:
    """A server looks through all static files when it begins; a test client would do so again at its first call."""
    look_through, found = WhiteNoiseMiddleware.add_files_from_finders, {}

    def add_found(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            look_through(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    WhiteNoiseMiddleware.add_files_from_finders = add_found
    yield
    WhiteNoiseMiddleware.add_files_from_finders = look_through


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_guards() -> Iterator[None]:
    """Transactional tests empty the tables afterwards, which the guards refuse: step around them there only.

    Django would truncate every table and then fill its own again, two seconds for each test.
    """
    original, fill = flush.sql_flush, flush.emit_post_migrate_signal

    def sql_flush(style: Any, connection: Any, **kwargs: Any) -> list[str]:
        if connection.vendor == "postgresql":
            names = sorted({*connection.introspection.django_table_names(only_existing=True)} - {*OF_DJANGO})
            with connection.cursor() as cursor:
                empty = cursor.mogrify(EMPTY, {"tables": names}).decode()
            return ["SET session_replication_role = replica", empty, "SET session_replication_role = DEFAULT"]
        statements = original(style, connection, **kwargs)
        with connection.cursor() as cursor:
            for _table, name in guards.laid(connection.alias):
                cursor.execute(f'DROP TRIGGER "{name}"')
        return statements

    flush.sql_flush = sql_flush
    if connection.vendor == "postgresql":
        flush.emit_post_migrate_signal = lambda *_, **__: None
    yield
    flush.sql_flush, flush.emit_post_migrate_signal = original, fill


@pytest.fixture(scope="session", autouse=True)
def _who_is_logged_in_has_proved_it() -> Iterator[None]:
    """`force_login` of a test client stands for a whole login: what the second step leaves in the session is there.

    Its request has no method; whoever logs in through the page goes through all of it.
    """

    def proved(request: HttpRequest | None, user: Person, **_more: Any) -> None:
        if request is not None and request.method is None:
            sessions.prove(request, user)

    user_logged_in.connect(proved)
    yield
    user_logged_in.disconnect(proved)


@pytest.fixture
def first_without_the_ledger(db: None) -> Iterator[None]:
    """What is posted to the API is first posted while the ledger is broken: 503, and nothing happened (B-27)."""
    if connection.vendor != "postgresql":
        yield
        return
    faults.make_breakable()
    token = faults.watched.set(True)
    yield
    faults.watched.reset(token)


@pytest.fixture
def organisations(db: None) -> dict[str, Organisation]:
    """One organisation of each kind that has roles, by its kind."""
    kinds = {role.kind for role in ROLES.values() if role.kind}
    made = [
        Organisation(code=kind.lower().replace("_", "-"), name=f"{kind} (test)", kind=kind) for kind in sorted(kinds)
    ]
    return {row.kind: row for row in Organisation.objects.bulk_create(made)}


@pytest.fixture
def people(organisations: dict[str, Organisation]) -> dict[str, Person]:
    """One person for each role, by the role's code; the data-protection officer works at Nidos."""
    made = [
        Person(username=code, name=f"P. {code}", organisation=organisations[role.kind or "NIDOS"], role=code,
               staff_id=f"staff-{code}")
        for code, role in ROLES.items()
    ]  # fmt: skip
    return {row.role: row for row in Person.objects.bulk_create(made)}


@pytest.fixture
def cast(people: dict[str, Person]) -> SimpleNamespace:
    """The actors: `guardian` and `intake` are Nidos, `avim`, `ind`, `coa`, `mentor` and the others by their role."""
    short = {
        "guardian": "nidos.guardian", "intake": "nidos.intake", "supervisor": "nidos.supervisor",
        "avim": "avim.officer", "detective": "avim.detective", "ind": "ind.officer", "coa": "coa.placement",
        "mentor": "bo_provider.mentor", "lawyer": "lawyer.lawyer", "ggd": "ggd.health_worker", "vwn": "vwn.observer",
        "kmar": "kmar.reporter", "dpo": "dpo.officer", "administrator": "system.administrator",
        "focal": "coa.focal_person", "analyst": "nr.analyst",
    }  # fmt: skip
    return SimpleNamespace(**{name: of_person(people[code]) for name, code in short.items()})


@pytest.fixture
def ter_apel(db: None) -> IntakeLocation:
    return IntakeLocation.objects.get_or_create(code="ter-apel", defaults={"name": "Ter Apel"})[0]


@pytest.fixture
def at() -> Callable[..., datetime]:
    """A moment in the Netherlands: `at(2026, 3, 2)` is noon on 2 March."""

    def moment(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime(year, month, day, hour, minute))  # noqa: DTZ001

    return moment


@pytest.fixture
def open_case(cast: SimpleNamespace, ter_apel: IntakeLocation, at: Callable[..., datetime]) -> Callable[..., Case]:
    """Open the case of Semhar, fifteen, who arrived in Ter Apel on 2 March 2026; `born` and so on change her."""

    def opened(*, by: Actor | None = None, on: datetime | None = None, born: date | None = date(2011, 2, 8),
               status: str = "OFFICIAL", **child: Any) -> Case:  # fmt: skip
        moment = on or at(2026, 3, 2)
        known = {
            "given_names": "Semhar",
            "family_name": "Tesfay",
            "sex": "F",
            "nationality": "ER",
            "languages": ["ti"],
        }
        birth = {"date": born, "precision": "DAY", "source": "CHILD", "status": status} if born else None
        arrival = {"intake_location": ter_apel, "arrived_on": timezone.localdate(moment)}
        return cases.open(child=known | child, birth=birth, arrival=arrival, by=by or cast.intake, at=moment)

    return opened
