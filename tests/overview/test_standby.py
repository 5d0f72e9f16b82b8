"""A standby beside the server that is written, both real: what is read there is never older than the question."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from config import standby as standbys
from overview.api.urls import urlpatterns
from overview.operations.standby import NAMES, OF_THE_API, PAGES
from partners import involving
from partners.models import Involvement, Person
from tests.houses import make_house
from tests.partner_api import as_partner
from tests.pools import NEEDS_ONE, pool
from tests.served import database, environment, gunicorn, python
from tests.standbys import TOKEN, WRITES, Site, Standby, on_linux, saving, standby
from tools.machine import ROOT

__all__ = ["as_partner", "make_house"]
TALK = {"step": "ACQUAINTANCE", "heldOn": "2026-03-03", "interpreter": True}
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.alone,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no standby"),
    pytest.mark.skipif(not on_linux(), reason="processes are looked for in /proc"),
]


@pytest.fixture(scope="module", autouse=True)
def saved(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Servers of tests do not wait for their disk; this one must, from the next line to it on."""
    if connection.vendor != "postgresql":
        yield
        return
    with django_db_blocker.unblock(), saving():
        yield


@pytest.fixture(scope="module")
def follower(saved: None) -> Iterator[Standby]:
    with standby() as made:
        yield made


def known(**more: str) -> dict[str, str]:
    """What a process that reads the sessions and keys of these tests needs to know."""
    return {"SECRET_KEY": settings.SECRET_KEY, "BESCHUT_KEY_RING": settings.KEY_RING, **more}


@pytest.fixture
def site(follower: Standby, tmp_path: Path) -> Iterator[Site]:
    given = known(STANDBY_URL=follower.url, METRICS_TOKEN=TOKEN, METRICS_FOLDER=str(tmp_path / "metrics"),
                  STANDBY_WAIT_MS="3000", GUNICORN_CMD_ARGS="--workers 1")  # fmt: skip
    with gunicorn(tmp_path, database(), **given) as (port, log):
        made = Site(port, follower, log)
        made.until_ready()
        follower.said()
        yield made


@pytest.fixture
def paused(site: Site) -> Iterator[Site]:
    """The standby has all that was there, and gets nothing of what comes."""
    site.standby.follow()
    site.standby.ask("SELECT pg_wal_replay_pause()::text")
    yield site
    site.standby.ask("SELECT pg_wal_replay_resume()::text")


def trail(case: Any) -> str:
    return f"/admin/cases/{case.pk}/trail/"


def addresses(case: Any, person: Person, client: str, entry: int) -> Iterator[str]:
    """Of every page that is read there, one."""
    parts = {"case": case.pk, "person": person.pk, "client": client, "entry": entry, "year": timezone.localdate().year}
    for each in admin.site.get_urls():
        if getattr(each, "name", "") in PAGES:
            yield reverse(f"admin:{each.name}", kwargs={name: parts[name] for name in each.pattern.converters})


def test_every_one_of_the_pages_is_read_there_and_nothing_is_written_there(
    site: Site, open_case: Any, people: Any, as_partner: Any, make_house: Any
) -> None:
    case, officer, supervisor = open_case(), people["dpo.officer"], people["nidos.supervisor"]
    intake = as_partner("nidos.intake")
    make_house()
    assert site.call(intake, "GET", f"cases/{case.pk}/terms")[0] == 200
    entry = Entry.objects.filter(client__gt="").latest("id")
    entries = Entry.objects.filter(kind__in=[Kind.READ, Kind.LIST, Kind.EXPORT])
    before, asked_before = entries.count(), site.standby.said()

    def look() -> None:
        for path in addresses(case, supervisor, entry.client, entry.pk):
            seen = {site.page(person, path)[0] for person in (officer, supervisor)}
            assert seen <= {200, 403, 404}, (path, seen)
            assert 200 in seen, path
        for path in (f"cases/{case.pk}/timeline", f"cases/{case.pk}/terms", "waiting-list", "alerts"):
            assert site.call(intake, "GET", path)[0] in {200, 403}, path

    site.counted("standby", look)
    asked = site.standby.said()
    assert not WRITES.search(asked_before + asked)
    for table in ("audit_entry", "partners_person", "intake_case", "partners_involvement"):
        assert f'FROM "{table}"' in asked
    # That somebody looked is written where everything is written, and the next reader sees it.
    assert entries.count() > before + len(PAGES)
    assert "P. dpo.officer" in site.counted("standby", lambda: site.page(officer, trail(case))[1])


