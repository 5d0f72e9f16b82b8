"""The child's lawyer: who it is, and whether the two have talked (S004-71)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields
from partners.models import Person


class Lawyer(Recorded):
    """One lawyer of one child, from the day on which that was arranged. What they talk about stands nowhere."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="lawyers")
    lawyer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lawyer"),
        help_text=_("A lawyer who works with Beschut sees the case at once; of another one give the name below."),
    )  # fmt: skip
    name = models.CharField(
        _("name of another lawyer"), max_length=120, blank=True,
        help_text=_("Of a lawyer who does not work with Beschut: name and office."),
    )  # fmt: skip
    bar_number = models.CharField(
        _("bar number"), max_length=20, blank=True, help_text=_("As in the register of the bar, where it is known.")
    )
    since = models.DateField(_("since"), blank=True, help_text=_("Leave empty for today."))
    talked_on = models.DateField(
        _("first talk on"),
        null=True,
        blank=True,
        help_text=_("When child and lawyer first talked; leave empty for today."),
    )
    ended_on = models.DateField(_("until"), null=True, blank=True, editable=False)
    end_reason = models.CharField(_("reason for the end"), max_length=200, blank=True)

    data = {DataClass.LAWYER: fields("case since talked_on ended_on", "lawyer name bar_number end_reason")}

    class Meta:
        verbose_name, verbose_name_plural = _("lawyer"), _("lawyers")
        ordering = ["-since", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on=None), name="one_lawyer_at_a_time",
                violation_error_message=_("This child already has a lawyer; a new one takes over."),
            ),
            models.CheckConstraint(
                condition=Q(lawyer__isnull=False, name="") | (Q(lawyer=None) & ~Q(name="")),
                name="a_lawyer_is_named_once",
                violation_error_message=_("Choose the lawyer, or give the name of another one."),
            ),
            models.CheckConstraint(
                condition=(Q(talked_on=None) | Q(talked_on__gte=F("since")))
                & (Q(ended_on=None) | Q(ended_on__gte=F("since"))),
                name="a_lawyer_talks_and_ends_after_the_beginning",
                violation_error_message=_("A lawyer talks with the child, and ends, after the day it began."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
