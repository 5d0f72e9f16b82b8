"""The cast: one organisation of each kind and one person for each role, introduced once; and a child that arrived."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection
from django.utils import timezone
from whitenoise.middleware import WhiteNoiseMiddleware

from audit import guards
from intake import case as cases
from intake.models import Case, IntakeLocation
from partners.actors import Actor, of_person
from partners.models import Organisation, Person
from partners.roles import ROLES
from tests import faults


def pytest_configure() -> None:
    """WhiteNoise warns, and so fails, while nobody has collected static files yet; and tests call often."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.CALLS_PER_MINUTE = settings.TOKENS_PER_MINUTE = 1_000_000


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
    """Transactional tests empty the tables afterwards, which the guards refuse: step around them there only."""
    original = flush.sql_flush

    def sql_flush(style: Any, connection: Any, **kwargs: Any) -> list[str]:
        statements = original(style, connection, **kwargs)
        if connection.vendor == "postgresql":
            return [
                "SET session_replication_role = replica",
                *statements,
                "SET session_replication_role = DEFAULT",
            ]
        with connection.cursor() as cursor:
            for _table, name in guards.laid(connection.alias):
                cursor.execute(f'DROP TRIGGER "{name}"')
        return statements

    flush.sql_flush = sql_flush
    yield
    flush.sql_flush = original


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
    return {
        kind: Organisation.objects.create(code=kind.lower().replace("_", "-"), name=f"{kind} (test)", kind=kind)
        for kind in sorted(kinds)
    }


@pytest.fixture
def people(organisations: dict[str, Organisation]) -> dict[str, Person]:
    """One person for each role, by the role's code; the data-protection officer works at Nidos."""
    return {
        code: Person.objects.create(
            username=code, name=f"P. {code}", organisation=organisations[role.kind or "NIDOS"], role=code,
            staff_id=f"staff-{code}",
        )
        for code, role in ROLES.items()
    }  # fmt: skip


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
