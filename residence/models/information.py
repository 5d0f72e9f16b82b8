"""What was explained, to whom, in which language, and whether it was understood (S004-76)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.language import say
from intake.languages import languages
from intake.models import Case
from partners.data_classes import DataClass, fields
from policy.information import TOPICS


def topics() -> list[tuple[str, str]]:
    """Every topic, in the language that is spoken now."""
    return [(row.code, say(row.label)) for row in TOPICS]


class InformationGiven(Recorded):
    """One topic, explained to one person on one day; explained again, it is a new row."""

    class Told(models.TextChoices):
        CHILD = "CHILD", _("the child")
        PARTNER = "PARTNER", _("the partner")
        RELATIVE = "RELATIVE", _("a relative")

    class Understood(models.TextChoices):
        YES = "YES", _("yes")
        PARTLY = "PARTLY", _("partly: explain it again")
        NO = "NO", _("no: explain it again")

    case = models.ForeignKey(Case, models.PROTECT, related_name="information")
    topic = models.CharField(_("what was explained"), max_length=20, choices=topics)
    told = models.CharField(_("explained to"), max_length=10, choices=Told, default=Told.CHILD)
    language = models.CharField(_("language"), max_length=8, choices=languages)
    interpreter = models.BooleanField(_("with an interpreter"), default=False)
    given_on = models.DateField(_("explained on"), blank=True, help_text=_("Leave empty for today."))
    understood = models.CharField(
        _("understood"), max_length=8, choices=Understood,
        help_text=_("Let the other say it in their own words before you answer this."),
    )  # fmt: skip

    data = {DataClass.INFORMATION: fields("case topic told given_on understood", "language interpreter")}

    class Meta:
        verbose_name, verbose_name_plural = _("information given"), _("information given")
        ordering = ["-given_on", "-created_at"]

    def __str__(self) -> str:
        return f"{self.topic} {self.case_id}"
