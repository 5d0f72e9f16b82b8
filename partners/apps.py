"""The Django app of the organisations, their people, and who may see what."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"

    def ready(self) -> None:
        from django.core.checks import Tags, register

        from partners import checks, login
        from partners.api import problems

        register(checks.every_field_has_a_class)
        register(checks.webhooks_are_https, Tags.database, deploy=True)
        login.connect()
        problems.register_all()
