"""The Django app of the configuration: it owns the data keys."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from django.core.checks import Tags, register

        from config import safety, start

        register(safety.settings_are_safe, Tags.security, start.START, deploy=True)
