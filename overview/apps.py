"""The Django apps of the overview, and of the caseworker's door that shows it."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class OverviewConfig(AppConfig):
    name = "overview"
    verbose_name = _("Overview")


class BeschutAdmin(AdminConfig):
    """The stock admin, with our own site: its index is the desk."""

    default_site = "overview.admin.site.BeschutSite"
