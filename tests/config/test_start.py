"""Production does not start unsafe: each setting that would make it so is refused, with the remedy."""

from base64 import b64encode
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config import safety, start
from partners.models import Organisation, Webhook
from tests.served import cable, database, environment, get, gunicorn, python

SERVE = "import config.wsgi"
LOADED = """
import gc, runpy
import config.wsgi
runpy.run_path("gunicorn.conf.py")["post_worker_init"](None)
print(gc.get_freeze_count())
"""
ONE_BYTE = "main:" + b64encode(bytes(64)).decode()
GOOD = b64encode(bytes(range(64))).decode()
UNSAFE = {
    "debug": ({"DEBUG": True}, "DEBUG is on"),
    "a default key": ({"SECRET_KEY": f"django-insecure-{GOOD}"}, "SECRET_KEY can be guessed"),
    "a short key": ({"SECRET_KEY": "geheim"}, "SECRET_KEY can be guessed"),
    "a key of one letter": ({"SECRET_KEY": "a" * 64}, "SECRET_KEY can be guessed"),
    "the ring of a demo": ({"KEY_RING": f"demo:{GOOD}"}, "key 'demo' is one of a demo"),
    "a ring of noughts": ({"KEY_RING": ONE_BYTE}, "key 'main' is one of a demo, or can be guessed"),
    "a ring that is none": ({"KEY_RING": "main:short"}, "key 'main' is not 64 bytes in base64"),
    "an old key of the ring that is none": ({"KEY_RING": f"main:{GOOD},old:x"}, "key 'old' is not 64 bytes in base64"),
    "any host": ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS lets any name through"),
    "an address of its own in the clear": ({"PUBLIC_URL": "http://beschut.example"}, "PUBLIC_URL is not https"),
    "any proxy": ({"TLS_PROXY": ["0.0.0.0/0"]}, "TLS_PROXY: 0.0.0.0/0 is more than a proxy of your own"),
    "a proxy anywhere on the new internet": ({"TLS_PROXY": ["10.0.0.1/32", "::/0"]}, "TLS_PROXY: ::/0 is more"),
    "a public network of proxies": ({"TLS_PROXY": ["192.0.2.0/24"]}, "TLS_PROXY: 192.0.2.0/24 is more"),
    "plain http": ({"SECURE_SSL_REDIRECT": False, "ONE_DATABASE_ROLE": False}, "SECURE_SSL_REDIRECT is off"),
    "seals kept nowhere": ({"AUDIT_ANCHOR_FILE": "", "AUDIT_ANCHOR_URL": ""}, "kept nowhere but in the database"),
    "figures for all": ({"METRICS_TOKEN": "prom", "METRICS_FOLDER": "/tmp"}, "METRICS_TOKEN can be guessed"),
    "figures of one process": ({"METRICS_TOKEN": GOOD}, "METRICS_FOLDER is not"),
}  # fmt: skip


@pytest.fixture
def changed(settings: Any) -> Any:
    def change(values: dict[str, Any]) -> None:
        for name, value in values.items():
            setattr(settings, name, value)

    return change


@pytest.mark.django_db
def test_what_the_tests_run_with_is_safe() -> None:
    assert start.faults() == ""


@pytest.mark.django_db
@pytest.mark.parametrize("what", UNSAFE)
def test_it_does_not_start_with(what: str, changed: Any) -> None:
    values, said = UNSAFE[what]
    changed(values)
    assert said in start.faults()


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["deliver", "alerts", "seal", "forget_answers"])
def test_no_worker_starts_with_it_either(command: str, settings: Any) -> None:
    settings.DEBUG = True
    with pytest.raises(CommandError, match="DEBUG is on"):
        call_command(command, stdout=StringIO())


@pytest.mark.django_db
@pytest.mark.parametrize("network", ["127.0.0.1/32", "10.0.0.0/8", "172.18.0.0/16", "203.0.113.9/32", "::1/128"])
def test_a_proxy_of_ones_own_is_no_fault(settings: Any, network: str) -> None:
    settings.TLS_PROXY = [network]
    assert start.faults() == ""


