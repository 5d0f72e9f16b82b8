"""The Django app of the ledger: it lays the guards after every migration."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import checks, guards
        from config.start import START

        post_migrate.connect(guards.lay_after_migrate, dispatch_uid="audit.guards")
        register(checks.guards_are_laid, Tags.database)
        # `migrate` runs no check of deployment, the web server does (config/wsgi.py), and so does `check --deploy`.
        register(checks.role_can_switch_nothing_off, Tags.database, deploy=True)
        register(checks.history_is_on)
        register(checks.seals_are_anchored, Tags.security, START, deploy=True)