def test_who_works_on_a_case_reads_where_it_is_written(site: Site, open_case: Any, people: Any) -> None:
    case = open_case()
    before = site.read()
    assert site.page(people["nidos.guardian"], f"/admin/intake/case/{case.pk}/change/")[0] in {200, 404}
    assert site.page(people["nidos.supervisor"], "/admin/")[0] == 200
    assert site.read() == before


def test_what_was_written_is_seen_at_once_though_the_standby_stands_still(
    open_case: Any, people: Any, as_partner: Any, paused: Site
) -> None:
    """The follower is asked, is behind, and is not believed."""
    intake = as_partner("nidos.intake")
    case = open_case()
    status, talk = paused.call(intake, "POST", f"cases/{case.pk}/conversations", TALK)
    assert status == 201, talk
    status, timeline = paused.counted("behind", lambda: paused.call(intake, "GET", f"cases/{case.pk}/timeline"))
    assert (status, "Kennismakingsgesprek" in str(timeline)) == (200, True)
    status, page = paused.counted("behind", lambda: paused.page(people["nidos.supervisor"], trail(case)))
    assert (status, "P. nidos.intake" in page) == (200, True)


def test_who_may_not_look_any_more_is_refused_at_once_though_the_standby_stands_still(
    open_case: Any, cast: Any, as_partner: Any, site: Site
) -> None:
    intake, case = as_partner("nidos.intake"), open_case()
    path = f"cases/{case.pk}/timeline"
    assert site.counted("standby", lambda: site.call(intake, "GET", path))[0] == 200
    site.standby.follow()
    site.standby.ask("SELECT pg_wal_replay_pause()::text")
    try:
        now = timezone.now()
        involving.end_all(Involvement.objects.filter(case_id=case.pk), by=cast.intake, at=now, until=now)
        assert site.counted("behind", lambda: site.call(intake, "GET", path))[0] == 404
    finally:
        site.standby.ask("SELECT pg_wal_replay_resume()::text")


def test_without_the_standby_every_page_answers_and_when_it_is_back_it_is_read_again(
    site: Site, open_case: Any, people: Any
) -> None:
    case, supervisor = open_case(), people["nidos.supervisor"]

    def look() -> None:
        status, page = site.page(supervisor, trail(case))
        assert (status, "P. nidos.intake" in page) == (200, True)

    with site.standby.frozen():
        site.counted("away", look)
        assert site.ready() == "ready\nstandby: it does not answer\n"
    site.until_ready()
    site.counted("standby", look)
    site.standby.stop()
    site.counted("away", look)
    site.standby.start()
    site.until_ready()
    site.counted("standby", look)
    assert "the standby is not read: it does not answer" in site.log.read_text()


