"""No name, address or story in a log line."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings

from config.logs import WithoutPersonalData

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
