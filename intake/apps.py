"""The Django app of the intake: from arrival to the second Nidos talk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    name = "intake"
    verbose_name = _("Intake")

    def ready(self) -> None:
        """Say what may lose its basis while it waits to be sent (B-07)."""
        from intake import comensha_out
        from partners import outbox
        from partners.models import NoticeKind

        outbox.MAY_GO[NoticeKind.COMENSHA_MESSAGE] = comensha_out.may_go
