"""System checks: the guards are laid, nothing switches history off, and seals are anchored."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import connections

from audit import anchor, guards, roles


def guards_are_laid(app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None,
                    **kwargs: Any) -> list[CheckMessage]:  # fmt: skip
    """Every table that must have a guard has it, in every database that is checked.

    A warning and no error, because `migrate`, which lays them, runs this check first; the web server starts with none.
    """
    faults: list[CheckMessage] = []
    for using in databases or []:
        missing = guards.missing(using)
        if missing:
            tables = ", ".join(sorted({table for table, _name in missing}))
            faults.append(Warning(f"Guards of the ledger are missing on: {tables}.",
                                  hint="Run manage.py migrate.", id="audit.W001"))  # fmt: skip
    return faults


def role_can_switch_nothing_off(app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None,
                                **kwargs: Any) -> list[CheckMessage]:  # fmt: skip
    """The application's role owns nothing: what the guards refuse, it cannot allow itself.

    Not for `migrate`, which the owner runs; the demo and the tests say ONE_DATABASE_ROLE.
    """
    faults: list[CheckMessage] = []
    for using in databases or []:
        if settings.ONE_DATABASE_ROLE or connections[using].vendor != "postgresql":
            continue
        if found := roles.faults(using):
            faults.append(Error(f"The role of the database {', '.join(found)}.", id="audit.E003",
                                hint="Run manage.py database_roles and connect as beschut_app."))  # fmt: skip
    return faults


def history_is_on(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """django-simple-history has an off-switch; here it may not be used."""
    if getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return []
    return [Error("SIMPLE_HISTORY_ENABLED is off: no history would be kept.", id="audit.E002")]


def seals_are_anchored(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Seals that are kept in the database alone can be rewritten with it."""
    if anchor.places():
        return []
    hint = "Set AUDIT_ANCHOR_FILE, AUDIT_ANCHOR_URL or both (docs/audit-seals.md)."
    return [Warning("Seals of the ledger are kept nowhere but in the database.", hint=hint, id="audit.W003")]
