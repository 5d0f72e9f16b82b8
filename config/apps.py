"""The Django app of the configuration: it owns the data keys."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from django.conf import settings
        from django.core.checks import Tags, register

        from config import among, database_checks, patience, safety, start

        among.register()
        if settings.DATABASE_SECONDS:
            patience.begin(settings.DATABASE_SECONDS)
        register(safety.settings_are_safe, Tags.security, start.START, deploy=True)
        register(database_checks.limits_hold, Tags.database, deploy=True)
        register(database_checks.standby_follows, Tags.security, deploy=True)