@pytest.mark.django_db
def test_it_does_not_start_while_a_webhook_would_be_called_in_the_clear() -> None:
    """However it came there: the verb refuses such an address."""
    avim = Organisation.objects.create(code="avim", name="AVIM", kind="AVIM")
    hook = Webhook.objects.create(organisation=avim, url="http://avim.example/hook")
    assert "Webhooks that are not https: avim" in start.faults()
    hook.is_active = False
    hook.save()
    assert start.faults() == ""


def test_the_demo_may_do_all_of_it(settings: Any) -> None:
    settings.DEMO, settings.DEBUG, settings.SECRET_KEY = True, True, "x"
    assert safety.settings_are_safe(None) == []


def test_sqlite_is_for_looking_around(settings: Any) -> None:
    settings.ONE_DATABASE_ROLE = False
    assert "Only PostgreSQL keeps" in list(safety.of_database("django.db.backends.sqlite3"))[0][0]
    assert list(safety.of_database("django.db.backends.postgresql")) == []


class TestInAProcessOfItsOwn:
    """As a server begins: with what its environment says."""

    @pytest.fixture
    def started(self, tmp_path: Any) -> Any:
        """On a database that nobody migrated; what is said of settings is said first."""

        def serve(**changed: str | None) -> tuple[int, str]:
            given: dict[str, Any] = environment(f"sqlite:///{tmp_path / 'empty.sqlite3'}") | changed
            done = python(SERVE, **{name: value for name, value in given.items() if value is not None})
            return done.returncode, done.stderr

        return serve

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"SECRET_KEY": None}, "SECRET_KEY is not set"),
            ({"BESCHUT_KEY_RING": ""}, "BESCHUT_KEY_RING is not set"),
            ({"ONE_DATABASE_ROLE": "yes"}, "ONE_DATABASE_ROLE must be true or false"),
            ({"TLS_PROXY": "the proxy"}, "TLS_PROXY: 'the proxy' is not a network"),
            ({"AUDIT_ANCHOR_URL": "http://anchor.example"}, "AUDIT_ANCHOR_URL must begin with https://"),
            ({"SECRET_KEY": "geheim", "AUDIT_ANCHOR_FILE": "", "TLS_PROXY": "0.0.0.0/0"}, "SECRET_KEY can be guessed"),
        ],
    )
    def test_it_ends_and_says_why(self, started: Any, changed: dict[str, str | None], said: str) -> None:
        code, stderr = started(**changed)
        assert code == 1
        assert said in stderr

    def test_all_that_is_wrong_is_said_at_once(self, started: Any) -> None:
        _code, stderr = started(SECRET_KEY="geheim", AUDIT_ANCHOR_FILE="", TLS_PROXY="0.0.0.0/0", ALLOWED_HOSTS="*")
        for said in ("SECRET_KEY can be", "ALLOWED_HOSTS lets", "TLS_PROXY: 0.0.0.0/0", "kept nowhere"):
            assert said in stderr

    def test_no_variable_switches_debug_on(self, tmp_path: Any) -> None:
        given = environment(f"sqlite:///{tmp_path / 'empty.sqlite3'}") | {"DEBUG": "true", "DJANGO_DEBUG": "1"}
        code = "import django; from django.conf import settings; print(settings.DEBUG)"
        assert python(code, DJANGO_SETTINGS_MODULE="config.settings", **given).stdout == "False\n"

    @pytest.mark.django_db
    @pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles")
    def test_a_superuser_of_the_database_serves_nobody(self) -> None:
        assert connection.vendor == "postgresql"
        done = python(SERVE, **environment(database()) | {"ONE_DATABASE_ROLE": "false"})
        assert done.returncode == 1
        assert "is superuser" in done.stderr
        assert "connect as beschut_app" in done.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite is a file")
def test_one_that_begins_while_the_database_is_away_waits_for_it(tmp_path: Any) -> None:
    with cable() as line:
        line.pull()
        with gunicorn(tmp_path, database(line.port)) as (port, log):
            while "this worker waits for it" not in log.read_text():
                assert "Worker failed to boot" not in log.read_text()
            line.plug_in()
            assert get(port, "/livez")[0] == 200


def test_a_worker_of_the_web_server_sets_aside_what_it_loaded() -> None:
    done = python(LOADED, **environment("sqlite:///:memory:"))
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10_000
