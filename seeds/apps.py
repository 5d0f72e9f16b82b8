"""The Django app of the demo: organisations, people and invented children."""

from django.apps import AppConfig


class SeedsConfig(AppConfig):
    name = "seeds"
