"""Contact moments: whether a child that may be kept out of sight was seen, where and whether alone (S000-28)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models import Case
from partners.data_classes import DataClass, fields


class ContactMoment(Recorded):
    """One contact moment, held or missed. Behind the front door nobody sees what happens: only outside the home, with
    the child alone, does it keep sight of the child."""

    class Outcome(models.TextChoices):
        HELD = "HELD", _("held")
        MISSED = "MISSED", _("missed: the child was not seen")

    class Place(models.TextChoices):
        OUTSIDE = "OUTSIDE", _("outside the home")
        HOME = "HOME", _("where the child lives")
        CALL = "CALL", _("by telephone or on a screen")

    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_moments")
    contact_on = models.DateField(_("on"), blank=True, help_text=_("Leave empty for today."))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, default=Outcome.HELD)
    place = models.CharField(
        _("where it was"), max_length=8, choices=Place, blank=True, help_text=_("Leave empty when it was missed.")
    )
    alone = models.BooleanField(_("with the child alone, without partner or family"), default=False)
    goes_on = models.BooleanField(
        _("see the child again within four weeks"), default=True,
        help_text=_("As long as a minor is married to an adult this goes on whatever you answer here."),
    )  # fmt: skip
    note = EncryptedTextField(
        _("how it went"), blank=True,
        help_text=_("How the child is; of a missed one who said what, and what you do now. Stored encrypted."),
    )  # fmt: skip

    data = {DataClass.SIGHT: fields("case contact_on outcome", "place alone goes_on note")}

    class Meta:
        verbose_name, verbose_name_plural = _("contact moment"), _("contact moments")
        ordering = ["-contact_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome="HELD") & ~Q(place=""))
                | (Q(outcome="MISSED", place="", alone=False) & ~Q(note="")),
                name="a_contact_moment_was_somewhere_or_missed",
                violation_error_message=_("Say where it was, or why it was missed."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)