class TestAnotherServer:
    def test_one_that_follows_nobody_is_said_and_not_read(self, tmp_path: Path, open_case: Any, people: Any) -> None:
        case = open_case()
        given = known(STANDBY_URL=database(), METRICS_TOKEN=TOKEN, METRICS_FOLDER=str(tmp_path / "metrics"))
        with gunicorn(tmp_path, database(), **given) as (port, log):
            wrong = Site(port, None, log)
            assert wrong.ready() == "ready\nstandby: it does not follow the server of DATABASE_URL\n"
            status, _page = wrong.counted("other", lambda: wrong.page(people["nidos.supervisor"], trail(case)))
        assert status == 200
        done = manage(given, "check", "--deploy")
        assert "(config.E003) STANDBY_URL: it does not follow the server of DATABASE_URL." in done.stderr
        assert done.returncode == 1
        found = json.loads(manage(given, "doctor", "--json").stdout)["findings"]
        [said] = [each for each in found if each["check"] == "standby"]
        assert (said["ok"], said["says"]) == (False, "it does not follow the server of DATABASE_URL")
        assert "docs/operations.md, 15" in said["remedy"]

    def test_one_that_still_follows_the_server_from_which_another_took_over(self, follower: Standby) -> None:
        """Both were alike until then: how far it has come says nothing any more."""
        with standby() as heir:
            assert wanting(database(), heir.url) == ""
            heir.ask("SELECT pg_promote(true, 60)")
            assert wanting(heir.url, follower.url) == "other"
            assert wanting(database(), heir.url) == "other"


def manage(given: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environment(database()) | given, capture_output=True, text=True)


@NEEDS_ONE
def test_a_pool_may_stand_before_it_as_well(follower: Standby) -> None:
    first = f"port={connection.get_connection_params()['port']} "
    with pool(**{first: f"port={follower.cluster.port} "}) as behind:
        assert wanting(database(), behind.url()) == ""


def wanting(first: str, second: str) -> str:
    """What a process with these two servers says of the second."""
    code = "import django; django.setup(); from config import standby; print(standby.Watch().wanting())"
    given = environment(first) | {"STANDBY_URL": second, "STANDBY_WAIT_MS": "3000"}
    done = python(code, DJANGO_SETTINGS_MODULE="config.settings", **given)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


BROKEN_OFF = """
import django; django.setup()
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpResponse
from django.test import RequestFactory
from audit.models import Entry, Kind
from config import standby
from overview.operations.standby import StandbyMiddleware

def answer(request):
    read = [standby.source(), Entry.objects.count()]
    print("read", flush=True)
    input()
    return HttpResponse(f"{standby.source()} {Entry.objects.count() - read[1]}")

page = StandbyMiddleware(convert_exception_to_response(answer))
print(page(RequestFactory().get("/admin/trail/")).content.decode(), flush=True)
"""


def test_what_the_standby_breaks_off_is_asked_again_where_it_is_written(open_case: Any) -> None:
    """The standby must follow on, and whoever reads stands in its way: PostgreSQL cuts the reader off."""
    open_case()
    with standby("max_standby_streaming_delay=0") as near:
        given = environment(database()) | {"DJANGO_SETTINGS_MODULE": "config.settings", "STANDBY_URL": near.url,
                                           "STANDBY_WAIT_MS": "5000"}  # fmt: skip
        command, pipe = [sys.executable, "-c", BROKEN_OFF], subprocess.PIPE
        with subprocess.Popen(command, cwd=ROOT, env=given, text=True, stdin=pipe, stdout=pipe, stderr=pipe) as reader:
            assert reader.stdout.readline() == "read\n"
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE")
            near.follow()
            said, warned = reader.communicate("\n\n", 60)
    assert said == "read\ndefault 0\n"
    assert "the standby broke off" in warned


class TestWhichPages:
    def test_each_is_an_address_of_the_site(self) -> None:
        of_the_admin = {getattr(each, "name", "") for each in admin.site.get_urls()}
        of_the_api = {each.name for each in urlpatterns}
        assert of_the_admin >= PAGES
        assert of_the_api >= OF_THE_API
        assert len(NAMES) == len(PAGES) + len(OF_THE_API)

    def test_without_a_standby_everything_is_read_where_it_is_written(self) -> None:
        assert settings.STANDBY_URL == ""
        assert list(settings.DATABASES) == ["default"]
        assert standbys.source() == "default"
