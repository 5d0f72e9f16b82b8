"""No name, address or story in a log line."""

import json
import logging
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from config.logs import Json, WithoutPersonalData

pytestmark = pytest.mark.urls("tests.api_probe")


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """What a handler with our filter writes."""
    caplog.handler.addFilter(WithoutPersonalData())
    return lambda: caplog.text


def test_a_fault_is_logged_with_its_place_and_kind_and_without_its_message(
    call: Callable[..., Any], lines: Callable[[], str]
) -> None:
    call("get", "cases/7b0f3c52-6f0e-4c5f-9a53-3f6f4b1f4d11/refusals/bug")
    assert "500 GET /api/v1/cases/<uuid:case>/refusals/<str:what>" in lines()
    assert "RuntimeError" in lines()
    assert "api_probe.py" in lines()
    assert "Semhar" not in lines()
    assert "7b0f3c52" not in lines()


def test_an_address_that_does_not_exist_is_not_repeated(call: Callable[..., Any], lines: Callable[[], str]) -> None:
    call("get", "children/Semhar-Tesfay")
    assert "404 GET (no such address)" in lines()
    assert "Semhar" not in lines()


def test_what_has_no_request_is_logged_as_it_is(lines: Callable[[], str]) -> None:
    logging.getLogger("deliver").info("sent %s", 3)
    assert "sent 3" in lines() or logging.getLogger("deliver").getEffectiveLevel() > logging.INFO


def test_every_handler_of_the_settings_filters() -> None:
    classes = {name: each["()"] for name, each in settings.LOGGING["filters"].items()}
    for handler in settings.LOGGING["handlers"].values():
        assert "config.logs.WithoutPersonalData" in [classes[name] for name in handler["filters"]]


class TestLinesForAMachine:
    @staticmethod
    def written(level: int, message: str, *args: Any, **facts: Any) -> dict[str, Any]:
        record = logging.LogRecord("beschut.x", level, "x.py", 1, message, args, facts.pop("exc_info", None))
        record.__dict__.update(facts)
        WithoutPersonalData().filter(record)
        line = Json().format(record)
        assert "\n" not in line
        return json.loads(line)

    def test_each_is_one_object_on_one_line(self) -> None:
        line = self.written(logging.INFO, "sent %s\nto %s", 3, "avim")
        assert line.pop("at").endswith("+00:00")
        assert line == {"level": "INFO", "logger": "beschut.x", "message": "sent 3\nto avim"}

    def test_what_a_request_was_stands_beside_the_message(self) -> None:
        facts = {"method": "GET", "route": "/admin/", "status": 200, "milliseconds": 12.5, "trace": "ab"}
        assert facts.items() <= self.written(logging.INFO, "200 GET /admin/", **facts).items()

    def test_whatever_else_hangs_on_a_record_is_left_out(self) -> None:
        assert "Semhar" not in str(self.written(logging.INFO, "opened", child="Semhar", user="Semhar"))

    def test_of_a_fault_its_place_and_kind(self) -> None:
        child = "Semhar"
        try:
            raise RuntimeError(child)
        except RuntimeError:
            line = self.written(logging.ERROR, "went wrong", exc_info=sys.exc_info())
        assert "test_logs.py" in line["message"]
        assert line["message"].endswith("RuntimeError")
        assert child not in line["message"]


def test_production_writes_lines_for_a_machine() -> None:
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "json"
