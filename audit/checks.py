"""System checks: the guards are laid, and nothing switches history off."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from audit import guards


def guards_are_laid(app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None,
                    **kwargs: Any) -> list[CheckMessage]:  # fmt: skip
    """Every table that must have a guard has it, in every database that is checked."""
    from django.db import connections

    faults: list[CheckMessage] = []
    for using in databases or []:
        missing = guards.names(connections[using].vendor) - guards.laid(using)
        if missing:
            tables = ", ".join(sorted({table for table, _name in missing}))
            faults.append(Error(f"Guards of the ledger are missing on: {tables}.",
                                hint="Run manage.py migrate.", id="audit.E001"))  # fmt: skip
    return faults


def history_is_on(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """django-simple-history has an off-switch; here it may not be used."""
    if getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return []
    return [Error("SIMPLE_HISTORY_ENABLED is off: no history would be kept.", id="audit.E002")]
