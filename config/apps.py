"""The Django app of the configuration: it owns the data keys."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
