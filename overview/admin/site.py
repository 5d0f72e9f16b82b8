"""The admin site of Beschut."""

from django.contrib.admin import AdminSite


class BeschutSite(AdminSite):
    """The stock admin site under our name."""

    site_header = site_title = "Beschut"
